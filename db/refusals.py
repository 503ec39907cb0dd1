"""What SQLite and the system refuse, as errors that the user can do something about."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from db import sqlite
from db.errors import NotAStore, StoreBusy, StoreDamaged, StoreError, StoreFull, StoreUnwritable, TextRefused
from db.sqlite_faults import Fault, fault_of


@contextmanager
def of_database(path: Path) -> Iterator[None]:
    """Raises ``StoreFull``, ``StoreUnwritable``, ``StoreBusy``, ``StoreDamaged``, ``TextRefused`` for what was refused.

    Other errors of the database pass: they are bugs.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise TextRefused(error.start) from error
    except (DBAPIError, sqlite.DRIVER_ERROR) as error:
        refused = _worded(error, path)
        if refused is None:
            raise
        raise refused from error


@contextmanager
def of_files(path: Path) -> Iterator[None]:
    """Raises ``StoreFull``, ``StoreUnwritable`` for what the system refused."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StoreFull(path) from error
        raise StoreUnwritable(path, error) from error


def _worded(error: Exception, path: Path) -> StoreError | None:
    detail = str(error.orig if isinstance(error, DBAPIError) else error)
    match fault_of(error):
        case Fault.FULL:
            return StoreFull(path)
        case Fault.BUSY:
            return StoreBusy(path)
        case Fault.UNWRITABLE:
            return StoreUnwritable(path, detail)
        case Fault.DAMAGED:
            return StoreDamaged(path, detail)
        case Fault.FOREIGN:
            return NotAStore(path)
        case Fault.OTHER:
            return None
