"""The event that issuing a letter records: a notice that of its step, a reply its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from db.records import Event, Json
from desktop.casework.steps.step_views import INQUIRIES, LETTER_OF_STEP
from desktop.rules.appointments import PROVIDE_ON
from resources.messages import say
from resources.vocabulary import EventKind, LetterKind, Outcome, Party

Values = Mapping[str, Json]

STEP_OF_OUTCOME: Mapping[Outcome, EventKind] = MappingProxyType(
    {
        Outcome.CORRECTION_LAPSED: EventKind.CORRECTION_LAPSED,
        Outcome.FEE_LAPSED: EventKind.FEE_LAPSED,
        Outcome.WITHDRAWN: EventKind.WITHDRAWN,
    }
)
"""Results that come from an event of their own; the others stand in ``replied``."""

_STEP_OF_LETTER: Mapping[LetterKind, EventKind] = MappingProxyType(
    {letter: step for step, letter in LETTER_OF_STEP.items()}
    | dict.fromkeys(INQUIRIES, EventKind.CONSULTED)
    | {LetterKind.CONSULTATION_NOTICE: EventKind.NOTED}
)


def step_of(kind: LetterKind, outcome: Outcome | None) -> EventKind:
    """The step that a letter of ``kind`` telling ``outcome`` takes."""
    if outcome is not None:
        return STEP_OF_OUTCOME.get(outcome, EventKind.REPLIED)
    return _STEP_OF_LETTER.get(kind, EventKind.REPLIED)


def event_of(kind: LetterKind, outcome: Outcome | None, values: Values) -> Event:
    """The event that issuing the letter with the facts ``values`` records, without the letter's id."""
    step = step_of(kind, outcome)
    on = date.fromisoformat(str(values[_DAYS.get(step, "date")]))
    if step is EventKind.REPLIED:
        assert outcome is not None
        return Event(kind=step, on=on, facts=_reply(outcome, values))
    facts = _FACTS.get(step)
    note = say("casework.letter.consultation_told") if kind is LetterKind.CONSULTATION_NOTICE else None
    return Event(kind=step, on=on, facts=facts(values) if facts else {}, note=note)


def _reply(outcome: Outcome, values: Values) -> Values:
    """The result, and the day on which the information will be provided where the reply names one (条例 36(二))."""
    later = values.get("provided_on") if outcome is Outcome.PROVIDED_LATER else None
    return {"outcome": outcome.value} | ({PROVIDE_ON: later} if later else {})


def _correction(values: Values) -> Values:
    return {"items": values["items"], "allowed_days": values["allowed_days"]}


def _extension(values: Values) -> Values:
    return {
        "days": values["extension_days"],
        "approved_by": values["approved_by"],
        "approved_on": values["approved_on"],
    }


def _inquiry(values: Values) -> Values:
    """A letter that names no kind of party goes to a third party."""
    party = values.get("party", Party.THIRD_PARTY.value)
    return {"ref": values["ref"], "party": party, "name": values["addressee"]}


_FACTS: Mapping[EventKind, Callable[[Values], Values]] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: _correction,
        EventKind.EXTENDED: _extension,
        EventKind.CONSULTED: _inquiry,
        EventKind.THIRD_PARTY_TOLD: lambda values: {"name": values["addressee"]},
        EventKind.FEE_NOTICED: lambda values: {"amount": values["amount"], "basis": values["basis"]},
        EventKind.DELAY_FIXED: lambda values: {"until": values["until"]},
    }
)
"""What the event of a step keeps of the letter's facts; the others keep nothing."""

_DAYS: Mapping[EventKind, str] = MappingProxyType({EventKind.WITHDRAWN: "withdrawn_on"})
"""The fact that is the event's day where it is not the letter's date."""
