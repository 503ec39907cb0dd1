"""What stands behind each number of an annual report as it is counted now: requests, papers, disputes, payments."""

from __future__ import annotations

from dataclasses import replace

from db.figure_lists import DisputeFilter, PaperFilter, StepFilter
from db.lists import Order
from db.row_filters import RowFilter
from desktop.casework.figures.summary_views import Behind, Wanted
from desktop.casework.reports.annual import OTHERS_OF_2021, cell_rows, year_span
from desktop.casework.reports.narrative_words import channel_of, key_of, title_of
from desktop.casework.reports.report_cells import BAR
from resources.vocabulary import (
    NARRATIVE_2007_CHANNELS,
    NARRATIVE_2007_OUTCOMES,
    OTHER_IN_2019,
    RESULT_ROWS,
    DisputeKind,
    DisputeResult,
    EventKind,
    Table3Column,
    Table3Row,
    Table4Column,
)


def behind_number(code: str, year: int, office: str | None = None) -> Behind | None:
    """``code`` as in ``report_cells.numbers_of``; None for a number that was entered by hand (the ledger)."""
    table, *parts = code.split(BAR)
    if table == "3":
        wanted: Wanted | None = _requests(parts[0], parts[1], year)
    elif table == "4":
        wanted = _disputes(DisputeKind(parts[0]), Table4Column(parts[1]), year)
    else:
        wanted = _told(parts[0], year) if table == "n" else None
    if wanted is None:
        return None
    by_result = isinstance(wanted, RowFilter) and wanted.completed_from is not None
    return Behind(wanted=wanted, order=Order.COMPLETED if by_result else Order.RECEIVED, office=office)


def _requests(row: str, column: str, year: int) -> RowFilter:
    """A cell of table 三; （六）其他处理 of 2019 is three rows of today."""
    rows = {Table3Row.TOTAL.value: RESULT_ROWS, OTHER_IN_2019: OTHERS_OF_2021}.get(row)
    if rows is None:
        rows = tuple(one for one in RESULT_ROWS if one == row)
    columns = () if column == Table3Column.TOTAL else (Table3Column(column),)
    return replace(cell_rows(row, year), table_rows=tuple(rows), table_columns=columns)


def _disputes(kind: DisputeKind, column: Table4Column, year: int) -> DisputeFilter:
    first, last = year_span(year)
    if column is Table4Column.TOTAL:
        return DisputeFilter(kinds=(kind,), decided_or_pending=(first, last))
    if column is Table4Column.PENDING:
        return DisputeFilter(kinds=(kind,), pending=last)
    return DisputeFilter(kinds=(kind,), decided=(first, last), results=(DisputeResult(column.value),))


def _told(name: str, year: int) -> Wanted | None:
    """A figure of the reports until 2018."""
    first, last = year_span(year)
    received, completed = cell_rows(Table3Row.RECEIVED, year), cell_rows(Table3Row.TOTAL, year)
    channel, title, key = channel_of(name), title_of(name), key_of(name)
    if channel is not None:
        return replace(received, channels=tuple(NARRATIVE_2007_CHANNELS[channel]))
    if title is not None:
        return PaperFilter(first=first, last=last, titles=(title,))
    if key is not None and key in NARRATIVE_2007_OUTCOMES:
        return replace(completed, counted=True, outcomes=tuple(NARRATIVE_2007_OUTCOMES[key]))
    others: dict[str | None, Wanted] = {
        "received": received,
        "fees_charged": StepFilter(kind=EventKind.FEE_PAID, first=first, last=last),
        "reviews": DisputeFilter(kinds=(DisputeKind.REVIEW,), filed=(first, last)),
        "suits": DisputeFilter(kinds=(DisputeKind.SUIT_DIRECT, DisputeKind.SUIT_AFTER_REVIEW), filed=(first, last)),
    }
    return others.get(key)
