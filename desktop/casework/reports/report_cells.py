"""Every number of an annual report under a code of its own, and the requests, disputes and entries behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.figures.several_offices import counted_twice
from desktop.casework.reports.annual import (
    OTHERS_OF_2021,
    cell_rows,
    decided_in,
    known_disputes,
    pending_on,
    year_span,
)
from desktop.casework.reports.annual_report_views import AnnualReportView
from desktop.casework.reports.ledger_items import BY_CODE, standing_entries
from desktop.casework.reports.narrative_words import narrative_figures
from resources.vocabulary import OTHER_IN_2019, RESULT_ROWS, Table3Column, Table3Row, Table4Column, Table4Group
from resources.vocabulary.annual_tables import row_name

BAR = "|"
Ref = tuple[str, str]
"""An office and the number of a request, the id of a dispute, or the words of an entry."""


def numbers_of(view: AnnualReportView) -> dict[str, str]:
    """The numbers of the report by code: ``3|received|total``, ``4|review|upheld``, ``2|permit.decisions``."""
    found = {
        f"3|{row}|{column}": str(n) for row, columns in view.tables.table3.items() for column, n in columns.items()
    }
    found |= {f"4|{group}|{column}": str(n) for group, row in view.tables.table4.items() for column, n in row.items()}
    found |= {f"2|{code}": f"{value:f}" for code, value in view.ledger.items() if value is not None}
    listed = narrative_figures(view.tables.narrative_2007 or {})
    return found | {f"n|{figure.name}": str(figure.value) for figure in listed}


def cell_name(code: str) -> str:
    """A cell in words: 表三 4.保护第三方合法权益 × 商业企业."""
    table, *parts = code.split(BAR)
    if table == "3":
        row, column = parts
        name = row_name(row).partition("（区分")[0]
        return f"表三 {name} × {Table3Column(column).label.split('｜')[-1]}"
    if table == "4":
        group, column = parts
        return f"表四 {Table4Group(group).label.replace('｜', '，')} × {Table4Column(column).label}"
    if table == "2":
        return f"台账 {BY_CODE[parts[0]].name}"
    return f"依申请公开 {parts[0]}"


def behind_cells(context: Context, reading: Reading, year: int) -> dict[str, list[Ref]]:
    """What makes each cell that is not a sum of others."""
    found: defaultdict[str, list[Ref]] = defaultdict(list)
    for code, ref in _all(context, reading, year):
        found[code].append(ref)
    return dict(found)


def members(behind: Mapping[str, list[Ref]], code: str) -> list[Ref]:
    """What makes a cell, sums included: 总计 is all columns, （七） all results, the row of 2019 its three."""
    table, *parts = code.split(BAR)
    if table != "3":
        return behind.get(code, [])
    row, column = parts
    rows = [str(one) for one in RESULT_ROWS] if row == Table3Row.TOTAL else [row]
    rows = [str(one) for one in OTHERS_OF_2021] if row == OTHER_IN_2019 else rows
    columns = [str(one) for one in Table3Column if one is not Table3Column.TOTAL]
    columns = columns if column == Table3Column.TOTAL else [column]
    return [ref for one in rows for kind in columns for ref in behind.get(f"3|{one}|{kind}", [])]


def _all(context: Context, reading: Reading, year: int) -> Iterator[tuple[str, Ref]]:
    twice = counted_twice(context, reading).left_out
    for office in context.counted_offices_in(reading):
        for code, number in _requests(reading, office, year):
            if (office, number) not in twice:
                yield code, (office, number)
        yield from _entries(reading, office, year)
    _, last = year_span(year)
    for dispute in known_disputes(context, reading):
        ref = (dispute.office, dispute.id)
        if decided_in(dispute, year) and dispute.result is not None:
            yield f"4|{dispute.kind}|{dispute.result}", ref
        if pending_on(dispute, last):
            yield f"4|{dispute.kind}|{Table4Column.PENDING}", ref


def _requests(reading: Reading, office: str, year: int) -> Iterator[tuple[str, str]]:
    for row in (Table3Row.RECEIVED, Table3Row.CARRIED_IN, Table3Row.CARRIED_OUT, Table3Row.TOTAL):
        for number, result, column in reading.placed(office, cell_rows(row, year)):
            place = result if row is Table3Row.TOTAL else row.value
            if place is not None:
                yield f"3|{place}|{column}", number


def _entries(reading: Reading, office: str, year: int) -> Iterator[tuple[str, Ref]]:
    held = standing_entries(reading.ledger(office, year))
    for (item, month), entry in sorted(held.items()):
        if item in BY_CODE:
            yield f"2|{item}", (office, f"{month}月 {entry.value:f}（{entry.source}）")
