"""Each released schema has a sample store, kept for ever: today's program opens it and finds all that was in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.office import Office, open_office
from tests.stores.sampling import LAST_DAY, Clock, contents, make

SAMPLES = sorted(Path(__file__).parent.glob("[0-9][0-9][0-9][0-9].db"))


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def office(sample: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the sample, brought up to date by opening it."""
    copy = tmp_path / "store" / sample.name
    copy.parent.mkdir()
    shutil.copy(sample, copy)
    opened = open_office(copy, clock=Clock(LAST_DAY))
    yield opened
    opened.close()


@pytest.fixture
def recorded(sample: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))
    return told


def test_a_sample_of_each_schema_is_kept() -> None:
    assert "0001" in [path.stem for path in SAMPLES]


def test_requests_limits_and_letters_are_as_they_were(office: Office, recorded: dict[str, Any]) -> None:
    found = contents(office.casework)
    for part in recorded:
        assert found[part] == recorded[part], part


def test_the_record_is_sound_after_the_migration(office: Office) -> None:
    assert office.casework.safekeeping.check().findings == ()


def test_work_goes_on_where_it_stopped(office: Office, recorded: dict[str, Any]) -> None:
    draft = office.casework.intake.drafts()[0]
    registered = office.casework.intake.register(office.casework.intake.draft(draft.id))
    newest = max(recorded["requests"])
    assert int(registered.number.rpartition("-")[2]) == int(newest.rpartition("-")[2]) + 1
    assert office.casework.safekeeping.check().ok


def test_the_recipe_still_makes_a_sample(tmp_path: Path) -> None:
    """The sample of the next schema is made by the same steps."""
    target = tmp_path / "next.db"
    make(target)
    office = open_office(target, clock=Clock(LAST_DAY))
    found = contents(office.casework)
    office.close()
    assert {event.split()[1] for request in found["requests"].values() for event in request["events"]} >= {
        "amended",
        "consulted",
        "corrected",
        "correction_requested",
        "extended",
        "redated",
        "registration_voided",
        "replied",
        "withdrawn",
    }
    assert any(letter["void"] for letter in found["letters"].values())
