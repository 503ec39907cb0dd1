"""Lines of a summary about 更正申请 (条例 41): registered, ended and how. They count in no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.lists import Order
from desktop.casework.figures.line_rules import LineRule, line, section
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.summary_views import Behind, Section
from resources.vocabulary import Outcome

_RESULTS = (Outcome.RECORD_CORRECTED, Outcome.RECORD_REFUSED, Outcome.RECORD_PASSED_ON)


def record_corrections_section(four: Sequence[PeriodCounts]) -> Section:
    """Registered in the period, and what came of those that ended in it."""
    return section("record_corrections", (_registered(), _ended(), *(_result(one) for one in _RESULTS)), four)


def registered_behind(counts: PeriodCounts) -> Behind:
    """Those registered in the period."""
    return Behind(wanted=counts.record_corrections_came, order=Order.NEWEST)


def _registered() -> LineRule:
    return line("record_corrections.registered", lambda counts: counts.record_corrections_registered, registered_behind)


def _ended() -> LineRule:
    return line(
        "record_corrections.ended",
        lambda counts: sum(counts.record_corrections_ended.values()),
        lambda counts: Behind(wanted=counts.record_corrections_done, order=Order.COMPLETED),
    )


def _result(outcome: Outcome) -> LineRule:
    def behind(counts: PeriodCounts) -> Behind:
        return Behind(wanted=replace(counts.record_corrections_done, outcomes=(outcome,)), order=Order.COMPLETED)

    return LineRule(
        code=f"record_corrections.{outcome.value}",
        label=outcome.label,
        value=lambda counts: counts.record_corrections_ended.get(outcome.value, 0),
        behind=behind,
        part=True,
    )
