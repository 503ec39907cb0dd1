"""What all readings and all changes share: a connection inside a transaction, and the keys of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from db import tables
from db.errors import OfficeUnknown, RequestUnknown


class ReadTransaction:
    """One state of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._office_ids: dict[str, int] = {}

    def _office_id(self, office: str) -> int:
        known = self._office_ids.get(office)
        if known is not None:
            return known
        found: int | None = self._connection.scalar(select(tables.offices.c.id).where(tables.offices.c.name == office))
        if found is None:
            raise OfficeUnknown(office)
        self._office_ids[office] = found
        return found

    def _request_id(self, office: str, number: str) -> int:
        found = self._find_request(office, number)
        if found is None:
            raise RequestUnknown(office, number)
        return found

    def _find_request(self, office: str, number: str) -> int | None:
        rows = tables.requests.c
        wanted = select(rows.id).where(rows.office_id == self._office_id(office), rows.number == number)
        return self._connection.scalar(wanted)


class WriteTransaction(ReadTransaction):
    """One change of the store. All events of a change are recorded at the same moment."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        super().__init__(connection)
        self._recorded_at = clock()
