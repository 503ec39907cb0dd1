"""In which cells of which report one request counts, and by which rule (国办公开办函〔2021〕30号; law: 4.5, 11.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.records import CountedStep, Dispute, Letter, Projection, Request
from desktop.casework.cases import read_case
from desktop.casework.context import Context
from desktop.casework.reply_letters import REPLIES
from desktop.rules.counted_steps import ON_THE_SPOT, SECOND, TO_INQUIRY
from desktop.rules.counting import counted_due
from desktop.rules.projection import project
from desktop.rules.timeline import time_limits
from resources.messages import say
from resources.vocabulary import DisputeKind, EventKind, Matter, Outcome, Table3Row, Table4Column, Table4Group


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """A cell: the report (2026年度报告), its place there (表三 一 / 自然人), and why the request counts there."""

    report: str
    cell: str
    why: str


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
        disputes = [one for one in reading.disputes_of(case.request.office, number) if one.filed_on <= case.today]
        letters = [one for one in reading.letters_of(case.request.office, number) if one.date <= case.today]
    told = tuple(event for event in case.request.events if context.as_of is None or event.on <= context.as_of)
    counted = project(replace(case.request, events=told), case.calendar)
    due = counted_due(time_limits(case.request.channel, told, case.calendar, with_days=False))
    lines = (
        *_years(counted, case.today),
        *_table4(disputes, case.today),
        *_months(case.request, counted, due, letters),
    )
    return RequestCells(number=number, lines=lines, nowhere=_nowhere(case.request, counted))


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


def _months(request: Request, counted: Projection, due: date | None, letters: Sequence[Letter]) -> Iterator[CellLine]:
    """The monthly summaries: received, completed, each step and each letter that is counted, in the order of days.

    ``due``: the limit of the result that counts.
    """
    found: list[tuple[date, CellLine]] = []
    if counted.received_on is not None:
        cell = "、".join(_received_cells(request, counted))
        found.append(_in_month(counted.received_on, cell, say("statistics.cells.received", day=counted.received_on)))
    if counted.completed_on is not None and counted.row is not None:
        found.append(_in_month(counted.completed_on, _result_cells(counted), _time(counted, counted.completed_on, due)))
    found += [_step(step) for step in counted.steps if step.kind is not EventKind.NOTED]
    found += [_letter(letter) for letter in letters if letter.void_reason is None]
    yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))


def _received_cells(request: Request, counted: Projection) -> Iterable[str]:
    yield say("statistics.line.received.new")
    yield request.channel.label
    yield counted.column.label.split("｜")[-1]
    yield request.subject or say("statistics.line.no_subject")
    yield counted.handler or say("statistics.line.no_handler")


def _result_cells(counted: Projection) -> str:
    time = {False: "in_time", True: "late", None: "untold"}[counted.late]
    named = f"time.{time}_extended" if counted.extended and counted.late is not None else f"time.{time}"
    row = "" if counted.row is None else counted.row.label.split("｜")[-1]
    return "、".join((say("statistics.summary.completed"), row, say(f"statistics.line.{named}")))


def _time(counted: Projection, completed: date, due: date | None) -> str:
    return say(
        "statistics.cells.time",
        day=completed,
        due=due or say("statistics.line.open.stopped"),
        days="—" if counted.days_used is None else counted.days_used,
    )


def _step(step: CountedStep) -> tuple[date, CellLine]:
    why = say("statistics.cells.step", day=step.on, step=step.kind.label)
    return _in_month(step.on, _step_cell(step), why)


def _letter(letter: Letter) -> tuple[date, CellLine]:
    """A letter counts once by its day, also one that answers several requests."""
    cells = [say("statistics.section.papers"), letter.kind.label]
    if letter.kind in REPLIES and len(letter.requests) > 1:
        cells.append(say("statistics.line.papers.merged"))
    why = say("statistics.cells.letter", day=letter.date, letter=letter.number or letter.title)
    return _in_month(letter.date, "、".join(cells), why)


def _step_cell(step: CountedStep) -> str:
    if step.detail == SECOND:
        return say("statistics.cells.second")
    if step.kind is EventKind.REPLIED and step.detail == ON_THE_SPOT:
        return say("statistics.line.process.on_the_spot")
    if step.kind is EventKind.RETURNED:
        return say(f"statistics.line.service.{'inquiry_returned' if step.detail == TO_INQUIRY else 'returned'}")
    if step.kind is EventKind.CORRECTION_REQUESTED and step.late is not None:
        name = "late" if step.late else "in_time"
        return f"{step.kind.label}（{say(f'statistics.line.process.corrections_{name}')}）"
    return step.kind.label


def _in_month(day: date, cell: str, why: str) -> tuple[date, CellLine]:
    return day, CellLine(report=say("statistics.cells.month", year=day.year, month=day.month), cell=cell, why=why)
