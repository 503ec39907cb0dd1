"""Years of the size of a large city's, four in a row: 14069 + 560 = 13810 + 819 in the largest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.published_years import years_like
from tests.acceptance.test_agency_tables import check_years

YEARS = ((9876, 9412, 464), (11203, 11107, 560), (14069, 13810, 819), (12750, 12903, 666))
"""New, completed, carried out."""


@pytest.mark.drill
@pytest.mark.timeout(1200)
def test_every_cell_of_a_large_citys_years_is_reproduced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_years(years_like(YEARS, 2021, seed=3), tmp_path, capsys)
