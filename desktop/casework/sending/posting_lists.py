"""交寄清单: what was handed to the post on a day, one line an envelope, printed for the post office or as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Event, Request
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import full_day
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.office.settings import office_settings
from desktop.casework.steps.outside_values import OUTSIDE, envelope_of_outside
from desktop.casework.views import Paper
from desktop.rules.history import history
from forms.register_files import register_workbook
from forms.register_report import register_report
from forms.register_table import RegisterTable, TableColumn, ValueKind
from resources.messages import say
from resources.vocabulary import EventKind, WayOfService

_AROUND = timedelta(days=31)
"""A service is recorded within so many days of its posting; older entries of the store need not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedLine:
    """An envelope. ``requests``: what its letter answers there."""

    tracking_number: str
    addressee: str
    address: str
    postcode: str
    letter: str
    requests: tuple[str, ...]


@dataclass(frozen=True)
class PostingLists:
    """What goes to the post."""

    context: Context

    def lines(self, day: date) -> tuple[PostedLine, ...]:
        """The envelopes posted on ``day``, by mail number; those without one last."""
        with self.context.store.reading() as reading:
            return self._lines(reading, day)

    def paper(self, day: date) -> Paper:
        """The list on paper. Raises ``UnprintableCharacter``."""
        with self.context.store.reading() as reading:
            table = self._table(reading, day)
        with marked_for(self.context):
            rendered = register_report(table)
        return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{table.title} {day.isoformat()}.pdf")

    def workbook(self, day: date) -> bytes:
        """The list as xlsx, for the bulk posting of the post office."""
        with self.context.store.reading() as reading:
            return register_workbook(self._table(reading, day))

    def _lines(self, reading: Reading, day: date) -> tuple[PostedLine, ...]:
        office = self.context.office_in(reading)
        if not office:
            return ()
        found: dict[tuple[str, str, str, str], PostedLine] = {}
        for number in reading.numbers_with(office, EventKind.SERVED, day - _AROUND, day + _AROUND):
            request = reading.request(office, number)
            for event in _posted(request, day):
                line = _line(reading, request, event)
                # One envelope holds the answer to several requests of the same people.
                key = (event.letter or number, line.addressee, line.address, line.tracking_number)
                before = found.get(key)
                found[key] = line if before is None else _together(before, line)
        return tuple(sorted(found.values(), key=lambda one: (not one.tracking_number, one.tracking_number)))

    def _table(self, reading: Reading, day: date) -> RegisterTable:
        office = self.context.office_in(reading)
        settings = office_settings(reading, office)
        lines = self._lines(reading, day)
        return RegisterTable(
            title=say("sending.list_title"),
            subtitle=say("sending.list_subtitle", office=settings.full_name or office, day=full_day(day)),
            office=office,
            columns=_COLUMNS,
            lines=(_cells(place, line) for place, line in enumerate(lines, start=1)),
            chain_head=reading.chain_head().hash or "",
            made_on=self.context.today(),
        )


def _column(name: str, width: int, kind: ValueKind = ValueKind.TEXT) -> TableColumn:
    return TableColumn(label=name, width=width, kind=kind, summed=False)


_COLUMNS = (
    _column("序号", 4, ValueKind.NUMBER),
    _column("邮件号", 15),
    _column("收件人", 18),
    _column("地址", 0),
    _column("邮政编码", 8),
    _column("文书", 24),
    _column("申请编号", 16),
    _column("备注", 8),
)


def _cells(place: int, line: PostedLine) -> tuple[int | str, ...]:
    requests = "、".join(line.requests)
    return place, line.tracking_number, line.addressee, line.address, line.postcode, line.letter, requests, ""


def _posted(request: Request, day: date) -> Sequence[Event]:
    """The services of a request that were handed to the post on ``day``."""
    served = [placed.event for placed in history(request.events) if placed.kind is EventKind.SERVED]
    by_post = [event for event in served if event.text("way") == WayOfService.POST]
    return [event for event in by_post if (event.day("posted_on") or event.on) == day]


def _line(reading: Reading, request: Request, event: Event) -> PostedLine:
    letter = None
    if event.letter and reading.letter_exists(request.office, event.letter):
        letter = reading.letter(request.office, event.letter)
    addressee, address, postcode = request.applicant.name, request.applicant.address, request.applicant.postcode
    if letter is not None and letter.kind in OUTSIDE:
        other = envelope_of_outside(letter)
        addressee, address, postcode = (_text(other.get(name)) for name in ("addressee", "address", "postcode"))
    return PostedLine(
        tracking_number=event.text("tracking_number") or "",
        addressee=addressee,
        address=address or "",
        postcode=postcode or "",
        letter="" if letter is None else letter.number or letter.title,
        requests=(request.number,),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _together(one: PostedLine, other: PostedLine) -> PostedLine:
    return PostedLine(
        tracking_number=one.tracking_number,
        addressee=one.addressee,
        address=one.address,
        postcode=one.postcode,
        letter=one.letter,
        requests=(*one.requests, *other.requests),
    )
