"""Red heads: 信函格式 with double lines, 文件格式 with a red line (GB/T 9704-2012; law 7.2, 7.3, 7.5)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from forms.fonts import Glyph, typeface, visible
from forms.letter_paper import LetterPaper, words_of
from forms.page import (
    BELOW_LINE,
    DOCUMENT_HEAD_TOP,
    DOUBLE_LINE_GAP,
    DOUBLE_LINE_LEFT,
    DOUBLE_LINE_RIGHT,
    HEAD_TOP,
    LEFT,
    LINE_PITCH,
    LOWER_LINE_BOTTOM,
    MEASURE,
    MM,
    PITCH,
    RED,
    RED_LINE_GAP,
    RIGHT,
    SIZE_2,
    SIZE_3,
    TOP,
    baseline,
    row_top,
)
from forms.sheet import Sheet
from forms.title import title_lines

_THICK: Final = 2.2
_BETWEEN: Final = 1.4
_THIN: Final = 0.7
_RED_LINE: Final = 0.5 * MM
_HEAD_SHARE: Final = 0.98
_TITLE_PITCH: Final = 33.0
_TITLE_LONGEST: Final = int(MEASURE / SIZE_2) - 1


@dataclass(frozen=True, slots=True)
class _HeadSizes:
    """How large a 发文机关标志 is; one that is too long is first narrowed to ``narrowest``, then set smaller."""

    largest: float
    smallest: float
    narrowest: float


_LETTER: Final = _HeadSizes(largest=50.0, smallest=24.0, narrowest=0.7)
_DOCUMENT: Final = _HeadSizes(largest=62.0, smallest=46.0, narrowest=0.62)


def letter_head(sheet: Sheet, paper: LetterPaper, *, numbered: bool) -> float:
    """Red head, both double lines, 发文字号 and 紧急程度; returns the lower edge of the last element.

    ``numbered`` keeps the place of a 发文字号 that is not given yet.
    """
    bottom = _agency_name(sheet, words_of(paper.head), HEAD_TOP, _LETTER)
    line = bottom + DOUBLE_LINE_GAP
    _double_line(sheet, line, (_THICK, _THIN))
    _double_line(sheet, LOWER_LINE_BOTTOM - _THICK - _BETWEEN - _THIN, (_THIN, _THICK))
    below = line + _THICK + _BETWEEN + _THIN
    top = below + BELOW_LINE
    if paper.urgency:
        _ink_at(sheet, typeface("heading").glyphs(paper.urgency), LEFT, top)
    glyphs = typeface("body").glyphs(words_of(paper.number))
    if glyphs:
        _ink_at(sheet, glyphs, RIGHT - width_of(glyphs, SIZE_3), top)
    return top + SIZE_3 if numbered or glyphs or paper.urgency else below


def document_head(sheet: Sheet, paper: LetterPaper) -> float:
    """紧急程度, red head, 发文字号 (with 签发人 to a superior), red line; returns the line's lower edge."""
    if paper.urgency:
        sheet.words(paper.urgency, "heading", SIZE_3, LEFT, baseline(row_top(0), SIZE_3))
    name = words_of(paper.head)
    bottom = _agency_name(sheet, f"{name}文件" if name else "", DOCUMENT_HEAD_TOP, _DOCUMENT)
    top = bottom + 2 * LINE_PITCH
    number = typeface("body").glyphs(words_of(paper.number))
    if paper.report_signer:
        _ink_at(sheet, number, LEFT + PITCH, top)
        _signer(sheet, paper.report_signer, top)
    else:
        _ink_at(sheet, number, (sheet.width - width_of(number, SIZE_3)) / 2, top)
    line = top + SIZE_3 + RED_LINE_GAP
    sheet.box(LEFT, line, RIGHT, line + _RED_LINE, RED)
    return line + _RED_LINE


def letter_title(sheet: Sheet, title: str, below: float) -> int:
    """The title two lines below ``below``; returns the grid row of the addressee, one line below the title."""
    top = below + 2 * LINE_PITCH
    for line in title_lines(title, _TITLE_LONGEST):
        glyphs = typeface("title").glyphs(line)
        left = (sheet.width - width_of(glyphs, SIZE_2)) / 2
        sheet.line_of(glyphs, left, baseline(top, SIZE_2), SIZE_2)
        top += _TITLE_PITCH
    end = top - _TITLE_PITCH + SIZE_2 + LINE_PITCH
    return math.ceil((end - TOP) / LINE_PITCH - 0.1)


def width_of(glyphs: Iterable[Glyph], size: float) -> float:
    """The width of glyphs one after the other, in points."""
    return size * sum(glyph.advance for glyph in glyphs)


def _agency_name(sheet: Sheet, name: str, upper: float, sizes: _HeadSizes) -> float:
    """The 发文机关标志 in red, as large as fits, its ink from ``upper`` on; returns the ink's lower edge."""
    glyphs = typeface("title").glyphs(name)
    em = sum(glyph.advance for glyph in glyphs)
    if not em:
        return upper + sizes.largest
    size = min(sizes.largest, MEASURE * _HEAD_SHARE / em)
    stretch = 1.0
    if size < sizes.smallest:
        stretch = max(sizes.narrowest, size / sizes.smallest)
        size /= stretch
    top, bottom = max(glyph.top for glyph in glyphs), min(glyph.bottom for glyph in glyphs)
    left = (sheet.width - em * size * stretch) / 2
    sheet.line_of(glyphs, left, upper + top * size, size, colour=RED, stretch=stretch)
    return upper + (top - bottom) * size


def _signer(sheet: Sheet, name: str, top: float) -> None:
    """签发人：in 仿宋, the name in 楷体, 1 字 from the right (GB/T 9704 7.2.6)."""
    label, person = typeface("body").glyphs("签发人："), typeface("fallback").glyphs(visible(name))
    left = RIGHT - PITCH - width_of((*label, *person), SIZE_3)
    line = top + max(glyph.top for glyph in label) * SIZE_3
    sheet.line_of(label, left, line, SIZE_3)
    sheet.line_of(person, left + width_of(label, SIZE_3), line, SIZE_3)


def _ink_at(sheet: Sheet, glyphs: list[Glyph], left: float, top: float) -> None:
    """3号 text whose ink begins at ``top``."""
    if glyphs:
        sheet.line_of(glyphs, left, top + max(glyph.top for glyph in glyphs) * SIZE_3, SIZE_3)


def _double_line(sheet: Sheet, top: float, weights: tuple[float, float]) -> None:
    first, second = weights
    sheet.box(DOUBLE_LINE_LEFT, top, DOUBLE_LINE_RIGHT, top + first, RED)
    top += first + _BETWEEN
    sheet.box(DOUBLE_LINE_LEFT, top, DOUBLE_LINE_RIGHT, top + second, RED)
