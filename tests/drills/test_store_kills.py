"""Killed 200 times while it registers and issues: nothing acknowledged is lost, no number twice, no gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.killing import kill_while_registering


@pytest.mark.drill
def test_two_hundred_kills(tmp_path: Path) -> None:
    assert kill_while_registering(tmp_path / "shouban.db", kills=200, seed=2026) > 200
