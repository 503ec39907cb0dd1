"""The facts of L21: how many requests the applicant made in the period that the notice names (条例 35)."""

from __future__ import annotations

from datetime import date

from db.records import Json
from db.store import Reading
from desktop.casework.intake.applicant_month import received_days
from desktop.casework.letters.letter_values import typed_day
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.requests.cases import Case
from resources.vocabulary import LetterKind

Values = dict[str, Json]


def excess_values(reading: Reading, draft: LetterDraft, case: Case) -> Values:
    """The period, from the first day of this year unless another one was typed, and the requests received in it."""
    if draft.kind is not LetterKind.REASONS_REQUEST:
        return {}
    period: Values = {
        "period_from": date(case.today.year, 1, 1).isoformat(),
        "period_to": case.today.isoformat(),
    }
    typed = {name: value for name, value in draft.values.items() if name in period and value}
    first, last = (typed_day((period | typed)[name]) for name in ("period_from", "period_to"))
    if first is None or last is None:
        return period
    days = received_days(reading, case).values()
    return period | {"request_count": sum(first <= day <= last for day in days)}
