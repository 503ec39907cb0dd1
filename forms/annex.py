"""An annex of a letter with a table: a page of its own behind the letter (GB/T 9704-2012, 7.3.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from forms.composer import Setting, compose
from forms.fonts import typeface, visible
from forms.grid import Grid
from forms.grid_drawing import table
from forms.page import BOTTOM, LEFT, LINE_PITCH, MEASURE, SIZE_2, SIZE_3, baseline, row_top
from forms.report_pages import Block
from forms.sheet import Sheet

TABLE_SIZE: Final = 12.0
_TITLE_ROW: Final = 2
_TABLE_ROW: Final = 4
_GAP: Final = 12.0
_NOTE_SIZE: Final = 12.0
_NOTE_PITCH: Final = 20.0


@dataclass(frozen=True, slots=True)
class Annex:
    """A table with its title; ``notes`` stand below it, a paragraph each. ``place``: its number among several."""

    title: str
    grid: Grid
    notes: tuple[str, ...] = ()
    place: str = ""


def draw_annex(sheet: Sheet, annex: Annex, turn: Callable[[], None]) -> float:
    """附件 in 黑体 on the first line, the title on the third, the table below; returns where it ends.

    A table that is longer than the page goes on, under its head, on the next one: ``turn`` begins it.
    Raises ``UnprintableCharacter``.
    """
    sheet.words(f"附件{annex.place}", "heading", SIZE_3, LEFT, baseline(row_top(0), SIZE_3))
    sheet.words(annex.title, "title", SIZE_2, LEFT + MEASURE / 2, baseline(row_top(_TITLE_ROW), SIZE_2), align="centre")
    top = row_top(_TABLE_ROW) + LINE_PITCH / 2
    left = LEFT + (MEASURE - annex.grid.width) / 2
    block: Block = table(annex.grid, TABLE_SIZE)
    while block.height > BOTTOM - top and (parts := block.parted(BOTTOM - top)):
        parts[0].draw(sheet, left, top)
        turn()
        block, top = parts[1], row_top(0)
    block.draw(sheet, left, top)
    top += block.height + _GAP
    body = typeface("body")
    for note in annex.notes:
        for line in compose(visible(note), Setting(body, _NOTE_SIZE, MEASURE), indent=2 * _NOTE_SIZE):
            if top + _NOTE_SIZE > BOTTOM:
                turn()
                top = row_top(0)
            lefts = [LEFT + one for one in line.lefts]
            sheet.text(line.glyphs, lefts, baseline(top, _NOTE_SIZE), _NOTE_SIZE)
            top += _NOTE_PITCH
    return top
