"""The list of files for appraisal, and of those that were destroyed (档案法实施条例 24): no names, no contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from forms.articles import printed_date
from forms.form import Rendered
from forms.grid import Cell, Grid, head, label
from forms.grid_drawing import table
from forms.report_pages import LANDSCAPE, Block, Gap, Imprint, Text, broken, centred, print_pages, write
from forms.sheet import Sheet

HEADS: Final = ("序号", "登记编号", "收到日", "办结日", "结果", "保管类别", "保管期限", "期满日", "鉴定意见")
_WIDTHS: Final = (34.0, 100.0, 84.0, 84.0, 140.0, 90.0, 52.0, 86.0, 58.0)
_ROW: Final = 19.0
_SIZE: Final = 9.0
_TITLE_SIZE: Final = 16.0
_TEXT_SIZE: Final = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A line of the list."""

    number: str
    received: str
    ended: str
    result: str
    kept_as: str
    term: str
    ran_out: str
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionList:
    """``name`` of the list of a destruction; empty for the list for appraisal. ``signed_by``: titles and names."""

    title: str
    office: str
    made_on: date
    sentences: tuple[str, ...]
    files: tuple[ListedFile, ...]
    signed_by: tuple[tuple[str, str], ...]


def destruction_list(facts: DestructionList) -> Rendered:
    """The list; its head stands on each page. Raises ``UnprintableCharacter``."""
    blocks: list[Block] = [
        Text(text=line, size=_TEXT_SIZE, width=LANDSCAPE.width, below=5)
        for sentence in facts.sentences
        for line in broken(sentence, _TEXT_SIZE, LANDSCAPE.width)
    ]
    signed = _Persons(facts.signed_by, LANDSCAPE.width)
    blocks += [Gap(6), table(_grid(facts.files), _SIZE, below=14, keeps_next=True), signed]
    imprint = Imprint(facts.title, facts.office, facts.made_on)
    return print_pages(blocks, centred(facts.title, _TITLE_SIZE, LANDSCAPE.width, "title"), LANDSCAPE, imprint)


def _grid(files: tuple[ListedFile, ...]) -> Grid:
    cells: list[Cell] = [head(0, column, name) for column, name in enumerate(HEADS)]
    for row, file in enumerate(files, start=1):
        texts = [str(row), file.number, file.received, file.ended, file.result, file.kept_as]
        texts += [file.term, file.ran_out, file.opinion]
        cells += [label(row, column, text) for column, text in enumerate(texts)]
    scale = LANDSCAPE.width / sum(_WIDTHS)
    widths = tuple(width * scale for width in _WIDTHS)
    return Grid(widths=widths, heights=(_ROW,) * (len(files) + 1), cells=tuple(cells), head_rows=1)


@dataclass(frozen=True)
class _Persons(Block):
    """Who signs, with room for the hand."""

    persons: tuple[tuple[str, str], ...]
    width: float

    @property
    def height(self) -> float:
        """Room to write above the line."""
        return 40.0

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the names, each with room for a signature."""
        step = self.width / len(self.persons)
        for place, (title, name) in enumerate(self.persons):
            start = left + place * step
            write(sheet, f"{title}：{name}", (start, start + step - 12), top + 26, _TEXT_SIZE)


def day_of_list(day: date | None) -> str:
    """A day as it stands in the list."""
    return "—" if day is None else printed_date(day)
