"""The 版记 of a letter: 抄送机关, on a 文件 also 印发机关 and 印发日期 (GB/T 9704 7.4, 10.1)."""

from __future__ import annotations

from typing import Final

from forms.composer import Line, Setting, compose
from forms.fonts import Role, typeface, visible
from forms.layout_facts import Layout
from forms.letter_paper import LetterPaper
from forms.page import BLACK, BOTTOM, LEFT, MEASURE, MM, PITCH, RIGHT, SIZE_4
from forms.sheet import Sheet

_OUTER_LINE: Final = 0.35 * MM
_INNER_LINE: Final = 0.25 * MM
_ROW: Final = 24.0
_BODY: Final[Role] = "body"
_COPIES: Final = "抄送："


def has_record(paper: LetterPaper) -> bool:
    """Whether the letter ends with a 版记: every 文件 does, a letter only when others get a copy."""
    return paper.layout is Layout.DOCUMENT or bool(paper.copies_to)


def record_top(paper: LetterPaper) -> float:
    """The upper edge of the 版记, which ends at the lower edge of the 版心. Raises ``UnprintableCharacter``."""
    return BOTTOM - (len(_copy_lines(paper)) + len(_printer_lines(paper))) * _ROW


def draw_record(sheet: Sheet, paper: LetterPaper) -> None:
    """Draw the 版记 at the foot of the page. Raises ``UnprintableCharacter``."""
    top = record_top(paper)
    lines = _copy_lines(paper)
    first = LEFT + PITCH + len(_COPIES) * SIZE_4
    if lines:
        sheet.words(_COPIES, _BODY, SIZE_4, LEFT + PITCH, _line(top))
    for place, line in enumerate(lines):
        lefts = [first + left for left in line.lefts]
        sheet.text(line.glyphs, lefts, _line(top + place * _ROW), SIZE_4)
    if paper.layout is not Layout.DOCUMENT:
        return
    foot = top + len(lines) * _ROW
    sheet.box(LEFT, top, RIGHT, top + _OUTER_LINE, BLACK)
    if lines:
        sheet.box(LEFT, foot - _INNER_LINE / 2, RIGHT, foot + _INNER_LINE / 2, BLACK)
    sheet.box(LEFT, BOTTOM - _OUTER_LINE, RIGHT, BOTTOM, BLACK)
    for place, line in enumerate(_printer_lines(paper)):
        lefts = [LEFT + PITCH + left for left in line.lefts]
        sheet.text(line.glyphs, lefts, _line(foot + place * _ROW), SIZE_4)
    sheet.words(_printed(paper), _BODY, SIZE_4, RIGHT - PITCH, _line(BOTTOM - _ROW), align="right")


def _line(top: float) -> float:
    """The base line of a row of 4号 characters that stand in its middle."""
    return top + (_ROW - SIZE_4) / 2 + 0.88 * SIZE_4


def _copy_lines(paper: LetterPaper) -> list[Line]:
    """抄送机关 with a full stop at the end, turned over below the first one, 1 字 from both edges."""
    if not paper.copies_to:
        return []
    names = "，".join(visible(name).strip() for name in paper.copies_to).rstrip("。，；") + "。"
    setting = Setting(typeface(_BODY), SIZE_4, MEASURE - 2 * PITCH - len(_COPIES) * SIZE_4)
    return compose(names, setting, justified=False)


def _printer_lines(paper: LetterPaper) -> list[Line]:
    """印发机关 of a 文件 left of the 印发日期, from which it keeps 1 字; a long name turns over."""
    if paper.layout is not Layout.DOCUMENT:
        return []
    body = typeface(_BODY)
    measure = MEASURE - 3 * PITCH - body.width(_printed(paper), SIZE_4)
    name = visible(paper.printed_by)
    return compose(name, Setting(body, SIZE_4, measure), justified=False) or [Line(0, 0, (), ())]


def _printed(paper: LetterPaper) -> str:
    return f"{visible(paper.printed_on)}印发"
