"""Letters in 信函格式 (GB/T 9704-2012, 10.1; law 7.3 to 7.5): red head, double lines, title, body, signature."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from forms.annex import Annex, draw_annex
from forms.articles import entries
from forms.composer import Line, Setting, compose
from forms.draft_mark import draw_mark
from forms.fonts import Glyph, typeface, visible
from forms.form import Mark, Rendered
from forms.page import (
    A4,
    BELOW_LINE,
    DOUBLE_LINE_GAP,
    DOUBLE_LINE_LEFT,
    DOUBLE_LINE_RIGHT,
    HEAD_TOP,
    LEFT,
    LINE_PITCH,
    LOWER_LINE_BOTTOM,
    MEASURE,
    PAGE_NUMBER_TOP,
    PITCH,
    RED,
    RIGHT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TOP,
    Colour,
    baseline,
)
from forms.pagination import PageRows, paginate
from forms.sentences import Paragraph, Piece
from forms.sheet import Sheet
from forms.title import title_lines

_THICK: Final = 2.2
_BETWEEN: Final = 1.4
_THIN: Final = 0.7
_LARGEST_HEAD: Final = 50.0
_SMALLEST_HEAD: Final = 24.0
_NARROWEST_HEAD: Final = 0.7
_HEAD_SHARE: Final = 0.98
_TITLE_PITCH: Final = 33.0
_TITLE_LONGEST: Final = int(MEASURE / SIZE_2) - 1
_SEAL_ROWS: Final = 2
"""Rows free between text and signature: a seal of 42 mm then covers name and date within a line of the text."""

_TINT: Final = Colour.of("#FBF1D9")
_UNDERLINE: Final = Colour.of("#B8860B")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """All that stands on a letter, in words."""

    head: Paragraph
    number: Paragraph
    title: str
    addressee: Paragraph
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[str, ...]
    signature: Paragraph
    day: Paragraph
    note: Paragraph
    dated_on: date
    author: str
    annex: Annex | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the page: glyphs with their left edges on the page, and the spans that are tinted as missing."""

    glyphs: Sequence[Glyph] = ()
    lefts: Sequence[float] = ()
    tints: tuple[tuple[float, float], ...] = ()


def typeset(paper: LetterPaper, mark: Mark | None = None) -> Rendered:
    """The letter's pages, ``mark`` across each. Raises ``UnprintableCharacter``."""
    sheet = Sheet(A4, title=paper.title, author=paper.author, day=paper.dated_on)
    draw_mark(sheet, mark)
    below = _head(sheet, paper, numbered=mark is Mark.DRAFT)
    first_row = _title(sheet, paper.title, below)
    text = [*_body_rows(paper), *(attachments := list(_attachment_rows(paper.attachments)))]
    pages = paginate(text, list(_tail_rows(paper)), first_row, kept=len(attachments))
    for place, page in enumerate(pages):
        if place:
            sheet.next_page()
            draw_mark(sheet, mark)
            _page_number(sheet, place + 1)
        _rows(sheet, page)
    if paper.annex is not None:
        sheet.next_page()
        draw_mark(sheet, mark)
        draw_annex(sheet, paper.annex)
        _page_number(sheet, sheet.pages)
    return sheet.finish()


def _head(sheet: Sheet, paper: LetterPaper, *, numbered: bool) -> float:
    """Red head, both double lines and the 发文字号; returns the lower edge of the last element.

    ``numbered`` keeps the place of a 发文字号 that is not given yet.
    """
    bottom = _agency_name(sheet, words_of(paper.head))
    line = bottom + DOUBLE_LINE_GAP
    _double_line(sheet, line, (_THICK, _THIN))
    _double_line(sheet, LOWER_LINE_BOTTOM - _THICK - _BETWEEN - _THIN, (_THIN, _THICK))
    below = line + _THICK + _BETWEEN + _THIN
    glyphs = typeface("body").glyphs(words_of(paper.number))
    top = below + BELOW_LINE
    if not glyphs:
        return top + SIZE_3 if numbered else below
    highest = max(glyph.top for glyph in glyphs)
    sheet.line_of(glyphs, RIGHT - _width(glyphs, SIZE_3), top + highest * SIZE_3, SIZE_3)
    return top + SIZE_3


def _agency_name(sheet: Sheet, name: str) -> float:
    """The 发文机关标志 in red, as large as fits, its ink 30 mm below the edge; returns the ink's lower edge."""
    glyphs = typeface("title").glyphs(name)
    if not glyphs:
        return HEAD_TOP + _LARGEST_HEAD
    em = sum(glyph.advance for glyph in glyphs)
    size = min(_LARGEST_HEAD, MEASURE * _HEAD_SHARE / em)
    stretch = 1.0
    if size < _SMALLEST_HEAD:
        stretch = max(_NARROWEST_HEAD, size / _SMALLEST_HEAD)
        size /= stretch
    top, bottom = max(glyph.top for glyph in glyphs), min(glyph.bottom for glyph in glyphs)
    left = (sheet.width - em * size * stretch) / 2
    sheet.line_of(glyphs, left, HEAD_TOP + top * size, size, colour=RED, stretch=stretch)
    return HEAD_TOP + (top - bottom) * size


