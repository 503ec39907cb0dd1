"""A second opinion on the limits, by brute force.

It walks the calendar day by day and shares no code with ``desktop.rules``. Where the Regulation, the exchange format
and the worked cases leave room it takes the choice for which ``docs/law-choices.md`` gives the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tests.rules.day_walk import (
    LAST_YEAR,
    ONE_DAY,
    Clock,
    Inquiry,
    StandsStill,
    YearUnknown,
    months_after,
    on_a_working_day,
    worked_day_after,
)
from tests.rules.told_events import Told, as_amended, day_in, delivery, number_in, on, sending

NEW_REGULATION = date(2019, 5, 15)
SIX_MONTHS_TO_SUE = date(2015, 5, 1)
REVIEW_FIRST = date(2024, 1, 1)
REFUSALS = (
    "state_secret",
    "forbidden_by_law",
    "security_and_stability",
    "third_party_rights",
    "internal_affairs",
    "process_information",
    "enforcement_file",
)
AT_THE_COUNTER = ("counter", "oral")
ONLINE = ("web", "email", "fax")


def told(count: Callable[[], date | None]) -> str | None:
    """A limit, null where its count reaches an unknown year or never ends."""
    try:
        day = count()
    except (YearUnknown, StandsStill):
        return None
    return None if day is None else day.isoformat()


class History:
    """What the events of a request add up to, read one after the other by the methods named as their kinds.

    ``heeds_notice`` False: for a reader who does not accept the correction notice, it and the correction do nothing.
    """

    def __init__(self, *, old: bool, start: date | None, notice_due: date | None, heeds_notice: bool = True) -> None:
        self.old = old
        self.start = start
        self.notice_due = notice_due
        self.heeds_notice = heeds_notice
        self.extension: int | None = None
        self.until: date | None = None
        self.inquiries: list[Inquiry] = []
        self.effective: list[Inquiry] = []
        self.notice: Told | None = None
        self.notice_late = False
        self.correction_out = False
        self.corrected_once = False
        self.fee: Told | None = None
        self.fee_out = False
        self.before_fee: Clock | None = None
        self.ending: Told | None = None
        self.services: list[Told] = []
        self.delivered: dict[object, date] = {}
        self.sent: dict[object, date] = {}

    def read(self, events: Sequence[Told]) -> History:
        """Takes the events in."""
        for event in reversed(events):
            if event["kind"] == "served":
                self.sent[event.get("letter")] = sending(event)
        for letter in self.sent:
            if (arrived := delivery(letter, events)) is not None:
                self.delivered[letter] = arrived
        for event in events:
            step: Callable[[Told], None] | None = getattr(self, f"_{event['kind']}", None)
            if step is not None:
                step(event)
        return self

    @property
    def waits(self) -> bool:
        """Whether the applicant has to correct or to pay; no limit runs meanwhile."""
        return self.correction_out or self.fee_out

    @property
    def clock(self) -> Clock | None:
        """The limit that runs, or ran before the applicant was asked."""
        if self.start is None:
            return None
        length = 15 if self.old else 20
        return Clock(self.start, length, self.effective, self.extension or 0, self.until)

    def limit(self) -> date | None:
        """The reply limit."""
        return None if self.clock is None or self.waits else self.clock.limit()

    def limit_without_extension(self) -> date | None:
        """As it would be without the extension."""
        return None if self.clock is None or self.waits else self.clock.limit_without_extension()

    def completed(self) -> date | None:
        """The day of service that counts, or the day of the lapse or withdrawal."""
        if self.ending is None:
            return None
        if self.ending["kind"] != "replied" or not self.services:
            return on(self.ending)
        return sending(self.services[0])

    def signed(self) -> date | None:
        """The day on which the applicant is known to have received the reply."""
        return next(iter(filter(None, (day_in(service, "signed_on") for service in self.services))), None)

    def received(self, event: Told, name: str) -> date:
        """When the other side had a notice or inquiry: as told, by the service of its letter, else when it was sent."""
        by_letter = self.delivered.get(event["letter"]) if event.get("letter") else None
        return day_in(event, name) or by_letter or self.told_on(event)

    def told_on(self, event: Told) -> date:
        """Its own day, or that of its letter if that was sent later."""
        sent = self.sent.get(event["letter"]) if event.get("letter") else None
        return max(on(event), sent or on(event))

    def _start_anew(self, day: date) -> None:
        self.start, self.extension, self.until = day, None, None

    def _is_late(self, event: Told) -> bool:
        """Whether the event lies after the running limit; no where none runs or none can be told."""
        limit = told(self.limit)
        return limit is not None and self.told_on(event) > date.fromisoformat(limit)

    def _correction_requested(self, event: Told) -> None:
        if self.heeds_notice and self.notice is None:
            self.notice, self.correction_out = event, True
            self.notice_late = self.notice_due is not None and self.told_on(event) > self.notice_due

    def _corrected(self, event: Told) -> None:
        if self.heeds_notice and not self.corrected_once:
            self.corrected_once, self.correction_out = True, False
            self._start_anew(on(event))

    def _fee_noticed(self, event: Told) -> None:
        if self.old:
            return
        if not self.fee_out:
            self.before_fee = None if self.correction_out else self.clock
        self.fee, self.fee_out = event, True

    def _fee_paid(self, event: Told) -> None:
        if not self.old:
            self.fee_out = False
            self._start_anew(on(event))

    def _consulted(self, event: Told) -> None:
        received, cap = self.received(event, "received_on"), None if self.old else 15
        inquiry = Inquiry(event.get("ref"), self.told_on(event), received, cap, event.get("letter"))
        if not self._is_late(event) and (not self.old or event.get("party") == "third_party"):
            self.effective = [*self.effective, inquiry]
        self.inquiries.append(inquiry)

    def _opinion_received(self, event: Told) -> None:
        for inquiry in self.inquiries:
            if inquiry.ref == event.get("ref") and inquiry.ended is None:
                inquiry.ended = on(event)

    def _returned(self, event: Told) -> None:
        by = "letter" if event.get("ref") is None else "ref"
        for inquiry in self.inquiries:
            if event.get(by) is not None and getattr(inquiry, by) == event[by] and inquiry.ended is None:
                inquiry.ended = on(event)

    def _extended(self, event: Told) -> None:
        if self.start is None or self.waits or self.until is not None or self._is_late(event):
            return
        if self.extension is None:
            self.extension = min(number_in(event, "days", 0), 15 if self.old else 20)

    def _delay_fixed(self, event: Told) -> None:
        if not self.old:
            self.until = day_in(event, "until")

    def _end(self, event: Told) -> None:
        self.ending = self.ending or event

    _replied = _withdrawn = _correction_lapsed = _fee_lapsed = _end

    def _served(self, event: Told) -> None:
        if self.ending is None:
            return
        reply, served = self.ending.get("letter"), event.get("letter")
        if reply is None or served is None or reply == served:
            self.services.append(event)

    def _reopened(self, event: Told) -> None:
        self.ending, self.services = None, []


@dataclass
class Arrival:
    """When the request came in (条例 31). ``earlier``: the provisional day before a later confirmation.

    ``unknown``: the provisional day lies in a year without a notice.
    """

    day: date | None
    receipt: date | None
    provisional: bool = False
    earlier: date | None = None
    unknown: bool = False


def arrival(channel: str, events: Sequence[Told]) -> Arrival:
    """The receipt day by the channel."""
    first: dict[object, date] = {}
    for event in reversed(events):
        first[event["kind"]] = on(event)
    submitted, signed, confirmed = first.get("submitted"), first.get("signed"), first.get("confirmed")
    came = min(filter(None, (submitted, signed)), default=None)
    if channel in AT_THE_COUNTER:
        return Arrival(came, came or confirmed)
    if channel == "signed_mail":
        return Arrival(came, signed or came or confirmed)
    if channel not in ONLINE or came is None:
        return Arrival(came, confirmed)
    try:
        next_day = worked_day_after(came, 1)
    except YearUnknown:
        return Arrival(came, confirmed, unknown=confirmed is None)
    if confirmed is None:
        return Arrival(came, next_day, provisional=True)
    return Arrival(came, confirmed, earlier=next_day if next_day < confirmed else None)


def second_opinion(channel: str, events: Sequence[Told], today: date) -> dict[str, object]:
    """The main fields of ``shouban deadlines`` by what is known on ``today``."""
    known = as_amended(events, today)
    came = arrival(channel, known)
    receipt = came.receipt
    decisive = receipt or came.day
    old = decisive is not None and decisive < NEW_REGULATION
    notice_due = None if old else told(lambda: receipt and worked_day_after(receipt, 7))
    due = None if notice_due is None else date.fromisoformat(notice_due)
    history = History(old=old, start=receipt, notice_due=due).read(known)
    return {
        "edition": "492" if old else "711",
        "receipt": receipt and receipt.isoformat(),
        "receipt_provisional": came.provisional,
        "clock_start": history.start and history.start.isoformat(),
        "correction_notice_due": notice_due,
        "correction_notice_late": history.notice_late,
        "cautious_reply_due": told(lambda: cautious_limit(history, came, known)),
        **limits_of_others(history),
        **own_limits(history, came, today),
        **remedies(history),
    }


def cautious_limit(history: History, came: Arrival, known: Sequence[Told]) -> date | None:
    """The limit from the first receipt: before a later confirmation, or in spite of a late correction notice."""
    if came.earlier is None and not history.notice_late:
        return None
    start = came.earlier or came.receipt
    cautious = History(old=history.old, start=start, notice_due=None, heeds_notice=not history.notice_late).read(known)
    if cautious.start == history.start and not history.waits:
        return None
    return cautious.limit()


def limits_of_others(history: History) -> dict[str, object]:
    """For the correction, the payment and the opinions, and when a lapse may be recorded."""
    correction_due = fee_due = close_from = None
    if history.fee is not None:
        noticed = history.received(history.fee, "received_on")
        fee_due = told(lambda: worked_day_after(noticed, 20))
        close_from = told(lambda: worked_day_after(noticed, 21)) if history.fee_out else None
    if history.notice is not None:
        served = history.received(history.notice, "served_on")
        days = number_in(history.notice, "allowed_days", 10)
        correction_due = told(lambda: worked_day_after(served, days))
        close_from = told(lambda: worked_day_after(served, days + 1)) if history.correction_out else close_from
    parties = [] if history.old else [inquiry.received for inquiry in history.inquiries]
    return {
        "correction_due": correction_due,
        "fee_due": fee_due,
        "close_from": close_from,
        "consult_due": [told(partial(worked_day_after, day, 15)) for day in parties],
    }


def own_limits(history: History, came: Arrival, today: date) -> dict[str, object]:
    """The reply limit and what hangs on it."""
    reply_due, fee_notice_due = told(history.limit), None
    if not history.old:
        before = history.before_fee
        fee_notice_due = reply_due if history.fee is None else told(lambda: None if before is None else before.limit())
    completed = history.completed()
    return {
        "reply_due": reply_due,
        "extension_notice_due": told(history.limit_without_extension),
        "fee_notice_due": fee_notice_due,
        "excluded_working_days": excluded(history, today),
        "completed": completed and completed.isoformat(),
        "on_time": None if completed is None or reply_due is None else completed.isoformat() <= reply_due,
        "error": "CALENDAR_MISSING_2027" if year_is_unknown(history, came) else None,
    }


def excluded(history: History, today: date) -> int:
    """Working days on which the clock of the reply limit stood still, as far as they can be told."""
    if history.clock is None:
        return 0
    through = last_day_told(history, today)
    for inquiry in history.effective:
        if inquiry.cap is None and inquiry.ended is None:
            inquiry.ended = through
    return history.clock.excluded(through)


def last_day_told(history: History, today: date) -> date:
    """Up to which day the days of the reply limit can be told."""
    asked = history.notice if history.correction_out else history.fee if history.fee_out else None
    if asked is not None:
        return history.told_on(asked)
    try:
        return history.limit() or today
    except YearUnknown:
        return date(LAST_YEAR, 12, 31)
    except StandsStill:
        # Only an old request's third party that has not answered.
        return history.completed() or today


def year_is_unknown(history: History, came: Arrival) -> bool:
    """Whether the reply limit cannot be told for want of a calendar."""
    if came.unknown and history.start is None:
        return True
    try:
        history.limit()
    except YearUnknown:
        return True
    except StandsStill:
        return False
    return False


def remedies(history: History) -> dict[str, object]:
    """60 days to ask for review, six months to sue, from the day of signature (行政复议法 20, 行政诉讼法 46)."""
    ending, signed = history.ending, history.signed()
    if ending is None or signed is None or ending["kind"] == "withdrawn":
        return {"review_due": None, "suit_due": None}
    review_first = ending.get("outcome") in REFUSALS and on(ending) >= REVIEW_FIRST
    number = 6 if on(ending) >= SIX_MONTHS_TO_SUE else 3
    return {
        "review_due": told(lambda: on_a_working_day(signed + 60 * ONE_DAY)),
        "suit_due": None if review_first else told(lambda: on_a_working_day(months_after(signed, number))),
    }
