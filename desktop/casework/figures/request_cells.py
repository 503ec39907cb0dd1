"""In which cells of which report one request counts, and by which rule (国办公开办函〔2021〕30号; law: 4.5, 11.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.records import Dispute, Projection, Request
from desktop.casework.context import Context
from desktop.casework.figures.month_cells import CellLine, month_cells
from desktop.casework.requests.cases import read_case
from desktop.casework.requests.known_then import letters_then, request_then
from desktop.rules.counting import counted_due
from desktop.rules.projection import project
from desktop.rules.timeline import time_limits
from resources.messages import say
from resources.vocabulary import DisputeKind, Matter, Outcome, Table3Row, Table4Column, Table4Group


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCells:
    """All cells of a request, those of the years first. ``nowhere``: why it counts in none; its letters may count."""

    number: str
    lines: tuple[CellLine, ...]
    nowhere: str | None


def request_cells(context: Context, number: str) -> RequestCells:
    """Where the request counts on the office's day. Raises ``RequestNotFound``."""
    with context.store.reading() as reading:
        case = read_case(context, reading, number)
        disputes = [one for one in case.disputes if one.filed_on <= case.today]
        known = reading.letters_of(case.request.office, number)
    letters = letters_then(known, case.request.events, context.as_of)
    valid = [one for one in letters if one.void_reason is None and one.date <= case.today]
    request = request_then(case.request, context.as_of)
    counted = project(request, case.calendar, context.as_of)
    due = counted_due(time_limits(request.channel, request.events, case.calendar, context.as_of))
    lines = (
        *_years(counted, case.today),
        *_table4(disputes, case.today),
        *month_cells(request, counted, due, valid, disputes, case.today),
    )
    return RequestCells(number=number, lines=lines, nowhere=_nowhere(request, counted))


def _nowhere(request: Request, counted: Projection) -> str | None:
    if counted.voided:
        return say("statistics.cells.voided")
    if request.matter is Matter.RECORD_CORRECTION:
        return say("statistics.cells.record_correction")
    return say("statistics.cells.not_received") if counted.received_on is None else None


def _years(counted: Projection, today: date) -> Iterator[CellLine]:
    """Rows 一, 二, the result with 三（七）, and 四 of each year that the request lived in."""
    received, completed = counted.received_on, counted.completed_on
    if received is None:
        return
    yield _cell(received.year, Table3Row.RECEIVED, counted, say("statistics.cells.received", day=received))
    for year in range(received.year, (completed or today).year + 1):
        last = date(year, 12, 31)
        if year > received.year:
            carried_in = say("statistics.cells.carried_in", day=date(year - 1, 12, 31))
            yield _cell(year, Table3Row.CARRIED_IN, counted, carried_in)
        if completed is not None and completed.year == year and counted.row is not None:
            why = say("statistics.cells.result", day=completed, outcome=_outcome(counted.outcome))
            yield _cell(year, counted.row, counted, why)
        elif last <= today and (completed is None or completed > last):
            yield _cell(year, Table3Row.CARRIED_OUT, counted, say("statistics.cells.carried_out", day=last))


def _cell(year: int, row: Table3Row, counted: Projection, why: str) -> CellLine:
    """A cell of table 三; a result also counts in its 三（七）, every row in its 总计."""
    parts = row.label.split("｜")
    place = " ".join(part for part in (parts[0].partition("、")[0], *parts[1:]) if part)
    column = counted.column.label.split("｜")[-1]
    return CellLine(
        report=say("statistics.cells.annual", year=year),
        cell=say("statistics.cells.table3", row=place if len(parts) > 1 else row.label, column=column),
        why=why,
    )


def _outcome(outcome: Outcome | None) -> str:
    if outcome is Outcome.PARTLY_PROVIDED:
        return say("statistics.cells.mixed")
    return "" if outcome is None else outcome.label


def _table4(disputes: Sequence[Dispute], today: date) -> Iterator[CellLine]:
    """Decided in a year by result; pending at the end of each year before."""
    for dispute in disputes:
        decided = dispute.decided_on if dispute.decided_on is not None and dispute.decided_on <= today else None
        for year in range(dispute.filed_on.year, (decided or today).year + 1):
            last = date(year, 12, 31)
            if decided is not None and decided.year == year:
                if dispute.result is not None:
                    why = say("statistics.cells.decided", dispute=dispute.id, day=decided)
                    yield _of_table4(year, dispute.kind, Table4Column(dispute.result.value), why)
            elif last <= today:
                why = say("statistics.cells.pending", dispute=dispute.id, day=last)
                yield _of_table4(year, dispute.kind, Table4Column.PENDING, why)


def _of_table4(year: int, kind: DisputeKind, column: Table4Column, why: str) -> CellLine:
    group = Table4Group(kind.value).label.replace("｜", " ")
    cell = say("statistics.cells.table4", group=group, column=column.label)
    return CellLine(report=say("statistics.cells.annual", year=year), cell=cell, why=why)
