"""The limits by two independent ways, on many thousand histories."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.rules.histories import histories
from tests.rules.test_second_opinion import check_agreement


@pytest.mark.drill
@settings(max_examples=50_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_both_ways_agree_on_very_many_histories(history: tuple[str, list[dict[str, Any]], date]) -> None:
    check_agreement(*history)
