"""A killed program loses nothing that it acknowledged (200 kills: ``tests/drills``)."""

from __future__ import annotations

from pathlib import Path

from tests.drills.killing import kill_while_registering


def test_a_few_kills(tmp_path: Path) -> None:
    assert kill_while_registering(tmp_path / "shouban.db", kills=4, seed=1) > 0
