"""The tables of a year: table 三 and table 四 (国办公开办函〔2021〕30号), and the figures of 2007-2018."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from db.lists import Grouping
from db.records import Dispute, Json
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.figures.damage import damage_of_years
from desktop.casework.figures.equations import equations
from desktop.casework.figures.statistics_views import AnnualTables
from desktop.casework.figures.tallies import Tally
from resources.messages import ShoubanError
from resources.vocabulary import (
    APPLICANT_COLUMNS,
    NARRATIVE_2007_CHANNELS,
    NARRATIVE_2007_OUTCOMES,
    OTHER_IN_2019,
    RESULT_ROWS,
    DisputeKind,
    EventKind,
    Table3Column,
    Table3Row,
    Table4Column,
    Table4Group,
)

FORMATS = ("2021", "2019", "2007")
OTHERS_OF_2021 = (Table3Row.OTHER_CORRECTION_LAPSED, Table3Row.OTHER_FEE_LAPSED, Table3Row.OTHER_OTHER)
"""The rows of （六） since the form of 2021."""

Columns = dict[Table3Column, int]


class UnknownFormat(ShoubanError):
    """The annual tables have no such form."""

    key = "statistics.unknown_format"

    def __init__(self, format: str) -> None:
        super().__init__(format=format)


def annual_tables(context: Context, reading: Reading, year: int, format: str) -> AnnualTables:
    """The tables of ``year``; ``reading`` is one of ``figures``. Raises ``UnknownFormat``."""
    if format not in FORMATS:
        raise UnknownFormat(format)
    tally = Tally(reading, context.counted_in(reading))
    table3 = _table3(tally, year)
    printed = _as_in_2019(table3) if format == "2019" else table3
    checked = equations(printed, _carried_out_of(tally, year - 1))
    disputes = known_disputes(context, reading)
    return AnnualTables(
        year=year,
        format=format,
        office=context.office_in(reading),
        table3=printed,
        table4=_table4(disputes, year),
        balanced=all(equation.holds for equation in checked),
        findings=(
            *(f"{equation.text}：{equation.scope}" for equation in checked if not equation.holds),
            *_damage(context, reading, year),
        ),
        equations=checked,
        narrative_2007=_narrative(context, reading, tally, disputes, year) if format == "2007" else None,
        chain_head=reading.chain_head().hash or "",
    )


def _damage(context: Context, reading: Reading, year: int) -> Iterator[str]:
    """Records of the year that contradict themselves, each named."""
    first, last = year_span(year)
    for office in context.counted_offices_in(reading):
        yield from damage_of_years(reading, office, first, last)


def known_disputes(context: Context, reading: Reading) -> list[Dispute]:
    """The reviews and suits that figures count."""
    offices = context.counted_offices_in(reading)
    return [dispute for office in offices for dispute in reading.disputes(office) if _known(context, dispute)]


def year_span(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def cell_rows(row: str, year: int) -> RowFilter:
    """Which requests make a row of table 三 (law: 4.5 of the rules)."""
    first, last = year_span(year)
    if row == Table3Row.RECEIVED:
        return RowFilter(voided=False, received_from=first, received_through=last)
    if row == Table3Row.CARRIED_IN:
        return _left_on(date(year - 1, 12, 31))
    if row == Table3Row.CARRIED_OUT:
        return _left_on(last)
    return RowFilter(voided=False, completed_from=first, completed_through=last)


def _left_on(day: date) -> RowFilter:
    """Received by ``day`` and not completed on it."""
    return RowFilter(voided=False, received_through=day, uncompleted_on=day)


def _table3(tally: Tally, year: int) -> dict[str, Columns]:
    by_column = (Grouping.TABLE_COLUMN,)
    results = tally.count(cell_rows(Table3Row.TOTAL, year), (Grouping.TABLE_ROW, Grouping.TABLE_COLUMN))

    def row(code: Table3Row) -> Columns:
        if code in RESULT_ROWS:
            return _with_total({kind: results.get((code.value, kind.value), 0) for kind in APPLICANT_COLUMNS})
        if code is Table3Row.TOTAL:
            # Every completed request that counts, whatever its row says: a result in no row breaks the equation.
            return _with_total({kind: _completed(results, kind) for kind in APPLICANT_COLUMNS})
        counted = tally.count(cell_rows(code, year), by_column)
        return _with_total({kind: counted.get((kind.value,), 0) for kind in APPLICANT_COLUMNS})

    return {code.value: row(code) for code in Table3Row}


def _completed(results: Mapping[tuple[Json, ...], int], kind: Table3Column) -> int:
    return sum(count for (row, column), count in results.items() if column == kind.value and row is not None)


def _with_total(columns: Columns) -> Columns:
    return {**columns, Table3Column.TOTAL: sum(columns.values())}


def _carried_out_of(tally: Tally, year: int) -> Columns:
    """Row 四 by the equation of the year itself: new and carried in, less what was completed."""
    by_column = (Grouping.TABLE_COLUMN,)
    new, old = (tally.count(cell_rows(row, year), by_column) for row in (Table3Row.RECEIVED, Table3Row.CARRIED_IN))
    results = tally.count(cell_rows(Table3Row.TOTAL, year), (Grouping.TABLE_ROW, Grouping.TABLE_COLUMN))
    left: Columns = {
        kind: new.get((kind.value,), 0) + old.get((kind.value,), 0) - _completed(results, kind)
        for kind in APPLICANT_COLUMNS
    }
    return _with_total(left)


def _as_in_2019(table3: Mapping[str, Columns]) -> dict[str, Columns]:
    printed: dict[str, Columns] = {}
    for code, columns in table3.items():
        if code == OTHERS_OF_2021[0]:
            others = [table3[row] for row in OTHERS_OF_2021]
            printed[OTHER_IN_2019] = {column: sum(row[column] for row in others) for column in Table3Column}
        elif code not in OTHERS_OF_2021:
            printed[code] = columns
    return printed


def _known(context: Context, dispute: Dispute) -> bool:
    return dispute.filed_on <= context.today() if context.as_of else True


def _table4(disputes: list[Dispute], year: int) -> dict[Table4Group, dict[Table4Column, int]]:
    """Decided in the year by result; pending when filed by and undecided on 31 December."""
    _, last = year_span(year)
    table: dict[Table4Group, dict[Table4Column, int]] = {}
    for group in Table4Group:
        mine = [dispute for dispute in disputes if dispute.kind == group.value]
        columns = {
            Table4Column(result): sum(decided_in(dispute, year) and dispute.result == result for dispute in mine)
            for result in ("upheld", "corrected", "other")
        }
        columns[Table4Column.PENDING] = sum(pending_on(dispute, last) for dispute in mine)
        table[group] = {**columns, Table4Column.TOTAL: sum(columns.values())}
    return table


def decided_in(dispute: Dispute, year: int) -> bool:
    """Whether it counts among the decided ones of a year."""
    return dispute.decided_on is not None and dispute.decided_on.year == year


def pending_on(dispute: Dispute, on: date) -> bool:
    """Whether it was filed by that day and not decided yet."""
    return dispute.filed_on <= on and (dispute.decided_on is None or dispute.decided_on > on)


def _narrative(
    context: Context, reading: Reading, tally: Tally, disputes: list[Dispute], year: int
) -> Mapping[str, object]:
    """The figures that yearly reports gave in words until 2018; channels, papers and ``other`` only where not zero."""
    first, last = year_span(year)
    received = tally.count(cell_rows(Table3Row.RECEIVED, year), (Grouping.CHANNEL,))
    results = tally.count(cell_rows(Table3Row.TOTAL, year), (Grouping.OUTCOME, Grouping.TABLE_ROW))
    by_outcome = {
        figure: sum(count for (code, row), count in results.items() if row is not None and code in outcomes)
        for figure, outcomes in NARRATIVE_2007_OUTCOMES.items()
    }
    by_channel = {
        figure: sum(received.get((channel.value,), 0) for channel in channels)
        for figure, channels in NARRATIVE_2007_CHANNELS.items()
    }
    filed = [dispute.kind for dispute in disputes if dispute.filed_on.year == year]
    other = by_outcome.pop("other")
    return {
        "received": sum(received.values()),
        "by_channel": {figure: count for figure, count in by_channel.items() if count},
        "documents": _documents(context, reading, first, last),
        **_in_order(by_outcome.__getitem__),
        "fees_charged": plain_amount(fees_paid(reading, tally.office, year)),
        "reviews": filed.count(DisputeKind.REVIEW),
        "suits": len(filed) - filed.count(DisputeKind.REVIEW),
        **({"other": other} if other else {}),
    }


def _in_order(figure: Callable[[str], int]) -> dict[str, int]:
    names = (
        "withdrawn",
        "correction_lapsed",
        "fully_disclosed",
        "partly_disclosed",
        "withheld",
        "other_agency",
        "nonexistent",
        "nonexistent_destroyed",
    )
    return {name: figure(name) for name in names}


def _documents(context: Context, reading: Reading, first: date, last: date) -> Mapping[str, int]:
    """Letters by printed title; one that answers several requests is one paper."""
    counted: Counter[str] = Counter()
    for office in context.counted_offices_in(reading):
        counted.update(reading.letter_counts(office, first, min(last, context.today())))
    return counted


def fees_paid(reading: Reading, office: str, year: int) -> Decimal:
    """Yuan paid in the year, amendments of amount and day included."""
    steps = reading.step_groups(office, *year_span(year)) if office else ()
    return Decimal(sum(step.fen for step in steps if step.kind is EventKind.FEE_PAID)) / 100


def plain_amount(yuan: Decimal) -> int | float:
    """Yuan as a JSON number, whole where it is whole."""
    return int(yuan) if yuan == yuan.to_integral_value() else float(yuan)


def annual_groups() -> Iterator[tuple[str, str, tuple[Table3Row, ...]]]:
    """The six groups of results under 三: code, words, rows."""
    groups: dict[str, list[Table3Row]] = {}
    for row in RESULT_ROWS:
        groups.setdefault(row.label.split("｜")[1], []).append(row)
    for heading, rows in groups.items():
        words = heading.partition("）")[2].partition("（")[0]
        yield rows[0].value.partition(".")[0], words, tuple(rows)
