"""In which lines of the monthly summaries one request counts, and why (law: 11.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import CountedStep, Dispute, Letter, Projection, Request
from desktop.casework.figures.periods import Period
from desktop.casework.letters.reply_letters import REPLIES
from desktop.rules.counted_steps import ON_THE_SPOT, SECOND, TO_INQUIRY
from resources.messages import say
from resources.vocabulary import EventKind, Party, WayOfService

_ONE_DAY = timedelta(1)
_FOR_LISTS = frozenset({EventKind.NOTED, EventKind.REOPENED})
"""Steps that count nowhere."""
_FEES = {
    EventKind.FEE_NOTICED: "fees.notices",
    EventKind.FEE_PAID: "fees.payments",
    EventKind.FEE_LAPSED: "fees.lapsed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """A cell: the report (2026年度报告), its place there (表三 一 / 自然人), and why the request counts there."""

    report: str
    cell: str
    why: str


Found = tuple[date, CellLine]


def month_cells(
    request: Request,
    counted: Projection,
    due: date | None,
    letters: Sequence[Letter],
    disputes: Sequence[Dispute],
    today: date,
) -> Iterator[CellLine]:
    """Received, left open, completed, each step, letter and dispute that is counted, in the order of days.

    ``due``: the limit of the result that counts; ``letters``: those that are not void. The month of ``today``
    shows what is open so far.
    """
    found: list[Found] = []
    if counted.received_on is not None:
        cell = "、".join(_received_cells(request, counted))
        found.append(_in_month(counted.received_on, cell, say("statistics.cells.received", day=counted.received_on)))
        found += _left_open(counted.received_on, counted.completed_on, today)
    if counted.completed_on is not None and counted.row is not None:
        found.append(_in_month(counted.completed_on, _result_cells(counted), _time(counted, counted.completed_on, due)))
    for step in counted.steps:
        if step.kind not in _FOR_LISTS:
            found.append(_step(step))
            found += _inquiry(step, today)
    found += [_letter(letter) for letter in letters]
    for dispute in disputes:
        found += _dispute(dispute, today)
    yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))


def _days_counted_on(first: date, today: date) -> Iterator[date]:
    """The days on which summaries from the month of ``first`` on count what is open: month ends, and today.

    What came on a rest day is received on a working day that may lie ahead (条例 31): that day takes today's place.
    """
    for month in Period(first, max(first, today)).calendar_months():
        yield month.last


def _left_open(received: date, completed: date | None, today: date) -> Iterator[Found]:
    """Open at the end of a month, and therefore carried into the next one."""
    for day in _days_counted_on(received, today):
        if completed is not None and completed <= day:
            return
        yield _in_month(day, say("statistics.summary.open"), say("statistics.cells.open_at_end", day=day))
        if day < today:
            why = say("statistics.cells.carried_on", day=day)
            yield _in_month(day + _ONE_DAY, say("statistics.line.received.carried"), why)


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


def _step(step: CountedStep) -> Found:
    why = say("statistics.cells.step", day=step.on, step=step.kind.label)
    return _in_month(step.on, _step_cell(step), why)


def _step_cell(step: CountedStep) -> str:
    """The line of the summary in which a step counts."""
    kind = step.kind
    if step.detail == SECOND:
        return say("statistics.cells.second")
    if kind is EventKind.REPLIED and step.detail == ON_THE_SPOT:
        return _line("process.on_the_spot")
    if kind is EventKind.RETURNED:
        return _line(f"service.{'inquiry_returned' if step.detail == TO_INQUIRY else 'returned'}")
    if kind is EventKind.SERVED:
        way = _line("service.unknown") if step.detail is None else WayOfService(step.detail).label
        return "、".join((say("statistics.section.service"), way))
    if kind is EventKind.CONSULTED:
        return _line(f"process.{_asked(step)}_asked")
    if kind is EventKind.OPINION_RECEIVED:
        return "、".join((_line(f"process.{_asked(step)}_asked"), _line(f"process.{_asked(step)}_answered")))
    if kind is EventKind.CORRECTION_REQUESTED:
        told = () if step.late is None else (_line(f"process.corrections_{'late' if step.late else 'in_time'}"),)
        return "、".join((_line("process.corrections"), *told))
    return _line(_FEES[kind]) if kind in _FEES else kind.label


def _asked(step: CountedStep) -> str:
    return "third" if step.detail == Party.THIRD_PARTY else "agency"


def _inquiry(step: CountedStep, today: date) -> Iterator[Found]:
    """An inquiry: awaited at the end of each month, or its limit ended in one without an answer (条例 32—34)."""
    due, ended = step.due_on, step.ended_on
    if step.kind is not EventKind.CONSULTED or due is None:
        return
    asked = _line(f"process.{_asked(step)}_asked")
    for day in _days_counted_on(step.on, today):
        if (ended is None or ended > day) and due > min(day, today - _ONE_DAY):
            why = say("statistics.cells.awaited", day=day)
            yield _in_month(day, "、".join((asked, _line(f"process.{_asked(step)}_open"))), why)
    if due < today and (ended is None or ended > due):
        cell = "、".join((asked, _line(f"process.{_asked(step)}_lapsed")))
        yield _in_month(due, cell, say("statistics.cells.lapsed", day=due))


def _letter(letter: Letter) -> Found:
    """A letter counts once by its day, also one that answers several requests."""
    cells = [say("statistics.section.papers"), letter.kind.label]
    if letter.kind in REPLIES and len(letter.requests) > 1:
        cells.append(say("statistics.line.papers.merged"))
    why = say("statistics.cells.letter", day=letter.date, letter=letter.number or letter.title)
    return _in_month(letter.date, "、".join(cells), why)


def _dispute(dispute: Dispute, today: date) -> Iterator[Found]:
    """Filed in one month, decided in another."""
    section = say("statistics.section.remedies")
    filed = say("statistics.line.remedies.filed", kind=dispute.kind.label)
    why = say("statistics.cells.filed", dispute=dispute.id, day=dispute.filed_on)
    yield _in_month(dispute.filed_on, f"{section}、{filed}", why)
    if dispute.decided_on is not None and dispute.decided_on <= today and dispute.result is not None:
        why = say("statistics.cells.decided_in_month", dispute=dispute.id, day=dispute.decided_on)
        yield _in_month(dispute.decided_on, f"{section}、{dispute.result.label}", why)


def _line(code: str) -> str:
    return say(f"statistics.line.{code}")


def _in_month(day: date, cell: str, why: str) -> Found:
    return day, CellLine(report=say("statistics.cells.month", year=day.year, month=day.month), cell=cell, why=why)
