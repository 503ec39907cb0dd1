"""Commands about the limits that belong to no request, told day by day: annual --limit, calendar publication."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from db.records import Json
from desktop.casework.calendar.office_limits import OfficeLimit, PublicationLimit, ReportLimit
from desktop.casework.limits.proof_text import day_line, proof_text
from desktop.commands_answer import Answer, Say

if TYPE_CHECKING:
    from desktop.casework.casework import Casework
    from desktop.rules.proof import DayCount
    from desktop.rules.working_days import CalendarMissing


def report_limit(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """By when the report of a year is published, and each day of that month."""
    proof = casework.office_limits.report_days(asked.year)
    document: dict[str, Json] = {"year": asked.year, "legal_day": proof.legal_day.isoformat()}
    told = say("limits.annual.sum", legal=proof.legal_day, due=proof.publish_by or "–", rule=proof.rule)
    limit = ReportLimit(asked.year)
    return _answer(casework, limit, asked.lang, document, told, proof.publish_by, proof.days, proof.missing)


def publication_limit(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """By when information formed or changed on a day is published, and each day up to it."""
    proof = casework.office_limits.publication_days(asked.day)
    document: dict[str, Json] = {"formed_on": asked.day.isoformat()}
    told, limit = proof.sum_line(asked.lang), PublicationLimit(asked.day)
    return _answer(casework, limit, asked.lang, document, told, proof.due, proof.days, proof.missing)


def _answer(
    casework: Casework,
    limit: OfficeLimit,
    lang: str,
    document: dict[str, Json],
    told: str,
    due: date | None,
    days: Sequence[DayCount],
    missing: CalendarMissing | None,
) -> Answer:
    listed: list[Json] = [day.as_json(lang) for day in days]
    error = None if missing is None else missing.code
    document |= {"publish_by": None if due is None else due.isoformat(), "days": listed, "error": error}
    if lang == "zh":
        # In the words of its paper (L36).
        lines = tuple(proof_text(casework.office_limits.proof(limit)))
    else:
        lines = tuple(_lines(told, days, missing, lang))
    return Answer(document=document, lines=lines, finding=missing is not None)


def _lines(told: str, days: Sequence[DayCount], missing: CalendarMissing | None, lang: str) -> Iterator[str]:
    yield told
    if missing is not None:
        yield missing.sentence(lang)
    for day in days:
        yield day_line(day, day.rule, lang)