def _double_line(sheet: Sheet, top: float, weights: tuple[float, float]) -> None:
    first, second = weights
    sheet.box(DOUBLE_LINE_LEFT, top, DOUBLE_LINE_RIGHT, top + first, RED)
    top += first + _BETWEEN
    sheet.box(DOUBLE_LINE_LEFT, top, DOUBLE_LINE_RIGHT, top + second, RED)


def _title(sheet: Sheet, title: str, below: float) -> int:
    """The title two lines below ``below``; returns the grid row of the addressee, one line below the title."""
    top = below + 2 * LINE_PITCH
    for line in title_lines(title, _TITLE_LONGEST):
        glyphs = typeface("title").glyphs(line)
        left = (sheet.width - _width(glyphs, SIZE_2)) / 2
        sheet.line_of(glyphs, left, baseline(top, SIZE_2), SIZE_2)
        top += _TITLE_PITCH
    end = top - _TITLE_PITCH + SIZE_2 + LINE_PITCH
    return math.ceil((end - TOP) / LINE_PITCH - 0.1)


def _body_rows(paper: LetterPaper) -> Iterator[_Row]:
    """Addressee and body."""
    yield from _paragraph_rows((*paper.addressee, Piece("：")), indent=0)
    for paragraph in paper.paragraphs:
        yield from _paragraph_rows(paragraph, indent=2 * PITCH)


def _attachment_rows(names: Sequence[str]) -> Iterator[_Row]:
    """附件说明, a line below the body and 2 字 in, no mark behind a name; it turns over below its beginning (7.3.4)."""
    if names:
        yield _Row()
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


def _tail_rows(paper: LetterPaper) -> Iterator[_Row]:
    """Signature and date with the seal's place above them, and the 附注 (GB/T 9704 7.3.5.1, 7.3.6)."""
    yield from (_Row() for _ in range(_SEAL_ROWS))
    names = _lines(paper.signature, indent=0, justified=False)
    day_width = _line_width(_lines(paper.day, indent=0, justified=False)[0])
    widest = max(_line_width(line) for line in names)
    centre = MEASURE - max(4 * PITCH + day_width / 2, widest / 2)
    for paragraph in (paper.signature, paper.day):
        for line in _lines(paragraph, indent=0, justified=False):
            yield _row(line, paragraph, shift=centre - _line_width(line) / 2)
    yield from _paragraph_rows(paper.note, indent=2 * PITCH)


def _paragraph_rows(paragraph: Paragraph, *, indent: float) -> Iterator[_Row]:
    for line in _lines(paragraph, indent=indent):
        yield _row(line, paragraph)


def _lines(paragraph: Paragraph, *, indent: float, justified: bool = True) -> list[Line]:
    setting = Setting(typeface("body"), SIZE_3, MEASURE, PITCH - SIZE_3)
    return compose(words_of(paragraph), setting, indent=indent, justified=justified)


def words_of(paragraph: Paragraph) -> str:
    """What a paragraph prints."""
    return "".join(visible(piece.text) for piece in paragraph)


def _row(line: Line, paragraph: Paragraph, *, shift: float = 0.0, lead: str = "", lead_left: float = 0.0) -> _Row:
    """The line on the page, with what leads it in; ``shift`` and ``lead_left`` from the edge of the measure."""
    body = typeface("body")
    glyphs = [*body.glyphs(lead), *line.glyphs]
    lefts = []
    left = LEFT + lead_left
    for glyph in glyphs[: len(lead)]:
        lefts.append(left)
        left += PITCH if glyph.advance >= 1.0 else glyph.advance * SIZE_3
    lefts += [LEFT + shift + one for one in line.lefts]
    return _Row(glyphs, lefts, tuple(_tints(line, paragraph, LEFT + shift)))


def _tints(line: Line, paragraph: Paragraph, shift: float) -> Iterator[tuple[float, float]]:
    """The spans of a line that belong to missing facts."""
    place = 0
    for piece in paragraph:
        start, place = place, place + len(visible(piece.text))
        first, last = max(start, line.start) - line.start, min(place, line.end) - line.start - 1
        if piece.missing and first <= last:
            yield shift + line.lefts[first], shift + line.lefts[last] + line.glyphs[last].advance * SIZE_3


def _rows(sheet: Sheet, page: PageRows[_Row]) -> None:
    for place, row in enumerate(page.rows):
        top = page.top + place * page.pitch
        for left, right in row.tints:
            sheet.box(left, top - 2, right, top + SIZE_3 + 3, _TINT)
            sheet.box(left, top + SIZE_3 + 3, right, top + SIZE_3 + 4, _UNDERLINE)
        if row.glyphs:
            sheet.text(row.glyphs, row.lefts, baseline(top, SIZE_3), SIZE_3)


def _page_number(sheet: Sheet, number: int) -> None:
    """— 2 — in 4号宋体: odd pages 1 字 from the right, even ones 1 字 from the left (GB/T 9704 7.5)."""
    glyphs = typeface("page_number").glyphs(f"— {number} —")
    width = _width(glyphs, SIZE_4)
    left = RIGHT - PITCH - width if number % 2 else LEFT + PITCH
    sheet.line_of(glyphs, left, PAGE_NUMBER_TOP + glyphs[0].top * SIZE_4, SIZE_4)


def _width(glyphs: Iterable[Glyph], size: float) -> float:
    return size * sum(glyph.advance for glyph in glyphs)


def _line_width(line: Line) -> float:
    return line.lefts[-1] + line.glyphs[-1].advance * SIZE_3 if line.glyphs else 0.0
