"""What is looked at in one request for each point of assessment: None where the point does not concern it.

The checks read the record only; what happened and was not recorded cannot be proved and counts as a shortfall. Only of
the review before disclosure, which nobody can record in this program before there is a sign-off, it is said that it is
not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db.records import Event, Letter, Request
from desktop.casework.exchange.lasting_facts import ASSISTED, REASONS_TOLD, gives_reasons
from desktop.casework.office.settings import LimitSettings
from desktop.rules.faults import FaultCode
from desktop.rules.receipt import TO_BE_CONFIRMED
from desktop.rules.standing import standing
from desktop.rules.timeline import TimeLimits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Band, Channel, EventKind, Outcome, Party, Table3Row

Reasons = Sequence[str]

UNRECORDED: Reasons = ("",)
"""The record says nothing of the point, and is not meant to: no shortfall of the request."""

_AT_ONCE = 1
"""Working days within which a request is confirmed and registered (law 1.3 [C]: the same or the next one)."""

_CORRECTION_FAULTS = frozenset({FaultCode.CORRECTION_NOTICE_LATE, FaultCode.SECOND_CORRECTION_NOTICE})
_LIMIT_FAULTS = frozenset(
    {
        FaultCode.EXTENDED_LATE,
        FaultCode.SECOND_EXTENSION,
        FaultCode.EXTENSION_TOO_LONG,
        FaultCode.EXTENSION_NOT_APPROVED,
        FaultCode.DELAY_FIXED_LATE,
    }
)
_OPEN_ROWS = frozenset({Table3Row.DISCLOSED, Table3Row.PARTLY_DISCLOSED})
_WITHHELD = "withheld."


@dataclass(frozen=True)
class Examined:
    """A request with what follows from its events. ``registered``, ``completed``: in the period."""

    request: Request
    events: tuple[Event, ...]
    limits: TimeLimits
    late: bool | None
    registered: bool
    completed: bool
    letters: Mapping[str, Letter]
    calendar: WorkingCalendar
    today: date
    own: LimitSettings

    def of(self, *kinds: EventKind) -> list[Event]:
        """The events of these kinds, amendments folded in."""
        return [event for event in self.events if event.kind in kinds]

    @property
    def reply(self) -> Letter | None:
        """The letter of the reply, as far as it is here."""
        ending = self.limits.course.ending
        return self.letters.get((ending.letter if ending else None) or "")

    @property
    def row(self) -> Table3Row | None:
        """Where the result counts."""
        ending = self.limits.course.ending
        return ending.outcome.row if ending else None

    def faults(self, codes: Iterable[FaultCode]) -> list[str]:
        """What was done late, twice or without ground, of these kinds."""
        wanted = frozenset(codes)
        return [fault.sentence() for fault in self.limits.faults if fault.code in wanted]

    def working_days(self, after: date, through: date) -> int:
        """Working days between two days; 0 where the calendar cannot tell."""
        try:
            return self.limits.calendar.count(after, through)
        except CalendarMissing:
            return 0


def _channel(one: Examined) -> Reasons | None:
    if not one.registered:
        return None
    if one.request.channel not in TO_BE_CONFIRMED:
        return ()
    arrival = one.limits.course.receipt.arrival
    confirmed = one.of(EventKind.CONFIRMED)
    if not confirmed:
        tried = len(one.of(EventKind.CONTACT_ATTEMPTED))
        return [say("assessment.why.unconfirmed", tried=tried)]
    days = 0 if arrival is None else one.working_days(arrival, confirmed[0].on)
    return [say("assessment.why.confirmed_late", days=days)] if days > _AT_ONCE else ()


def _workflow(one: Examined) -> Reasons | None:
    if not one.completed:
        return None
    ending = one.limits.course.ending
    lacking = []
    if not one.of(EventKind.REGISTERED):
        lacking.append("registered")
    if ending is not None and ending.kind is EventKind.REPLIED and not one.limits.course.services:
        lacking.append("served")
    return [say(f"assessment.why.no_{name}") for name in lacking]


def _receipt(one: Examined) -> Reasons | None:
    if not one.registered:
        return None
    arrival, registered = one.limits.course.receipt.arrival, one.of(EventKind.REGISTERED)
    reasons = []
    if not registered:
        reasons.append(say("assessment.why.no_registered"))
    elif arrival is not None and (days := one.working_days(arrival, registered[0].on)) > _AT_ONCE:
        reasons.append(say("assessment.why.registered_late", days=days))
    if not one.of(EventKind.RECEIPT_ISSUED):
        reasons.append(say("assessment.why.no_receipt"))
    return reasons


def _limits(one: Examined) -> Reasons | None:
    stands = standing(one.limits, one.today, one.calendar, one.own.thresholds)
    overdue = stands.band is Band.OVERDUE
    if not one.completed and not overdue:
        return None
    reasons = one.faults(_LIMIT_FAULTS)
    if one.completed and one.late:
        reasons.append(_late(one))
    if overdue:
        reasons.append(say("assessment.why.overdue", due=_day(one.limits.reply_due)))
    return reasons


def _late(one: Examined) -> str:
    """A request that was withdrawn or lapsed was not answered late: its limit had passed when it ended."""
    ending, due = one.limits.course.ending, _day(one.limits.reply_due)
    if ending is None or ending.kind is EventKind.REPLIED:
        return say("assessment.why.late", due=due)
    return say("assessment.why.ended_late", ending=ending.outcome.label, due=due)


def _correction(one: Examined) -> Reasons | None:
    notices = one.of(EventKind.CORRECTION_REQUESTED)
    if not notices or not (one.registered or one.completed):
        return None
    reasons = one.faults(_CORRECTION_FAULTS)
    if not notices[0].facts.get("items"):
        reasons.append(say("assessment.why.no_items"))
    if notices[0].letter is None:
        reasons.append(say("assessment.why.no_notice"))
    return reasons


def _reply(one: Examined) -> Reasons | None:
    ending = one.limits.course.ending
    if not one.completed or ending is None or ending.kind is not EventKind.REPLIED:
        return None
    letter = one.reply
    if letter is None:
        spot = any(event.facts.get("on_the_spot") for event in one.of(EventKind.REPLIED))
        return () if spot else [say("assessment.why.no_letter")]
    reasons = []
    if not letter.number:
        reasons.append(say("assessment.why.no_number"))
    if letter.sha256 is None:
        reasons.append(say("assessment.why.no_original"))
    if letter.void_reason is not None:
        reasons.append(say("assessment.why.void"))
    return reasons


def _reasons(one: Examined) -> Reasons | None:
    """Every refused part names its reason (条例 36(三), 37)."""
    row = one.row
    if not one.completed or row is None or not (row.value.startswith(_WITHHELD) or row is Table3Row.PARTLY_DISCLOSED):
        return None
    if any(event.facts.get(REASONS_TOLD) for event in one.of(EventKind.REPLIED)):
        return ()
    letter = one.reply
    if letter is None or not letter.facts:
        return [say("assessment.why.reason_elsewhere")]
    return () if gives_reasons(letter) else [say("assessment.why.no_reason")]


def _third_party(one: Examined) -> Reasons | None:
    asked = [event for event in one.of(EventKind.CONSULTED) if event.text("party") in (None, Party.THIRD_PARTY.value)]
    ending, course = one.limits.course.ending, one.limits.course
    refused = one.completed and ending is not None and ending.outcome is Outcome.THIRD_PARTY_RIGHTS
    if not (one.registered or one.completed) or not (asked or refused):
        return None
    reasons = one.faults({FaultCode.CONSULTED_LATE})
    if refused and not asked:
        reasons.append(say("assessment.why.not_asked"))
    if any(event.letter is None for event in asked):
        reasons.append(say("assessment.why.asked_without_letter"))
    overridden = course.third_party_objected and one.row in _OPEN_ROWS
    if one.completed and overridden and course.third_party_told_on is None:
        reasons.append(say("assessment.why.not_told"))
    return reasons


def _fees(one: Examined) -> Reasons | None:
    notices = one.of(EventKind.FEE_NOTICED)
    if not notices or not (one.registered or one.completed):
        return None
    reasons = one.faults({FaultCode.FEE_NOTICED_LATE})
    if any(not event.text("amount") or not event.text("basis") for event in notices):
        reasons.append(say("assessment.why.fee_unsaid"))
    if any(not event.text("receipt_number") for event in one.of(EventKind.FEE_PAID)):
        reasons.append(say("assessment.why.no_fee_receipt"))
    return reasons


def _secrecy(one: Examined) -> Reasons | None:
    """What is disclosed was reviewed first (条例 17)."""
    ending = one.limits.course.ending
    disclosed = one.row in _OPEN_ROWS and ending is not None and ending.outcome is not Outcome.ALREADY_PUBLIC
    if not one.completed or not disclosed:
        return None
    return () if one.of(EventKind.REVIEWED) else UNRECORDED


def _help(one: Examined) -> Reasons | None:
    spot = any(event.facts.get("on_the_spot") for event in one.of(EventKind.REPLIED))
    assisted = bool(one.request.assistance) or bool(one.request.events[0].facts.get(ASSISTED))
    helped = one.request.channel is Channel.ORAL or assisted or spot
    return () if one.registered and helped else None


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


CHECKS: Mapping[str, Callable[[Examined], Reasons | None]] = MappingProxyType(
    {
        "channel": _channel,
        "workflow": _workflow,
        "receipt": _receipt,
        "limits": _limits,
        "correction": _correction,
        "reply": _reply,
        "reasons": _reasons,
        "third_party": _third_party,
        "fees": _fees,
        "secrecy": _secrecy,
        "help": _help,
    }
)
"""The points that requests prove, by code."""

POINTS = (
    "channel",
    "workflow",
    "receipt",
    "limits",
    "correction",
    "reply",
    "reasons",
    "third_party",
    "fees",
    "disputes",
    "annual",
    "secrecy",
    "help",
)
"""All points in their printed order (law 11.2)."""
