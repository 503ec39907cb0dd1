"""The rows of a letter: body, 附件说明, signature and date (GB/T 9704-2012, 7.3; law 7.2 to 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from forms.articles import entries
from forms.composer import Line, Setting, compose
from forms.fonts import Glyph, typeface, visible
from forms.layout_facts import Sealing
from forms.letter_paper import LetterPaper, words_of
from forms.levels import level_typeface
from forms.page import LEFT, MEASURE, PITCH, SIZE_3, Colour, baseline
from forms.pagination import PageRows
from forms.sentences import Paragraph, Piece
from forms.sheet import Sheet

_SEAL_ROWS: Final = 2
"""Rows free between text and signature: a seal of 42 mm then covers name and date within a line of the text."""

_STAMP_ROWS: Final = 2
_STAMP_WIDTH: Final = 5 * PITCH
"""下空二行; the place of a 签名章 of 28 mm."""

_TINT: Final = Colour.of("#FBF1D9")
_UNDERLINE: Final = Colour.of("#B8860B")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page: glyphs with their left edges on the page, and the spans that are tinted as missing.

    ``begins``: a paragraph, or a part that is no paragraph, begins with it.
    """

    glyphs: Sequence[Glyph] = ()
    lefts: Sequence[float] = ()
    tints: tuple[tuple[float, float], ...] = ()
    begins: bool = True


def body_rows(paper: LetterPaper) -> Iterator[Row]:
    """Addressee and body. Raises ``UnprintableCharacter``."""
    yield from _paragraph_rows((*paper.addressee, Piece("：")), indent=0)
    for paragraph in paper.paragraphs:
        yield from _paragraph_rows(paragraph, indent=2 * PITCH)


def attachment_rows(names: Sequence[str]) -> Iterator[Row]:
    """附件说明, a line below the body and 2 字 in, no mark behind a name; it turns over below its beginning (7.3.4)."""
    if names:
        yield Row()
    body = typeface("body")
    label = "附件："
    numbers_left = 2 * PITCH + len(label) * PITCH
    for place, name in enumerate(entries(tuple(names)), start=1):
        number = f"{place}." if len(names) > 1 else ""
        name_left = numbers_left + body.width(number, SIZE_3)
        lines = compose(visible(name), Setting(body, SIZE_3, MEASURE - name_left, PITCH - SIZE_3), justified=False)
        for turn, line in enumerate(lines):
            lead = (label if place == 1 else "") + number if turn == 0 else ""
            lead_left = name_left - body.width(number, SIZE_3) - (len(label) * PITCH if place == 1 else 0)
            yield _row(line, (), lead=lead, lead_left=lead_left, shift=name_left)


def tail_rows(paper: LetterPaper) -> Iterator[Row]:
    """Signature and date as the letter is signed, and the 附注 (GB/T 9704 7.3.5, 7.3.6)."""
    match paper.sealing:
        case Sealing.SEAL:
            yield from _sealed(paper)
        case Sealing.NONE:
            yield from _unsealed(paper)
        case Sealing.STAMP:
            yield from _stamped(paper)
    yield from _paragraph_rows(paper.note, indent=2 * PITCH)


def draw_rows(sheet: Sheet, page: PageRows[Row]) -> float:
    """Draw the rows of a page; returns the lower edge of the last one."""
    for place, row in enumerate(page.rows):
        top = page.top + place * page.pitch
        for left, right in row.tints:
            sheet.box(left, top - 2, right, top + SIZE_3 + 3, _TINT)
            sheet.box(left, top + SIZE_3 + 3, right, top + SIZE_3 + 4, _UNDERLINE)
        if row.glyphs:
            sheet.text(row.glyphs, row.lefts, baseline(top, SIZE_3), SIZE_3)
    return bottom_of(page)


def bottom_of(page: PageRows[Row]) -> float:
    """The lower edge of the last row of a page."""
    return page.top + (len(page.rows) - 1) * page.pitch + SIZE_3


