"""Why SQLite refused: by the name of its error, or by its words where an error has none."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.exc import DBAPIError


class Fault(StrEnum):
    """Why SQLite refused, as far as the office can do something about it."""

    FULL = "full"
    UNWRITABLE = "unwritable"
    BUSY = "busy"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    OTHER = "other"


_FAULTS = {
    "SQLITE_FULL": Fault.FULL,
    "SQLITE_IOERR": Fault.UNWRITABLE,
    "SQLITE_READONLY": Fault.UNWRITABLE,
    "SQLITE_CANTOPEN": Fault.UNWRITABLE,
    "SQLITE_PERM": Fault.UNWRITABLE,
    "SQLITE_BUSY": Fault.BUSY,
    "SQLITE_LOCKED": Fault.BUSY,
    "SQLITE_CORRUPT": Fault.DAMAGED,
    "SQLITE_NOTADB": Fault.FOREIGN,
}

_MESSAGES = {
    "database or disk is full": Fault.FULL,
    "disk I/O error": Fault.UNWRITABLE,
    "attempt to write a readonly database": Fault.UNWRITABLE,
    "unable to open database file": Fault.UNWRITABLE,
    "access permission denied": Fault.UNWRITABLE,
    "database is locked": Fault.BUSY,
    "database table is locked": Fault.BUSY,
    "database disk image is malformed": Fault.DAMAGED,
    "file is not a database": Fault.FOREIGN,
}
"""SQLite's own words (sqlite3_errstr): copying a database raises errors that carry no name."""


def fault_of(error: BaseException) -> Fault:
    """What kind of refusal an error of SQLAlchemy or of the driver is."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name: str = getattr(cause, "sqlite_errorname", "") or ""
    if not name:
        return _MESSAGES.get(str(cause), Fault.OTHER)
    return next((fault for prefix, fault in _FAULTS.items() if name.startswith(prefix)), Fault.OTHER)
