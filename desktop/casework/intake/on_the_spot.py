"""当场答复 (条例 33(1)): answered while the applicant stands at the counter, registered, with a record to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.records import Event
from desktop.casework.intake.intake_checks import lacks_of
from desktop.casework.intake.intake_views import IntakeDraft
from resources.messages import ShoubanError, say
from resources.vocabulary import Channel, EventKind, Outcome, WayOfService

SPOT_OUTCOMES = (Outcome.PROVIDED, Outcome.ALREADY_PUBLIC)
"""What can be answered at once; everything else needs a letter with its remedy."""

_AT_THE_COUNTER = frozenset({Channel.COUNTER, Channel.ORAL})


class SpotReplyRefused(ShoubanError):
    """This draft cannot be answered on the spot, or the record says nothing."""

    key = "on_the_spot.refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotReply:
    """What the applicant was given or told; ``note`` goes into the record."""

    outcome: Outcome
    note: str


def spot_refusal(draft: IntakeDraft, today: date) -> str | None:
    """Why ``draft`` cannot be answered on the spot, None where it can."""
    if draft.channel not in _AT_THE_COUNTER:
        return say("on_the_spot.not_at_the_counter")
    if draft.arrived_on != today:
        return say("on_the_spot.not_today")
    if draft.record_correction:
        return say("record_corrections.not_on_the_spot")
    if lacks_of(draft):
        return say("on_the_spot.needs_correction")
    return None


def spot_events(reply: SpotReply, draft: IntakeDraft, today: date) -> tuple[Event, Event]:
    """The reply and its handing over, both today. Raises ``SpotReplyRefused``."""
    reason = spot_refusal(draft, today)
    if reason is None and reply.outcome not in SPOT_OUTCOMES:
        reason = say("on_the_spot.outcome")
    if reason is None and not reply.note.strip():
        reason = say("on_the_spot.no_note")
    if reason is not None:
        raise SpotReplyRefused(reason=reason)
    replied = Event(
        kind=EventKind.REPLIED,
        on=today,
        facts={"outcome": reply.outcome.value, "on_the_spot": True},
        note=reply.note.strip(),
    )
    facts = {"way": WayOfService.HAND.value, "signed_on": today.isoformat()}
    return replied, Event(kind=EventKind.SERVED, on=today, facts=facts)
