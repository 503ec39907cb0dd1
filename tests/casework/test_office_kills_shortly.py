"""A killed office loses nothing that it acknowledged (200 kills: ``tests/drills``)."""

from __future__ import annotations

from pathlib import Path

from tests.drills.killing_office import kill_office


def test_a_few_kills_while_registering_and_issuing(tmp_path: Path) -> None:
    assert kill_office(tmp_path / "office.db", kills=3, seed=3) > 6
