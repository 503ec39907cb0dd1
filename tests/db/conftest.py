"""A store on disk, and requests and letters to put into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from db.records import Applicant, Event, Letter, Projection, Request
from db.store import Store, open_store
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
PDF = b"%PDF-1.7 letter"

MakeRequest = Callable[..., Request]


class Clock:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "office" / "shouban.db"


@pytest.fixture
def store(location: Path, clock: Clock) -> Iterator[Store]:
    with open_store(location, clock=clock) as opened:
        with opened.writing() as writing:
            writing.add_office(OFFICE)
        yield opened


@pytest.fixture
def make_request() -> MakeRequest:
    def make(number: str = "2026-0001", **changes: Any) -> Request:
        applicant = Applicant(
            kind=ApplicantKind.NATURAL_PERSON,
            name=changes.pop("name", "张某"),
            id_type=IdentityDocument.RESIDENT_ID,
            id_number=changes.pop("id_number", "11010519491231002X"),
            phone=changes.pop("phone", "13800138000"),
        )
        on = changes.pop("on", date(2026, 9, 1))
        facts: dict[str, Any] = {
            "office": OFFICE,
            "number": number,
            "channel": Channel.SIGNED_MAIL,
            "applicant": applicant,
            "content": "滨海新区建设项目的环境影响报告",
            "medium": Medium.PAPER,
            "delivery": Delivery.POST,
            "events": (
                Event(kind=EventKind.SIGNED, on=on, facts={"tracking_number": "1098765432100"}),
                Event(kind=EventKind.REGISTERED, on=on),
            ),
        }
        return Request(**{**facts, **changes})

    return make


@pytest.fixture
def make_projection() -> Callable[..., Projection]:
    def make(**changes: Any) -> Projection:
        facts: dict[str, Any] = {
            "received_on": date(2026, 9, 1),
            "due_on": date(2026, 9, 29),
            "waits_for": None,
            "waits_until": None,
            "close_from": None,
            "completed_on": None,
            "outcome": None,
            "row": None,
            "column": Table3Column.NATURAL_PERSON,
            "late": None,
            "days_used": None,
        }
        return Projection(**{**facts, **changes})

    return make


@pytest.fixture
def make_letter() -> Callable[..., Letter]:
    def make(letter_id: str = "L1", *requests: str, **changes: Any) -> Letter:
        facts: dict[str, Any] = {
            "office": OFFICE,
            "id": letter_id,
            "kind": LetterKind.CORRECTION_NOTICE,
            "title": "政府信息公开申请补正告知书",
            "number": f"津关公开〔2026〕{letter_id.removeprefix('L')}号",
            "date": date(2026, 9, 3),
            "requests": requests or ("2026-0001",),
            "sha256": hashlib.sha256(PDF).hexdigest(),
            "pages": 1,
            "facts": {"addressee": "张某", "items": ["一、名称"]},
            "wording_version": "2026-01",
            "issued_at": datetime(2026, 9, 3, 10, 0, tzinfo=timezone(timedelta(hours=8))),
        }
        return Letter(**{**facts, **changes})

    return make


@pytest.fixture
def filled(
    store: Store,
    make_request: MakeRequest,
    make_projection: Callable[..., Projection],
    make_letter: Callable[..., Letter],
) -> Store:
    """A store with an own request, its correction notice and the event that names it."""
    with store.writing() as writing:
        serial = writing.next_serial(OFFICE, "requests", 2026)
        writing.add_request(make_request(), make_projection(), serial)
    with store.writing() as writing:
        writing.add_letter(make_letter(), PDF, writing.next_serial(OFFICE, "告", 2026))
        told = Event(
            kind=EventKind.CORRECTION_REQUESTED,
            on=date(2026, 9, 3),
            facts={"items": "一、名称", "allowed_days": 10},
            letter="L1",
            note="已电话告知",
        )
        writing.append_events(OFFICE, "2026-0001", [told], make_projection(due_on=None, waits_for="correction"))
    return store
