"""Figures: the summary of a period and the tables of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.casework.annual import annual_tables, cell_span
from desktop.casework.behind_rows import behind_row
from desktop.casework.context import Context
from desktop.casework.periods import Period
from desktop.casework.statistics_views import AnnualTables, BehindRow, SummaryView
from desktop.casework.summary import summary_view
from desktop.casework.tallies import tally_of
from resources.vocabulary import RESULT_ROWS, Table3Column, Table3Row


@dataclass(frozen=True)
class Statistics:
    """Counting requests, letters and disputes. What prints the figures is loaded when something is printed."""

    context: Context

    def summary(self, first: date, last: date) -> SummaryView:
        """The supervisors' summary of ``first`` to ``last``, both counted."""
        with self.context.store.reading() as reading:
            return summary_view(self.context, reading, Period(first, last))

    def summary_pdf(self, view: SummaryView) -> bytes:
        """The summary as PDF. Raises ``UnprintableCharacter``."""
        from desktop.casework import report_papers

        return report_papers.summary_pdf(self.context, view)

    def summary_xlsx(self, view: SummaryView) -> bytes:
        """The summary as a workbook."""
        from desktop.casework import report_papers

        return report_papers.summary_xlsx(self.context, view)

    def annual(self, year: int, format: str = "2021") -> AnnualTables:
        """The tables of ``year`` in the form of ``format``. Raises ``UnknownFormat``."""
        with self.context.store.reading() as reading:
            return annual_tables(self.context, reading, year, format)

    def behind(self, year: int, row: Table3Row, column: Table3Column) -> tuple[str, ...]:
        """The numbers of the requests that make a cell of table 三."""
        rows = RESULT_ROWS if row is Table3Row.TOTAL else (row,) if row in RESULT_ROWS else ()
        columns = () if column is Table3Column.TOTAL else (column,)
        with self.context.store.reading() as reading:
            return tally_of(self.context, reading).numbers(cell_span(row, year), rows, columns)

    def rows(self, numbers: Sequence[str]) -> tuple[BehindRow, ...]:
        """The requests with these numbers as lists behind a figure show them. Raises ``RequestUnknown``."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(behind_row(reading.row(office, number)) for number in numbers)
