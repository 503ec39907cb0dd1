"""Parts of the request page: limit cells, timeline with chips, step buttons, word filters, months of the proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.office.reckoning import ProofDay, ProofMark, ProofMonth
from desktop.casework.views import CellKind, Chip, ChipKind, LimitCell, Mark, StepView, TimelineItem
from desktop.widgets.chips import ChipButton
from desktop.widgets.limit_cells import CELL_WIDTH, LimitCells
from desktop.widgets.proof_calendar import CELL_HEIGHT, ProofMonthGrid, weeks_of
from desktop.widgets.step_buttons import StepButton, StepPanel
from desktop.widgets.timeline import Timeline
from desktop.widgets.word_filter import WordFilter
from resources.vocabulary import Band, EventKind
from tests.widgets.showing import put

TODAY = date(2026, 10, 16)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A window of the width of a request page."""
    made = QWidget()
    QVBoxLayout(made)
    made.resize(902, 500)
    qtbot.addWidget(made)
    return made


def cells(count: int) -> tuple[LimitCell, ...]:
    days = [date(2026, 9, 9) + timedelta(place) for place in range(count)]
    return tuple(
        LimitCell(
            day=day,
            kind=CellKind.STOPPED if place == 2 else CellKind.USED if place < 10 else CellKind.LEFT,
            text="停" if place == 2 else str(place + 1),
            is_today=place == 9,
            is_last=place == count - 1,
        )
        for place, day in enumerate(days)
    )


def test_a_limit_of_up_to_33_days_stands_in_one_row_and_a_longer_one_in_two(page: QWidget) -> None:
    limit = LimitCells()
    put(page, limit)
    limit.show_cells(cells(29), Band.AMBER)
    assert {limit.cell_area(place).top() for place in range(29)} == {0}
    one_row = limit.height()
    limit.show_cells(cells(49), Band.AMBER)
    tops = sorted({limit.cell_area(place).top() for place in range(49)})
    assert len(tops) == 2
    assert limit.height() > one_row
    assert limit.cell_area(48).right() <= limit.width()
    assert limit.cell_area(1).left() == CELL_WIDTH


