"""放假安排: the year picture with its notice. A notice file is examined first: days and limits it would move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.calendars import CalendarChange, CalendarYear, DayMove
from desktop.casework.casework import Casework
from desktop.supervisor.change_card import ChangeCard
from desktop.supervisor.files import text_of
from desktop.supervisor.year_picture import DayKey, YearPicture
from desktop.widgets.buttons import secondary
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.fields import Combo
from desktop.widgets.labels import Card, ElidedLabel, clear, content_text, heading, label, note, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import CARD_GAP, FIELD_GAP

_SHOWN_YEARS = 3
_SIDE_WIDTH = 470
_LABEL_WIDTH = 64
_KIND_BY_WORD = {"工作日": "working", "周末": "weekend", "调休上班": "make_up"}
"""What a day becomes, by the word of the use case; any other word names a holiday."""


class CalendarPage(QWidget):
    """One year at a time; ``head`` holds the years and the key of the picture for the head of the place."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._today = casework.context.today()
        self._year = self._today.year
        self._loaded: tuple[int, ...] = ()
        self._change: CalendarChange | None = None
        self._picture = YearPicture()
        self._nothing = content_text()
        self._pictures = QStackedWidget()
        self._basis = _BasisCard()
        self._refusal = label("", wrap=True)
        self._load_button = secondary("载入通知文件", "Ctrl+O", icon="file")
        self._changes = ChangeCard()
        self._beside = QStackedWidget()
        self._working_days = label("", second=True)
        self._years_line = QHBoxLayout()
        self._years: Segmented | None = None
        self._wants_focus = False
        self._others = Combo("其他年份")
        self._others.setPlaceholderText("其他年份")
        self.head = QWidget()
        self._lay_out_head()
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Loads the years and the year that is shown."""
        self._operations.run_query(self, self._casework.calendars.years, self._show_years, lane="calendar-years")

    def show_year(self, year: int) -> None:
        """Shows a year; one that is not loaded says so."""
        self._year = year
        if self._years is not None:
            self._years.set_value(year)
        self._others.setCurrentIndex(self._others.findData(year))
        if year in self._loaded:
            calendars = self._casework.calendars
            self._operations.run_query(self, lambda: calendars.year(year), self._show_picture, lane="calendar-year")
        elif self._loaded:
            self._show_nothing(year)

    def examine(self, text: str) -> None:
        """Shows what a notice file would change; nothing is changed yet. ``text``: the content of the file."""
        calendars = self._casework.calendars
        self._operations.run_query(
            self, lambda: calendars.preview(text), self._show_change, self._refuse, trigger=self._load_button
        )

    def examine_file(self, path: Path) -> None:
        """Reads a notice file and shows what it would change."""
        calendars = self._casework.calendars
        self._operations.run_query(
            self,
            lambda: calendars.preview(text_of(path)),
            self._show_change,
            self._refuse,
            trigger=self._load_button,
        )

    def focus_first(self) -> None:
        """Puts the keys on the years, as soon as they are known."""
        self._wants_focus = self._years is None
        if self._years is not None:
            self._years.focus_choice()

    def _lay_out_head(self) -> None:
        line = QHBoxLayout(self.head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._others)
        line.addLayout(self._years_line)
        line.addWidget(self._working_days)
        line.addStretch(1)
        keys = (
            DayKey("holiday", "休", "放假"),
            DayKey("make_up", "班", "调休上班"),
            DayKey("today", str(self._today.day), "今日"),
            DayKey("changing", "", "将改动"),
        )
        for key in keys:
            line.addWidget(key)

    def _lay_out(self) -> None:
        card = Card()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pictures.addWidget(self._picture)
        self._pictures.addWidget(self._nothing)
        card.body.addWidget(self._pictures, 1)
        self._beside.addWidget(self._loading_card())
        self._beside.addWidget(self._changes)
        side = QWidget()
        side.setFixedWidth(_SIDE_WIDTH)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(FIELD_GAP)
        lines.addWidget(self._basis)
        lines.addWidget(self._beside, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(card, 1)
        whole.addWidget(side)

    def _loading_card(self) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        card = Card()
        card.body.addWidget(heading("载入通知"))
        words = (
            "国务院办公厅每年秋季公布下一年的放假安排。载入通知文件时，先列出改动的日子和受影响的期限，"
            "确认后才生效；每件期限变动的申请各记一条“期限调整（放假安排）”，已发文书不改。"
        )
        card.body.addWidget(label(words, wrap=True))
        card.body.addWidget(self._refusal)
        card.body.addLayout(row(self._load_button, note("JSON 文件，格式见本页帮助"), None))
        lines.addWidget(card)
        lines.addStretch(1)
        self._refusal.hide()
        return holder

    def _connect(self) -> None:
        self._load_button.clicked.connect(self._ask_file)
        self._others.activated.connect(lambda _place: self.show_year(self._others.currentData()))
        self._changes.confirmed.connect(self._confirm)
        self._changes.dropped.connect(self._drop)

    def _show_years(self, years: tuple[int, ...]) -> None:
        """The years around today in the switch, all others in the list."""
        if years != self._loaded:
            self._loaded = years
            self._rebuild_years()
        self.show_year(self._year)

    def _rebuild_years(self) -> None:
        shown = range(self._today.year - _SHOWN_YEARS + 1, self._today.year + 2)
        choices = [Choice(year, str(year) if year in self._loaded else f"{year} 未载入") for year in shown]
        clear(self._years_line)
        self._years = Segmented("年份", choices)
        self._years.set_value(self._year)
        self._years.chosen.connect(lambda year: self.show_year(int(str(year))))
        self._years_line.addWidget(self._years)
        self._others.clear()
        for year in reversed([year for year in self._loaded if year not in shown]):
            self._others.addItem(f"{year}年", year)
        self._others.setCurrentIndex(-1)
        if self._wants_focus:
            self.focus_first()

    def _show_picture(self, year: CalendarYear) -> None:
        moves = () if self._change is None else self._change.days
        self._picture.show_year(as_changed(year, moves), (move.day for move in moves))
        self._pictures.setCurrentWidget(self._picture)
        self._working_days.setText(f"{year.working_days} 个工作日")
        self._basis.show_lines(year.basis)

    def _show_nothing(self, year: int) -> None:
        last = self._loaded[-1]
        self._nothing.setText(
            f"{year} 年的放假安排尚未载入。\n涉及 {year} 年的期限暂不推算；{last} 年末几日以 {year} 年通知为准。"
        )
        self._pictures.setCurrentWidget(self._nothing)
        self._working_days.setText("")
        self._basis.show_lines((("通知", "未载入"),))

    def _ask_file(self) -> None:
        asked = QFileDialog(self, "载入放假安排", "", "放假安排 (*.json)")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda path: self.examine_file(Path(path)))
        asked.open()

    def _show_change(self, change: CalendarChange) -> None:
        self._change = change
        self._refusal.hide()
        self._changes.show_change(change)
        self._beside.setCurrentWidget(self._changes)
        self.show_year(change.year)
        self._changes.focus_first()

    def _refuse(self, failure: Failure) -> None:
        self._refusal.setText(failure.sentence)
        self._refusal.show()
        self._load_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self._change is None:
            return
        change = self._change
        self._operations.run_change(
            self,
            lambda: self._casework.calendars.confirm(change),
            lambda _changes: self._confirmed(change),
            self._refuse_change,
            trigger=self._changes.confirm_button,
        )

    def _confirmed(self, change: CalendarChange) -> None:
        self.told.emit(f"{change.year} 年放假安排已载入，{len(change.moves)} 件期限已调整")
        self._drop()
        self.load()

    def _refuse_change(self, failure: Failure) -> None:
        self._drop()
        self._refuse(failure)

    def _drop(self) -> None:
        """Puts the examined notice away."""
        self._change = None
        self._beside.setCurrentIndex(0)
        self.show_year(self._year)
        self.focus_first()


def as_changed(year: CalendarYear, moves: Sequence[DayMove]) -> CalendarYear:
    """The year as it would be: the days of ``moves`` are shown as what they become."""
    becomes = {move.day: _KIND_BY_WORD.get(move.new, "holiday") for move in moves}
    months = tuple(
        replace(month, days=tuple(replace(day, kind=becomes.get(day.day, day.kind)) for day in month.days))
        for month in year.months
    )
    return replace(year, months=months)


class _BasisCard(Card):
    """The notice behind a year, who loaded it, and how far it is certain."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addWidget(heading("依据"))
        self.body.addLayout(self._lines)

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        clear(self._lines)
        for name, value in lines:
            shown = label(name, second=True)
            shown.setFixedWidth(_LABEL_WIDTH)
            shown.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(shown)
            line.addWidget(ElidedLabel(value) if "://" in value else label(value, wrap=True), 1)
            self._lines.addLayout(line)
