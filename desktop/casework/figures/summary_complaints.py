"""Lines of a summary that count complaints and reports (条例 47, 51): received, answered, open, answered late."""

from __future__ import annotations

from collections.abc import Sequence

from db.complaint_lists import ComplaintFilter
from desktop.casework.figures.line_rules import LineRule, line, section
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.summary_views import Behind, Section
from resources.messages import say
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult


def complaints_section(four: Sequence[PeriodCounts]) -> Section:
    """What the register of complaints says of the period."""
    received = (_received(kind) for kind in ComplaintKind)
    answered = (_answered(result) for result in ComplaintResult)
    return section("complaints", (*received, *answered, _late(), _open()), four)


def _received(kind: ComplaintKind) -> LineRule:
    return LineRule(
        code=f"complaints.{kind}",
        label=kind.label,
        value=lambda counts: counts.complaints_received.get(kind, 0),
        behind=lambda counts: _behind(ComplaintFilter(kinds=(kind,), received=counts.days)),
    )


def _answered(result: ComplaintResult) -> LineRule:
    return LineRule(
        code=f"complaints.{result}",
        label=say("statistics.line.complaints.answered", result=result.label),
        value=lambda counts: counts.complaints_answered.get(result, 0),
        behind=lambda counts: _behind(ComplaintFilter(answered=counts.days, results=(result,))),
        part=True,
    )


def _late() -> LineRule:
    return line(
        "complaints.late",
        lambda counts: counts.reading.complaints_late(counts.office, *counts.days),
        lambda counts: _behind(ComplaintFilter(answered=counts.days, late=True)),
        part=True,
    )


def _open() -> LineRule:
    return line(
        "complaints.open",
        lambda counts: counts.reading.complaints_open(counts.office, counts.period.last),
        lambda counts: _behind(ComplaintFilter(open_on=counts.period.last)),
    )


def _behind(wanted: ComplaintFilter) -> Behind:
    return Behind(wanted=wanted)
