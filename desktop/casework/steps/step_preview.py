"""What a step would do to a request if it were recorded now: shown before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.records import NOTHING, Event, Json
from desktop.casework.context import Context
from desktop.casework.limits.limit_views import limit_sentence
from desktop.casework.requests.cases import Case, case_of, read_case
from desktop.casework.steps.steps import StepFactRefused, checked_facts
from desktop.rules.steps import refusal
from resources.vocabulary import EventKind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPreview:
    """``refusal``: why the rules do not allow the step, then nothing else is told; ``refused_field``: what is wrong.

    ``old_due`` and ``new_due``: the reply limit before and after, None where it cannot be told; ``sentence`` then says
    why. ``cautious_due``: the limit for a reader who holds an earlier start against us. ``faults``: what the change
    makes late or without ground. ``state``: where the request stands afterwards. ``printed``: which issued letters
    keep an old day. ``late``: the step is entered on a later day than it happened (补记).
    """

    refusal: str | None
    old_due: date | None
    new_due: date | None = None
    cautious_due: date | None = None
    faults: tuple[str, ...] = ()
    state: State | None = None
    waits_until: date | None = None
    sentence: str | None = None
    printed: str | None = None
    late: bool = False
    refused_field: str | None = None


def preview_step(
    context: Context, number: str, kind: EventKind, on: date, facts: Mapping[str, Json] = NOTHING
) -> StepPreview:
    """What recording ``kind`` on ``on`` would do. Raises ``RequestNotFound``."""
    with context.store.reading() as reading:
        case = read_case(context, reading, number)
        events = case.request.events
        try:
            checked_facts(kind, facts)
        except StepFactRefused as fault:
            # What was not filled in yet is no fault before the step is recorded.
            if facts.get(fault.field) not in ("", None):
                return StepPreview(refusal=fault.reason, refused_field=fault.field, old_due=case.limits.reply_due)
        refused = refusal(
            kind,
            on,
            facts,
            channel=case.request.channel,
            events=events,
            calendar=case.calendar,
            today=case.today,
            matter=case.request.matter,
        )
        if refused is not None:
            return StepPreview(refusal=refused.sentence(), refused_field=refused.field, old_due=case.limits.reply_due)
        changed = replace(case.request, events=(*events, Event(kind=kind, on=on, facts=facts)))
        return replace(compared(case, case_of(context, reading, changed)), late=on < case.today)


def compared(before: Case, after: Case) -> StepPreview:
    """The limit before and after a change."""
    known = {(fault.code, fault.event) for fault in before.limits.faults}
    added = tuple(fault for fault in after.limits.faults if (fault.code, fault.event) not in known)
    return StepPreview(
        refusal=None,
        old_due=before.limits.reply_due,
        new_due=after.limits.reply_due,
        cautious_due=after.limits.cautious_reply_due,
        faults=tuple(fault.sentence() for fault in added),
        state=after.standing.state,
        waits_until=after.standing.waits_until,
        sentence=limit_sentence(after),
    )