def _sealed(paper: LetterPaper) -> Iterator[Row]:
    """The seal's place; the date 4 字 from the right, the name centred on it (7.3.5.1)."""
    yield from (Row() for _ in range(_SEAL_ROWS))
    names, days = _lines(paper.signature), _lines(paper.day)
    widest = max(_line_width(line) for line in names)
    centre = MEASURE - max(4 * PITCH + _line_width(days[0]) / 2, widest / 2)
    for paragraph, lines in ((paper.signature, names), (paper.day, days)):
        for line in lines:
            yield _row(line, paragraph, shift=centre - _line_width(line) / 2)


def _unsealed(paper: LetterPaper) -> Iterator[Row]:
    """The name 2 字 from the right, the date beginning 2 字 further in (7.3.5.2).

    A date that would then end beyond 2 字 from the right ends there, and the name moves in accordingly.
    """
    yield Row()
    names, days = _lines(paper.signature), _lines(paper.day)
    edge = MEASURE - 2 * PITCH
    widest, day = max(_line_width(line) for line in names), _line_width(days[0])
    left = max(0.0, min(edge - widest, edge - day - 2 * PITCH))
    for line in names:
        yield _row(line, paper.signature, shift=left)
    for line in days:
        yield _row(line, paper.day, shift=left + 2 * PITCH)


def _stamped(paper: LetterPaper) -> Iterator[Row]:
    """The 签名章's place 4 字 from the right, the signer's office 2 字 left of it, the date below (7.3.5.3)."""
    yield from (Row() for _ in range(_STAMP_ROWS))
    titles, days = _lines((Piece(paper.stamp_title, fact=True),)), _lines(paper.day)
    edge = MEASURE - 4 * PITCH
    for line in titles:
        yield _row(line, (), shift=max(0.0, edge - _STAMP_WIDTH - 2 * PITCH - _line_width(line)))
    yield Row()
    for line in days:
        yield _row(line, paper.day, shift=edge - _line_width(line))


def _paragraph_rows(paragraph: Paragraph, *, indent: float) -> Iterator[Row]:
    words = words_of(paragraph)
    setting = Setting(level_typeface(words), SIZE_3, MEASURE, PITCH - SIZE_3)
    for place, line in enumerate(compose(words, setting, indent=indent)):
        yield replace(_row(line, paragraph), begins=place == 0)


def _lines(paragraph: Paragraph) -> list[Line]:
    """The lines of a name or a day; at least one, be it empty."""
    setting = Setting(typeface("body"), SIZE_3, MEASURE, PITCH - SIZE_3)
    return compose(words_of(paragraph), setting, justified=False) or [Line(0, 0, (), ())]


def _row(line: Line, paragraph: Paragraph, *, shift: float = 0.0, lead: str = "", lead_left: float = 0.0) -> Row:
    """The line on the page, with what leads it in; ``shift`` and ``lead_left`` from the edge of the measure."""
    body = typeface("body")
    glyphs = [*body.glyphs(lead), *line.glyphs]
    lefts = []
    left = LEFT + lead_left
    for glyph in glyphs[: len(lead)]:
        lefts.append(left)
        left += PITCH if glyph.advance >= 1.0 else glyph.advance * SIZE_3
    lefts += [LEFT + shift + one for one in line.lefts]
    return Row(glyphs, lefts, tuple(_tints(line, paragraph, LEFT + shift)))


def _tints(line: Line, paragraph: Paragraph, shift: float) -> Iterator[tuple[float, float]]:
    """The spans of a line that belong to missing facts."""
    place = 0
    for piece in paragraph:
        start, place = place, place + len(visible(piece.text))
        first, last = max(start, line.start) - line.start, min(place, line.end) - line.start - 1
        if piece.missing and first <= last:
            yield shift + line.lefts[first], shift + line.lefts[last] + line.glyphs[last].advance * SIZE_3


def _line_width(line: Line) -> float:
    return line.lefts[-1] + line.glyphs[-1].advance * SIZE_3 if line.glyphs else 0.0
