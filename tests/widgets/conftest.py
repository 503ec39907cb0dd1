"""Widgets on the dressed application; Qt must not complain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.widgets.print_server import NotHere, PrintServer, print_server


@pytest.fixture(autouse=True)
def _quiet(qt_is_quiet: None) -> None:
    """Any warning of Qt fails the test."""


@pytest.fixture(scope="session")
def served() -> Iterator[PrintServer]:
    """A print server without any queue yet."""
    try:
        with print_server() as server:
            yield server
    except NotHere as missing:
        print(f"no print server in this test: {missing}")
        pytest.skip(str(missing))


@pytest.fixture
def online(served: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    """The print server of this workplace."""
    monkeypatch.setenv("CUPS_SERVER", served.address)
    return served
