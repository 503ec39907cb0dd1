"""Opens an office: store, clock, calendar and use cases, without Qt. The windows and the commands both call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from db.errors import StoreTooOld
from db.schema import CURRENT
from db.store import open_store
from desktop.casework.casework import Casework, casework_of
from desktop.casework.context import Context
from desktop.casework.office.demonstration import furnish
from desktop.casework.office.rebuilding import Rebuilding
from desktop.casework.office.settings import demonstration_settings
from desktop.casework.progress_reports import Report, unheard
from resources import demo


def system_clock() -> datetime:
    """The present moment in the system's zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Office:
    """An open office. ``demonstration``: every window and letter says so; ``reopen``: opens it again once closed."""

    casework: Casework
    location: str
    demonstration: bool
    close: Callable[[], None]
    reopen: Callable[..., Office]


def open_office(
    location: Path | str | None = None,
    *,
    clock: Callable[[], datetime] = system_clock,
    read_only: bool = False,
    beside: bool = False,
    office: str | None = None,
    as_of: date | None = None,
    report: Report = unheard,
) -> Office:
    """Open the store at ``location`` (None: the office's own), made on first use unless it is only to be read.

    ``beside``: for a command that changes the store although a window has it open. ``office``: which one where the
    store holds several. ``as_of``: only events up to that day count, and today is that day. A store whose projections
    an older version reckoned is reckoned anew, which ``report`` follows and may stop by raising: the next opening goes
    on; ``StoreTooOld`` where the store is only to be read. Raises ``StoreInUse`` and the other errors of
    ``open_store``.
    """
    store = open_store(location, clock=clock, read_only=read_only, beside=beside)
    casework = casework_of(Context(store=store, clock=clock, office=office, as_of=as_of))
    try:
        if (reckoning := Rebuilding(casework.context)).is_due():
            if read_only:
                raise StoreTooOld(store.location, CURRENT.version, CURRENT.version)
            reckoning.rebuild(report)
        demonstration = casework.settings.demonstration()
        casework.fonts.use()
    except BaseException:
        store.close()
        raise
    return Office(
        casework=casework,
        location=str(store.location),
        demonstration=demonstration,
        close=store.close,
        reopen=partial(open_office, store.location, clock=clock, read_only=read_only, office=office, as_of=as_of),
    )


def open_demonstration(folder: Path, *, clock: Callable[[], datetime] | None = None) -> Office:
    """A demonstration office with invented requests in ``folder``; its clock stands at ``resources.demo.NOW``."""
    location = folder / "demo.db"
    building = open_office(location, clock=lambda: demo.BACKED_UP_AT)
    try:
        building.casework.settings.save(demonstration_settings(demo.settings()))
        with demo.exchange_file() as path:
            building.casework.exchange.read(path)
        furnish(building.casework)
        building.casework.safekeeping.backup()
    finally:
        building.close()
    return open_office(location, clock=clock or (lambda: demo.NOW))
