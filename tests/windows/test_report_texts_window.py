"""The texts of the annual report in the window: figures stand as one piece, typing is saved, contradictions shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from db.records import Changes
from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.office import Office, open_office
from desktop.supervisor.parts import ANNUAL, FILING, LEDGER, OFFICES, TEXT
from desktop.supervisor.statistics import StatisticsScreen
from desktop.widgets.bound_text import BoundText, Figure
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.fields import Combo, TextArea, TextField
from desktop.widgets.screen import Place
from resources.vocabulary import EventKind
from tests.windows.conftest import press, settle

YEAR = Path(__file__).parents[1] / "acceptance/data/scenarios/tianjin-2017.jsonl"
CLOCK = datetime(2018, 1, 10, 9, 42, tzinfo=timezone(timedelta(hours=8)))
FIGURES = (Figure("新收", "23"), Figure("办结", "22"), Figure("拍卖信息", "〔拍卖信息未填〕", missing=True))


@pytest.fixture
def text(qtbot: QtBot) -> BoundText:
    made = BoundText("文字")
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def paste(text: BoundText, words: str) -> None:
    data = QMimeData()
    data.setText(words)
    text.insertFromMimeData(data)


def test_a_template_comes_back_letter_by_letter(text: BoundText) -> None:
    template = "新收{新收}件{办结}{办结}。\n\n王䶮、𬱖 <b> & {不是数字}{拍卖信息}"
    text.show_template(template, FIGURES)
    assert text.template() == template


def test_a_figure_goes_as_a_whole_and_cannot_be_typed_over(text: BoundText) -> None:
    text.show_template("新收{新收}件", FIGURES)
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(text, Qt.Key.Key_Left)
    QTest.keyClick(text, Qt.Key.Key_Left)
    QTest.keyClick(text, Qt.Key.Key_5)
    assert text.template() == "新收5{新收}件"
    QTest.keyClick(text, Qt.Key.Key_Delete)
    assert text.template() == "新收5件"
    text.undo()
    assert text.template() == "新收5{新收}件"


def test_what_is_typed_after_a_figure_is_plain_text(text: BoundText) -> None:
    text.show_template("新收{新收}", FIGURES)
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(text, Qt.Key.Key_7)
    assert text.template() == "新收{新收}7"


def test_copied_figures_stay_figures_when_pasted(text: BoundText) -> None:
    text.show_template("新收{新收}件", FIGURES)
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text() == "新收{新收}件"
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.paste()
    assert text.template() == "新收{新收}件新收{新收}件"


def test_pasted_words_bring_no_look_and_no_unknown_figure(text: BoundText) -> None:
    text.show_template("", FIGURES)
    paste(text, "办结{办结}件\r\n\ufffc{无}")
    assert text.template() == "办结{办结}件\n{无}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "store.db", clock=lambda: CLOCK)
    opened.casework.exchange.read(YEAR)
    yield opened
    opened.close()


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The main window at 统计."""
    window.open_place(Place.STATISTICS)
    return window


