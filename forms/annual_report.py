"""The annual report on paper: upright pages of text, table 三 on a broad one, at the end a page of checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from forms.annual_grids import differences_grid, grid_2007, offices_grid, table2_grid, table3_grid, table4_grid
from forms.fonts import Role
from forms.form import Rendered
from forms.grid import Grid
from forms.grid_drawing import table
from forms.report_figures import AnnualFigures, EquationLine, ReportSection, SectionTable
from forms.report_pages import (
    LANDSCAPE,
    PORTRAIT,
    Block,
    Frame,
    Gap,
    Imprint,
    Part,
    Text,
    broken,
    centred,
    print_parts,
    write,
)
from forms.sheet import Sheet
from forms.signatures import Signatures
from forms.title import title_lines

BROAD: Final = SectionTable.TABLE_3
"""The table that needs broad pages."""

CHECKS: Final = "核对页（不随报告公布）"
OFFICES: Final = "各单位上报情况"
DIFFERENCES: Final = "报送后的变动"
NOTHING_TO_CHECK: Final = "本格式没有勾稽关系；各数由登记和台账逐件计出。"

_TITLE_SIZE: Final = 22.0
_TITLE_LONGEST: Final = 21
_BODY_SIZE: Final = 16.0
_BODY_PITCH: Final = 28.0
"""三号字, 28 points from line to line (GB/T 9704-2012)."""

_HEADING_SIZE: Final = 12.0
_CELL_SIZE: Final = 9.0
_CELL_SIZE_2: Final = 11.0
_LIST_SIZE: Final = 11.0
_NOTE_SIZE: Final = 10.0
_NOTE_PITCH: Final = 16.0
_INDENT: Final = "　　"
_SIZES: Final = {SectionTable.TABLE_4: _CELL_SIZE}


def annual_report(figures: AnnualFigures) -> Rendered:
    """The report with its sections, and the page of checks. Raises ``UnprintableCharacter``."""
    imprint = Imprint(figures.title, figures.office, figures.made_on, figures.chain_head)
    parts = list(_parts(figures))
    first = parts[0]
    lines = title_lines(figures.title, _TITLE_LONGEST)
    title = [block for line in lines for block in centred(line, _TITLE_SIZE, first.frame.width, "title")]
    parts[0] = Part(frame=first.frame, blocks=[*title, Gap(_BODY_PITCH), *first.blocks])
    return print_parts([*parts, _checks(figures)], imprint)


def _parts(figures: AnnualFigures) -> Iterator[Part]:
    """Sections that follow each other on pages of the same frame."""
    for is_broad, sections in groupby(figures.sections, key=lambda section: section.table is BROAD):
        if is_broad:
            yield Part(frame=LANDSCAPE, blocks=[block for one in sections for block in _broad(one, figures)])
        else:
            yield Part(frame=PORTRAIT, blocks=[block for one in sections for block in _upright(one, figures)])


def _broad(section: ReportSection, figures: AnnualFigures) -> list[Block]:
    heading = Text(text=section.heading, size=_HEADING_SIZE, width=LANDSCAPE.width, below=8, keeps_next=True)
    return [heading, table(grid_of(section.table, figures), _CELL_SIZE)]


def _upright(section: ReportSection, figures: AnnualFigures) -> Iterator[Block]:
    if section.heading:
        yield _line(_INDENT + section.heading, role="heading", keeps_next=True)
    for paragraph in section.paragraphs:
        lines = broken(_INDENT + paragraph, _BODY_SIZE, PORTRAIT.width, "body")
        yield from (_line(line) for line in lines)
    if section.table is not SectionTable.NONE:
        size = _SIZES.get(section.table, _CELL_SIZE_2)
        yield table(grid_of(section.table, figures), size, below=_BODY_PITCH)


def grid_of(which: SectionTable, figures: AnnualFigures) -> Grid:
    """The table that stands in a section. Raises ``KeyError`` for none."""
    grids = {
        SectionTable.TABLE_2: lambda: table2_grid(figures.table2),
        SectionTable.TABLE_3: lambda: table3_grid(figures),
        SectionTable.TABLE_4: lambda: table4_grid(figures),
        SectionTable.LIST_2007: lambda: grid_2007(figures.list_2007),
    }
    return grids[which]()


def _line(text: str, *, role: Role = "body", keeps_next: bool = False) -> Block:
    below = _BODY_PITCH - _BODY_SIZE
    return Text(text=text, size=_BODY_SIZE, width=PORTRAIT.width, role=role, below=below, keeps_next=keeps_next)


def _checks(figures: AnnualFigures) -> Part:
    """What the supervisor signs: the equations, what does not add up, and the names."""
    frame = PORTRAIT
    head = Text(text=CHECKS, size=_HEADING_SIZE, width=frame.width, role="heading_bold", below=10, keeps_next=True)
    nothing = Text(text=NOTHING_TO_CHECK, size=_NOTE_SIZE, width=frame.width)
    equations: list[Block] = [Equation(line, frame.width) for line in figures.equations]
    equations = equations or [nothing]
    offices: list[Block] = []
    if figures.offices:
        offices = [_heading(OFFICES), table(offices_grid(figures.offices), _CELL_SIZE, below=16)]
    changed: list[Block] = []
    if figures.differences:
        changed = [_heading(DIFFERENCES), table(differences_grid(figures.differences), _CELL_SIZE, below=16)]
    findings = _findings(figures.findings, frame)
    blocks = [head, *equations, Gap(12), *offices, *changed, *findings, Signatures(frame.width)]
    return Part(frame=frame, blocks=blocks)


def _heading(text: str) -> Block:
    return Text(text=text, size=_HEADING_SIZE, width=PORTRAIT.width, role="heading_bold", below=6, keeps_next=True)


def _findings(findings: tuple[str, ...], frame: Frame) -> list[Block]:
    """What does not add up, a sentence a paragraph."""
    if not findings:
        return []
    heading = _heading("核对中发现")
    lines = [line for finding in findings for line in broken(finding, _LIST_SIZE, frame.width)]
    texts = [Text(text=line, size=_LIST_SIZE, width=frame.width) for line in lines]
    return [heading, *texts, Gap(12)]


@dataclass(frozen=True)
class Equation(Block):
    """A 勾稽关系 with its numbers; one that does not hold is in bold."""

    line: EquationLine
    width: float

    @property
    def height(self) -> float:
        """One line."""
        return _NOTE_PITCH

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the line."""
        role: Role = "heading" if self.line.holds else "heading_bold"
        write(sheet, equation_in_words(self.line), (left, left + self.width), top, _NOTE_SIZE, role=role)


def equation_in_words(line: EquationLine) -> str:
    """An equation with its result: 相符：一 + 二 = 三（七）+ 四，23 + 0 = 23 + 0，7 列均相等."""
    return f"{'相符' if line.holds else '不相符'}：{line.text}，{line.figures}，{line.scope}"
