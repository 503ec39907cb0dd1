"""Gap-free number series: one counter per office, series and year, moved in the transaction that uses the number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from db.tables import number_series, passed_over
from db.transaction import ReadTransaction, WriteTransaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Serial:
    """A number taken from a series: the ``value``-th (from 1) of ``series`` in ``year``.

    It must be given to ``add_request`` or ``add_letter`` in the same transaction, else the transaction fails.
    """

    series: str
    year: int
    value: int


class NumberReading(ReadTransaction):
    """Reads counters."""

    def last_serial(self, office: str, series: str, year: int) -> int:
        """The highest number of the series that is given out or passed over; 0 when none is."""
        counter = number_series.c
        wanted = select(counter.last).where(
            counter.office_id == self._office_id(office), counter.name == series, counter.year == year
        )
        return self._connection.scalar(wanted) or 0

    def series_names(self, office: str) -> list[str]:
        """The series from which numbers were ever taken, in any year."""
        counter = number_series.c
        own = counter.office_id == self._office_id(office)
        return list(self._connection.scalars(select(counter.name).where(own).distinct().order_by(counter.name)))


class NumberWriting(NumberReading, WriteTransaction):
    """Moves counters."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        super().__init__(connection, clock)
        self._taken: set[tuple[int, Serial]] = set()

    def next_serial(self, office: str, series: str, year: int) -> Serial:
        """Take the next number; the same transaction must give it to ``add_request`` or ``add_letter``."""
        serial = Serial(series=series, year=year, value=self.last_serial(office, series, year) + 1)
        self._set_last(office, serial)
        self._taken.add((self._office_id(office), serial))
        return serial

    def pass_over(self, office: str, series: str, year: int, through: int) -> None:
        """The series goes on after ``through`` (an id that came in from elsewhere); never goes back."""
        last = self.last_serial(office, series, year)
        if through <= last:
            return
        self._set_last(office, Serial(series=series, year=year, value=through))
        office_id = self._office_id(office)
        gap = {"office_id": office_id, "name": series, "year": year, "first": last + 1, "last": through}
        self._insert(passed_over, gap)

    def check_serials_used(self) -> None:
        """Every number taken stands on a request or letter. Raises ``RuntimeError``: it would leave a gap."""
        if self._taken:
            raise RuntimeError(f"numbers taken and not used: {sorted(str(serial) for _, serial in self._taken)}")

    def _use(self, office_id: int, serial: Serial | None) -> dict[str, str | int | None]:
        """The columns of the row that carries the number."""
        if serial is None:
            return {"series": None, "serial_year": None, "serial": None}
        if (office_id, serial) not in self._taken:
            raise RuntimeError(f"number was not taken in this change: {serial}")
        self._taken.remove((office_id, serial))
        return {"series": serial.series, "serial_year": serial.year, "serial": serial.value}

    def _set_last(self, office: str, serial: Serial) -> None:
        key = {"office_id": self._office_id(office), "name": serial.series, "year": serial.year}
        at = [number_series.c[column] == value for column, value in key.items()]
        moved = self._connection.execute(update(number_series).where(*at).values(last=serial.value))
        if moved.rowcount == 0:
            self._insert(number_series, {**key, "last": serial.value})
