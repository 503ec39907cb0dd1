"""Figures: the summary of a period and the tables of a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.figure_lists import Place
from db.lists import PageKey
from desktop.casework.context import Context
from desktop.casework.figures.behind import behind_page
from desktop.casework.figures.figure_readings import figures
from desktop.casework.figures.periods import Period
from desktop.casework.figures.request_cells import RequestCells, request_cells
from desktop.casework.figures.statistics_views import AnnualTables
from desktop.casework.figures.summary import summary_view
from desktop.casework.figures.summary_views import Behind, BehindPage, BehindRow, SummaryView
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.reports.annual import annual_tables


@dataclass(frozen=True)
class Statistics:
    """Counting requests, letters and disputes. What prints the figures is loaded when something is printed."""

    context: Context

    def summary(self, first: date, last: date, office: str | None = None, *, report: Report = unheard) -> SummaryView:
        """The supervisors' summary of ``first`` to ``last``, both counted.

        ``office``: another one than that at work, or ``TOGETHER``. ``report`` is told how far the sums are.
        """
        context = self.context.looking_at(office)
        with figures(context) as reading:
            return summary_view(context, reading, Period(first, last), report)

    def summary_pdf(self, view: SummaryView) -> bytes:
        """The summary as PDF. Raises ``UnprintableCharacter``."""
        from desktop.casework.reports import report_papers

        return report_papers.summary_pdf(self.context, view)

    def summary_xlsx(self, view: SummaryView) -> bytes:
        """The summary as a workbook."""
        from desktop.casework.reports import report_papers

        return report_papers.summary_xlsx(self.context, view)

    def annual(self, year: int, format: str = "2021") -> AnnualTables:
        """The tables of ``year`` in the form of ``format``. Raises ``UnknownFormat``."""
        with figures(self.context) as reading:
            return annual_tables(self.context, reading, year, format)

    def page(self, behind: Behind, after: PageKey | Place | None = None) -> BehindPage:
        """A page of what stands behind a figure; ``after`` is that of the page before."""
        context = self.context.looking_at(behind.office)
        with figures(context) as reading:
            return behind_page(reading, context.counted_in(reading), self.context.office_in(reading), behind, after)

    def rows(self, behind: Behind) -> Iterator[BehindRow]:
        """All that stands behind a figure, read page by page."""
        page = self.page(behind)
        yield from page.rows
        while page.after is not None:
            page = self.page(behind, page.after)
            yield from page.rows

    def cells(self, number: str) -> RequestCells:
        """In which cells of which report a request counts, and why. Raises ``RequestNotFound``."""
        return request_cells(self.context, number)