def saved(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until a text that was typed has been kept, and what follows from it is shown."""
    settle(qtbot, window.operations, rest=450, times=3)


def annual_page(qtbot: QtBot, window: MainWindow, tab: str, year: int = 2017, form: str = "2021") -> StatisticsScreen:
    """The annual report of a year in one of its forms, at a tab."""
    screen = window.screen_shown
    assert isinstance(screen, StatisticsScreen)
    screen.show_part(ANNUAL)
    screen.show_year(year, form)
    screen.annual.show_tab(tab)
    saved(qtbot, window)
    return screen


def seen(window: MainWindow) -> str:
    return "\n".join(found.text() for found in window.screen_shown.findChildren(QLabel) if found.isVisible())


def test_typing_is_saved_by_itself_and_a_contradiction_is_shown(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    screen = annual_page(qtbot, window, TEXT)
    text = screen.annual.report.text
    assert "新收政府信息公开申请{新收}件" in text.template()
    text.selectAll()
    paste(text, "全年新收25件，办结{办结}件。")
    saved(qtbot, window)
    assert office.casework.annual_reports.report(2017).section("one").text == "全年新收25件，办结23件。"
    assert "不一致：手写“25件”，“新收”是 23" in seen(window)
    text.selectAll()
    paste(text, "全年新收{新收}件。")
    saved(qtbot, window)
    assert "数字都与报表一致" in seen(window)
    assert text.template() == "全年新收{新收}件。"
    text.setFocus()
    press(window, Qt.Key.Key_R, held=Qt.KeyboardModifier.ControlModifier)
    saved(qtbot, window)
    assert "新收政府信息公开申请{新收}件" in text.template()
    assert text.hasFocus(), "who drafts again goes on typing"


def test_what_was_typed_last_is_saved_when_another_year_is_chosen(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    screen = annual_page(qtbot, window, TEXT)
    screen.annual.report.text.selectAll()
    paste(screen.annual.report.text, "改写。")
    year = next(one for one in screen.annual.head.findChildren(Combo) if one.accessibleName() == "年度")
    year.setFocus()
    QTest.keyClick(year, Qt.Key.Key_Down)
    saved(qtbot, window)
    assert screen.annual.view is not None
    assert screen.annual.view.year == 2016
    assert office.casework.annual_reports.report(2017).section("one").text == "改写。"
    assert office.casework.annual_reports.report(2016, "2007").section("lead").text != "改写。"


def test_the_ledger_is_filled_by_keys_and_the_report_follows(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    screen = annual_page(qtbot, window, LEDGER)
    screen.annual.focus_first()
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)
    saved(qtbot, window)
    assert "行政规范性文件：制发件数　2017年2月" in seen(window)
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "4")
    press(window, Qt.Key.Key_Tab)
    QGuiApplication.clipboard().setText("法规处")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved(qtbot, window)
    assert "行政规范性文件：制发件数　2017年3月" in seen(window)
    (entry,) = office.casework.ledger.history(2017, "normative.made", 2)
    assert (entry.value, entry.source) == (4, "法规处")
    assert screen.annual.view is not None
    assert screen.annual.view.ledger["normative.made"] == 4


def test_what_was_typed_last_is_kept_when_the_window_closes(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    screen = annual_page(qtbot, window, TEXT)
    text = next(one for one in screen.findChildren(BoundText) if one.isVisible())
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(text, "ABC")
    window.close()
    sections = office.casework.annual_reports.report(2017).sections
    assert any(section.template.endswith("ABC") for section in sections)


def test_offices_that_are_typed_and_not_saved_yet_stay_when_something_else_changes(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    screen = annual_page(qtbot, window, OFFICES)
    expected = next(one for one in screen.findChildren(TextArea) if one.accessibleName().startswith("应上报的单位"))
    name = next(one for one in screen.findChildren(TextField) if one.accessibleName() == "合计称谓")
    expected.set_value("天津海关\n新港海关")
    name.setFocus()
    window.operations.changed.emit(Changes(requests=frozenset({"2017-0001"})))
    saved(qtbot, window)
    assert (expected.value(), name.value()) == ("天津海关\n新港海关", "天津关区")
    QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved(qtbot, window)
    assert office.casework.office_reports.view(2017).expected == ("天津海关", "新港海关")
    office.casework.office_reports.expect(("东疆海关",), "津关")
    window.operations.changed.emit(Changes(requests=frozenset({"2017-0001"})))
    saved(qtbot, window)
    assert (expected.value(), name.value()) == ("东疆海关", "津关")


def test_a_fast_hand_enters_the_number_of_the_cell_that_has_the_keys(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    """Moved, opened, typed and kept without a pause: nothing typed is lost, nothing goes to the cell before."""
    screen = annual_page(qtbot, window, LEDGER)
    office.casework.ledger.enter(2017, 1, "regulation.made", "7", source="法规处", by="周宁")
    screen.annual.load()
    saved(qtbot, window)
    screen.annual.focus_first()
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "12")
    qtbot.wait(300)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved(qtbot, window)
    kept = [office.casework.ledger.history(2017, "regulation.made", month) for month in (1, 2)]
    assert [[(entry.value, entry.source) for entry in entries] for entries in kept] == [
        [(7, "法规处")],
        [(12, "法规处")],
    ]


def test_a_digit_typed_on_a_month_begins_its_number_and_nothing_is_no_number(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    screen = annual_page(qtbot, window, LEDGER)
    office.casework.ledger.enter(2017, 1, "regulation.made", "7", source="法规处", by="周宁")
    screen.annual.load()
    saved(qtbot, window)
    screen.annual.focus_first()
    press(window, Qt.Key.Key_Home, Qt.Key.Key_Right)
    for number in ("12", "13"):
        for digit in number:
            QTest.keyClicks(QApplication.focusWidget(), digit)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        saved(qtbot, window)
    entered = [office.casework.ledger.history(2017, "regulation.made", month) for month in (2, 3)]
    assert [entry.value for (entry,) in entered] == [12, 13], "month by month without another key"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved(qtbot, window)
    assert "请填写数字" in seen(window)
    assert "规章：制发件数　2017年4月" in seen(window), "the month without a number stays"
    assert office.casework.ledger.history(2017, "regulation.made", 4) == ()


def test_a_number_that_cannot_be_is_refused_beside_its_field(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    screen = annual_page(qtbot, window, LEDGER)
    screen.annual.focus_first()
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "-3")
    press(window, Qt.Key.Key_Return)
    saved(qtbot, window)
    assert "“-3”不是数字" in seen(window)
    assert office.casework.ledger.history(2017, "regulation.made", 1) == ()


def test_a_report_is_filed_and_a_later_correction_is_listed_with_its_request(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    screen = annual_page(qtbot, window, FILING)
    assert "“主动公开”在台账中没有填写" in seen(window)
    screen.annual.focus_first()
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "请写明报送人。" in seen(window)
    assert window.findChild(ConfirmDialog) is None, "what would be refused is not asked"
    for words in ("何正", "台账另行报送"):
        QGuiApplication.clipboard().setText(words)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        press(window, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ConfirmDialog)
    assert dialog is not None
    dialog.confirm_button.click()
    saved(qtbot, window)
    assert "第 1 版　2018-01-10 09:42　何正" in seen(window)
    assert "已冻结 2018-01-10" in seen(window)
    steps = office.casework.steps
    with office.casework.context.store.reading() as reading:
        kinds = [event.kind for event in reading.request("天津海关", "2017-0003").events]
    steps.amend("2017-0003", kinds.index(EventKind.REPLIED), "outcome", "partly_provided", "原登记有误")
    screen.annual.load()
    saved(qtbot, window)
    assert "报送后变动 4 处" in seen(window)
    tree = window.screen_shown.findChild(QTreeWidget)
    assert tree is not None
    first = tree.topLevelItem(0)
    assert first is not None
    child = first.child(0)
    assert child is not None
    assert [first.text(at) for at in range(3)] == ["表三 （一）予以公开 × 自然人", "3", "2"]
    assert child.text(0).startswith("移出　2017-0003　")
    assert "“答复”的答复结果 改为 部分公开" in child.text(0)
    tree.setFocus()
    tree.setCurrentItem(child)
    press(window, Qt.Key.Key_Return)
    saved(qtbot, window)
    assert isinstance(window.screen_shown, Requests)
    assert window.screen_shown.page.number == "2017-0003"


def test_all_offices_together_and_each_are_chosen_from_the_list_of_who_has_reported(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(YEAR.read_text(encoding="utf-8").replace("天津海关", "新港海关", 1), encoding="utf-8")
    office.casework.exchange.read(other)
    screen = annual_page(qtbot, window, OFFICES)
    screen.annual.focus_first()
    press(window, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    saved(qtbot, window)
    assert screen.annual.view is not None
    assert screen.annual.view.title.startswith("天津关区")
    assert screen.annual.view.tables.table3["received"]["total"] == 46
    assert "一、本年新收政府信息公开申请数量 × 总计" in seen(window)
    office_choice = next(one for one in screen.annual.findChildren(Combo) if one.accessibleName() == "单位")
    assert [office_choice.itemText(at) for at in range(office_choice.count())] == [
        "天津海关（本级）",
        "全关合计",
        "新港海关",
    ]
    office_choice.setFocus()
    press(window, Qt.Key.Key_Down)
    saved(qtbot, window)
    assert screen.annual.view.title.startswith("新港海关")
    assert screen.annual.view.tables.table3["received"]["total"] == 23
