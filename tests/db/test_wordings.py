"""Versions of wording are added and never changed; the one in force on a day began last before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from db.check import check
from db.copies import version_of
from db.records import WordingVersion
from db.schema import CURRENT, Schema
from db.sqlite import DRIVER_ERROR, Mode, connect
from db.store import Store, open_store
from resources.vocabulary import LetterKind

OFFICE = "天津海关"
KIND = LetterKind.REFUSAL
Clock = Callable[[], datetime]


def wording(day: date, clock: Clock, text: str = "具体理由：{reason}。", kind: LetterKind = KIND) -> WordingVersion:
    return WordingVersion(
        office=OFFICE,
        kind=kind,
        effective_from=day,
        base="2026-11",
        texts={"reason": text},
        reason="统一用语",
        actor="周宁",
        recorded_at=clock(),
    )


def test_versions_are_numbered_within_their_letter(filled: Store, clock: Clock) -> None:
    with filled.writing() as writing:
        first = writing.add_wording(wording(date(2026, 3, 1), clock))
        second = writing.add_wording(wording(date(2026, 4, 1), clock, "因为{reason}。"))
        other = writing.add_wording(wording(date(2026, 3, 1), clock, kind=LetterKind.RECEIPT))
    assert (first.version, second.version, other.version) == (1, 2, 1)
    with filled.reading() as reading:
        assert reading.wording_versions(OFFICE, KIND) == [first, second]
        assert reading.wording_versions(OFFICE) == [other, first, second]


def test_the_version_in_force_began_last_and_of_the_same_day_the_newest_counts(filled: Store, clock: Clock) -> None:
    with filled.writing() as writing:
        for day, text in ((date(2026, 4, 1), "甲"), (date(2026, 3, 1), "乙"), (date(2026, 3, 1), "丙")):
            writing.add_wording(wording(day, clock, text))
    with filled.reading() as reading:
        found = {
            day: reading.wording_on(OFFICE, KIND, day)
            for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
        }
    texts = [version.texts["reason"] if version else None for version in found.values()]
    assert texts == [None, "丙", "丙", "甲"]


@pytest.mark.parametrize(
    "statement", ["UPDATE wording_versions SET texts = '{}'", "DELETE FROM wording_versions"], ids=["change", "delete"]
)
def test_no_program_changes_a_version(filled: Store, location: Path, clock: Clock, statement: str) -> None:
    with filled.writing() as writing:
        writing.add_wording(wording(date(2026, 3, 1), clock))
    stranger = connect(location, Mode.WRITE)
    with pytest.raises(DRIVER_ERROR, match="never"):
        stranger.execute(statement)
    stranger.close()


def test_a_store_of_the_first_schema_gets_the_versions_and_keeps_everything(tmp_path: Path, clock: Clock) -> None:
    location = tmp_path / "first.db"
    with open_store(location, clock=clock, schema=Schema("0001", CURRENT.scripts)) as store, store.writing() as writing:
        writing.add_office(OFFICE)
        writing.put_setting(OFFICE, "clerk", "周宁")
    assert version_of(location) == "0001"
    with open_store(location, clock=clock) as store:
        with store.writing() as writing:
            assert writing.setting(OFFICE, "clerk") == "周宁"
            assert writing.wording_versions(OFFICE) == []
            writing.add_wording(wording(date(2026, 3, 1), clock))
        assert check(store) == []
    assert version_of(location) == CURRENT.version
