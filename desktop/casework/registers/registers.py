"""The 发文登记簿 and the 送达登记: what was issued, what was voided, how it went out."""

from __future__ import annotations

from datetime import date

from db.records import Event, Letter, Request
from db.store import Reading
from desktop.casework.codes import code_of
from desktop.casework.day_words import short_day
from desktop.casework.letters.addressees import addressee_of, people_of
from desktop.casework.letters.letter_views import RegisterRow
from desktop.casework.registers.returns import came_back_on
from desktop.casework.sending.delivery_views import PROOF_HASH, DeliveryRow
from desktop.rules.history import Placed, history
from resources.messages import say
from resources.vocabulary import EventKind, WayOfService


def register_rows(reading: Reading, office: str, year: int | None, limit: int) -> tuple[RegisterRow, ...]:
    """The letters of a year (None: of all), newest first; void letters keep their line."""
    start, end = (None, None) if year is None else (date(year, 1, 1), date(year, 12, 31))
    requests = _Requests(reading, office)
    return tuple(_register_row(letter, requests) for letter in reading.letters(office, start, end, limit=limit))


def delivery_rows(reading: Reading, office: str, limit: int) -> tuple[DeliveryRow, ...]:
    """The services of the newest letters, newest first."""
    requests = _Requests(reading, office)
    rows = [row for letter in reading.letters(office, limit=limit) for row in _deliveries(letter, requests)]
    return tuple(sorted(rows, key=lambda row: (row.sent_on, row.request), reverse=True))


def deliveries_of(reading: Reading, letter: Letter) -> tuple[DeliveryRow, ...]:
    """The services of one letter, on each request that it answers."""
    return tuple(_deliveries(letter, _Requests(reading, letter.office)))


def last_delivery(reading: Reading, request: Request, letter_id: str | None) -> DeliveryRow | None:
    """How a letter of one request last went out; None where it did not, came back, or is not there."""
    if letter_id is None or not reading.letter_exists(request.office, letter_id):
        return None
    rows = [
        row
        for row in deliveries_of(reading, reading.letter(request.office, letter_id))
        if row.request == request.number
    ]
    last = max(rows, key=lambda row: row.place, default=None)
    return None if last is None or last.returned_on is not None else last


def _deliveries(letter: Letter, requests: _Requests) -> list[DeliveryRow]:
    return [
        _delivery_row(letter, number, placed, requests)
        for number in letter.requests
        for placed in requests.services(number, letter.id)
    ]


class _Requests:
    """The requests that letters answer, each read once."""

    def __init__(self, reading: Reading, office: str) -> None:
        self._reading = reading
        self._office = office
        self._known: dict[str, Request] = {}

    def of(self, number: str) -> Request:
        """The request of that number."""
        if number not in self._known:
            self._known[number] = self._reading.request(self._office, number)
        return self._known[number]

    def services(self, number: str, letter_id: str) -> list[Placed]:
        """The services of a letter on one of its requests, amendments folded in."""
        return [placed for placed in self._events(number) if _serves(placed.event, letter_id)]

    def returned(self, number: str, served: Placed) -> date | None:
        """The day on which what was sent came back, None when it did not."""
        return came_back_on(self._events(number), served)

    def _events(self, number: str) -> tuple[Placed, ...]:
        return history(self.of(number).events)


def _serves(event: Event, letter_id: str) -> bool:
    return event.kind is EventKind.SERVED and event.letter == letter_id


def _register_row(letter: Letter, requests: _Requests) -> RegisterRow:
    services = requests.services(letter.requests[0], letter.id) if letter.requests else []
    return RegisterRow(
        letter_id=letter.id,
        number=letter.number or "",
        title=letter.title,
        kind=letter.kind,
        on=letter.date,
        requests=letter.requests,
        addressee=_addressee(letter, requests),
        delivery=_delivery_words(services[-1].event) if services else "",
        void_reason=letter.void_reason,
        has_file=letter.pages is not None or letter.sha256 is not None,
    )


def _addressee(letter: Letter, requests: _Requests) -> str:
    """To whom it went; a merged reply goes to all who asked, each with a copy of his own."""
    return addressee_of(letter, people_of(*map(requests.of, letter.requests)))


def _delivery_words(event: Event) -> str:
    """``邮寄 10-16``, ``直接送达 10-16``."""
    way = event.text("way")
    day = event.day("posted_on") or event.day("signed_on") or event.on
    label = code_of(WayOfService, way).label if way else ""
    return say("casework.letter.delivery", way=label, day=short_day(day))


def _delivery_row(letter: Letter, number: str, placed: Placed, requests: _Requests) -> DeliveryRow:
    event = placed.event
    way = event.text("way")
    known_way = code_of(WayOfService, way) if way else None
    return DeliveryRow(
        request=number,
        place=placed.place,
        letter_id=letter.id,
        letter=letter.number or letter.title,
        addressee=addressee_of(letter, people_of(requests.of(number))),
        way=known_way,
        way_label=known_way.label if known_way else "",
        sent_on=event.on,
        posted_on=event.day("posted_on"),
        signed_on=event.day("signed_on"),
        returned_on=requests.returned(number, placed),
        tracking_number=event.text("tracking_number") or "",
        entrusted_to=event.text("entrusted_to") or "",
        proof=event.text(PROOF_HASH) or "",
        note=event.note or "",
    )
