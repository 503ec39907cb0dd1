"""A letter on its pages, in 信函格式 or 文件格式 (GB/T 9704-2012; law 7)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from forms.annex import draw_annex
from forms.fonts import typeface
from forms.form import Mark, Rendered
from forms.layout_facts import Layout
from forms.letter_paper import LetterPaper, words_of
from forms.letter_rows import Row, attachment_rows, body_rows, bottom_of, draw_rows, tail_rows
from forms.letterhead import document_head, letter_head, letter_title, width_of
from forms.page import A4, BOTTOM, LEFT, LINE_PITCH, PAGE_NUMBER_TOP, PITCH, RIGHT, SIZE_4
from forms.pagination import TIGHTEST, PageRows, paginate
from forms.record_block import draw_record, has_record, record_top
from forms.sheet import Sheet


def typeset(paper: LetterPaper, mark: Mark | None = None) -> Rendered:
    """The letter's pages, ``mark`` across each. Raises ``UnprintableCharacter``."""
    number = words_of(paper.number)
    sheet = Sheet(A4, title=paper.title, author=paper.author, day=paper.dated_on, number=number, mark=mark)
    pages = _Pages(sheet, first_numbered=paper.layout is Layout.DOCUMENT)
    if paper.layout is Layout.DOCUMENT:
        below = document_head(sheet, paper)
    else:
        below = letter_head(sheet, paper, numbered=mark is Mark.DRAFT)
    first_row = letter_title(sheet, paper.title, below)
    text = [*body_rows(paper), *(attachments := list(attachment_rows(paper.attachments)))]
    bottom = 0.0
    for place, page in enumerate(_laid_out(paper, text, first_row, kept=len(attachments))):
        if place:
            pages.turn()
        bottom = draw_rows(sheet, page)
    if paper.annex is not None:
        pages.turn()
        bottom = draw_annex(sheet, paper.annex, pages.turn)
    if has_record(paper):
        _place_record(pages, paper, bottom)
    return sheet.finish()


def _laid_out(paper: LetterPaper, text: Sequence[Row], first_row: int, *, kept: int) -> list[PageRows[Row]]:
    """The rows by page. A 版记 that finds no room below the signature gets some: the page is tightened, or lines of
    the text go over with the signature, so that it need not stand on a page of its own (GB/T 9704 7.4, 10.1).
    """
    tail = list(tail_rows(paper))
    found = paginate(text, tail, first_row, kept=kept, begins=_begins)
    on_last = paper.layout is Layout.LETTER or len(found) % 2 == 0
    if not has_record(paper) or paper.annex is not None or not on_last or _has_room(bottom_of(found[-1]), paper):
        return found
    rows = math.ceil((BOTTOM - record_top(paper) + LINE_PITCH / 2) / TIGHTEST)
    found = paginate(text, [*tail, *(Row() for _ in range(rows))], first_row, kept=kept, begins=_begins)
    return [*found[:-1], replace(found[-1], rows=found[-1].rows[:-rows])]


def _has_room(bottom: float, paper: LetterPaper) -> bool:
    return bottom + LINE_PITCH / 2 <= record_top(paper)


def _begins(row: Row) -> bool:
    return row.begins


def _place_record(pages: _Pages, paper: LetterPaper, bottom: float) -> None:
    """The 版记 at the foot of the last page where it has room, of a 文件 of the last even page (GB/T 9704 7.4, 7.5)."""
    fits = _has_room(bottom, paper)
    if paper.layout is Layout.LETTER:
        if not fits:
            pages.turn()
    elif pages.sheet.pages % 2:
        pages.turn()
    elif not fits:
        pages.turn(numbered=False)
        pages.turn(numbered=False)  # 版记页前有空白页的，空白页和版记页均不编排页码
    draw_record(pages.sheet, paper)


class _Pages:
    """Turns the pages of a letter, numbered where the format numbers them."""

    def __init__(self, sheet: Sheet, *, first_numbered: bool) -> None:
        self.sheet = sheet
        if first_numbered:
            _page_number(sheet)

    def turn(self, *, numbered: bool = True) -> None:
        """Go on with the next page."""
        self.sheet.next_page()
        if numbered:
            _page_number(self.sheet)


def _page_number(sheet: Sheet) -> None:
    """— 2 — in 4号宋体: odd pages 1 字 from the right, even ones 1 字 from the left (GB/T 9704 7.5)."""
    glyphs = typeface("page_number").glyphs(f"— {sheet.pages} —")
    width = width_of(glyphs, SIZE_4)
    left = RIGHT - PITCH - width if sheet.pages % 2 else LEFT + PITCH
    sheet.line_of(glyphs, left, PAGE_NUMBER_TOP + glyphs[0].top * SIZE_4, SIZE_4)
