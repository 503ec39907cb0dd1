"""Review and suit: which clause goes with a result, and until when the applicant may use it.

行政复议法 2023 (in force 2024-01-01) Arts 20, 22, 23, 48; 行政诉讼法 Arts 45, 46, 67; 民法典 201-203 on counting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from db.records import Dispute
from desktop.rules.working_days import WorkingCalendar
from resources.messages import say
from resources.vocabulary import DisputeKind, Outcome, Remedy, WayOfService

REVIEW_FIRST_SINCE = date(2024, 1, 1)
"""From this day refusals go to review first (行政复议法 23(1)(四)); before it the choice was free."""

SIX_MONTHS_SINCE = date(2015, 5, 1)
"""From this day suits may be brought within six months (行政诉讼法 46); before it within three."""

REVIEW_DAYS = 60
SUIT_AFTER_REVIEW_DAYS = 15
ANSWER_TO_REVIEW_DAYS = 10
ANSWER_TO_SIMPLE_REVIEW_DAYS = 5
ANSWER_TO_SUIT_DAYS = 15

OVER_INTERNET = frozenset({WayOfService.WEB, WayOfService.EMAIL})
"""Ways of service with which the clause RI is added (行政复议法 22(2))."""


class ProcedureKind(StrEnum):
    """The procedure of a review (行政复议法 53, 54). It decides how long the office has for its answer."""

    ORDINARY = "ordinary"
    SIMPLE = "simple"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyClause:
    """The clause of a letter. ``suit_months``: 6, or 3 before 2015-05-01; None where no direct suit is open.

    ``online``: the clause RI on filing over the internet is added (行政复议法 22(2)).
    """

    remedy: Remedy
    suit_months: int | None
    online: bool
    ground: str

    def why(self, lang: str = "zh") -> str:
        """Why the law attaches this clause, in one sentence."""
        return say(f"rules.remedy.{self.ground}", lang, months=self.suit_months)


def remedy_clause(outcome: Outcome, letter_date: date, way: WayOfService | None = None) -> RemedyClause:
    """The clause of the letter by which a request ends with ``outcome``; a historic letter has the one of its date.

    ``way``: how the letter is served, as far as it is known.
    """
    if outcome.remedy is Remedy.NONE:
        return RemedyClause(remedy=Remedy.NONE, suit_months=None, online=False, ground="none")
    if outcome.remedy is not Remedy.RA and letter_date < REVIEW_FIRST_SINCE:
        return _clause(Remedy.RA, letter_date, way, "free_choice_then")
    return _clause(outcome.remedy, letter_date, way, _GROUNDS[outcome.remedy])


def third_party_clause(letter_date: date, way: WayOfService | None = None) -> RemedyClause:
    """The clause of the letter that tells a third party of disclosure against its will (条例 32)."""
    return _clause(Remedy.RT, letter_date, way, _GROUNDS[Remedy.RT])


_GROUNDS = {Remedy.RA: "free_choice", Remedy.RF: "review_first", Remedy.RP: "partly", Remedy.RT: "third_party"}


def _clause(remedy: Remedy, letter_date: date, way: WayOfService | None, ground: str) -> RemedyClause:
    direct = None if remedy is Remedy.RF else suit_months(letter_date)
    online = way in OVER_INTERNET and letter_date >= REVIEW_FIRST_SINCE
    return RemedyClause(remedy=remedy, suit_months=direct, online=online, ground=ground)


def suit_months(letter_date: date) -> int:
    """Months for a direct suit against a letter of that date (行政诉讼法 46)."""
    return 6 if letter_date >= SIX_MONTHS_SINCE else 3


def review_due(signed_on: date, calendar: WorkingCalendar) -> date:
    """The last day to apply for review: 60 natural days (行政复议法 20). Raises ``CalendarMissing``.

    The day of receipt is not counted; a last day that is a rest day moves to the next working day (民法典 203).
    """
    return calendar.next_working(signed_on + timedelta(days=REVIEW_DAYS))


def suit_due(signed_on: date, months: int, calendar: WorkingCalendar) -> date:
    """The last day to sue directly: the same day ``months`` later, or that month's last. Raises ``CalendarMissing``."""
    return calendar.next_working(signed_on + relativedelta(months=months))


def suit_after_review_due(decision_served_on: date, calendar: WorkingCalendar) -> date:
    """The last day to sue after a review decision: 15 natural days (行政诉讼法 45). Raises ``CalendarMissing``."""
    return calendar.next_working(decision_served_on + timedelta(days=SUIT_AFTER_REVIEW_DAYS))


def answer_due(dispute: Dispute, calendar: WorkingCalendar) -> date | None:
    """The last day for the office's answer, None until its copy has arrived. Raises ``CalendarMissing``.

    To the review body ten working days, five in the simple procedure (行政复议法 48, 54, 88(2)); to the court 15
    natural days (行政诉讼法 67). The simple procedure applies when the dispute says so (``procedure``: ``simple``).
    """
    if dispute.copy_received_on is None:
        return None
    if dispute.kind is not DisputeKind.REVIEW:
        return calendar.next_working(dispute.copy_received_on + timedelta(days=ANSWER_TO_SUIT_DAYS))
    return calendar.add(dispute.copy_received_on, days_to_answer_review(dispute))


def procedure_of(dispute: Dispute) -> ProcedureKind:
    """The procedure; ordinary unless the dispute says otherwise."""
    simple = dispute.extra.get("procedure") == ProcedureKind.SIMPLE
    return ProcedureKind.SIMPLE if simple else ProcedureKind.ORDINARY


def days_to_answer_review(dispute: Dispute) -> int:
    """Working days for the answer to the review body: ten, five in the simple procedure (行政复议法 48, 54, 88(2))."""
    simple = procedure_of(dispute) is ProcedureKind.SIMPLE
    return ANSWER_TO_SIMPLE_REVIEW_DAYS if simple else ANSWER_TO_REVIEW_DAYS
