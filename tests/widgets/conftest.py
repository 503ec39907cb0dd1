"""Widgets on the dressed application; Qt must not complain."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _quiet(qt_is_quiet: None) -> None:
    """Any warning of Qt fails the test."""
