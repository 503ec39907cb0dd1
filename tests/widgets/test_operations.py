"""Work in the background: order, answers, failures as sentences, and that nothing reaches what is gone."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from db.records import Changes
from desktop.rules.working_days import CalendarMissing
from desktop.widgets.operations import SHOWN_AFTER, Activity, Failure, Operations, Progress


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@dataclass(frozen=True)
class Registered:
    changes: Changes


class Trigger:
    def __init__(self) -> None:
        self.states: list[bool] = []

    def set_busy(self, busy: bool) -> None:
        self.states.append(busy)


def test_lists_do_not_wait_for_printers_that_do_not_answer(
    operations: Operations, owner: QObject, qtbot: QtBot
) -> None:
    answered, found = threading.Event(), list[str]()
    for _ in range(4):
        operations.run_query(owner, lambda: answered.wait(30), lambda _: found.append("printer"), outside=True)
    operations.run_query(owner, lambda: "list", found.append)
    qtbot.waitUntil(lambda: found == ["list"])
    answered.set()
    qtbot.waitUntil(lambda: found == ["list", *["printer"] * 4])


def test_changes_run_in_order_beside_the_window(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    order: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> None:
        threads.add(threading.get_ident())
        time.sleep(0.01 * (3 - number))
        order.append(number)

    for number in range(3):
        operations.run_change(owner, lambda number=number: work(number))
    qtbot.waitUntil(lambda: operations.idle)
    assert order == [0, 1, 2]
    assert threads.isdisjoint({threading.get_ident()})


def test_what_was_changed_is_broadcast(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    told: list[Changes] = []
    operations.changed.connect(told.append)
    changes = Changes(requests=frozenset({"0200-2026-0001"}))
    operations.run_change(owner, lambda: changes)
    operations.run_change(owner, lambda: Registered(changes))
    qtbot.waitUntil(lambda: operations.idle)
    assert told == [changes, changes]


def test_a_known_fault_is_its_own_sentence(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    failures: list[Failure] = []

    def work() -> None:
        raise CalendarMissing(2027)

    operations.run_change(owner, work, on_failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].known
    assert "2027" in failures[0].sentence


def test_a_fault_of_the_program_is_one_sentence_and_a_log_line_without_personal_data(
    operations: Operations, owner: QObject, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    operations.failed.connect(told.append)

    def work() -> None:
        raise KeyError("张三 120101197803140009")

    with caplog.at_level(logging.ERROR):
        operations.run_query(owner, work, lambda _found: None)
        qtbot.waitUntil(lambda: bool(told))
    assert "程序出错" in told[0]
    assert "test_operations" in caplog.text, "the place of the fault is logged"
    for kept_private in ("张三", "120101197803140009"):
        assert kept_private not in caplog.text + told[0]


def test_of_several_questions_in_a_lane_only_the_newest_is_answered(
    operations: Operations, owner: QObject, qtbot: QtBot
) -> None:
    answers: list[int] = []
    for number in range(5):
        operations.run_query(owner, lambda number=number: number, answers.append, lane="find")
    qtbot.waitUntil(lambda: operations.idle)
    assert answers == [4]


def test_nobody_is_told_once_the_owner_is_gone_but_the_change_is_made(operations: Operations, qtbot: QtBot) -> None:
    made: list[str] = []
    told: list[str] = []
    gone = QObject()

    def work() -> str:
        time.sleep(0.02)
        made.append("saved")
        return "saved"

    operations.run_change(gone, work, told.append)
    gone.deleteLater()
    qtbot.waitUntil(lambda: operations.idle)
    assert (made, told) == (["saved"], [])


def test_what_started_an_operation_is_busy_until_it_ends(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    trigger = Trigger()
    operations.run_change(owner, lambda: time.sleep(0.01), trigger=trigger)
    assert trigger.states == [True]
    qtbot.waitUntil(lambda: trigger.states == [True, False])


def test_long_work_is_shown_and_can_be_cancelled(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    shown: list[Activity | None] = []
    done: list[object] = []
    operations.activity.connect(shown.append)

    def work(progress: Progress) -> str:
        for step in range(1000):
            progress.report(step, 1000)
            time.sleep(0.005)
        return "all"

    operations.run_long(owner, "导入", work, done.append)
    qtbot.waitUntil(lambda: bool(shown))
    first = shown[0]
    assert first is not None
    assert (first.title, first.total) == ("导入", 1000)
    assert first.cancel is not None
    first.cancel()
    qtbot.waitUntil(lambda: operations.idle)
    assert shown[-1] is None
    assert done == []


def going_on(progress: Progress) -> str:
    for step in range(1000):
        progress.report(step, 1000)
        time.sleep(0.005)
    return "all"


def test_newer_work_in_a_lane_stops_the_older_of_which_nothing_is_told(
    operations: Operations, owner: QObject, qtbot: QtBot
) -> None:
    told: list[object] = []
    stopped: list[str] = []
    operations.run_long(
        owner, "查", going_on, told.append, changing=False, lane="list", on_stopped=lambda: stopped.append("older")
    )
    qtbot.wait(50)
    operations.run_long(
        owner,
        "查",
        lambda _: "newer",
        told.append,
        changing=False,
        lane="list",
        on_stopped=lambda: stopped.append(""),
    )
    qtbot.waitUntil(lambda: operations.idle)
    assert (told, stopped) == (["newer"], [])


def test_work_that_the_user_stops_says_so(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    told: list[object] = []
    stopped: list[bool] = []
    progress = operations.run_long(
        owner, "查", going_on, told.append, changing=False, lane="list", on_stopped=lambda: stopped.append(True)
    )
    qtbot.wait(50)
    progress.cancel()
    qtbot.waitUntil(lambda: operations.idle)
    assert (told, stopped) == ([], [True])


def test_closing_waits_for_the_changes_asked_for(qtbot: QtBot) -> None:
    operations = Operations()
    saved: list[int] = []
    owner = QObject()

    def work(number: int) -> None:
        time.sleep(0.01)
        saved.append(number)

    for number in range(3):
        operations.run_change(owner, lambda number=number: work(number))
    operations.close()
    assert saved == [0, 1, 2]


def test_work_that_ended_before_it_was_shown_stays_unseen(operations: Operations, owner: QObject, qtbot: QtBot) -> None:
    shown: list[Activity | None] = []
    operations.activity.connect(shown.append)
    for _ in range(5):
        operations.run_long(owner, "自查", lambda _progress: None, lambda _nothing: None, changing=False)
    qtbot.waitUntil(lambda: operations.idle)
    gc.collect()
    qtbot.wait(SHOWN_AFTER + 100)
    assert shown == []
