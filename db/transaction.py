"""What all readings and all changes share: a connection inside a transaction, and the keys of rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from db import sqlite, tables
from db.errors import OfficeUnknown, RequestUnknown
from db.whose import Whose


class ReadTransaction:
    """One state of the store. ``is_shadowed``: sums and lists see another state (``db.shadows``)."""

    is_shadowed = False

    def __init__(self, connection: Connection, office_ids: dict[str, int] | None = None) -> None:
        """``office_ids``: what readings of one store share, since the inner id of an office never changes."""
        self._connection = connection
        self._office_ids = {} if office_ids is None else office_ids
        self._several: dict[str, Whose] = {}

    def count_together(self, name: str, offices: Collection[str], left_out: Collection[tuple[str, str]]) -> None:
        """From now on sums and lists of the office ``name`` are those of ``offices``.

        ``left_out``: requests (office, number) that count at another one of them.
        """
        ids = tuple(self._office_id(office) for office in offices)
        gone = tuple(sorted(self._request_id(office, number) for office, number in left_out))
        self._several[name] = Whose(ids, gone)

    def _whose(self, office: str) -> Whose:
        """Whose rows are those of an office, or of the name under which several are counted together."""
        several = self._several.get(office)
        return Whose((self._office_id(office),)) if several is None else several

    @contextmanager
    def followed(self, call: Callable[[], None]) -> Iterator[None]:
        """``call`` is called while questions take long; what it raises stops them."""
        with sqlite.followed(self._connection, call):
            yield

    def _office_id(self, office: str) -> int:
        known = self._office_ids.get(office)
        if known is not None:
            return known
        found: int | None = self._connection.scalar(select(tables.offices.c.id).where(tables.offices.c.name == office))
        if found is None:
            raise OfficeUnknown(office)
        self._office_ids[office] = found
        return found

    def _office_names(self) -> dict[int, str]:
        """The names of the offices that were asked about, by inner id."""
        return {row: name for name, row in self._office_ids.items()}

    def _is_only_office(self, office: str) -> bool:
        others = select(tables.offices.c.id).where(tables.offices.c.name != office).limit(1)
        return self._connection.scalar(others) is None

    def _request_id(self, office: str, number: str) -> int:
        found = self._find_request(office, number)
        if found is None:
            raise RequestUnknown(office, number)
        return found

    def _find_request(self, office: str, number: str) -> int | None:
        rows = tables.requests.c
        wanted = select(rows.id).where(rows.office_id == self._office_id(office), rows.number == number)
        return self._connection.scalar(wanted)

    def _rows_by_number(self, office: str, numbers: Sequence[str]) -> dict[str, int]:
        """The inner ids of requests by number. Raises ``RequestUnknown``."""
        rows = tables.requests.c
        wanted = select(rows.number, rows.id).where(rows.office_id == self._office_id(office), rows.number.in_(numbers))
        found = {row.number: row.id for row in self._connection.execute(wanted)}
        for number in numbers:
            if number not in found:
                raise RequestUnknown(office, number)
        return found


class WriteTransaction(ReadTransaction):
    """One change of the store. All events of a change are recorded at the same moment."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        super().__init__(connection)
        self._recorded_at = clock()

    def _insert(self, table: Table, *rows: Mapping[str, Any]) -> None:
        """Add rows, which have the same columns."""
        if rows:
            self._connection.execute(insert(table), [dict(row) for row in rows])

    def _insert_one(self, table: Table, row: Mapping[str, Any]) -> int:
        """Add a row and return its inner id."""
        key = self._connection.execute(insert(table), dict(row)).inserted_primary_key
        assert key is not None
        return int(key[0])
