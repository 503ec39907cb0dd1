"""Long lists and destructions: in pages and portions, stopped at any moment with what was done proven."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import pytest

from db.records import DESTROYED_TEXT
from desktop.casework.casework import Casework
from desktop.casework.retention import destruction, due_files
from desktop.casework.retention.retention_faults import RetentionRefused
from desktop.office import Office
from resources.messages import ShoubanError
from tests.casework.test_retention import REQUESTS, figures, plan


class StoppedError(Exception):
    """The user has seen enough."""


def stop_at(done: int) -> Callable[[int, int], None]:
    def report(so_far: int, _total: int) -> None:
        if so_far >= done:
            raise StoppedError

    return report


def listed_in(casework: Casework, name: str) -> set[str]:
    """The numbers of requests that stand on a printed list."""
    with pdfplumber.open(io.BytesIO(casework.retention.destruction_list(name).pdf)) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    return {number for number in REQUESTS if number in text}


def test_a_destruction_that_is_stopped_has_proven_what_it_did_and_left_the_rest(
    year: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(destruction, "_AT_ONCE", 2)
    monkeypatch.setattr(destruction, "MOST_LISTED", 6)
    casework = year.casework
    numbers = casework.retention.due_numbers()
    before = figures(casework)
    done = casework.retention.destroy(plan(*numbers), stop_at(10))
    assert (done.files, done.left) == (10, len(numbers) - 10)
    assert [(record.name, record.files) for record in done.records] == [("2028-2", 4), ("2028-1", 6)][::-1]
    assert listed_in(casework, "2028-1") == set(numbers[:6])
    assert listed_in(casework, "2028-2") == set(numbers[6:10])
    assert casework.retention.due_numbers() == numbers[10:]
    gone = [number for number in numbers if casework.requests.case(number).request.content == DESTROYED_TEXT]
    assert gone == list(numbers[:10])
    assert figures(casework) == before
    assert casework.safekeeping.check().findings == ()
    # The rest another time.
    assert casework.retention.destroy(plan(*numbers[10:])).left == 0
    assert casework.retention.due().files == ()
    assert casework.safekeeping.check().findings == ()


def test_a_destruction_that_is_stopped_at_once_destroys_nothing(year: Office) -> None:
    casework = year.casework
    numbers = casework.retention.due_numbers()
    done = casework.retention.destroy(plan(*numbers), stop_at(0))
    assert (done.files, done.left, done.records) == (0, len(numbers), ())
    assert casework.retention.due_numbers() == numbers


def test_a_list_that_cannot_be_printed_destroys_nothing(year: Office) -> None:
    casework = year.casework
    numbers = casework.retention.due_numbers()
    with pytest.raises(ShoubanError):
        casework.retention.destroy(plan(*numbers, why="\U000f0001"))
    assert casework.retention.due_numbers() == numbers
    assert casework.retention.destructions() == ()


def test_pages_go_on_by_the_day_of_the_end_and_counting_may_be_stopped(
    year: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_files, "_PAGE", 4)
    casework = year.casework
    page = casework.retention.due()
    files = list(page.files)
    while page.after is not None:
        page = casework.retention.due(page.after)
        assert len(page.files) <= 4
        files += page.files
    assert tuple(file.number for file in files) == casework.retention.due_numbers()
    assert [file.ended_on for file in files] == sorted(file.ended_on for file in files)
    assert casework.retention.count_due() == len(files)
    with pytest.raises(StoppedError):
        casework.retention.count_due(stop_at(1))


def test_all_that_is_due_is_destroyed_unless_it_is_stopped_while_it_is_looked_up(year: Office) -> None:
    casework = year.casework
    numbers = casework.retention.due_numbers()
    with pytest.raises(StoppedError):
        casework.retention.destroy_all_due(plan(), len(numbers), stop_at(1))
    with pytest.raises(RetentionRefused, match="三个不同的人"):
        casework.retention.destroy_all_due(plan(approved_by="周宁"), len(numbers))
    assert casework.retention.due_numbers() == numbers
    assert casework.retention.destroy_all_due(plan(), len(numbers)).files == len(numbers)
    with pytest.raises(RetentionRefused, match="没有选定"):
        casework.retention.destroy_all_due(plan(), 0)
