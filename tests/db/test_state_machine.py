"""Whatever is done in whatever order, the store says what a plain list would say, and the check is clean."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from db.backup import backup, restore
from db.check import check
from db.records import Applicant, Event, Letter, Projection, Request
from db.store import Store, Writing, open_store
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    Delivery,
    EventKind,
    IdentityDocument,
    LetterKind,
    Medium,
    Outcome,
    Table3Column,
)

OFFICE = "天津海关"
DAY = date(2026, 9, 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


class PowerCut(Exception):
    """What stops a change half-way."""


def projection(**changes: Any) -> Projection:
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "received_on",
            "due_on",
            "waits_for",
            "waits_until",
            "close_from",
            "completed_on",
            "outcome",
            "row",
            "late",
            "days_used",
        )
    )
    return Projection(**{**nothing, "column": Table3Column.NATURAL_PERSON, **changes})


class AnyOrder(RuleBasedStateMachine):
    """Registers, tells, issues, voids, takes in, fails, closes, goes back."""

    numbers = Bundle("numbers")
    letters = Bundle("letters")

    @initialize()
    def open_empty_store(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.location = Path(self.folder.name) / "shouban.db"
        self.moment = datetime(2026, 9, 1, tzinfo=UTC)
        self.requests: dict[str, Request] = {}
        self.issued: dict[str, Letter] = {}
        self.store = self.opened()
        with self.store.writing() as writing:
            writing.add_office(OFFICE)

    def opened(self) -> Store:
        return open_store(self.location, clock=self.clock)

    def clock(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def request(self, number: str, text: str) -> Request:
        applicant = Applicant(
            kind=ApplicantKind.NATURAL_PERSON, name=text, id_type=IdentityDocument.OTHER, id_number=number
        )
        return Request(
            office=OFFICE,
            number=number,
            channel=Channel.FAX,
            applicant=applicant,
            content=text,
            medium=Medium.DISC,
            delivery=Delivery.FAX,
            events=(Event(kind=EventKind.SUBMITTED, on=DAY, note=text),),
        )

    @rule(target=numbers, text=TEXT)
    def register(self, text: str) -> str:
        with self.store.writing() as writing:
            serial = writing.next_serial(OFFICE, "requests", 2026)
            request = self.request(f"2026-{serial.value:04d}", text)
            writing.add_request(request, projection(), serial)
        self.requests[request.number] = request
        return request.number

    @rule(target=numbers, text=TEXT, ahead=st.integers(0, 3))
    def take_in(self, text: str, ahead: int) -> object:
        with self.store.writing() as writing:
            serial = writing.last_serial(OFFICE, "requests", 2026) + ahead
            request = self.request(f"2026-{serial:04d}", text)
            if request.number in self.requests or serial == 0:
                return multiple()
            writing.add_request(request, projection())
            writing.pass_over(OFFICE, "requests", 2026, serial)
        self.requests[request.number] = request
        return request.number

    @rule(number=numbers, text=TEXT, days=st.integers(0, 99))
    def tell(self, number: str, text: str, days: int) -> None:
        event = Event(kind=EventKind.EXTENDED, on=DAY, facts={"days": days, "approved_by": text})
        with self.store.writing() as writing:
            writing.append_events(OFFICE, number, [event], projection(outcome=Outcome.OTHER))
        self.requests[number] = replace(self.requests[number], events=(*self.requests[number].events, event))

    @rule(target=letters, number=numbers, other=numbers, pdf=st.binary(max_size=20))
    def issue(self, number: str, other: str, pdf: bytes) -> str:
        with self.store.writing() as writing:
            serial = writing.next_serial(OFFICE, "答", 2026)
            letter = Letter(
                office=OFFICE,
                id=f"L{serial.value}",
                kind=LetterKind.REFUSAL,
                title="答复书",
                date=DAY,
                requests=tuple(dict.fromkeys((number, other))),
            )
            stored = writing.add_letter(letter, pdf, serial)
            event = Event(kind=EventKind.REPLIED, on=DAY, facts={"outcome": "other"}, letter=letter.id)
            writing.append_events(OFFICE, number, [event], projection())
        self.issued[letter.id] = stored
        self.requests[number] = replace(self.requests[number], events=(*self.requests[number].events, event))
        return letter.id

    @rule(letter=consumes(letters), reason=TEXT)
    def void(self, letter: str, reason: str) -> None:
        with self.store.writing() as writing:
            writing.void_letter(OFFICE, letter, reason)
        self.issued[letter] = replace(self.issued[letter], void_reason=reason)

    @rule(text=TEXT)
    def fail_half_way(self, text: str) -> None:
        with pytest.raises(PowerCut), self.store.writing() as writing:
            self.register_half(writing, text)

    def register_half(self, writing: Writing, text: str) -> None:
        serial = writing.next_serial(OFFICE, "requests", 2026)
        writing.add_request(self.request(f"2026-{serial.value:04d}", text), projection(), serial)
        raise PowerCut

    @rule()
    def close_and_open(self) -> None:
        self.store.tidy()
        self.store.close()
        self.store = self.opened()

    @rule()
    def go_back_to_a_fresh_copy(self) -> None:
        made = backup(self.store)
        self.store.close()
        restore(Path(made.path), self.location, now=self.clock())
        self.store = self.opened()

    @invariant()
    def the_store_says_what_the_list_says(self) -> None:
        with self.store.reading() as reading:
            kept = {request.number: request for request in reading.requests(OFFICE)}
            assert {number: self.timeless(request) for number, request in kept.items()} == self.requests
            assert {letter.id: letter for letter in reading.letters(OFFICE)} == self.issued

    def timeless(self, request: Request) -> Request:
        return replace(request, events=tuple(replace(event, recorded_at=None) for event in request.events))

    def teardown(self) -> None:
        assert check(self.store) == []
        self.store.close()
        self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