def test_cells_are_told_in_words_and_a_click_asks_for_the_proof(page: QWidget, qtbot: QtBot) -> None:
    limit = LimitCells()
    put(page, limit)
    limit.show_cells(cells(20), Band.GREEN)
    assert limit.accessibleName() == "期限：已用 9 天，停止计算 1 天，未用 10 天"
    with qtbot.waitSignal(limit.activated):
        QTest.mouseClick(limit, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def item(place: int, facts: str = "") -> TimelineItem:
    day = date(2026, 10, 1) + timedelta(place)
    return TimelineItem(place=place, on=day, kind=EventKind.NOTED, name="备注", facts=facts, mark=Mark.RING)


def test_what_was_typed_is_shown_as_it_stands_and_the_newest_is_on_top(page: QWidget) -> None:
    timeline = Timeline()
    put(page, timeline)
    timeline.show_items((item(2, "<b>粗</b> & “引号”"), item(1, "较早")), TODAY)
    labels = [label for label in timeline.findChildren(QLabel) if label.text() in ("<b>粗</b> & “引号”", "较早")]
    assert [label.text() for label in labels] == ["<b>粗</b> & “引号”", "较早"]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    heights = [label.mapTo(timeline, QPoint(0, 0)).y() for label in labels]
    assert heights == sorted(heights)


def test_long_facts_wrap_instead_of_being_cut(page: QWidget) -> None:
    timeline = Timeline()
    put(page, timeline)
    timeline.show_items((item(1, "最迟 2026-10-14 答复，" * 20),), TODAY)
    QApplication.processEvents()
    label = next(label for label in timeline.findChildren(QLabel) if "最迟" in label.text())
    assert label.height() > 2 * label.fontMetrics().height()


def test_a_chip_is_reached_by_tab_and_opens_by_enter_and_one_without_a_file_cannot_be_pressed(
    page: QWidget, qtbot: QtBot
) -> None:
    timeline = Timeline()
    put(page, timeline)
    stored = Chip(kind=ChipKind.LETTER, label="登记回执 1号", target="letter-1", has_file=True)
    named = Chip(kind=ChipKind.ATTACHMENTS, label="申请表等 3 件", target="0200-2026-0001", has_file=False)
    timeline.show_items((replace(item(1), chips=(stored, named)),), TODAY)
    first, second = timeline.findChildren(ChipButton)
    assert not second.isEnabled()
    first.setFocus()
    with qtbot.waitSignal(timeline.chip_chosen) as chosen:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert chosen.args == [stored]


def test_an_amended_value_is_struck_and_a_fault_has_a_mark(page: QWidget) -> None:
    timeline = Timeline()
    put(page, timeline)
    timeline.show_items(
        (replace(item(1), struck="2026-10-08", note="收件章为10月9日", fault="补正告知超过期限"),), TODAY
    )
    struck = next(label for label in timeline.findChildren(QLabel) if label.text() == "2026-10-08")
    assert struck.font().strikeOut()
    assert any(label.text() == "补正告知超过期限" for label in timeline.findChildren(QLabel))


def step(kind: EventKind) -> StepView:
    return StepView(kind=kind, name=kind.label, open=True, effect="期限不变")


def test_a_step_is_taken_by_its_key_and_a_closed_one_says_why_and_is_no_button(page: QWidget, qtbot: QtBot) -> None:
    panel = StepPanel()
    put(page, panel)
    closed = replace(step(EventKind.SERVED), open=False, reason="尚未作出答复")
    panel.show_steps((replace(step(EventKind.REPLIED), recommended=True), step(EventKind.REMINDED), closed))
    assert [button.step.kind for button in panel.buttons()] == [EventKind.REPLIED, EventKind.REMINDED]
    qtbot.waitUntil(panel.buttons()[1].isVisible)
    with qtbot.waitSignal(panel.taken) as taken:
        QTest.keyClick(page, Qt.Key.Key_F6)
    assert taken.args[0].kind is EventKind.REMINDED
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert "尚未作出答复" in texts


def test_a_busy_step_cannot_be_taken_again(page: QWidget, qtbot: QtBot) -> None:
    panel = StepPanel()
    put(page, panel)
    panel.show_steps((step(EventKind.REMINDED),))
    qtbot.waitUntil(panel.buttons()[0].isVisible)
    panel.buttons()[0].set_busy(True)
    with qtbot.assertNotEmitted(panel.taken):
        QTest.keyClick(page, Qt.Key.Key_F6)
        QTest.keyClick(panel.buttons()[0], Qt.Key.Key_Return)


def test_a_long_effect_is_never_cut_the_button_grows(page: QWidget) -> None:
    button = StepButton(
        replace(step(EventKind.CORRECTION_REQUESTED), effect="已过最迟告知日 09-17，仍可告知，但另按原期限办理")
    )
    short = StepButton(replace(step(EventKind.REMINDED), effect="承办部门已反馈"))
    assert short.heightForWidth(219) == 48
    assert button.heightForWidth(219) > 48
    assert button.heightForWidth(600) == 48


def test_a_word_filter_begins_with_its_first_word_and_is_chosen_by_keys(page: QWidget, qtbot: QtBot) -> None:
    words = WordFilter("年度", [("2026年", 2026), ("2025年", 2025), ("全部", None)])
    put(page, words)
    assert words.value() == 2026
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(words.chosen) as chosen:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == [2025]
    assert words.accessibleName() == "年度：2025年"


def test_other_words_keep_the_choice_that_is_still_among_them(page: QWidget) -> None:
    words = WordFilter("承办部门", [("全部", None), ("关税处", "关税处")])
    words.choose("关税处")
    words.set_words([("全部", None), ("法规处", "法规处"), ("关税处", "关税处")])
    assert words.word() == "关税处"
    words.set_words([("全部", None), ("法规处", "法规处")])
    assert words.value() is None


def month(year: int, number: int, days: int) -> ProofMonth:
    return ProofMonth(
        year=year,
        month=number,
        days=tuple(
            ProofDay(day=date(year, number, day), mark=ProofMark.OUTSIDE, text="") for day in range(1, days + 1)
        ),
    )


def test_a_month_has_as_many_rows_as_weeks_and_each_day_its_own_cell() -> None:
    assert weeks_of(month(2026, 9, 30)) == 5
    assert weeks_of(month(2026, 8, 31)) == 6
    assert weeks_of(month(2021, 2, 28)) == 4
    grid = ProofMonthGrid(month(2026, 8, 31), 6)
    grid.resize(grid.sizeHint())
    tops = {grid.day_area(day).top() for day in month(2026, 8, 31).days}
    assert len(tops) == 6
    assert grid.maximumHeight() > 6 * CELL_HEIGHT
