"""What was recorded is never changed, by no program that opens the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.check import check
from db.records import DESTROYED_TEXT, Event, Projection
from db.sqlite import DRIVER_ERROR, Mode, connect
from db.store import Store
from resources.vocabulary import EventKind

OFFICE = "天津海关"


@pytest.fixture
def stranger(filled: Store, location: Path) -> Iterator[Any]:
    """Another program that has the file open."""
    connection = connect(location, Mode.WRITE)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET happened_on = '2026-01-01' WHERE id = 1",
        "UPDATE events SET hash = '' WHERE id = 1",
        "DELETE FROM events WHERE id = 3",
        "REPLACE INTO events SELECT * FROM events WHERE id = 3",
        "UPDATE event_texts SET body = '{}' WHERE event_id = 3",
        "DELETE FROM event_texts WHERE event_id = 3",
        "UPDATE letters SET number = '津关公开〔2026〕9号'",
        "UPDATE letters SET sha256 = ''",
        "DELETE FROM letters",
        "UPDATE letter_bytes SET bytes = x'00'",
        "DELETE FROM letter_bytes",
        "UPDATE letter_texts SET facts = '{}'",
        "DELETE FROM letter_texts",
        "DELETE FROM letter_requests",
        "UPDATE letter_requests SET place = 5",
        "UPDATE requests SET number = '2026-0002'",
        "UPDATE requests SET serial = 7",
        "DELETE FROM requests",
    ],
)
def test_the_file_refuses(stranger: Any, statement: str) -> None:
    with pytest.raises(DRIVER_ERROR, match=r"never|only when destroyed"):
        stranger.execute(statement)


def test_a_void_letter_cannot_be_revived(filled: Store, stranger: Any) -> None:
    with filled.writing() as writing:
        writing.void_letter(OFFICE, "L1", "印错")
    with pytest.raises(DRIVER_ERROR, match="stays void"):
        stranger.execute("UPDATE letters SET void_reason = NULL")


def test_after_destruction_private_texts_may_go_and_the_chain_stays_valid(
    filled: Store, stranger: Any, make_projection: Callable[..., Projection]
) -> None:
    with filled.writing() as writing:
        gone = Event(kind=EventKind.DESTROYED, on=date(2056, 1, 2), note="保管期限届满")
        writing.append_events(OFFICE, "2026-0001", [gone], make_projection())
    for table in ("event_texts", "letter_bytes", "letter_texts", "request_texts", "applicants"):
        stranger.execute(f"DELETE FROM {table}")
    assert check(filled) == []
    with filled.reading() as reading:
        request = reading.request(OFFICE, "2026-0001")
        assert (request.content, request.applicant.name) == (DESTROYED_TEXT, DESTROYED_TEXT)
        told = request.events[2]
        assert (told.kind, told.facts, told.note) == (EventKind.CORRECTION_REQUESTED, {"allowed_days": 10}, None)
        assert reading.rows(OFFICE).rows[0].applicant_name == DESTROYED_TEXT


def test_private_words_stand_only_in_tables_that_can_be_destroyed(filled: Store, stranger: Any) -> None:
    rows = [
        str(value)
        for table in ("events", "requests", "letters", "letter_requests", "number_series")
        for row in stranger.execute(f"SELECT * FROM {table}")
        for value in row
    ]
    kept = "\n".join(rows)
    for private in ("张某", "11010519491231002X", "13800138000", "环境影响", "名称", "电话告知", "1098765432100"):
        assert private not in kept
    assert "allowed_days" in kept
