"""The line composer: paragraphs to lines of the grid, with 避头尾, squeezed punctuation and flush right edges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Protocol

from forms.characters import CLOSING, NEVER_FIRST, NEVER_LAST, OPENING, STOPS, Break, breaks, is_western
from forms.fonts import Glyph

_PAIR_SQUEEZE: Final = 0.5
_PAIR_BLANK: Final = 0.2
_MARK_SQUEEZE: Final = 0.25
_MARK_BLANK: Final = 0.2
_BLANK_SQUEEZE: Final = 0.15
"""How much of the blank beside marks may go, and how much must stay, in em."""

_LOOSE: Final = 0.12
"""A gap (em) from which a line counts as loose: then a mark is pulled in or an address is parted."""

_HARDLY: Final = 0.08
"""A gap (em) inside words that goes unseen and is not copied as a blank."""

_LOOSEST: Final = 0.3
_UNBEARABLE: Final = 0.35
"""Gaps (em): beyond the first a line end is weighed only where there is no other, beyond the second a word is parted
anyhow."""

_PARTED: Final[Mapping[Break, float]] = {Break.FREE: 0.0, Break.SOFT: 0.5, Break.SIGN: 1.3, Break.DIGITS: 8.0}
"""What a line end within a word costs, beside 1 for a line that is just loose and 8 for one twice as loose."""

_LIKE_AN_END: Final = 0.5
_STOPLIKE: Final = frozenset(".-_,;:")
_ANYHOW: Final = 20.0
_ALONE: Final = 0.5
"""What it costs to end a line where none may end, and to leave a character alone on the last line (孤字)."""


_LEAST_PART: Final = 3
"""Characters of a word that stay together where it is parted without a sign."""

_ROUNDING: Final = 1e-6


class GlyphSource(Protocol):
    """Whatever knows the glyphs of a text: a typeface, or one that changes within a paragraph."""

    def glyphs(self, text: str) -> list[Glyph]:
        """The glyphs of ``text``, one a character. Raises ``UnprintableCharacter``."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set: ``size``, ``measure`` (width of the lines) and ``tracking`` behind Chinese characters, in pt."""

    typeface: GlyphSource
    size: float
    measure: float
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text[start:end]`` of its paragraph, with the left edge of each glyph from the edge of the measure."""

    start: int
    end: int
    glyphs: tuple[Glyph, ...]
    lefts: tuple[float, ...]


def compose(text: str, setting: Setting, *, indent: float = 0.0, justified: bool = True) -> list[Line]:
    """The lines of one paragraph (without line breaks in it); blanks at a line's edge fall away.

    Raises ``UnprintableCharacter``.
    """
    paragraph = _Paragraph(text, setting)
    spans = paragraph.spans(indent)
    if justified and not paragraph.even(spans, indent):
        spans = paragraph.evened(indent)
    return [
        paragraph.line(start, end, 0.0 if place else indent, flush=justified and place < len(spans) - 1)
        for place, (start, end) in enumerate(spans)
    ]


class _Paragraph:
    """The measures of one paragraph, summed from its start so that any line's are a difference."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self.glyphs = setting.typeface.glyphs(text)
        longest = int(setting.measure / setting.size)
        self.breaks = breaks(text, longest)
        self.advances = [glyph.advance * setting.size for glyph in self.glyphs]
        pairs = list(zip(self.glyphs, self.glyphs[1:], strict=False))
        squeezes = [_pair_squeeze(*pair) for pair in pairs]
        steps = [
            advance + (0.0 if is_western(pair[0].character) else setting.tracking) - squeeze * setting.size
            for advance, pair, squeeze in zip(self.advances, pairs, squeezes, strict=False)
        ]
        slack = [
            0.0 if squeeze else _mark_squeeze(*pair) * setting.size
            for pair, squeeze in zip(pairs, squeezes, strict=True)
        ]
        self.steps = steps
        self.slack = slack
        self.stretches = [_stretches(*pair) for pair in pairs]
        self.places = [0.0, *accumulate(steps)]
        self.slacks = [0.0, *accumulate(slack)]
        self.gaps = [0, *accumulate(self.stretches)]

    def spans(self, indent: float) -> list[tuple[int, int]]:
        """Start and end of each line."""
        spans: list[tuple[int, int]] = []
        start = 0
        while start < len(self.text):
            end = self.line_end(start, self._measure(start, indent))
            spans.append((start, end))
            start = self.skip_blanks(end)
        return spans

    def even(self, spans: list[tuple[int, int]], indent: float) -> bool:
        """Whether no line is loose or ends within a word, and no character stands alone on the last line."""
        if len(spans) < 2:
            return True
        return not self._alone(*spans[-1]) and all(
            self.breaks[end - 1] is Break.FREE and self._looseness(start, end, self._measure(start, indent)) <= _LOOSE
            for start, end in spans[:-1]
        )

    def evened(self, indent: float) -> list[tuple[int, int]]:
        """Start and end of each line, chosen over the whole paragraph so that no line is looser than it must be."""
        best: dict[int, tuple[float, int, int]] = {0: (0.0, 0, 0)}
        for start in range(len(self.text)):
            if start not in best:
                continue
            for end, cost in self._ends(start, self._measure(start, indent)):
                following, total = self.skip_blanks(end), best[start][0] + cost
                if following not in best or total < best[following][0]:
                    best[following] = (total, start, end)
        spans = []
        place = len(self.text)
        while place:
            _, place, end = best[place]
            spans.append((place, end))
        return spans[::-1]

    def _ends(self, start: int, measure: float) -> Iterator[tuple[int, float]]:
        """Where the line that begins at ``start`` may end, longest first, and what each end costs."""
        fitting = shortest = 0
        for end in range(self._farthest(start, measure), start, -1):
            if self.width(start, end) - self.slack_of(start, end) > measure + _ROUNDING:
                continue
            fitting = fitting or end
            kind = self.breaks[end - 1]
            if kind is Break.NEVER:
                continue
            gap = self._looseness(start, end, measure)
            if shortest and gap > _LOOSEST:
                break
            shortest = end
            if gap <= _UNBEARABLE or self.skip_blanks(end) == len(self.text):
                yield end, self._cost(start, end, measure) + self._parting(end)
        if not shortest or self._looseness(start, shortest, measure) > _LOOSEST or self._overlong(shortest):
            end = self._anyhow(start, fitting or start + 1)
            yield end, self._cost(start, end, measure) + _ANYHOW

    def _farthest(self, start: int, measure: float) -> int:
        """An end that no line from ``start`` can reach beyond, however much it is squeezed."""
        near = min(bisect_right(self.places, self.places[start] + measure, start), len(self.slacks) - 1)
        squeezed = (self.slacks[near] - self.slacks[start]) / (1 - _MARK_SQUEEZE) + self.setting.size
        end = bisect_right(self.places, self.places[start] + measure + squeezed, start)
        return min(end, len(self.text))

    def _cost(self, start: int, end: int, measure: float) -> float:
        """How bad a line is: 1 where it is just loose or squeezed to its limit; a last line is as wide as it is."""
        excess = self.width(start, end) - measure
        if excess > _ROUNDING:
            return float((excess / self.slack_of(start, end)) ** 3) if self.slack_of(start, end) else _ANYHOW
        if self.skip_blanks(end) < len(self.text):
            return float((self._looseness(start, end, measure) / _LOOSE) ** 3)
        return _ALONE if start and self._alone(start, end) else 0.0

    def _parting(self, end: int) -> float:
        """What it costs to part a word there; the end of an address must not look like the end of a sentence."""
        kind = self.breaks[end - 1]
        return _PARTED[kind] + (_LIKE_AN_END if kind is Break.SOFT and self.text[end - 1] in _STOPLIKE else 0.0)

    def _alone(self, start: int, end: int) -> bool:
        """Whether a line holds one character and marks."""
        return sum(not _is_mark(glyph) for glyph in self.glyphs[start:end]) < 2

    def _measure(self, start: int, indent: float) -> float:
        return self.setting.measure - (0.0 if start else indent)

    def skip_blanks(self, place: int) -> int:
        """The first character from ``place`` that is not a blank."""
        while place < len(self.text) and self.text[place] == " ":
            place += 1
        return place

    def _trimmed(self, start: int, end: int) -> int:
        while end > start + 1 and self.text[end - 1] == " ":
            end -= 1
        return end

    def width(self, start: int, end: int) -> float:
        """The natural width of a line without the blanks at its end."""
        last = self._trimmed(start, end) - 1
        return self.places[last] - self.places[start] + self.advances[last]

    def slack_of(self, start: int, end: int) -> float:
        """By how much a line can be squeezed."""
        return self.slacks[self._trimmed(start, end) - 1] - self.slacks[start]

    def line_end(self, start: int, measure: float) -> int:
        """Where the line that begins at ``start`` ends best."""
        free = soft = tight = fitting = None
        for end in range(start + 1, len(self.text) + 1):
            fits = self.width(start, end) <= measure + _ROUNDING
            if not fits and self.width(start, end) - self.slack_of(start, end) > measure:
                break
            if fits:
                fitting = end
            match self.breaks[end - 1], fits:
                case Break.FREE, True:
                    free = end
                case Break.SOFT, True:
                    soft = end
                case Break.FREE, False if tight is None:
                    tight = end
        if free == len(self.text):
            return free
        if free is not None and self._looseness(start, free, measure) > _LOOSE and self._overlong(free):
            free = None  # the word must be parted anyhow: it begins on this line
        return self._best(start, measure, free, soft, tight) or self._anyhow(start, fitting or start + 1)

    def _best(self, start: int, measure: float, free: int | None, soft: int | None, tight: int | None) -> int | None:
        """The cheapest of the line ends: stretching to it, squeezing to it, or parting an address."""
        loose = self._looseness(start, free, measure) if free else float("inf")
        squeeze = (self.width(start, tight) - measure) / self.slack_of(start, tight) if tight else float("inf")
        if tight and squeeze < loose / _LOOSE:
            return tight
        if soft and (free is None or soft > free) and loose > _LOOSE:
            return soft
        return free or tight

    def _overlong(self, start: int) -> bool:
        """Whether the word that begins at ``start`` is wider than a line."""
        if start >= len(self.text):
            return False
        ends = (end for end in range(start + 1, len(self.text) + 1) if self.breaks[end - 1] is Break.FREE)
        return self.width(start, next(ends, len(self.text))) > self.setting.measure

    def _looseness(self, start: int, end: int, measure: float) -> float:
        """The gap (em) that a line's characters get when it is stretched to the measure.

        Words that are spaced as little as goes unseen fill a line that would be loose; it then counts as just loose.
        """
        last = self._trimmed(start, end) - 1
        gaps = self.gaps[last] - self.gaps[start]
        spare = (measure - self.width(start, end)) / self.setting.size
        gap = spare / max(gaps, 1)
        return min(gap, _LOOSE) if spare <= _HARDLY * (last - start) else gap

    def _anyhow(self, start: int, fitting: int) -> int:
        """A line end in text that has no place for one: a word wider than the measure, a row of marks."""
        ends = [end for end in range(fitting, start, -1) if self._bearable(end)]
        return next((end for end in ends if self._within_word(end)), ends[0] if ends else fitting)

    def _bearable(self, end: int) -> bool:
        return end < len(self.text) and self.text[end] not in NEVER_FIRST and self.text[end - 1] not in NEVER_LAST

    def _within_word(self, end: int) -> bool:
        """Whether a word goes on for some characters on both sides of a line end."""
        beside = self.text[max(0, end - _LEAST_PART) : end + _LEAST_PART]
        return len(beside) == 2 * _LEAST_PART and all(map(is_western, beside))

    def line(self, start: int, end: int, left: float, *, flush: bool) -> Line:
        """The glyphs of a line at their places, squeezed where it is too wide, ``flush`` with the right edge."""
        end = self._trimmed(start, end)
        spare = self.setting.measure - left - self.width(start, end)
        steps = self.steps[start : end - 1]
        if spare < 0:
            slack = self.slack[start : end - 1]
            part = min(1.0, -spare / (sum(slack) or 1.0))
            steps = [step - part * one for step, one in zip(steps, slack, strict=True)]
        elif flush and steps:
            share = self._shares(start, end, spare)
            steps = [step + one for step, one in zip(steps, share, strict=True)]
        return Line(start, end, tuple(self.glyphs[start:end]), tuple(accumulate(steps, initial=left)))

    def _shares(self, start: int, end: int, spare: float) -> list[float]:
        """How much of ``spare`` each gap of a line gets.

        The gaps inside words stay, unless there are so few others that these would yawn and all together hardly grow.
        """
        stretches = self.stretches[start : end - 1]
        gaps = sum(stretches)
        everywhere = spare / len(stretches)
        if not gaps or (spare / gaps > _LOOSE * self.setting.size and everywhere <= _HARDLY * self.setting.size):
            return [everywhere] * len(stretches)
        return [spare / gaps if stretch else 0.0 for stretch in stretches]


def _pair_squeeze(before: Glyph, after: Glyph) -> float:
    """How much nearer two marks that follow each other stand (em): half a square, as far as there is blank."""
    if not (_is_mark(before) and _is_mark(after)):
        return 0.0
    return min(_PAIR_SQUEEZE, max(0.0, before.after + after.before - _PAIR_BLANK))


def _mark_squeeze(before: Glyph, after: Glyph) -> float:
    """How much a gap may shrink in a full line (em): blank behind stops and closing marks and before opening ones."""
    if before.character == " ":
        return _BLANK_SQUEEZE
    blank = 0.0
    if before.character in CLOSING or before.character in STOPS:
        blank = before.after
    elif after.character in OPENING:
        blank = after.before
    return min(_MARK_SQUEEZE, max(0.0, blank - _MARK_BLANK))


def _is_mark(glyph: Glyph) -> bool:
    character = glyph.character
    return glyph.advance >= 1.0 and (character in OPENING or character in CLOSING or character in STOPS)


def _stretches(before: Glyph, after: Glyph) -> bool:
    """Whether the gap between two glyphs grows in a loose line: not inside words, nor inside —— and ……."""
    if before.character == after.character and before.character in "—…":
        return False
    return not (is_western(before.character) and is_western(after.character))
