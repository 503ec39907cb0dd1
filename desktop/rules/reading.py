"""The state of a request while its events are read, and the clock that runs at each moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from desktop.rules.clock import Clock, Standstill
from desktop.rules.consultations import Consultation
from desktop.rules.course import (
    CorrectionNotice,
    Course,
    Ending,
    FeeNotice,
    FirstResult,
    HandOver,
    Service,
    completion,
    finished,
)
from desktop.rules.editions import EDITION_711, Edition, edition_of
from desktop.rules.faults import Fault, FaultCode
from desktop.rules.history import Placed
from desktop.rules.receipt import Receipt, ReceiptGround
from desktop.rules.sendings import deliveries, letters_out, sendings, sent_again, sent_on
from desktop.rules.unsent import UnsentNotice
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import EventKind


class Reading:
    """What the events up to now have brought about; ``desktop.rules.effects`` says what each event does."""

    def __init__(
        self,
        placed: Sequence[Placed],
        receipt: Receipt,
        start: date | None,
        calendar: WorkingCalendar,
        *,
        honours_correction: bool,
    ) -> None:
        self.receipt = receipt
        self.edition = _edition(receipt)
        self.calendar = calendar
        self.honours_correction = honours_correction
        self.start = start
        self.extension: int | None = None
        self.extension_days = 0
        self.extension_letter: str | None = None
        self.extension_void = False
        self.delay_until: date | None = None
        self.by_decision = False
        self.delay: Placed | None = None
        self.delay_void = False
        self.correction: CorrectionNotice | None = None
        self.correction_open = False
        self.corrected_on: date | None = None
        self.fee: FeeNotice | None = None
        self.fee_open = False
        self.consultations: list[Consultation] = []
        self.contact_attempts: list[date] = []
        self.reasons_requested_on: date | None = None
        self.reasons_open = False
        self.in_review = False
        self.third_party_objected = False
        self.third_party_told_on: date | None = None
        self.third_party_letter: str | None = None
        self.hand_over: HandOver | None = None
        self.ending: Ending | None = None
        self.services: list[Service] = []
        self.reply_returned = False
        self.reopened = False
        self.taken_up_on: date | None = None
        self.first_result: FirstResult | None = None
        self.closed = False
        self.archived = False
        self.voided = False
        self.over_since: int | None = None
        self.faults: list[Fault] = []
        self._standstills: dict[Consultation, Standstill] = {}
        self._deliveries = deliveries(placed)
        self._sent_again = sent_again(placed)
        self._sendings = sendings(placed)
        self._out = letters_out(placed)
        self._notices: dict[str, UnsentNotice] = {}

    def fault(self, code: FaultCode, place: int | None, **facts: object) -> None:
        """Note that something was done late, twice or without ground."""
        self.faults.append(Fault(code=code, event=place, facts=facts, edition=self.edition))

    def delivered_on(self, letter: str | None) -> date | None:
        """The day on which a letter is known to have reached its addressee.

        Of one that came back, the day on which it was sent again: the first sending reached nobody.
        """
        return None if letter is None else self._deliveries.get(letter) or self._sent_again.get(letter)

    def as_sent(self, notice: Placed) -> Placed:
        """The notice or inquiry on the day its letter was sent: nobody is told by a letter that still lies here.

        The posting decides, as for replies (国办公开办函〔2016〕235号 四); without a recorded one its own day holds.
        """
        sent = sent_on(notice, self._sendings)
        return notice if sent == notice.on else replace(notice, event=replace(notice.event, on=sent))

    def clock(self) -> Clock | None:
        """The clock as it runs now; None without a receipt."""
        if self.start is None:
            return None
        standstills = tuple(
            self._standstill(consultation) for consultation in self.consultations if consultation.effective
        )
        return Clock(
            start=self.start,
            base_days=self.edition.reply_days,
            extension_days=self.extension_days,
            standstills=standstills,
            delay_until=self.delay_until,
            by_decision=self.by_decision,
        )

    def _standstill(self, inquiry: Consultation) -> Standstill:
        """Reckoned once: the clock is asked for at each step, and a request may ask a hundred parties."""
        known = self._standstills.get(inquiry)
        if known is None:
            known = self._standstills[inquiry] = inquiry.standstill(self.edition, self.calendar)
        return known

    def note_notice(self, placed: Placed) -> None:
        """A notice was made; whether its sending is recorded shows at the end."""
        letter, event = placed.event.letter, placed.event
        known = event.day("served_on") or event.day("received_on")
        if letter is not None and known is None and letter not in self._out:
            self._notices[letter] = UnsentNotice(placed.kind, letter, placed.on)

    def void_notices(self, letter: str) -> None:
        """A notice whose letter is void changes no limit by that; it makes room for the one that is written anew."""
        self._notices.pop(letter, None)
        for index, inquiry in enumerate(self.consultations):
            if inquiry.letter == letter and (inquiry.ended_on is None or inquiry.stayed_here):
                self.consultations[index] = replace(inquiry, void=True)
        if self.correction is not None and self.correction.letter == letter:
            self.correction = replace(self.correction, void=True)
        if self.fee is not None and self.fee.letter == letter:
            self.fee = replace(self.fee, void=True)
        if self.extension is not None and self.extension_letter == letter:
            self.extension_void = True
        if self.delay is not None and self.delay.event.letter == letter:
            self.delay_void = True

    def limit_passed_on(self, day: date, *, extended: bool = True) -> date | None:
        """The running limit when ``day`` lies after it; None when it does not or when no limit is known.

        ``extended`` False: the limit as it is without the extension.
        """
        limit = self._running_limit(extended=extended)
        return limit if limit is not None and day > limit else None

    def note_end(self, place: int) -> None:
        """The event of ``place`` has had its effect: whether the request is over since then, or since before.

        A reply that comes back is to be delivered again, but its first posting has decided about time.
        """
        if self.ending is None and not self.voided:
            self.over_since = None
        elif self.over_since is None and (self.voided or self._finished()):
            self.over_since = place

    def _finished(self) -> bool:
        return finished(self.ending, self.services, reply_returned=self.reply_returned, closed=self.closed)

    def restart(self, on: date) -> None:
        """The whole limit runs anew from ``on`` (条例 30); an earlier extension or delay falls away."""
        self.start = on
        self.extension = None
        self.extension_days = 0
        self.delay_until = None
        self.by_decision = False
        self.delay = None

    def take_up_again(self, decided: date, until: date | None) -> None:
        """A decision of review or court arrived: the first result stands, and a limit runs anew.

        It is the day that the decision sets, otherwise the whole limit from the decision's arrival.
        """
        if self.ending is not None and self.first_result is None:
            self.first_result = FirstResult(
                over_since=self.ending.place if self.over_since is None else self.over_since,
                ending=self.ending,
                completed_on=completion(self.ending, self.services),
                clock=None if self.correction_open or self.fee_open else self.clock(),
                extended=self.extension is not None,
            )
        self.taken_up_on = decided
        self.correction_open = self.fee_open = self.reasons_open = self.in_review = False
        self.restart(decided)
        self.delay_until, self.by_decision = until, until is not None

    def course(self) -> Course:
        """What has been read, as a record."""
        if self.receipt.ground is ReceiptGround.NOT_ARRIVED:
            self.fault(FaultCode.ARRIVAL_MISSING, None)
        for place in self._void_notices():
            self.fault(FaultCode.NOTICE_VOID, place)
        return Course(
            edition=self.edition,
            receipt=self.receipt,
            clock=self.clock(),
            extension=self.extension,
            correction=self.correction,
            correction_open=self.correction_open,
            corrected_on=self.corrected_on,
            fee=self._fee_with_later_opinions(),
            fee_open=self.fee_open,
            waiting_since=self._waiting_since(),
            consultations=tuple(self.consultations),
            contact_attempts=tuple(self.contact_attempts),
            reasons_requested_on=self.reasons_requested_on,
            reasons_open=self.reasons_open,
            in_review=self.in_review,
            third_party_objected=self.third_party_objected,
            third_party_told_on=self.third_party_told_on,
            hand_over=self.hand_over,
            ending=self.ending,
            services=tuple(self.services),
            reply_returned=self.reply_returned,
            reopened=self.reopened,
            taken_up_on=self.taken_up_on,
            first_result=self.first_result,
            closed=self.closed,
            archived=self.archived,
            voided=self.voided,
            over_since=self.over_since,
            unsent=tuple(notice for notice in self._notices.values() if self._rests_on(notice)),
            faults=tuple(self.faults),
        )

    def _rests_on(self, notice: UnsentNotice) -> bool:
        """Whether the open request still waits for what the notice asks, or has the limit that it tells."""
        if self.ending is not None or self.voided:
            return False
        match notice.kind:
            case EventKind.CORRECTION_REQUESTED:
                return self.correction_open and self.correction is not None and self.correction.letter == notice.letter
            case EventKind.FEE_NOTICED:
                return self.fee_open and self.fee is not None and self.fee.letter == notice.letter
            case EventKind.CONSULTED:
                return any(one.letter == notice.letter and one.ended_on is None for one in self.consultations)
            case EventKind.EXTENDED:
                return self.extension is not None and self.extension_letter == notice.letter
            case EventKind.DELAY_FIXED:
                return self.delay_until is not None
            case EventKind.REASONS_REQUESTED:
                return self.reasons_open
        return True

    def _running_limit(self, *, extended: bool) -> date | None:
        clock = self.clock()
        if clock is None or self.correction_open or self.fee_open:
            return None
        try:
            return clock.due(self.calendar) if extended else clock.due_without_extension(self.calendar)
        except CalendarMissing:
            return None

    def _void_notices(self) -> Iterator[int]:
        """The places of notices on which an open request still rests although their letters are void."""
        if self.ending is not None:
            return
        if self.correction_open and self.correction is not None and self.correction.void:
            yield self.correction.place
        if self.fee_open and self.fee is not None and self.fee.void:
            yield self.fee.place
        if self.extension is not None and self.extension_void:
            yield self.extension
        if self.delay is not None and self.delay_void:
            yield self.delay.place

    def _waiting_since(self) -> date | None:
        if self.correction_open and self.correction is not None:
            return self.correction.on
        return self.fee.on if self.fee_open and self.fee is not None else None

    def _fee_with_later_opinions(self) -> FeeNotice | None:
        """The fee notice with its clock as it is known now: opinions since may have shortened the standstills."""
        now = self.clock()
        if self.fee is None or self.fee.clock is None or now is None:
            return self.fee
        # Those sent before the notice are the first ones; those sent since do not belong to the limit before it.
        standstills = now.standstills[: len(self.fee.clock.standstills)]
        return replace(self.fee, clock=replace(self.fee.clock, standstills=standstills))


def _edition(receipt: Receipt) -> Edition:
    day = receipt.day or receipt.arrival
    return EDITION_711 if day is None else edition_of(day)
