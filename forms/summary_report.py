"""The supervisors' summary of a period on paper: A4 portrait, to print and sign."""

from __future__ import annotations

from typing import Final

from forms.bar_chart import MonthBars
from forms.form import Rendered
from forms.grid import Grid
from forms.grid_drawing import table
from forms.report_figures import CheckedSum, SummaryFigures
from forms.report_pages import PORTRAIT, Block, Gap, Imprint, Text, broken, centred, print_pages
from forms.row_bars import RowBars
from forms.signatures import Signatures
from forms.summary_grids import CHECKS, DAYS, FIGURES, FINDINGS, MONTHS, RESULTS, figures_grid, section_grid

_TITLE_SIZE: Final = 18.0
_SUBTITLE_SIZE: Final = 10.5
_HEADING_SIZE: Final = 11.5
_CELL_SIZE: Final = 10.0
_AFTER_TABLE: Final = 12.0
_WIDTH: Final = PORTRAIT.width


def summary_report(figures: SummaryFigures) -> Rendered:
    """The summary with its figures, tables, chart and sums. Raises ``UnprintableCharacter``."""
    imprint = Imprint(figures.title, figures.office, figures.made_on, figures.chain_head)
    return print_pages(_blocks(figures), _head(figures), PORTRAIT, imprint)


def _head(figures: SummaryFigures) -> list[Block]:
    return [
        *centred(figures.title, _TITLE_SIZE, _WIDTH, "title"),
        *centred(figures.subtitle, _SUBTITLE_SIZE, _WIDTH),
        Gap(8),
    ]


def _blocks(figures: SummaryFigures) -> list[Block]:
    names = figures.names
    bars = (names[0], names[1])
    return [
        *_findings(figures.findings),
        *_section(FIGURES, figures_grid(figures.figures, names)),
        _heading(MONTHS),
        MonthBars(figures.months, _WIDTH),
        Gap(_AFTER_TABLE),
        _heading(RESULTS),
        RowBars(figures.results, bars, _WIDTH),
        Gap(_AFTER_TABLE),
        _heading(DAYS),
        RowBars(figures.days, bars, _WIDTH),
        Gap(_AFTER_TABLE),
        *(block for section in figures.sections for block in _section(section.name, section_grid(section, names))),
        _heading(CHECKS),
        *_checks(figures.checks),
        Signatures(_WIDTH),
    ]


def _findings(findings: tuple[str, ...]) -> list[Block]:
    """Damaged records stand before every figure."""
    if not findings:
        return []
    lines = [line for finding in findings for line in broken(finding, _CELL_SIZE, _WIDTH, "heading_bold")]
    texts: list[Block] = [Text(text=line, size=_CELL_SIZE, width=_WIDTH, role="heading_bold") for line in lines]
    return [_heading(FINDINGS), *texts, Gap(_AFTER_TABLE)]


def _section(name: str, grid: Grid) -> list[Block]:
    return [_heading(name), table(grid, _CELL_SIZE, below=_AFTER_TABLE)]


def _heading(name: str) -> Block:
    return Text(text=name, size=_HEADING_SIZE, width=_WIDTH, role="heading_bold", below=5, keeps_next=True)


def _checks(checks: tuple[CheckedSum, ...]) -> list[Block]:
    """Each equation with its result, one that does not hold in bold; the signatures never stand without them."""
    return [
        Text(
            text=line,
            size=_CELL_SIZE,
            width=_WIDTH,
            role="heading" if check.holds else "heading_bold",
            keeps_next=True,
        )
        for check in checks
        for line in broken(_in_words(check), _CELL_SIZE, _WIDTH)
    ]


def _in_words(check: CheckedSum) -> str:
    cells = f"（{'；'.join(check.failing)}）" if check.failing else ""
    return f"{'相符' if check.holds else '不相符'}：{check.text}{cells}"
