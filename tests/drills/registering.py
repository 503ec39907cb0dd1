"""A program that registers requests and issues letters as fast as it can, and says what it has acknowledged.

``python -m tests.drills.registering STORE [CONTENT_LENGTH]`` writes a line to standard output after each commit, and
the name of the error that stopped it.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from db.errors import StoreError
from db.numbers import Serial
from db.records import Applicant, Draft, Event, Letter, Projection, Request
from db.store import Store, Writing, open_store
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    Delivery,
    EventKind,
    IdentityDocument,
    LetterKind,
    Medium,
    Table3Column,
)

OFFICE = "天津海关"
TODAY = date(2026, 9, 1)
PROJECTION = Projection(
    received_on=TODAY,
    due_on=date(2026, 9, 29),
    waits_for=None,
    waits_until=None,
    close_from=None,
    completed_on=None,
    outcome=None,
    row=None,
    column=Table3Column.NATURAL_PERSON,
    late=None,
    days_used=None,
)


def now() -> datetime:
    return datetime.now(UTC)


def register(writing: Writing, length: int) -> str:
    """A request with its receipt, numbers and all; the draft it was made from goes."""
    serial = writing.next_serial(OFFICE, "requests", 2026)
    number = f"2026-{serial.value:06d}"
    letter = _letter(f"receipt-{number}", number, writing.next_serial(OFFICE, "回执", 2026))
    writing.add_request(_request(number, length), PROJECTION, serial)
    writing.add_letter(letter[0], letter[1], letter[2])
    issued = Event(kind=EventKind.RECEIPT_ISSUED, on=TODAY, letter=letter[0].id)
    writing.append_events(OFFICE, number, [issued], PROJECTION)
    writing.delete_draft("intake")
    return number


def issue(writing: Writing, number: str) -> str:
    """A correction notice with its number, bytes and event."""
    letter, pdf, serial = _letter(f"notice-{number}", number, writing.next_serial(OFFICE, "告", 2026))
    writing.add_letter(letter, pdf, serial)
    told = Event(
        kind=EventKind.CORRECTION_REQUESTED, on=TODAY, facts={"items": "名称", "allowed_days": 10}, letter=letter.id
    )
    writing.append_events(OFFICE, number, [told], PROJECTION)
    return letter.id


def work(store: Store, length: int) -> None:
    """Go on until something stops it."""
    with store.writing() as writing:
        writing.add_office(OFFICE)
    while True:
        with store.writing() as writing:
            writing.put_draft(Draft(id="intake", purpose="intake", content={"name": "张某"}, saved_at=now()))
        with store.writing() as writing:
            number = register(writing, length)
        print(f"request {number}", flush=True)
        with store.writing() as writing:
            letter = issue(writing, number)
        print(f"letter {letter}", flush=True)
        if store.clock().microsecond % 7 == 0:
            store.tidy()


def _request(number: str, length: int) -> Request:
    applicant = Applicant(
        kind=ApplicantKind.NATURAL_PERSON, name="𬱖某", id_type=IdentityDocument.OTHER, id_number=number
    )
    return Request(
        office=OFFICE,
        number=number,
        channel=Channel.COUNTER,
        applicant=applicant,
        content=("滨海新区建设项目的环境影响报告" * (length // 15 + 1))[:length],
        medium=Medium.PAPER,
        delivery=Delivery.POST,
        events=(
            Event(kind=EventKind.SUBMITTED, on=TODAY, note="当面"),
            Event(kind=EventKind.REGISTERED, on=TODAY),
        ),
    )


def _letter(letter_id: str, number: str, serial: Serial) -> tuple[Letter, bytes, Serial]:
    pdf = f"%PDF-1.7 {letter_id}".encode() * 200
    letter = Letter(
        office=OFFICE,
        id=letter_id,
        kind=LetterKind.CORRECTION_NOTICE,
        title="告知书",
        date=TODAY,
        requests=(number,),
        number=f"{serial.series}〔2026〕{serial.value}号",
        sha256=hashlib.sha256(pdf).hexdigest(),
        facts={"addressee": "𬱖某"},
        issued_at=now(),
    )
    return letter, pdf, serial


def main() -> None:
    """Work on the store named on the command line."""
    location, length = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60
    store = open_store(location, clock=now)
    print("open", flush=True)
    try:
        work(store, length)
    except StoreError as error:
        print(f"stopped {type(error).__name__}", flush=True)


if __name__ == "__main__":
    main()
