"""Opens an office: store, clock, calendar and use cases, without Qt. The windows and the commands both call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop.casework.casework import Casework, casework_of
from desktop.casework.context import Context


def system_clock() -> datetime:
    """The present moment in the system's zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Office:
    """An open office. ``demonstration``: every window and letter says so."""

    casework: Casework
    location: str
    demonstration: bool
    close: Callable[[], None]


def open_office(
    location: Path | str | None = None,
    *,
    clock: Callable[[], datetime] = system_clock,
    read_only: bool = False,
    office: str | None = None,
    as_of: date | None = None,
) -> Office:
    """Open the store at ``location`` (None: the office's own). Raises ``StoreInUse`` and other ``ShoubanError``."""
    from db.store import open_store

    store = open_store(location, clock=clock, read_only=read_only)
    context = Context(store=store, clock=clock, office=office, as_of=as_of)
    return Office(casework=casework_of(context), location=str(location or ""), demonstration=False, close=store.close)


def open_demonstration(folder: Path, *, clock: Callable[[], datetime] | None = None) -> Office:
    """A demonstration office with invented requests in ``folder``; its clock stands at 2026-10-16 09:42."""
    raise NotImplementedError
