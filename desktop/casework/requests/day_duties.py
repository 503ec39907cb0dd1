"""What the day asks for beside limits of replies: appointments, departments that are silent, the annual report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from db.figure_lists import StepFilter
from db.report_records import ReportKey
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import short_day
from desktop.casework.requests.cases import Case, case_of
from desktop.casework.requests.work_rows import work_row
from desktop.casework.views import WorkRow
from desktop.rules.appointments import Appointment, appointment_of
from desktop.rules.counted_steps import APPOINTMENT
from desktop.rules.faults import FaultCode
from desktop.rules.notice_limits import notice_due
from desktop.rules.publication import annual_report
from desktop.rules.standing import band_of
from desktop.rules.unsent import UnsentNotice
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Band, EventKind

_SPAN, _MOST = timedelta(days=400), 200
"""Appointments that lie further off, or are more, are found on the pages of their requests only."""

_NAMED = 4
_JANUARY = 1


def appointment_rows(context: Context, reading: Reading) -> list[WorkRow]:
    """The appointments that stand open, one row each; today or soon by their band."""
    office = context.office_in(reading)
    if not office:
        return []
    today = context.today()
    wanted = StepFilter(kind=EventKind.NOTED, details=(APPOINTMENT,), first=today - _SPAN, last=today + _SPAN)
    found, _ = reading.step_rows(office, wanted, None, _MOST)
    rows = []
    for step in found:
        request = reading.request(office, step.number)
        appointment = appointment_of(request.events, today)
        if appointment is not None and not appointment.kept:
            rows.append(_row(case_of(context, reading, request), appointment))
    return rows


def appointment_words(case: Case) -> str | None:
    """约定 10-20 提供、查阅; None where none stands open."""
    appointment = appointment_of(case.request.events, case.today)
    if appointment is None or appointment.kept:
        return None
    return say(f"appointments.{_standing(appointment, case.today)}", day=short_day(appointment.on))


def department_reminders(cases: Iterable[Case], today: date) -> tuple[str, ...]:
    """That departments are silent after their inner limit, with the numbers of the requests.

    None while all answer, and none of one that was reminded today.
    """
    silent = [case.number for case in cases if _is_silent(case, today)]
    if not silent:
        return ()
    numbers = "、".join(silent[:_NAMED])
    return (say("appointments.departments", count=len(silent), numbers=numbers, more="…" if silent[_NAMED:] else ""),)


def unsent_reminders(cases: Iterable[Case], today: date) -> tuple[str, ...]:
    """That notices were written but not sent: from the day after, or as soon as it is their last day."""
    lying = [(case, notice) for case in cases for notice in case.limits.course.unsent if _lies(case, notice, today)]
    if not lying:
        return ()
    lying.sort(key=lambda one: notice_due(one[1].kind, one[0].limits) or date.max)
    named = "；".join(_unsent_words(case, notice) for case, notice in lying[:_NAMED])
    return (say("appointments.unsent", count=len(lying), notices=named, more="……" if lying[_NAMED:] else ""),)


def _lies(case: Case, notice: UnsentNotice, today: date) -> bool:
    due = notice_due(notice.kind, case.limits)
    return notice.on < today or (due is not None and due <= today)


def _unsent_words(case: Case, notice: UnsentNotice) -> str:
    due, what = notice_due(notice.kind, case.limits), say(f"appointments.unsent_{notice.kind}")
    if due is None:
        return say("appointments.unsent_one", number=case.number, what=what)
    return say("appointments.unsent_until", number=case.number, what=what, day=short_day(due))


def cautious_reminders(cases: Iterable[Case], today: date, calendar: WorkingCalendar) -> tuple[str, ...]:
    """That requests have an earlier limit for a reader who holds the first day against us, and that it is near."""
    near = [case for case in cases if _is_near(case, today, calendar)]
    if not near:
        return ()
    named = (f"{case.number}（{short_day(case.limits.cautious_reply_due or today)}）" for case in near[:_NAMED])
    more = "…" if near[_NAMED:] else ""
    return (say("appointments.cautious", count=len(near), numbers="、".join(named), more=more),)


def void_notice_reminders(cases: Iterable[Case]) -> tuple[str, ...]:
    """That requests rest on a notice whose letter is void: they wait for us, whatever their state says."""
    void = [case.number for case in cases if any(fault.code is FaultCode.NOTICE_VOID for fault in case.limits.faults)]
    if not void:
        return ()
    return (
        say("appointments.void", count=len(void), numbers="、".join(void[:_NAMED]), more="…" if void[_NAMED:] else ""),
    )


def _is_near(case: Case, today: date, calendar: WorkingCalendar) -> bool:
    """Whether the earlier limit lies within the days of the amber band, or has passed."""
    due = case.limits.cautious_reply_due
    if due is None or case.limits.course.ending is not None:
        return False
    return band_of(due, today, calendar, case.thresholds) not in (Band.GREEN, Band.UNKNOWN)


def report_reminders(reading: Reading, office: str, calendar: WorkingCalendar, today: date) -> tuple[str, ...]:
    """In January: by when the report of last year must be published (条例 49); silent once it was filed."""
    if today.month != _JANUARY or (office and _is_filed(reading, office, today.year - 1)):
        return ()
    try:
        report = annual_report(today.year - 1, calendar)
    except CalendarMissing:
        return (say("appointments.report_unknown", year=today.year - 1),)
    return (say("appointments.report", year=today.year - 1, day=report.publish_by, legal=report.legal_day),)


def _is_filed(reading: Reading, office: str, year: int) -> bool:
    keeper = reading.offices()[0]
    return bool(reading.filed_reports(ReportKey(office=keeper, subject=office, year=year)))


def _row(case: Case, appointment: Appointment) -> WorkRow:
    band = Band.RED if appointment.missed else band_of(appointment.on, case.today, case.calendar, case.thresholds)
    return replace(
        work_row(case),
        content=say("appointments.content", content=case.request.content),
        band=Band.RED if band is Band.OVERDUE else band,
        badge=say(f"appointments.badge_{_standing(appointment, case.today)}"),
        due_on=appointment.on,
        duty=APPOINTMENT,
        days_left=None,
        waits_for=None,
        bar=None,
    )


def _standing(appointment: Appointment, today: date) -> str:
    if appointment.missed:
        return "missed_open"
    return "passed" if appointment.on < today else "today" if appointment.on == today else "open"


def _is_silent(case: Case, today: date) -> bool:
    hand_over = case.limits.course.hand_over
    if hand_over is None or hand_over.answered or hand_over.due_on is None or hand_over.reminded_on == today:
        return False
    return hand_over.due_on < today and case.limits.course.ending is None
