"""The chain shows what somebody changed who got round the guards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from db.backup import backup
from db.chain import PUBLIC_FACTS, joined, split
from db.check import check
from db.findings import Finding
from db.json_text import write
from db.records import Event, Json, Projection, Request
from db.sqlite import Mode, connect
from db.store import Store
from resources.vocabulary import EventKind

OFFICE = "天津海关"


def tamper(location: Path, *statements: str) -> None:
    """Change the file with all guards off, and put them back."""
    stranger = connect(location, Mode.WRITE)
    stranger.execute("PRAGMA foreign_keys=OFF")
    guards = stranger.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        stranger.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        stranger.execute(statement)
    for _, sql in guards:
        stranger.execute(sql)
    stranger.close()


def found(store: Store) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in check(store)]


def test_a_sound_store_has_no_findings(filled: Store) -> None:
    assert check(filled) == []


@pytest.mark.parametrize(
    ("statement", "code", "subject"),
    [
        ("UPDATE events SET happened_on = '2026-09-02' WHERE id = 2", "event_altered", "天津海关 2026-0001 #1"),
        ("UPDATE events SET actor = '别人' WHERE id = 3", "event_altered", "天津海关 2026-0001 #2"),
        (
            "UPDATE events SET recorded_at = '2020-01-01T00:00:00+08:00' WHERE id = 1",
            "event_altered",
            "天津海关 2026-0001 #0",
        ),
        ("""UPDATE events SET facts = '{"allowed_days":30}' WHERE id = 3""", "event_altered", "天津海关 2026-0001 #2"),
        (
            """UPDATE event_texts SET body = '{"facts":{},"note":null}' WHERE event_id = 3""",
            "text_altered",
            "天津海关 2026-0001 #2",
        ),
        ("DELETE FROM event_texts WHERE event_id = 3", "text_altered", "天津海关 2026-0001 #2"),
        ("UPDATE request_texts SET content = '别的'", "particulars_altered", "天津海关 2026-0001"),
        ("UPDATE applicants SET name = '李某'", "particulars_altered", "天津海关 2026-0001"),
        ("DELETE FROM applicants", "particulars_altered", "天津海关 2026-0001"),
        ("DELETE FROM request_texts", "particulars_altered", "天津海关 2026-0001"),
        ("UPDATE requests SET channel = 'web'", "particulars_altered", "天津海关 2026-0001"),
        ("UPDATE requests SET channel = 'pigeon'", "request_unreadable", "天津海关 2026-0001"),
        ("UPDATE letter_bytes SET bytes = x'00'", "letter_altered", "天津海关 L1"),
        ("DELETE FROM letter_bytes", "letter_lost", "天津海关 L1"),
    ],
)
def test_an_edit_is_found(filled: Store, location: Path, statement: str, code: str, subject: str) -> None:
    tamper(location, statement)
    assert found(filled) == [(code, subject)]


def test_a_letter_changed_together_with_its_hash_is_found(filled: Store, location: Path) -> None:
    other = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"  # of the bytes "0"
    tamper(location, f"UPDATE letters SET sha256 = '{other}'", "UPDATE letter_bytes SET bytes = x'30'")
    assert found(filled) == [("letter_altered", "天津海关 L1")]


def test_an_inserted_event_is_found(filled: Store, location: Path) -> None:
    tamper(
        location,
        "INSERT INTO events SELECT 4, request_id, 3, 'corrected', happened_on, '{}', NULL, NULL, actor, recorded_at, "
        "NULL, NULL, hash FROM events WHERE id = 3",
    )
    assert found(filled) == [("event_altered", "天津海关 2026-0001 #3")]


def test_a_deleted_event_is_found(filled: Store, location: Path) -> None:
    tamper(location, "DELETE FROM events WHERE id = 2")
    assert ("event_missing", "天津海关 2026-0001 #2") in found(filled)


def test_a_cut_tail_is_found_against_a_copy(filled: Store, location: Path) -> None:
    backup(filled)
    tamper(location, "DELETE FROM event_texts WHERE event_id = 3", "DELETE FROM events WHERE id = 3")
    assert found(filled) == [("chain_cut", "2")]


def test_a_chain_computed_anew_is_found_against_a_copy(filled: Store, location: Path) -> None:
    backup(filled)
    tamper(location, f"UPDATE events SET hash = '{'0' * 64}' WHERE id = 3")
    assert ("anchor_differs", "天津海关 2026-0001 #2") in found(filled)


def test_the_head_moves_with_every_event(
    filled: Store, make_request: Callable[..., Request], make_projection: Callable[..., Projection]
) -> None:
    with filled.reading() as reading:
        before = reading.chain_head()
    with filled.writing() as writing:
        writing.add_request(make_request("2026-0002"), make_projection())
        after = writing.chain_head()
    assert (before.events, after.events) == (3, 5)
    assert before.hash != after.hash


def test_an_empty_store_has_no_head(store: Store) -> None:
    with store.reading() as reading:
        assert (reading.chain_head().events, reading.chain_head().hash) == (0, None)
    assert check(store) == []


@pytest.mark.parametrize(
    ("facts", "public"),
    [
        ({"days": 20, "approved_by": "王局长"}, {"days": 20}),
        (
            {"outcome": "partly_provided", "posted_on": "2026-09-01"},
            {"outcome": "partly_provided", "posted_on": "2026-09-01"},
        ),
        ({"ref": "A-1", "party": "third_party", "name": "某公司"}, {"ref": "A-1", "party": "third_party"}),
        ({"ref": "张三"}, {}),
        ({"ref": "11010519491231002X"}, {}),
        ({"how": "给张三打电话"}, {}),
        ({"how": "13912345678"}, {}),
        ({"ref": "022-1234567"}, {}),
        ({"tracking_number": "EB1"}, {}),
        ({"days": [1]}, {}),
        ({"reached": True, "due_on": None, "amount": 12.5}, {"reached": True, "due_on": None, "amount": 12.5}),
    ],
)
def test_only_codes_dates_and_numbers_of_known_facts_are_hashed_in_clear(
    facts: dict[str, Json], public: dict[str, Json]
) -> None:
    event = Event(kind=EventKind.NOTED, on=date(2026, 9, 1), facts=facts)
    clear, private = split(event)
    assert dict(clear) == public
    assert joined(write(clear), private)[0] == facts


def test_no_name_or_free_text_is_a_public_fact() -> None:
    assert PUBLIC_FACTS.isdisjoint(
        {"name", "approved_by", "items", "tracking_number", "to", "with", "why", "old", "new"}
    )


def test_findings_are_worded_in_the_language_asked_for(filled: Store, location: Path) -> None:
    tamper(location, "DELETE FROM letter_bytes")
    subject = "天津海关 L1"
    assert check(filled) == [Finding(code="letter_lost", subject=subject, sentence=f"文书 {subject} 的正文丢失。")]
    assert check(filled, "en")[0].sentence == f"The text of the letter {subject} is lost."
