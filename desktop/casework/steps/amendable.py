"""Which entries of a request can be corrected, and what a correction would do to its limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from db.records import Changes, Event, Json
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.exchange.exchange_writing import event_object
from desktop.casework.intake.on_the_spot import SPOT_OUTCOMES
from desktop.casework.letters.printed_days import overtaken_days, printed_with
from desktop.casework.limits.timeline_views import printed_sentence
from desktop.casework.requests.cases import Case, case_of, read_case
from desktop.casework.steps.event_facts import EVENT_FACTS, OUTCOMES_OF_EVENTS, EventFact, FactType, fact_label
from desktop.casework.steps.particulars import BROUGHT_BY, amend_particular, corrected, particular_fields
from desktop.casework.steps.step_preview import StepPreview, compared
from desktop.casework.steps.steps import StepFactRefused, Steps, amendment_event, amendment_refusal
from desktop.casework.views import ChoiceView, FieldType, StepField
from desktop.rules.history import as_amended, history
from desktop.rules.particulars import is_particular
from desktop.rules.reply_outcomes import answers
from resources.messages import say
from resources.vocabulary import EventKind, Matter, Outcome

DAY_FIELD = "on"
NOTE_FIELD = "note"

_NEVER = frozenset({EventKind.AMENDED, EventKind.REGISTERED, EventKind.RECEIPT_ISSUED, EventKind.REDATED})
"""What the program itself wrote down."""

_NONE: frozenset[str] = frozenset()

_CHANGING_IN_LETTERS = {
    EventKind.REPLIED: _NONE,
    EventKind.EXTENDED: _NONE,
    # 条例 30: 有正当理由的, the period may be longer than the notice said; service is known later than the notice.
    EventKind.CORRECTION_REQUESTED: frozenset({"served_on", "allowed_days"}),
}
"""Where facts stand in an issued letter, which is voided and written anew instead: what of them can change later."""

_OF_DECISION = frozenset({"why", "received_on", "until"})
"""The rest of a reopening stands in the record of a review or suit, which is corrected there."""

_TYPES = {
    FactType.TEXT: FieldType.TEXT,
    FactType.TEXTS: FieldType.TEXTS,
    FactType.PAST_DAY: FieldType.DATE,
    FactType.FUTURE_DAY: FieldType.DATE,
    FactType.WHOLE_NUMBER: FieldType.NUMBER,
    FactType.AMOUNT: FieldType.NUMBER,
    FactType.YES_NO: FieldType.YES_NO,
    FactType.CODE: FieldType.CHOICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendableEvent:
    """An entry with the fields that may be wrong; ``default`` of each is its present value.

    ``on`` None: no event but the particulars of the request (``particulars.amend_particular``).
    """

    place: int
    on: date | None
    name: str
    fields: tuple[StepField, ...]


def amendable_events(context: Context, number: str) -> tuple[AmendableEvent, ...]:
    """The entries of a request that can be corrected, newest first, then its particulars.

    Raises ``RequestNotFound``.
    """
    with context.store.reading() as reading:
        case = read_case(context, reading, number)
        issued = frozenset(
            letter.id for letter in reading.letters_of(case.request.office, number) if letter.pages is not None
        )
    particulars = AmendableEvent(
        place=BROUGHT_BY, on=None, name=say("corrections.entry"), fields=particular_fields(case.request)
    )
    events = tuple(
        AmendableEvent(
            place=placed.place,
            on=placed.on,
            name=placed.event.kind.label,
            fields=_fields(placed.event, case.request.matter, in_letter=placed.event.letter in issued),
        )
        for placed in reversed(history(case.request.events, case.today))
        if placed.kind not in _NEVER
    )
    return (*events, particulars)


def amend(context: Context, number: str, place: int, field: str, new: Json, why: str) -> Changes:
    """Correct ``field`` of the entry at ``place`` or of the particulars. Raises ``StepFactRefused``."""
    if is_particular(field):
        return amend_particular(context, number, field, new, why)
    return Steps(context).amend(number, place, field, new, why)


def preview_amendment(context: Context, number: str, place: int, field: str, new: Json) -> StepPreview:
    """What correcting ``field`` of the entry at ``place`` would do. Raises ``RequestNotFound``."""
    with context.store.reading() as reading:
        case = read_case(context, reading, number)
        if is_particular(field):
            return _preview_particular(context, reading, case, field, new)
        events = case.request.events
        old = event_object(as_amended(events, place)).get(field) if 0 <= place < len(events) else None
        amendment = amendment_event(case.today, place, field, old, new, why="")
        if reason := amendment_refusal(events, amendment, case.today):
            return StepPreview(refusal=reason, refused_field=field, old_due=case.limits.reply_due)
        after = case_of(context, reading, replace(case.request, events=(*events, amendment)))
        return _with_printed(reading, case, after, amendment)


def _preview_particular(context: Context, reading: Reading, case: Case, field: str, new: Json) -> StepPreview:
    try:
        amendment, after = corrected(context, reading, case, field, new, why="")
    except StepFactRefused as refused:
        return StepPreview(refusal=refused.reason, refused_field=field, old_due=case.limits.reply_due)
    return _with_printed(reading, case, after, amendment)


def _with_printed(reading: Reading, before: Case, after: Case, amendment: Event) -> StepPreview:
    """The limit before and after the correction, and the letters that keep a day it has overtaken."""
    letters = reading.letters_of(before.request.office, before.number)
    printed = printed_with(letters, overtaken_days(before.limits, after.limits, amendment))
    return replace(compared(before, after), printed=printed_sentence(printed))


def _fields(event: Event, matter: Matter, *, in_letter: bool) -> tuple[StepField, ...]:
    """``in_letter``: a letter that was issued here tells the facts too, and is voided where they are wrong."""
    day = StepField(
        name=DAY_FIELD, label=fact_label(DAY_FIELD), type=FieldType.DATE, required=True, default=event.on.isoformat()
    )
    changing = _changing(event, in_letter=in_letter)
    known = [fact for fact in EVENT_FACTS.get(event.kind, ()) if changing is None or fact.name in changing]
    note = StepField(
        name=NOTE_FIELD, label=fact_label(NOTE_FIELD), type=FieldType.TEXT, required=False, default=event.note
    )
    return (day, *(_field(event, fact, matter) for fact in known if fact.written_as in _TYPES), note)


def _changing(event: Event, *, in_letter: bool) -> frozenset[str] | None:
    """The facts that can change; None: all. A step without a letter of ours has no other place to mend it."""
    if event.kind is EventKind.REOPENED:
        # The office's own doing: no decision arrived that could set a day.
        return _OF_DECISION if "received_on" in event.facts else frozenset({"why"})
    return _CHANGING_IN_LETTERS.get(event.kind) if in_letter else None


def _field(event: Event, fact: EventFact, matter: Matter) -> StepField:
    codes = _outcomes(event, matter) if fact.codes is Outcome else tuple(fact.codes or ())
    return StepField(
        name=fact.name,
        label=fact_label(fact.name, event.kind),
        type=_TYPES[fact.written_as],
        required=fact.required,
        default=event.facts.get(fact.name),
        choices=tuple(ChoiceView(code=code.value, label=getattr(code, "label", code.value)) for code in codes),
    )


def _outcomes(event: Event, matter: Matter) -> tuple[Outcome, ...]:
    """What a reply on ``matter`` can have told; on the spot it is one of the two that need no letter."""
    if event.facts.get("on_the_spot") is True:
        return SPOT_OUTCOMES
    return tuple(one for one in Outcome if one not in OUTCOMES_OF_EVENTS and answers(one, matter))
