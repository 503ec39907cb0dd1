"""A question worked out once gives the rows that its statement gives, for every day, text and number put into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import postgresql

from db import kept_questions
from db.figure_lists import (  # the statements themselves are compared
    DisputeFilter,
    PaperFilter,
    Place,
    StepFilter,
    _brief,
    _dispute_page,
    _paper_page,
    _step_page,
)
from db.lists import Order, PageKey
from db.records import Projection, Request
from db.row_filters import RowFilter
from db.store import Store
from db.whose import Whose
from resources.vocabulary import Channel, DisputeKind, EventKind, LetterKind, Outcome, Table3Row

OFFICE = "天津海关"
OURS = Whose((1,))
Make = Callable[..., Request]
Project = Callable[..., Projection]
MARCH = RowFilter(voided=False, received_from=date(2026, 3, 1), received_through=date(2026, 3, 31))
APRIL = replace(MARCH, received_from=date(2026, 4, 1), received_through=date(2026, 4, 30))

REQUESTS = (
    (RowFilter(), None, Order.NEWEST),
    (MARCH, None, Order.RECEIVED),
    (MARCH, PageKey(date(2026, 3, 20), 12), Order.RECEIVED),
    (replace(MARCH, channels=(Channel.WEB,)), None, Order.RECEIVED),
    (replace(MARCH, channels=(Channel.WEB, Channel.COUNTER)), None, Order.RECEIVED),
    (replace(MARCH, subjects=(None,)), None, Order.RECEIVED),
    (replace(MARCH, subjects=(None, "关税")), None, Order.RECEIVED),
    (replace(MARCH, applicants=(1, 2), late=True), None, Order.RECEIVED),
    (replace(MARCH, information=(3,), counted=True), None, Order.RECEIVED),
    (RowFilter(applicant="ID2", days_from=3, days_through=9), None, Order.COMPLETED),
    (RowFilter(due_through=date(2026, 4, 9), uncompleted_on=date(2026, 4, 1)), None, Order.DUE),
    (RowFilter(due_through=date(2026, 4, 9)), PageKey(date(2026, 4, 2), 3), Order.DUE),
)
OTHERS = (
    (_step_page, StepFilter(kind=EventKind.SERVED, first=date(2026, 3, 1), last=date(2026, 3, 31), details=(None,))),
    (_step_page, StepFilter(kind=EventKind.CONSULTED, awaited=(date(2026, 3, 31), date(2026, 3, 30)))),
    (_paper_page, PaperFilter(first=date(2026, 1, 1), last=date(2026, 3, 31), kinds=(LetterKind.RECEIPT,))),
    (_paper_page, PaperFilter(first=date(2026, 1, 1), last=date(2026, 3, 31), merged=True)),
    (_dispute_page, DisputeFilter(kinds=(DisputeKind.REVIEW,), filed=(date(2026, 1, 1), date(2026, 12, 31)))),
    (_dispute_page, DisputeFilter(pending=date(2026, 3, 31))),
)


@pytest.fixture
def filled(store: Store, make_request: Make, make_projection: Project) -> Store:
    """Thirty requests of March and April."""
    with store.writing() as writing:
        for n in range(30):
            on = date(2026, 3 + n // 15, 1 + n % 15)
            done = None if n % 3 else date(2026, 4, 28)
            request = make_request(
                f"N{n:02d}",
                on=on,
                channel=Channel.WEB if n % 2 else Channel.COUNTER,
                name=f"申请人{n % 5}",
                id_number="" if n % 7 == 0 else f"ID{n % 4}",
            )
            columns = {"received_on": on, "due_on": date(2026, 4, n + 1), "completed_on": done, "late": n % 6 == 0}
            if done:
                columns |= {"outcome": Outcome.PROVIDED, "row": Table3Row.DISCLOSED, "days_used": n % 11}
            writing.add_request(request, make_projection(**columns))
    return store


def both(store: Store, build: Callable[..., Select[Any]], *asked: Any, fixed: tuple[Any, ...]) -> tuple[Any, Any]:
    """The rows of the kept question, and those that the statement itself gives."""
    with store.connection() as connection:
        kept = [list(row) for row in kept_questions.rows_of(connection, build, asked, fixed)]
        return kept, [list(row) for row in connection.execute(build(*asked, *fixed))]


@pytest.mark.parametrize(("wanted", "after", "order"), REQUESTS)
def test_requests_are_those_of_the_statement(
    filled: Store, wanted: RowFilter, after: PageKey | None, order: Order
) -> None:
    kept, stated = both(filled, _brief, OURS, wanted, after, fixed=(9, order))
    assert kept == stated


@pytest.mark.parametrize(("build", "wanted"), OTHERS)
def test_steps_letters_and_disputes_are_those_of_the_statement(
    filled: Store, build: Callable[..., Select[Any]], wanted: object
) -> None:
    for after in (None, Place(date(2026, 3, 9), 4, 1)):
        kept, stated = both(filled, build, OURS, wanted, after, fixed=(9,))
        assert kept == stated


def test_another_month_is_another_answer_of_the_same_question(filled: Store) -> None:
    march, stated = both(filled, _brief, OURS, MARCH, None, fixed=(51, Order.RECEIVED))
    known = kept_questions._question.cache_info().misses
    april, stated_in_april = both(filled, _brief, OURS, APRIL, None, fixed=(51, Order.RECEIVED))
    assert kept_questions._question.cache_info().misses == known, "nothing was built anew"
    assert (len(march), len(april)) == (15, 15)
    assert (march, april) == (stated, stated_in_april)
    assert march[0][0] == date(2026, 3, 15), "days are days"


def test_a_day_that_is_reckoned_with_is_no_place() -> None:
    asked = (OURS, RowFilter(reckoned_from=date(2026, 3, 1)), None)
    shape = kept_questions._taken_apart(asked, [])
    with pytest.raises(AssertionError):
        kept_questions._question(postgresql.dialect(), _brief, shape, (9, Order.NEWEST))


def test_a_driver_with_named_places_gets_names() -> None:
    """PostgreSQL's driver takes named values and days as they are."""
    values: list[Any] = []
    shape = kept_questions._taken_apart((OURS, MARCH, None), values)
    question = kept_questions._question(postgresql.psycopg.dialect(), _brief, shape, (9, Order.RECEIVED))
    assert "%(value_0)s" in question.text
    assert not question.positional
    filled = {filling.name: filling.of(values) for filling in question.fillings}
    assert filled["value_0"] == 1
    assert MARCH.received_from in filled.values()
