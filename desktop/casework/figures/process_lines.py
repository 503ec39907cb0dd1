"""What happened on the way in a period, in six lines: corrections, consultations, papers, returns, reviews, fees."""

from __future__ import annotations

from db.figure_lists import DisputeFilter
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.summary_record_corrections import registered_behind
from desktop.casework.figures.summary_steps import papers_behind, steps_behind
from desktop.casework.figures.summary_views import Behind, ProcessLine
from desktop.casework.letters.reply_letters import REPLIES
from desktop.rules.counted_steps import TO_LETTER
from resources.messages import say
from resources.vocabulary import DisputeKind, EventKind, Outcome, Party


def process_lines(counts: PeriodCounts) -> tuple[ProcessLine, ...]:
    """The lines of 过程, each with a figure and a note."""
    return (
        _corrections(counts),
        _inquiries(counts),
        _papers(counts),
        _returns(counts),
        _reviews(counts),
        _fees(counts),
        _record_corrections(counts),
    )


def _line(code: str, value: float, note: str, behind: Behind) -> ProcessLine:
    label = say(f"statistics.process.{code}")
    return ProcessLine(code=code, label=label, value=value, note=note, behind=behind if value else None)


def _corrections(counts: PeriodCounts) -> ProcessLine:
    kind = EventKind.CORRECTION_REQUESTED
    in_time = counts.steps_where(kind, lambda group: group.late is False)
    note = say("statistics.process.corrections_note", in_time=in_time)
    return _line("corrections", counts.steps_where(kind), note, steps_behind(counts, kind))


def _inquiries(counts: PeriodCounts) -> ProcessLine:
    kind = EventKind.CONSULTED
    sent = counts.steps_where(kind)
    third = counts.steps_where(kind, lambda group: group.detail == Party.THIRD_PARTY)
    note = say("statistics.process.consultations_note", third=third, agencies=sent - third)
    return _line("consultations", sent, note, steps_behind(counts, kind))


def _papers(counts: PeriodCounts) -> ProcessLine:
    merged = sum(counts.merged.get(kind, 0) for kind in REPLIES)
    note = say("statistics.process.papers_note", merged=merged)
    return _line("papers", sum(counts.papers.values()), note, papers_behind(counts))


def _returns(counts: PeriodCounts) -> ProcessLine:
    kind = EventKind.RETURNED
    letters = counts.steps_where(kind, lambda group: group.detail == TO_LETTER)
    note = say("statistics.process.returns_note", letters=letters)
    return _line("returns", counts.steps_where(kind), note, steps_behind(counts, kind))


def _reviews(counts: PeriodCounts) -> ProcessLine:
    reviews = counts.disputes_filed.get(DisputeKind.REVIEW, 0)
    suits = sum(counts.disputes_filed.values()) - reviews
    note = say("statistics.process.reviews_note", suits=suits, pending=sum(counts.disputes_pending.values()))
    filed = (counts.period.first, counts.period.last)
    wanted = DisputeFilter(kinds=(DisputeKind.REVIEW,), filed=filed)
    return _line("reviews", reviews, note, Behind(wanted=wanted))


def _fees(counts: PeriodCounts) -> ProcessLine:
    kind = EventKind.FEE_PAID
    note = say("statistics.process.fees_note", paid=counts.steps_where(kind))
    return _line("fees", counts.yuan(kind), note, steps_behind(counts, kind))


def _record_corrections(counts: PeriodCounts) -> ProcessLine:
    """更正申请 (条例 41) registered in the period, and what came of those completed in it; they count in no table."""
    ended = counts.record_corrections_ended
    note = say(
        "statistics.process.record_corrections_note",
        done=sum(ended.values()),
        corrected=ended.get(Outcome.RECORD_CORRECTED.value, 0),
        refused=ended.get(Outcome.RECORD_REFUSED.value, 0),
        passed_on=ended.get(Outcome.RECORD_PASSED_ON.value, 0),
    )
    return _line("record_corrections", counts.record_corrections_registered, note, registered_behind(counts))
