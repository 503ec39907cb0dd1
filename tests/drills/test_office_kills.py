"""Killed 200 times while the office registers and issues: nothing acknowledged is lost, no number twice, no gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.killing_office import kill_office


@pytest.mark.drill
@pytest.mark.timeout(1800)
def test_two_hundred_kills(tmp_path: Path) -> None:
    assert kill_office(tmp_path / "office.db", kills=200, seed=2026) > 200
