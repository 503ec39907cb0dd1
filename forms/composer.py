"""The line composer: paragraphs to lines of the grid, with 避头尾, squeezed punctuation and flush right edges."""

from __future__ import annotations

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
            end = self.line_end(start, self.setting.measure - (0.0 if spans else indent))
            spans.append((start, end))
            start = self.skip_blanks(end)
        return spans

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
            fits = self.width(start, end) <= measure + 1e-6
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
        ends = (end for end in range(start + 1, len(self.text) + 1) if self.breaks[end - 1] is Break.FREE)
        return self.width(start, next(ends, len(self.text))) > self.setting.measure

    def _looseness(self, start: int, end: int, measure: float) -> float:
        """The gap (em) that a line's characters get when it is stretched to the measure."""
        gaps = self.gaps[self._trimmed(start, end) - 1] - self.gaps[start]
        return (measure - self.width(start, end)) / max(gaps, 1) / self.setting.size

    def _anyhow(self, start: int, fitting: int) -> int:
        """A line end in text that has no place for one: a word wider than the measure, a row of marks."""
        for end in range(fitting, start, -1):
            if end < len(self.text) and self.text[end] not in NEVER_FIRST and self.text[end - 1] not in NEVER_LAST:
                return end
        return fitting

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
