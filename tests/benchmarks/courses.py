"""How the invented requests of the measurements go, in the shares of an office that much is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Event, Json
from resources.vocabulary import ApplicantKind, Channel, EventKind, Outcome

_ARRIVING = frozenset({Channel.WEB, Channel.EMAIL, Channel.FAX, Channel.ORDINARY_MAIL})
"""Channels whose requests are confirmed with the applicant."""


@dataclass(frozen=True)
class Course:
    """How a request goes: what arrives, what is done after so many days; ``share`` of a thousand."""

    share: int
    channel: Channel
    kind: ApplicantKind
    steps: tuple[tuple[int, EventKind, tuple[tuple[str, Json], ...]], ...]
    department: str | None = None


def _reply(
    after: int, outcome: Outcome, sent: int = 0
) -> tuple[tuple[int, EventKind, tuple[tuple[str, Json], ...]], ...]:
    served = (("way", "post"), ("posted_on", sent), ("tracking_number", "XA100000001"))
    return (after, EventKind.REPLIED, (("outcome", outcome.value),)), (after + sent, EventKind.SERVED, served)


_PERSON, _COMPANY = ApplicantKind.NATURAL_PERSON, ApplicantKind.BUSINESS
_HANDED = (2, EventKind.HANDED_OVER, (("to", "监管处"),))
_EXTENDED = (20, EventKind.EXTENDED, (("days", 15), ("approved_by", "何正")))
_ASKED = (4, EventKind.CORRECTION_REQUESTED, (("items", ("请写明年份",)), ("allowed_days", 10), ("served_on", 6)))
_CORRECTED = (15, EventKind.CORRECTED, ())
_CONSULTED = (5, EventKind.CONSULTED, (("ref", "1"), ("party", "third_party"), ("name", "示例贸易有限公司")))
_OPINION = (16, EventKind.OPINION_RECEIVED, (("ref", "1"), ("opinion", "refused")))

COURSES = (
    Course(180, Channel.WEB, _PERSON, (_HANDED, *_reply(12, Outcome.PROVIDED))),
    Course(120, Channel.WEB, _PERSON, _reply(5, Outcome.ALREADY_PUBLIC, 1)),
    Course(90, Channel.SIGNED_MAIL, _PERSON, (_HANDED, *_reply(19, Outcome.NONEXISTENT))),
    Course(80, Channel.COUNTER, _PERSON, _reply(0, Outcome.ALREADY_PUBLIC)),
    Course(80, Channel.WEB, _COMPANY, (_HANDED, _EXTENDED, *_reply(34, Outcome.PARTLY_PROVIDED))),
    Course(70, Channel.EMAIL, _PERSON, (_ASKED, (24, EventKind.CORRECTION_LAPSED, ()))),
    Course(70, Channel.SIGNED_MAIL, _COMPANY, (_HANDED, _ASKED, _CORRECTED, *_reply(30, Outcome.PROVIDED))),
    Course(70, Channel.FAX, _COMPANY, (_CONSULTED, _OPINION, *_reply(30, Outcome.THIRD_PARTY_RIGHTS)), "监管处"),
    Course(60, Channel.ORDINARY_MAIL, _PERSON, _reply(15, Outcome.OTHER_AGENCY), "统计分析处"),
    Course(60, Channel.WEB, ApplicantKind.LEGAL_SERVICE, (_HANDED, *_reply(41, Outcome.INTERNAL_AFFAIRS))),
    Course(50, Channel.WEB, ApplicantKind.RESEARCH, ((3, EventKind.WITHDRAWN, ()),)),
    Course(40, Channel.COUNTER, ApplicantKind.PUBLIC_WELFARE, _reply(9, Outcome.PROVIDED, 2), "关税处"),
    Course(30, Channel.EMAIL, ApplicantKind.OTHER_ORGANISATION, _reply(7, Outcome.OTHER_AGENCY), "稽查处"),
)
"""Shares of a thousand."""


def events_of(day: date, course: Course, today: date, *, is_open: bool) -> Iterator[Event]:
    kind = EventKind.SIGNED if course.channel is Channel.SIGNED_MAIL else EventKind.SUBMITTED
    yield Event(kind=kind, on=day)
    if course.channel in _ARRIVING:
        yield Event(kind=EventKind.CONFIRMED, on=day)
    yield Event(kind=EventKind.REGISTERED, on=day)
    for after, happened, facts in course.steps:
        on = day + timedelta(days=after)
        if is_open and (on > today or happened in _ENDINGS):
            return
        yield Event(kind=happened, on=on, facts={name: _dated(name, value, day, on) for name, value in facts})


_ENDINGS = frozenset({EventKind.REPLIED, EventKind.CORRECTION_LAPSED, EventKind.WITHDRAWN})


def _dated(name: str, value: Json, day: date, on: date) -> Json:
    """A fact of a course; days are told by their distance from the arrival."""
    if name == "served_on" and isinstance(value, int):
        return (day + timedelta(days=value)).isoformat()
    if name == "posted_on":
        return on.isoformat()
    return list(value) if isinstance(value, tuple) else value
