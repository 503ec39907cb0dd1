"""The annual report's tables on paper: 三 and 四 in their exact form (国办公开办函〔2021〕30号), A4 landscape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forms.annual_grids import (
    TITLE_3,
    TITLE_4,
    TITLE_2007,
    grid_2007,
    report_title,
    table3_grid,
    table4_grid,
)
from forms.fonts import Role
from forms.form import Rendered
from forms.grid_drawing import table
from forms.report_figures import AnnualFigures, EquationLine
from forms.report_pages import (
    LANDSCAPE,
    PORTRAIT,
    Block,
    Frame,
    Gap,
    Imprint,
    NewPage,
    Text,
    broken,
    centred,
    print_pages,
    write,
)
from forms.sheet import Sheet
from forms.signatures import Signatures

_TITLE_SIZE: Final = 16.0
_HEADING_SIZE: Final = 11.0
_CELL_SIZE: Final = 9.0
_LIST_SIZE: Final = 11.0
_NOTE_SIZE: Final = 8.5
_NOTE_PITCH: Final = 12.0
_NOTE_COLUMNS: Final = 2


def annual_report(figures: AnnualFigures) -> Rendered:
    """Tables 三 and 四, or the list of the years to 2018. Raises ``UnprintableCharacter``."""
    imprint = Imprint(report_title(figures.year, figures.office), figures.office, figures.made_on, figures.chain_head)
    if figures.list_2007:
        return print_pages(_list_2007(figures), _head(imprint.title, PORTRAIT), PORTRAIT, imprint)
    return print_pages(_tables(figures), _head(imprint.title, LANDSCAPE), LANDSCAPE, imprint)


def _head(title: str, frame: Frame) -> list[Block]:
    return centred(title, _TITLE_SIZE, frame.width, "title")


def _heading(text: str, frame: Frame) -> Block:
    return Text(text=text, size=_HEADING_SIZE, width=frame.width, role="heading_bold", below=6, keeps_next=True)


def _tables(figures: AnnualFigures) -> list[Block]:
    return [
        _heading(TITLE_3, LANDSCAPE),
        table(table3_grid(figures), _CELL_SIZE, below=5),
        Equations(figures.equations, LANDSCAPE.width),
        NewPage(),
        _heading(TITLE_4, LANDSCAPE),
        table(table4_grid(figures), _CELL_SIZE, below=16),
        *_findings(figures.findings, LANDSCAPE),
        Signatures(LANDSCAPE.width),
    ]


def _list_2007(figures: AnnualFigures) -> list[Block]:
    return [
        _heading(TITLE_2007, PORTRAIT),
        table(grid_2007(figures.list_2007), _LIST_SIZE, below=16),
        *_findings(figures.findings, PORTRAIT),
        Signatures(PORTRAIT.width),
    ]


def _findings(findings: tuple[str, ...], frame: Frame) -> list[Block]:
    """What does not add up, a sentence a paragraph."""
    if not findings:
        return []
    lines = [line for finding in findings for line in broken(finding, _LIST_SIZE, frame.width)]
    texts = [Text(text=line, size=_LIST_SIZE, width=frame.width) for line in lines]
    return [_heading("核对中发现", frame), *texts, Gap(12)]


@dataclass(frozen=True)
class Equations(Block):
    """The 勾稽关系 below table 三, in two columns; one that does not hold is in bold."""

    lines: tuple[EquationLine, ...]
    width: float

    @property
    def height(self) -> float:
        """One line for each pair of equations."""
        return -(-len(self.lines) // _NOTE_COLUMNS) * _NOTE_PITCH

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the lines."""
        width = self.width / _NOTE_COLUMNS
        for place, line in enumerate(self.lines):
            start = left + place % _NOTE_COLUMNS * width
            y = top + place // _NOTE_COLUMNS * _NOTE_PITCH
            role: Role = "heading" if line.holds else "heading_bold"
            write(sheet, equation_in_words(line), (start, start + width - 8), y, _NOTE_SIZE, role=role)


def equation_in_words(line: EquationLine) -> str:
    """An equation with its result: 相符：一 + 二 = 三（七）+ 四，23 + 0 = 23 + 0，7 列均相等."""
    return f"{'相符' if line.holds else '不相符'}：{line.text}，{line.figures}，{line.scope}"
