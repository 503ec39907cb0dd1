"""The invented store of the measurements is one that the program could have written itself."""

from __future__ import annotations

from pathlib import Path

from db.row_filters import RowFilter
from desktop.office import open_office
from desktop.rules.projection import project
from tests.benchmarks import million


def test_the_store_of_the_measurements_is_sound(tmp_path: Path) -> None:
    store = million.cached(tmp_path / "many.db", 390, 60)
    made = store.stat().st_mtime_ns
    assert million.cached(store, 390, 60).stat().st_mtime_ns == made, "it is made once"
    office = open_office(store, clock=lambda: million.NOW)
    try:
        assert office.casework.safekeeping.check().findings == ()
        with office.casework.context.store.reading() as reading:
            calendar = office.casework.context.calendar(reading)
            found = [
                (request, reading.projection(million.OFFICE, request.number))
                for request in reading.requests(million.OFFICE)
            ]
            assert len(list(reading.requests(million.OFFICE, RowFilter(open=True)))) == 60
            assert found[7][0].number in {
                row.number for row in reading.search(million.OFFICE, found[7][0].applicant.name)
            }
        assert len(found) == 390
        assert all(project(request, calendar) == stored for request, stored in found)
        assert {request.events[0].on.year for request, _ in found} == set(range(2016, 2027))
    finally:
        office.close()
