"""What a letter may not say because the file or the letter's own date says otherwise.

A draft may say it all the same; it stops the letter from being issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from db.records import Json
from desktop.casework.letters.letter_values import extended_due, typed_day
from desktop.casework.requests.cases import Case
from desktop.casework.steps.third_party import contradiction as third_party_contradiction
from desktop.rules.reply_outcomes import disclosure_from
from desktop.rules.working_days import CalendarMissing
from resources.messages import say

_PAST = frozenset(
    {"searched_on", "destroyed_on", "published_on", "approved_on", "notice_served_on", "earlier_on", "consulted_on"}
)
"""Facts that are days on which something had happened when the letter was written."""

_AHEAD = frozenset({"provided_on"})
"""Facts that are days which the letter announces."""

_SEVERAL = 2
"""Fewer requests than this cannot be 明显超过合理范围."""

_CONSULTATION = "consultation_result"
_CONSULTATION_OF_PART = "closed_consultation_"


def contradiction(case: Case, values: Mapping[str, Json], name: str) -> str | None:
    """Why the fact ``name``, readable as it is, cannot stand in a letter about ``case``; None when it can."""
    if name == _CONSULTATION or name.startswith(_CONSULTATION_OF_PART):
        return third_party_contradiction(case, str(values[name]))
    if name == "request_count" and values[name] in range(_SEVERAL):
        return say("letter_faults.not_excessive", count=values[name])  # 条例 35
    if name == "amount" and values[name] == 0:
        return say("letter_faults.no_fee")  # 国办函〔2020〕109号
    if name == "extension_days":
        return _beyond_the_calendar(case, values[name])
    if name not in _PAST | _AHEAD:
        return None
    day, written = typed_day(values.get(name)), typed_day(values.get("date"))
    if day is None or written is None:
        return None
    if name in _AHEAD:
        if day < written:
            return say("letter_faults.before_letter", day=written)
        return _third_party_waits(case, day)
    if day > written:
        return say("letter_faults.after_letter", day=written)
    arrival = case.limits.course.receipt.arrival
    if name == "searched_on" and arrival is not None and day < arrival:
        return say("letter_faults.search_before_request", day=arrival)
    return None


def _beyond_the_calendar(case: Case, days: Json) -> str | None:
    """That an extension by ``days`` ends in a year whose working days nobody knows yet (law 1.4.12)."""
    before = case.limits.extension_notice_due
    if before is None or not isinstance(days, int):
        return None
    try:
        case.calendar.add(before, days)
    except CalendarMissing as missing:
        most = next(fewer for fewer in reversed(range(days)) if extended_due(case, fewer) is not None)
        name = "extension_unknown" if most else "no_extension_known"
        return say(f"letter_faults.{name}", year=missing.year, most=most)
    return None


def _third_party_waits(case: Case, day: date) -> str | None:
    """Why information whose third party was told of the disclosure cannot go out on ``day`` yet (条例 32)."""
    told = case.limits.course.third_party_told_on
    if told is None:
        return None
    try:
        first = disclosure_from(told, case.calendar)
    except CalendarMissing:
        return None
    return say("letter_faults.third_party_waits", told=told, first=first) if day < first else None
