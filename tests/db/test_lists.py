"""Lists page by key, filters narrow them, sums group them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from db.lists import Grouping, Order, PageKey
from db.records import Event, Projection, Request, RequestRow
from db.row_filters import ALL_ROWS, RowFilter
from db.store import Reading, Store
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    EventKind,
    IdentityDocument,
    Matter,
    Outcome,
    Table3Column,
    Table3Row,
)

OFFICE = "天津海关"
FIRST = date(2026, 9, 1)
Make = Callable[..., Request]
Project = Callable[..., Projection]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.fixture
def listed(store: Store, make_request: Make, make_projection: Project) -> Store:
    """Twelve requests: number n is registered on day n // 3 and due on day 40 - n."""
    with store.writing() as writing:
        for n in range(12):
            request = make_request(
                f"N{n:02d}",
                on=day(n // 3),
                channel=Channel.WEB if n % 2 else Channel.COUNTER,
                department="稽查处" if n < 4 else None,
                name=f"申请人{n % 5}",
                id_number=f"ID{n % 4}",
                phone=f"P{n}",
            )
            if n < 8:
                projection = make_projection(received_on=day(n), due_on=day(40 - n))
            else:
                projection = make_projection(
                    received_on=day(n),
                    due_on=day(40 - n),
                    completed_on=day(n + 20),
                    waits_for="service" if n == 11 else None,
                    outcome=Outcome.PROVIDED if n % 2 else Outcome.NONEXISTENT,
                    row=Table3Row.DISCLOSED if n % 2 else Table3Row.UNAVAILABLE_NOT_HELD,
                    late=n == 10,
                    days_used=n,
                )
            writing.add_request(request, projection)
    return store


def numbers(rows: tuple[RequestRow, ...] | list[RequestRow]) -> list[str]:
    return [row.number for row in rows]


def asked(store: Store, **wanted: Any) -> list[str]:
    with store.reading() as reading:
        return sorted(numbers(reading.rows(OFFICE, RowFilter(**wanted)).rows))


@pytest.mark.parametrize("limit", [1, 4, 5, 12, 50])
@pytest.mark.parametrize("order", list(Order))
def test_pages_hold_every_row_once_in_order(listed: Store, limit: int, order: Order) -> None:
    seen: list[RequestRow] = []
    after: PageKey | None = None
    with listed.reading() as reading:
        while True:
            page = reading.rows(OFFICE, ALL_ROWS, order, after, limit)
            seen += page.rows
            after = page.after
            if after is None:
                break
            assert len(page.rows) == limit
    by_number = [f"N{n:02d}" for n in range(12)]
    if order is Order.COMPLETED:
        by_number = [row.number for row in reversed(seen) if row.projection.completed_on is not None]
        assert len(by_number) == 4
    assert numbers(seen) == by_number[::-1]  # the later registered are due earlier


def test_a_page_is_not_moved_by_what_comes_in_meanwhile(
    listed: Store, make_request: Make, make_projection: Project
) -> None:
    with listed.reading() as reading:
        first = reading.rows(OFFICE, limit=4)
    with listed.writing() as writing:
        writing.add_request(make_request("N99", on=day(99)), make_projection())
    with listed.reading() as reading:
        second = reading.rows(OFFICE, after=first.after, limit=4)
    assert numbers(second.rows) == ["N07", "N06", "N05", "N04"]


def test_a_row_shows_what_lists_need(listed: Store) -> None:
    with listed.reading() as reading:
        row = reading.row(OFFICE, "N01")
    assert (row.applicant_name, row.channel, row.department, row.registered_on) == (
        "申请人1",
        Channel.WEB,
        "稽查处",
        FIRST,
    )
    assert row.content == "滨海新区建设项目的环境影响报告"


def by_limit(reading: Reading) -> tuple[RequestRow, ...]:
    return reading.rows(OFFICE, RowFilter(open=True), Order.DUE).rows


def test_open_requests_come_by_limit_and_include_what_waits_for_service(listed: Store) -> None:
    with listed.reading() as reading:
        assert numbers(by_limit(reading)) == ["N11", *(f"N{n:02d}" for n in range(7, -1, -1))]


def test_rows_without_a_limit_come_last(listed: Store, make_projection: Project) -> None:
    with listed.writing() as writing:
        writing.append_events(OFFICE, "N07", (), make_projection(due_on=None, waits_for="correction"))
    with listed.reading() as reading:
        assert numbers(by_limit(reading))[-1] == "N07"


def test_void_registrations_are_not_open(listed: Store, make_projection: Project) -> None:
    with listed.writing() as writing:
        writing.append_events(OFFICE, "N07", (), make_projection(voided=True))
    assert "N07" not in asked(listed, open=True)
    assert asked(listed, voided=True) == ["N07"]


def test_filters_narrow(listed: Store) -> None:
    assert asked(listed, departments=("稽查处",)) == ["N00", "N01", "N02", "N03"]
    assert asked(listed, departments=("稽查处",), channels=(Channel.WEB, Channel.FAX)) == ["N01", "N03"]
    assert asked(listed, outcomes=(Outcome.NONEXISTENT,)) == ["N08", "N10"]
    assert asked(listed, table_rows=(Table3Row.DISCLOSED,)) == ["N09", "N11"]
    assert asked(listed, late=True) == ["N10"]
    assert asked(listed, waits_for=("service", "payment")) == ["N11"]
    assert asked(listed, open=False) == ["N08", "N09", "N10"]
    assert asked(listed, registered_from=day(1), registered_through=day(1)) == ["N03", "N04", "N05"]
    assert asked(listed, received_from=day(2), received_through=day(3)) == ["N02", "N03"]
    assert asked(listed, completed_from=day(29), completed_through=day(30)) == ["N09", "N10"]
    assert asked(listed, due_from=day(40), due_through=day(50)) == ["N00"]
    assert asked(listed, uncompleted_on=day(29), received_from=day(8)) == ["N10", "N11"]
    assert asked(listed, applicant="申请人4") == ["N04", "N09"]
    assert asked(listed, applicant="ID3") == ["N03", "N07", "N11"]
    assert asked(listed, matter=Matter.RECORD_CORRECTION) == []
    assert asked(listed, applicant_kinds=(ApplicantKind.BUSINESS,)) == []
    assert asked(listed, table_columns=(Table3Column.NATURAL_PERSON,), channels=(Channel.FAX,)) == []


def test_the_same_applicant_is_found_by_number_name_or_telephone(listed: Store) -> None:
    with listed.reading() as reading:
        assert numbers(reading.rows_of_applicant(OFFICE, id_number="ID3", phone="P0")) == ["N11", "N07", "N03", "N00"]
        assert numbers(reading.rows_of_applicant(OFFICE, name="申请人4", limit=1)) == ["N09"]
        assert reading.rows_of_applicant(OFFICE, id_number="ID3", id_type=IdentityDocument.PASSPORT) == []
        assert reading.rows_of_applicant(OFFICE, id_number="", name="", phone="") == []


def test_departments_are_listed_once(listed: Store) -> None:
    with listed.reading() as reading:
        assert reading.departments(OFFICE) == ["稽查处"]


def test_sums_group_by_any_columns(listed: Store) -> None:
    with listed.reading() as reading:
        assert reading.count_cells(OFFICE, ALL_ROWS) == {(): 12}
        assert reading.count_cells(OFFICE, ALL_ROWS, (Grouping.RECEIVED_YEAR, Grouping.TABLE_COLUMN)) == {
            (2026, "natural_person"): 12
        }
        completed = RowFilter(completed_from=date(2026, 1, 1), completed_through=date(2026, 12, 31))
        assert reading.count_cells(OFFICE, completed, (Grouping.TABLE_ROW, Grouping.COMPLETED_MONTH)) == {
            ("unavailable.not_held", 9): 1,
            ("unavailable.not_held", 10): 1,
            ("disclosed", 9): 1,
            ("disclosed", 10): 1,
        }
        assert reading.count_cells(OFFICE, completed, (Grouping.DAYS_USED,)) == {(8,): 1, (9,): 1, (10,): 1, (11,): 1}
        assert reading.count_cells(OFFICE, completed, (Grouping.LATE,)) == {(False,): 3, (True,): 1}
        assert reading.count_cells(OFFICE, RowFilter(voided=True)) == {(): 0}


def test_requests_are_found_by_what_happened_to_them(listed: Store) -> None:
    with listed.reading() as reading:
        assert reading.numbers_with(OFFICE, EventKind.SIGNED, day(1), day(1)) == ["N03", "N04", "N05"]
        assert len(reading.numbers_with(OFFICE, EventKind.REGISTERED)) == 12
        assert reading.numbers_with(OFFICE, EventKind.WITHDRAWN) == []


def test_registration_is_the_day_of_its_event_or_of_the_first(
    store: Store, make_request: Make, make_projection: Project
) -> None:
    imported = make_request("A", events=(Event(kind=EventKind.SUBMITTED, on=day(3)),))
    own = make_request(
        "B", events=(Event(kind=EventKind.SUBMITTED, on=day(1)), Event(kind=EventKind.REGISTERED, on=day(2)))
    )
    with store.writing() as writing:
        writing.add_request(imported, make_projection())
        writing.add_request(own, make_projection())
    with store.reading() as reading:
        assert (reading.row(OFFICE, "A").registered_on, reading.row(OFFICE, "B").registered_on) == (day(3), day(2))


def plans(store: Store, read: Callable[[Reading], object]) -> list[str]:
    """How SQLite goes about the statements of a reading."""
    statements: list[tuple[str, Any]] = []
    with store.connection() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: statements.append((call[2], call[3])))
        read(Reading(connection))
        return [
            str(step[3])
            for statement, values in statements.copy()
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


def test_what_is_finished_is_counted_as_all_less_what_is_open(listed: Store) -> None:
    with listed.reading() as reading:
        for narrowed in ({}, {"outcomes": (Outcome.PROVIDED,)}, {"registered_from": day(3)}):
            finished = reading.rows(OFFICE, RowFilter(open=False, **narrowed), limit=999).rows
            assert reading.count_cells(OFFICE, RowFilter(open=False, **narrowed)).get((), 0) == len(finished)
        assert len(reading.rows(OFFICE, RowFilter(open=False), limit=999).rows) > 0
    counted = plans(listed, lambda reading: reading.count_cells(OFFICE, RowFilter(open=False)))
    assert all("COVERING INDEX" in step or "list_due" in step for step in counted), counted


@pytest.mark.parametrize(
    "read",
    [
        lambda reading: reading.rows(OFFICE, ALL_ROWS, Order.NEWEST, PageKey(day(5), 5)),
        lambda reading: reading.rows(OFFICE, RowFilter(registered_from=day(0), registered_through=day(9))),
        lambda reading: reading.rows(OFFICE, RowFilter(outcomes=(Outcome.PROVIDED,))),
        lambda reading: reading.rows(OFFICE, RowFilter(open=True), Order.DUE, PageKey(day(5), 5)),
        lambda reading: reading.rows_of_applicant(OFFICE, id_number="ID1", name="张某", phone="1"),
        lambda reading: reading.request(OFFICE, "N01"),
        lambda reading: reading.count_cells(OFFICE, RowFilter(received_from=day(0), received_through=day(9))),
        lambda reading: reading.handed_over(),
    ],
    ids=["all", "a period", "an outcome", "by limit", "an applicant", "one request", "a sum", "links of offices"],
)
def test_nothing_is_read_whole(listed: Store, read: Callable[[Reading], object]) -> None:
    scans = [step for step in plans(listed, read) if step.startswith(("SCAN requests", "SCAN app"))]
    assert scans == []


@pytest.mark.parametrize(
    "read",
    [
        lambda reading: reading.rows(OFFICE, ALL_ROWS, Order.NEWEST, PageKey(day(5), 5)),
        lambda reading: reading.rows(OFFICE, RowFilter(open=True), Order.DUE, PageKey(day(5), 5)),
    ],
    ids=["newest", "by limit"],
)
def test_a_page_needs_no_sorting(listed: Store, read: Callable[[Reading], object]) -> None:
    assert [step for step in plans(listed, read) if "TEMP B-TREE" in step] == []
