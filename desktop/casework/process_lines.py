"""What happened on the way in a period: corrections, consultations, papers, returns, reviews, fees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from db.lists import Grouping, RowFilter
from db.store import Reading
from desktop.casework.annual import plain_amount
from desktop.casework.cases import case_of
from desktop.casework.context import Context
from desktop.casework.periods import Period
from desktop.casework.statistics_views import ProcessLine
from desktop.rules.history import Placed, history
from resources.messages import say
from resources.vocabulary import DisputeKind, EventKind, Matter, Outcome, Party


def process_lines(context: Context, reading: Reading, period: Period) -> tuple[ProcessLine, ...]:
    """The lines of 过程, each with a figure and a note."""
    office = context.office_in(reading)
    if not office:
        return ()
    return (
        _corrections(context, reading, office, period),
        _consultations(context, reading, office, period),
        _papers(reading, office, period),
        _returns(context, reading, office, period),
        _reviews(reading, office, period),
        _fees(context, reading, office, period),
        _record_corrections(reading, office, period),
    )


def _line(code: str, value: float, note: str) -> ProcessLine:
    return ProcessLine(code=code, label=say(f"statistics.process.{code}"), value=value, note=note)


def _events(
    context: Context, reading: Reading, office: str, period: Period, kind: EventKind
) -> Sequence[tuple[str, Placed]]:
    """Events of a kind in the period with their requests' numbers, amendments folded in."""
    numbers = reading.numbers_with(office, kind, period.first, period.last)
    return [
        (number, placed)
        for number in numbers
        for placed in history(reading.request(office, number).events, context.as_of)
        if placed.kind is kind and period.first <= placed.on <= period.last
    ]


def _corrections(context: Context, reading: Reading, office: str, period: Period) -> ProcessLine:
    sent = _events(context, reading, office, period, EventKind.CORRECTION_REQUESTED)
    cases = (case_of(context, reading, reading.request(office, number)) for number, _ in sent)
    in_time = sum(not case.limits.correction_notice_late for case in cases)
    return _line("corrections", len(sent), say("statistics.process.corrections_note", in_time=in_time))


def _consultations(context: Context, reading: Reading, office: str, period: Period) -> ProcessLine:
    sent = _events(context, reading, office, period, EventKind.CONSULTED)
    parties = Counter(placed.event.text("party") for _, placed in sent)
    third = parties[Party.THIRD_PARTY]
    note = say("statistics.process.consultations_note", third=third, agencies=len(sent) - third)
    return _line("consultations", len(sent), note)


def _papers(reading: Reading, office: str, period: Period) -> ProcessLine:
    issued = [letter for letter in reading.letters(office, period.first, period.last) if letter.void_reason is None]
    merged = sum(len(letter.requests) > 1 for letter in issued)
    return _line("papers", len(issued), say("statistics.process.papers_note", merged=merged))


def _returns(context: Context, reading: Reading, office: str, period: Period) -> ProcessLine:
    returned = _events(context, reading, office, period, EventKind.RETURNED)
    letters = sum(placed.event.text("ref") is None for _, placed in returned)
    return _line("returns", len(returned), say("statistics.process.returns_note", letters=letters))


def _reviews(reading: Reading, office: str, period: Period) -> ProcessLine:
    filed = [d for d in reading.disputes(office) if period.first <= d.filed_on <= period.last]
    reviews = [dispute for dispute in filed if dispute.kind is DisputeKind.REVIEW]
    pending = sum(dispute.decided_on is None or dispute.decided_on > period.last for dispute in filed)
    suits = len(filed) - len(reviews)
    return _line("reviews", len(reviews), say("statistics.process.reviews_note", suits=suits, pending=pending))


def _fees(context: Context, reading: Reading, office: str, period: Period) -> ProcessLine:
    paid = _events(context, reading, office, period, EventKind.FEE_PAID)
    yuan = sum((Decimal(placed.event.text("amount") or 0) for _, placed in paid), Decimal(0))
    return _line("fees", plain_amount(yuan), say("statistics.process.fees_note", paid=len(paid)))


def _record_corrections(reading: Reading, office: str, period: Period) -> ProcessLine:
    """更正申请 (条例 41) registered in the period, and what came of those completed in it; they count in no table."""
    of_matter = RowFilter(matter=Matter.RECORD_CORRECTION, voided=False)
    came = replace(of_matter, registered_from=period.first, registered_through=period.last)
    done = replace(of_matter, completed_from=period.first, completed_through=period.last)
    results = reading.count_cells(office, done, (Grouping.OUTCOME,))
    told = {outcome: results.get((outcome.value,), 0) for outcome in Outcome}
    note = say(
        "statistics.process.record_corrections_note",
        done=sum(results.values()),
        corrected=told[Outcome.RECORD_CORRECTED],
        refused=told[Outcome.RECORD_REFUSED],
        passed_on=told[Outcome.RECORD_PASSED_ON],
    )
    return _line("record_corrections", reading.count_cells(office, came).get((), 0), note)
