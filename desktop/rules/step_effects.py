"""The one line beside a step: its limit, or what it does to the limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from desktop.rules.course import Course
from desktop.rules.notice_limits import notice_due
from desktop.rules.receipt import ENOUGH_ATTEMPTS
from desktop.rules.timeline import TimeLimits
from resources.messages import say
from resources.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class Effect:
    """The key of a line and its facts."""

    key: str
    facts: Mapping[str, object]

    def line(self, lang: str = "zh") -> str:
        """The line."""
        return say(self.key, lang, **self.facts)


def effect_of(kind: EventKind, limits: TimeLimits, today: date) -> Effect:
    """What the step ``kind`` does today."""
    worded = _EFFECTS.get(kind)
    return _line(kind.value) if worded is None else worded(limits, today)


def _line(name: str, **facts: object) -> Effect:
    return Effect(f"rules.effect.{name}", facts)


def _short(day: date, today: date) -> str:
    """``10-23``, with the year where it is not this one: the line must fit a button."""
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def _contact_attempted(limits: TimeLimits, today: date) -> Effect:
    days = len(set(limits.course.contact_attempts))
    if days == 0:
        return _line("contact_attempted_first")
    if days >= ENOUGH_ATTEMPTS:
        return _line("contact_attempted_enough")
    return _line("contact_attempted", count=len(limits.course.contact_attempts))


def _correction_requested(limits: TimeLimits, today: date) -> Effect:
    due = limits.correction_notice_due
    if due is None:
        return _line("correction_requested_without_limit")
    return _line("correction_requested_late" if today > due else "correction_requested", due=_short(due, today))


def _lapsed(limits: TimeLimits, today: date) -> Effect:
    if limits.close_from is None:
        return _line("lapsed")
    name = "lapsed_from" if _arrival_known(limits.course) else "lapsed_from_sending"
    return _line(name, first=_short(limits.close_from, today))


def _arrival_known(course: Course) -> bool:
    """Whether the day is known on which the applicant had the notice: his time runs from there (law: 1.5 L2, L7)."""
    if course.correction_open:
        return course.correction is not None and course.correction.served_on is not None
    return course.fee is not None and course.fee.received_on is not None


def _consulted(limits: TimeLimits, today: date) -> Effect:
    course = limits.course
    if limits.reply_due is not None and today > limits.reply_due:
        return _line("consulted_late")
    if course.clock is not None and course.clock.delay_until is not None:
        return _line("consulted_after_decision" if course.clock.by_decision else "consulted_in_delay")
    if course.edition.consultation_days is None:
        return _line("consulted_without_cap")
    if course.consultations:
        return _line("consulted_again")
    return _line("consulted", days=course.edition.consultation_days)


def _extended(limits: TimeLimits, today: date) -> Effect:
    most, due = limits.course.edition.extension_max, limits.extension_notice_due
    if due is None:
        return _line("extended", most=most)
    return _line("extended_until", due=_short(due, today), most=most)


def _replied(limits: TimeLimits, today: date) -> Effect:
    return _due("replied", limits.reply_due, today)


def _fee_noticed(limits: TimeLimits, today: date) -> Effect:
    paid = limits.course.fee is not None and not limits.course.fee_open
    # The limit of a further notice is the one that runs since the payment, not that before the first.
    return _due("fee_noticed", limits.reply_due if paid else limits.fee_notice_due, today)


def _served(limits: TimeLimits, today: date) -> Effect:
    if limits.course.unsent:
        return _due("served_notice", notice_due(limits.course.unsent[0].kind, limits), today)
    if limits.course.services and not limits.course.reply_returned:
        return _line("served_signature")
    return _due("served", limits.reply_due, today)


def _due(name: str, due: date | None, today: date) -> Effect:
    return _line(f"{name}_without_limit") if due is None else _line(name, due=_short(due, today))


def _returned(limits: TimeLimits, today: date) -> Effect:
    return _line("returned_reply" if limits.course.services else "returned_inquiry")


def _reminded(limits: TimeLimits, today: date) -> Effect:
    hand_over = limits.course.hand_over
    if hand_over is None or hand_over.answered:
        return _line("reminded_answered")
    if hand_over.due_on is None:
        return _line("reminded", department=hand_over.to)
    return _line("reminded_due", due=_short(hand_over.due_on, today))


def _handed_over(limits: TimeLimits, today: date) -> Effect:
    return _due("handed_over", limits.internal_target, today)


_EFFECTS: Mapping[EventKind, Callable[[TimeLimits, date], Effect]] = MappingProxyType(
    {
        EventKind.CONTACT_ATTEMPTED: _contact_attempted,
        EventKind.CORRECTION_REQUESTED: _correction_requested,
        EventKind.CORRECTION_LAPSED: _lapsed,
        EventKind.FEE_LAPSED: _lapsed,
        EventKind.CONSULTED: _consulted,
        EventKind.EXTENDED: _extended,
        EventKind.REPLIED: _replied,
        EventKind.FEE_NOTICED: _fee_noticed,
        EventKind.SERVED: _served,
        EventKind.RETURNED: _returned,
        EventKind.REMINDED: _reminded,
        EventKind.HANDED_OVER: _handed_over,
    }
)
"""Lines that depend on the request; the others are fixed."""
