"""How a request ends: reply, lapse, withdrawal; the service of its reply; and how it is taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from desktop.rules.course import Ending, Service
from desktop.rules.faults import FaultCode
from desktop.rules.history import Placed, code_in
from desktop.rules.reading import Reading
from desktop.rules.sendings import service_day
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Outcome


def correction_lapsed(reading: Reading, placed: Placed) -> None:
    """No correction came: the request ends (条例 30)."""
    notice = reading.correction
    if notice is None or not reading.correction_open:
        reading.fault(FaultCode.CORRECTION_LAPSED_WITHOUT_NOTICE, placed.place)
    else:
        _note_early_lapse(reading, placed, FaultCode.CORRECTION_LAPSED_EARLY, notice.due)
    _end(reading, placed, Outcome.CORRECTION_LAPSED)


def fee_lapsed(reading: Reading, placed: Placed) -> None:
    """No payment came: the request ends (国办函〔2020〕109号 6)."""
    notice, days = reading.fee, reading.edition.fee_days
    if notice is None or days is None or not reading.fee_open:
        reading.fault(FaultCode.FEE_LAPSED_WITHOUT_NOTICE, placed.place)
    else:
        _note_early_lapse(reading, placed, FaultCode.FEE_LAPSED_EARLY, partial(notice.due, days))
    _end(reading, placed, Outcome.FEE_LAPSED)


def _note_early_lapse(
    reading: Reading, placed: Placed, code: FaultCode, due: Callable[[WorkingCalendar], date]
) -> None:
    """A lapse may be recorded from the first working day after the applicant's limit."""
    try:
        first = reading.calendar.add(due(reading.calendar), 1)
    except CalendarMissing:
        return
    if placed.on < first:
        reading.fault(code, placed.place, first=first)


def withdrawn(reading: Reading, placed: Placed) -> None:
    """The applicant took the request back."""
    _end(reading, placed, Outcome.WITHDRAWN)


def replied(reading: Reading, placed: Placed) -> None:
    """The reply was made; a second one of the same round ends nothing anew."""
    _end(reading, placed, code_in(placed.event, "outcome", Outcome, Outcome.OTHER))


def _end(reading: Reading, placed: Placed, outcome: Outcome) -> None:
    if reading.ending is None:
        reading.ending = Ending(
            place=placed.place, kind=placed.kind, on=placed.on, outcome=outcome, letter=placed.event.letter
        )


def served(reading: Reading, placed: Placed) -> None:
    """The reply was sent or signed for; services of other letters are read with their letters."""
    event = placed.event
    if reading.ending is None or not concerns_reply(reading, event.letter):
        return
    sent_on = service_day(event.text("way"), event.on, event.day("posted_on"), event.day("signed_on"))
    reading.services.append(Service(place=placed.place, sent_on=sent_on, signed_on=event.day("signed_on")))
    reading.reply_returned = False


def concerns_reply(reading: Reading, letter: str | None) -> bool:
    """Whether a service or return concerns the reply and not some other letter of the request."""
    if reading.ending is None:
        return False
    return letter is None or reading.ending.letter is None or letter == reading.ending.letter


def reopened(reading: Reading, placed: Placed) -> None:
    """Without the day on which a decision arrived it is the office's own doing: its limits stay, nothing counted."""
    decided = placed.event.day("received_on")
    if decided is not None:
        reading.take_up_again(decided, placed.event.day("until"))
    reading.reopened = True
    reading.ending = None
    reading.services.clear()
    reading.reply_returned = False
    reading.closed = False
    reading.archived = False


def closed(reading: Reading, placed: Placed) -> None:
    """The office closed the request."""
    reading.closed = True


def archived(reading: Reading, placed: Placed) -> None:
    """The file went to the archive (条例 45)."""
    reading.archived = True


def registration_voided(reading: Reading, placed: Placed) -> None:
    """The registration is void: it counts nowhere."""
    reading.voided = True
