"""Which results a reply may tell now: some need a step before them (条例 30, 32, 35)."""

from __future__ import annotations

from datetime import date

from desktop.rules.course import Course
from desktop.rules.refusals import Refused, in_words_of, no
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import LetterKind, Matter, Outcome

DAYS_BEFORE_DISCLOSURE = 5
"""Working days that a third party has between the notice of the decision and the disclosure (law: 13, question 5)."""

_DISCLOSING = frozenset({Outcome.PROVIDED, Outcome.PARTLY_PROVIDED, Outcome.PROVIDED_LATER})


def answers(outcome: Outcome, matter: Matter) -> bool:
    """Whether ``outcome`` is a result of ``matter``: a record correction has its own three (条例 41)."""
    if outcome is Outcome.WITHDRAWN:
        return True
    of_correction = outcome.letter is LetterKind.RECORD_CORRECTION_REPLY
    return of_correction is (matter is Matter.RECORD_CORRECTION)


def closed_outcome(
    outcome: Outcome, course: Course, on: date, calendar: WorkingCalendar, matter: Matter = Matter.DISCLOSURE
) -> Refused | None:
    """Why a reply on the day ``on`` cannot tell ``outcome`` as the request stands; None when it can."""
    found = _closed(outcome, course, on, calendar, matter)
    return None if found is None else in_words_of(course.edition, found)


def _closed(outcome: Outcome, course: Course, on: date, calendar: WorkingCalendar, matter: Matter) -> Refused | None:
    if not answers(outcome, matter):
        return no(f"not_for_{matter}", outcome=outcome)
    if outcome is Outcome.STILL_UNCLEAR:
        return _still_unclear(course)
    if outcome is Outcome.EXCESSIVE:
        return _excessive(course)
    if outcome in _DISCLOSING:
        return _disclosure(outcome, course, on, calendar)
    return None


def _still_unclear(course: Course) -> Refused | None:
    # 条例 30: 内容不明确的，应当先告知补正.
    return None if course.corrected_on is not None else no("still_unclear_uncorrected")


def _excessive(course: Course) -> Refused | None:
    # 条例 35: 可以要求申请人说明理由；认为申请理由不合理的，告知申请人不予处理.
    if not course.edition.knows_delay:
        return no("not_in_old_edition")
    if not course.reasons_requested:
        return no("excessive_not_asked")
    return no("excessive_reasons_open") if course.reasons_open else None


def _disclosure(outcome: Outcome, course: Course, on: date, calendar: WorkingCalendar) -> Refused | None:
    # 条例 32: 决定公开的，将决定公开的政府信息内容和理由书面告知第三方. A part may leave the third party's out.
    told = course.third_party_told_on
    if told is None:
        return None if outcome is Outcome.PARTLY_PROVIDED else _unheard(course, on, calendar)
    if outcome is Outcome.PROVIDED_LATER:
        return None
    try:
        first = disclosure_from(told, calendar)
    except CalendarMissing as missing:
        return no("third_party_calendar_missing", year=missing.year)
    if on >= first:
        return None
    return no("third_party_told_lately", told=told, first=first, days=DAYS_BEFORE_DISCLOSURE)


def _unheard(course: Course, on: date, calendar: WorkingCalendar) -> Refused | None:
    """A third party that objected must be told first; one that still has its time must have it (条例 32)."""
    if course.third_party_objected:
        return no("third_party_not_told")
    # 国务院令第492号 sets the third party no time.
    timed = course.edition.consultation_days is not None
    if timed and any(inquiry.is_open(on, course.edition, calendar) for inquiry in course.third_parties):
        return no("third_party_still_asked")
    return None


def disclosure_from(told: date, calendar: WorkingCalendar) -> date:
    """The first day of disclosure after a third party was told on ``told``. Raises ``CalendarMissing``."""
    return calendar.add(told, DAYS_BEFORE_DISCLOSURE)
