"""成批办理 by keyboard: one paper for many, receipts, today's envelopes; what was left out is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from pytestqt.qtbot import QtBot

from db.records import Json
from desktop.office import Office
from desktop.widgets.screen import Place
from resources.vocabulary import LetterKind
from tests.casework.test_letters import replied
from tests.windows.letters_by_keys import confirm, words_on
from tests.windows.test_merging_window import PEOPLE, register

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def numbers(office: Office) -> list[str]:
    return [register(office, *person) for person in PEOPLE]


@pytest.fixture
def number(numbers: list[str]) -> str:
    """The request with which the letters are opened."""
    return numbers[0]


def page_count(file: Path) -> int:
    with pdfplumber.open(BytesIO(file.read_bytes())) as paper:
        return len(paper.pages)


def test_one_reply_is_written_and_issued_to_many(
    letters: Letters,
    keyboard: Keyboard,
    settled: Settled,
    qtbot: QtBot,
    window: MainWindow,
    numbers: list[str],
    office: Office,
    tmp_path: Path,
) -> None:
    from desktop.casework.letters.batches import BATCH_PAPERS, BatchPaper

    keyboard.press("Ctrl+Shift+B")
    settled()
    letters.batch.paper.setCurrentIndex(BATCH_PAPERS.index(BatchPaper(LetterKind.EXTENSION_NOTICE)))
    letters.batch.load()
    settled()
    letters.batch.table.setFocus()
    keyboard.press("Ctrl+A", "Ctrl+Shift+A")
    settled()
    assert letters.batch.table.picked() == ()
    keyboard.press("Ctrl+A", "Ctrl+A")
    settled()
    assert len(letters.batch.table.picked()) == 3
    keyboard.press("Ctrl+Return")
    qtbot.waitUntil(lambda: letters.letter.at_rest and window.operations.idle, timeout=20_000)
    for name, value in (
        ("reason", "检索量大"),
        ("extension_days", 10),
        ("approved_by", "何正"),
        ("approved_on", "2026-10-16"),
    ):
        letters.letter.facts.edited.emit(name, value)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: letters.letter.at_rest and window.operations.idle, timeout=20_000)
    assert letters.letter.issue_button.text() == "成批定稿 3 件"
    confirm(keyboard, settled, "Ctrl+Return")
    qtbot.waitUntil(letters.batch_result.isVisible, timeout=20_000)
    settled()
    assert "办好 3 件" in words_on(letters)
    issued = [row.number for row in office.casework.letters.register() if row.kind is LetterKind.EXTENSION_NOTICE]
    assert len(issued) == 3
    assert office.casework.letters.drafts() == ()
    keyboard.press("Ctrl+P")
    settled()
    (printed,) = (tmp_path / "papers").glob("*延期*.pdf")
    assert page_count(printed) == 6, "each on a sheet of its own"


def test_receipts_of_the_list_come_in_one_file(
    letters: Letters, keyboard: Keyboard, settled: Settled, tmp_path: Path
) -> None:
    keyboard.press("Ctrl+Shift+B")
    settled()
    keyboard.press("Alt+2")
    settled()
    keyboard.press("Space", "Down", "Space", "Return")
    settled()
    assert "办好 2 件" in words_on(letters)
    keyboard.press("Ctrl+P")
    settled()
    (printed,) = (tmp_path / "papers").glob("*回执*.pdf")
    assert page_count(printed) == 4


def test_todays_envelopes_are_picked_at_once(
    letters: Letters,
    keyboard: Keyboard,
    settled: Settled,
    window: MainWindow,
    numbers: list[str],
    office: Office,
    tmp_path: Path,
) -> None:
    for number in numbers[:2]:
        replied(office.casework, number)
    window.open_place(Place.LETTERS)
    settled()
    keyboard.press("Ctrl+Shift+B")
    settled()
    assert len(letters.batch.table.picked()) == 2
    keyboard.press("Ctrl+Return")
    settled()
    keyboard.press("Ctrl+P")
    settled()
    (printed,) = (tmp_path / "papers").glob("信封*.pdf")
    assert page_count(printed) == 2


def test_the_list_of_today_leads_to_the_batch(
    letters: Letters, keyboard: Keyboard, settled: Settled, window: MainWindow
) -> None:
    window.open_place(Place.TODAY)
    settled()
    keyboard.press("Ctrl+Shift+B")
    settled()
    assert letters.batch.isVisible()
    assert "3 件" in words_on(letters)
    keyboard.press("Escape")
    settled()
    assert window.screen_shown is window.open_place(Place.TODAY), "back where the list was"


def test_the_list_of_requests_shows_the_way_to_the_batch_and_back(
    letters: Letters, keyboard: Keyboard, settled: Settled, window: MainWindow
) -> None:
    from desktop.counter.requests import Requests

    requests = window.open_place(Place.REQUESTS)
    assert isinstance(requests, Requests)
    settled()
    assert requests.list.batch.isVisible()
    keyboard.press("Ctrl+Shift+B")
    settled()
    assert letters.batch.isVisible()
    keyboard.press("Escape")
    settled()
    assert window.screen_shown is requests


def test_envelopes_of_another_day_are_a_key_away(
    letters: Letters, keyboard: Keyboard, settled: Settled, window: MainWindow, numbers: list[str], office: Office
) -> None:
    replied(office.casework, numbers[0])
    window.open_place(Place.LETTERS)
    settled()
    keyboard.press("Ctrl+Shift+B")
    settled()
    keyboard.press("Alt+3")
    settled()
    assert letters.batch.go.text() == "打印文书"
    keyboard.press("Alt+4")
    settled()
    assert letters.batch.go.text() == "打印信封"
    letters.batch.day.setFocus()
    keyboard.press("Down")
    settled()
    assert letters.batch.day.day() == date(2026, 10, 15)
    assert "这一天没有要邮寄的文书" in words_on(letters)
    keyboard.press("Up")
    settled()
    assert len(letters.batch.table.picked()) == 1


def test_a_batch_stopped_by_the_user_says_what_was_not_begun(
    letters: Letters, settled: Settled, numbers: list[str], office: Office, window: MainWindow
) -> None:
    from desktop.casework.letters.batches import Batches
    from desktop.widgets.workplace import PrintPurpose

    window.open_place(Place.LETTERS)
    result = Batches(office.casework.context).print_receipts(numbers, lambda done, _total: done < 1)
    letters.batch.ended.emit(result, PrintPurpose.PAPERS)
    settled()
    assert "已停止，2 件没有开始" in words_on(letters)
    assert [line.cells[1] for line in letters.batch_result.table.lines()] == ["已办", "没有办", "没有办"]


def test_the_whole_reason_of_the_chosen_row_is_readable(
    letters: Letters, settled: Settled, keyboard: Keyboard, numbers: list[str], office: Office
) -> None:
    """A reason may be longer than its column; with no mouse there is no tooltip."""
    from desktop.casework.letters.batches import Batches
    from desktop.widgets.workplace import PrintPurpose

    replied(office.casework, numbers[1])
    draft = office.casework.letters.begin([numbers[0]], LetterKind.EXTENSION_NOTICE).draft
    facts: dict[str, Json] = {
        "reason": "检索量大",
        "extension_days": 10,
        "approved_by": "何正",
        "approved_on": "2026-10-16",
    }
    result = Batches(office.casework.context).issue(replace(draft, values=facts), numbers, lambda *_: True)
    letters.batch.ended.emit(result, PrintPurpose.PAPERS)
    settled()
    (fault,) = [line.fault for line in result.faults]
    assert letters.batch_result.reason.text() == fault, "it stands first and is chosen"
    letters.batch_result.table.setFocus()
    keyboard.press("Down")
    assert letters.batch_result.reason.text() == ""


def test_stopping_in_the_status_line_ends_a_batch_without_losing_its_result() -> None:
    from desktop.counter.batch_page import _goes_on
    from desktop.widgets.operations import Progress

    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    assert _goes_on(progress, 0, 3)
    progress.cancel()
    assert not _goes_on(progress, 1, 3)
    assert told == [(0, 3)]
