"""Each rule of the house in words, held against every import of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.drawing import PICTURE, picture
from tests.architecture.rooms import ROOT, TOOLS, Import, imports, is_standard, modules, room_of, rooms

ROOMS = rooms()
IMPORTS = list(imports())


def crossings(source: str) -> list[Import]:
    """The imports of room ``source`` that leave it."""
    inside = [found for found in IMPORTS if room_of(found.module, ROOMS) == source]
    return [found for found in inside if room_of(found.imported, ROOMS) != source]


def is_ours(name: str) -> bool:
    return name.split(".")[0] in {"desktop", "forms", "resources", "db"}


def test_the_page_lists_every_room_and_only_rooms_that_exist() -> None:
    standing = {room_of(module, ROOMS) for module, _ in modules()} - {None}
    assert standing == set(ROOMS)


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_a_room_imports_only_the_rooms_named_in_its_line(name: str) -> None:
    allowed = ROOMS[name].may_import
    broken = [
        found
        for found in crossings(name)
        if is_ours(found.imported)
        and found.imported not in {"desktop", "resources"}
        and room_of(found.imported, ROOMS) not in allowed
        and not any(found.imported == room or found.imported.startswith(f"{room}.") for room in allowed)
    ]
    assert broken == []


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_a_room_uses_only_the_third_parties_named_in_its_line(name: str) -> None:
    allowed = ROOMS[name].third_parties
    foreign = [
        found
        for found in crossings(name)
        if not is_ours(found.imported)
        and not is_standard(found.imported)
        and found.imported.split(".")[0] not in allowed
    ]
    assert foreign == []


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_the_page_names_no_third_party_that_the_room_does_not_use(name: str) -> None:
    used = {found.imported.split(".")[0] for found in crossings(name)}
    assert ROOMS[name].third_parties - used == set()


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_a_line_of_the_page_points_downward_or_along_the_top_floor(name: str) -> None:
    for allowed in ROOMS[name].may_import:
        target = ROOMS[room_of(allowed, ROOMS) or allowed]
        assert target.floor < ROOMS[name].floor or target.floor == 6


def test_the_records_use_no_third_party() -> None:
    used = [found.imported for found in IMPORTS if found.module == "db.records"]
    assert all(is_standard(name) or name.startswith("resources.") for name in used)


def test_tools_run_by_hand_are_imported_by_nothing() -> None:
    assert [found for found in IMPORTS if any(found.imported.startswith(tool) for tool in TOOLS)] == []


def test_no_file_outgrows_a_readers_head() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*ROOT.glob("tests/**/*.py"), *(path for _, path in modules())]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda page: page.name)
def test_pages_name_only_files_that_are_there(page: Path) -> None:
    named = re.findall(r"`((?:desktop|forms|db|resources|tests|docs)/[^`*{ ]*)`", page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_names_say_what_a_file_holds() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "handler", "misc", "common"}
    assert [str(path) for _, path in modules() if path.stem in vague] == []


def test_the_picture_shows_the_rooms_of_the_page() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run: python -m tests.architecture.drawing"
