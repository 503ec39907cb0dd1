"""Exchange files with something wrong in them, by the thousand."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from tests.acceptance.damaged_files import Lines, check_file, damaged


@pytest.mark.drill
@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damaged_files_are_refused_or_hold(lines: Lines) -> None:
    with TemporaryDirectory() as folder:
        check_file(lines, Path(folder))
