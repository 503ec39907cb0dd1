"""The day of a letter is the day of its step: where the rules refuse that day, the field says so while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from db.records import Json
from desktop.casework.letters.letter_events import step_of
from desktop.casework.requests.cases import Case
from desktop.casework.steps.step_views import INQUIRIES, LETTER_OF_STEP
from desktop.rules.steps import Step, next_steps, refusal
from resources.vocabulary import EventKind, LetterKind, Outcome

_FIELD_OF_STEP = {"date": "on", "until": "until", "approved_on": "approved_on"}
"""Facts of letters that are days of their step, by the step's own names."""

_LEAST: Mapping[EventKind, dict[str, Json]] = {EventKind.EXTENDED: {"days": 1, "approved_by": "-"}}
"""Facts without which a step is refused whatever day it is."""


def refused_day(
    case: Case, kind: LetterKind, outcome: Outcome | None, values: Mapping[str, Json], name: str
) -> str | None:
    """Why the rules do not allow the step of the letter on the day that the fact ``name`` gives; None when they do."""
    field = _FIELD_OF_STEP.get(name)
    if field is None or (outcome is None and step_of(kind, None) is EventKind.REPLIED):
        return None
    days = {name: values[name] for name in ("until", "approved_on") if values.get(name)}
    facts = dict(_LEAST.get(step_of(kind, outcome), {})) | days
    try:
        found = refusal(
            step_of(kind, outcome),
            date.fromisoformat(str(values.get("date"))),
            facts,
            channel=case.request.channel,
            events=case.request.events,
            calendar=case.calendar,
            today=case.today,
            matter=case.request.matter,
        )
    except ValueError:
        # A day that cannot be read is refused as such.
        return None
    return found.sentence() if found is not None and found.field == field else None


def closed_step(case: Case, kind: LetterKind, lang: str = "zh") -> Step | None:
    """The step that a letter of ``kind`` takes, where it is closed today; drafts are composed all the same."""
    takes_step = kind in LETTER_OF_STEP.values() or kind in INQUIRIES
    if not takes_step and not any(outcome.letter is kind for outcome in Outcome):
        return None
    request = case.request
    steps = next_steps(
        request.channel, request.events, case.limits, case.calendar, case.today, lang, matter=request.matter
    )
    wanted = _lapse(case) if kind is LetterKind.LAPSE_NOTICE else step_of(kind, None)
    found = next((step for step in steps if step.kind is wanted), None)
    return None if found is None or found.open else found


def _lapse(case: Case) -> EventKind:
    return EventKind.FEE_LAPSED if case.limits.course.fee_open else EventKind.CORRECTION_LAPSED
