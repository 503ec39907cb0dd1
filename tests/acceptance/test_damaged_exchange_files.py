"""Whatever is wrong with an exchange file: it is refused whole with one sentence, or it is taken in and holds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from tests.acceptance.damaged_files import WHOLE, Lines, asked, check_file, damaged


def test_the_whole_file_is_taken_in(tmp_path: Path) -> None:
    check_file(WHOLE, tmp_path)
    assert asked(tmp_path / "store.db", ["deadlines", "2026-0001"])[0] == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_file_is_refused_or_holds(lines: Lines) -> None:
    with TemporaryDirectory() as folder:
        check_file(lines, Path(folder))
