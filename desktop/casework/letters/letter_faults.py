"""What a letter may not say because the file or the letter's own date says otherwise.

A draft may say it all the same; it stops the letter from being issued.
"""

from __future__ import annotations

import re
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
    {
        "approved_on",
        "consulted_on",
        "corrected_on",
        "correction_noticed_on",
        "counted_to",
        "destroyed_on",
        "earlier_on",
        "extension_noticed_on",
        "limit_on",
        "notice_served_on",
        "passed_on_day",
        "period_to",
        "published_on",
        "reasons_given_on",
        "reasons_requested_on",
        "received_on",
        "searched_on",
        "withdrawn_on",
    }
)
"""Facts that are days on which something had happened when the letter was written."""

_AHEAD = frozenset({"provided_on"})
"""Facts that are days which the letter announces."""

_SINCE_ARRIVAL = {"searched_on": "search_before_request", "withdrawn_on": "before_request"}
"""Of these, those that cannot lie before the request arrived."""

_PERIODS = {"counted_from": "counted_to", "period_from": "period_to"}
"""The first and the last day of what is counted."""

_HOME_PAGE = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}(?::\d+)?(?:/(?:index\.\w+)?)?", re.IGNORECASE)
"""An address that leads to a web site and no further."""

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
    if name == "published_at" and _HOME_PAGE.fullmatch(str(values[name]).strip()):
        return say("letter_faults.home_page")  # 条例 36(一): 告知获取该政府信息的方式、途径
    if name in _PERIODS:
        return _reversed(values, name)
    return _out_of_time(case, values, name) if name in _PAST | _AHEAD else None


def _reversed(values: Mapping[str, Json], name: str) -> str | None:
    first, last = typed_day(values.get(name)), typed_day(values.get(_PERIODS[name]))
    return say("letter_faults.reversed", day=last) if first is not None and last is not None and first > last else None


def _out_of_time(case: Case, values: Mapping[str, Json], name: str) -> str | None:
    """Why a day does not go with the letter's date or the arrival of the request."""
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
    if name in _SINCE_ARRIVAL and arrival is not None and day < arrival:
        return say(f"letter_faults.{_SINCE_ARRIVAL[name]}", day=arrival)
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
