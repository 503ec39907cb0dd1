"""The requests behind a figure, as the statistics screens list them."""

from __future__ import annotations

from db.records import RequestRow
from desktop.casework.day_words import short_day
from desktop.casework.statistics_views import BehindRow
from resources.vocabulary import Outcome

_ENDED_OTHERWISE = {
    Outcome.WITHDRAWN: "撤回",
    Outcome.CORRECTION_LAPSED: "逾期未补正",
    Outcome.FEE_LAPSED: "逾期未缴费",
}


def behind_row(row: RequestRow) -> BehindRow:
    """Number, content, and how and when the request ended: 05-19 答复, 在办."""
    ended_on, outcome = row.projection.completed_on, row.projection.outcome
    detail = "在办"
    if ended_on is not None:
        word = "答复" if outcome is None else _ENDED_OTHERWISE.get(outcome, "答复")
        detail = f"{short_day(ended_on)} {word}"
    return BehindRow(number=row.number, content=row.content, detail=detail)
