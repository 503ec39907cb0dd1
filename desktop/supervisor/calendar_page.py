"""放假安排: the year picture with its notice. What would change is examined first: days and the limits they move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.calendar.calendar_views import CalendarChange, CalendarMonth, CalendarYear
from desktop.casework.casework import Casework
from desktop.casework.files import text_of
from desktop.casework.progress_reports import Report
from desktop.supervisor.calendar_basis import BasisCard
from desktop.supervisor.calendar_loading import LoadingCards
from desktop.supervisor.change_card import ChangeCard
from desktop.supervisor.year_picture import DayKey, YearPicture
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.fields import Combo
from desktop.widgets.file_dialogs import ask_source
from desktop.widgets.labels import Card, clear, content_text, label
from desktop.widgets.operations import Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import CARD_GAP, CONTROL_HEIGHT, FIELD_GAP

_SHOWN_YEARS = 3
_SIDE_WIDTHS = (440, 470)


class CalendarPage(QWidget):
    """One year at a time: the years with the key of the picture, the picture, and what it rests on."""

    told = Signal(str)
    examined = Signal()
    """A change is now under examination, or no longer."""

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._today = casework.context.today()
        self._year = self._today.year
        self._loaded: tuple[int, ...] = ()
        self._change: CalendarChange | None = None
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._picture = YearPicture()
        self._nothing = content_text()
        self._pictures = QStackedWidget()
        self._basis = BasisCard()
        self._loading = LoadingCards(self._today)
        self._changes = ChangeCard()
        self._beside = QStackedWidget()
        self._working_days = label("", second=True)
        self._years_line = QHBoxLayout()
        self._years: Segmented | None = None
        self._wants_focus = False
        self._others = Combo("其他年份")
        self._others.setPlaceholderText("其他年份")
        self._head = QWidget()
        self._today_key = DayKey("today", str(self._today.day), "今日")
        self._lay_out_head()
        self._lay_out()
        self._connect()

    @property
    def examining(self) -> bool:
        """Whether a change is shown that nobody has confirmed."""
        return self._change is not None

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
            self._operations.run_query(self, lambda: calendars.year(year), self._show_loaded, lane="calendar-year")
        elif self._loaded:
            self._show_missing(year)

    def examine(self, text: str) -> None:
        """Shows what a notice would change: a calendar file's content, or its own text. Nothing is changed yet."""
        calendars = self._casework.calendars
        self._preview(lambda report: calendars.preview(text, report), self._loading.refuse, self._loading.paste_button)

    def examine_file(self, path: Path) -> None:
        """Reads a file with a notice and shows what it would change."""
        calendars = self._casework.calendars
        self._preview(
            lambda report: calendars.preview(text_of(path), report), self._loading.refuse, self._loading.file_button
        )

    def examine_day(self, day: date, working: bool, why: str) -> None:
        """Shows what a single day would change."""
        calendars = self._casework.calendars
        self._preview(
            lambda report: calendars.preview_day(day, working=working, why=why, report=report),
            self._loading.refuse_day,
            self._loading.day_button,
        )

    def focus_first(self) -> None:
        """Puts the keys on the years, as soon as they are known."""
        self._wants_focus = self._years is None
        if self._years is not None:
            self._years.focus_choice()

    def _lay_out_head(self) -> None:
        self._head.setFixedHeight(CONTROL_HEIGHT)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._others)
        line.addLayout(self._years_line)
        line.addWidget(self._working_days)
        line.addStretch(1)
        keys = (
            DayKey("holiday", "休", "放假"),
            DayKey("make_up", "班", "调休上班"),
            self._today_key,
            DayKey("changing", "", "改动"),
        )
        for key in keys:
            line.addWidget(key)

    def _lay_out(self) -> None:
        card = Card()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pictures.addWidget(self._picture)
        self._pictures.addWidget(self._nothing)
        card.body.addWidget(self._pictures, 1)
        self._beside.addWidget(self._loading)
        self._beside.addWidget(self._changes)
        beside = QWidget()
        self._side = ScrolledColumn(beside)
        self._side.setMinimumWidth(_SIDE_WIDTHS[0])
        self._side.setMaximumWidth(_SIDE_WIDTHS[1])
        lines = QVBoxLayout(beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(FIELD_GAP)
        lines.addWidget(self._basis)
        lines.addWidget(self._beside, 1)
        cards = QHBoxLayout()
        cards.setSpacing(CARD_GAP)
        cards.addWidget(card, 1)
        cards.addWidget(self._side, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(self._head)
        whole.addLayout(cards, 1)

    def _connect(self) -> None:
        self._loading.file_button.clicked.connect(self._ask_file)
        self._loading.paste_button.clicked.connect(lambda: self.examine(QGuiApplication.clipboard().text()))
        self._loading.day_wanted.connect(self.examine_day)
        self._loading.day_button.clicked.connect(lambda: self._show_trigger(self._loading.day_button))
        self._loading.day_chosen.connect(self._tell_kind)
        self._picture.chosen.connect(self._choose_day)
        self._basis.checked.connect(self._check)
        self._others.activated.connect(lambda _place: self.show_year(self._others.currentData()))
        self._changes.confirmed.connect(self._confirm)
        self._changes.dropped.connect(self._drop)
        self._changes.print_button.clicked.connect(self._print_change)
        self._loading.moves_button.clicked.connect(self._print_last)

    def _preview(
        self, work: Callable[[Report], CalendarChange], refuse: Callable[[str], None], trigger: Button
    ) -> None:
        settings = self._casework.settings
        self._operations.run_long(
            self,
            "正在推算期限变动",
            lambda progress: (work(progress.report), settings.office().clerk),
            lambda found: self._show_change(*found),
            lambda failure: self._refuse(failure.sentence, refuse, trigger),
            changing=False,
            trigger=trigger,
        )

    def _refuse(self, sentence: str, refuse: Callable[[str], None], trigger: Button) -> None:
        """Says why nothing is changed, where it can be seen."""
        refuse(sentence)
        self._show_trigger(trigger)

    def _show_trigger(self, trigger: Button) -> None:
        # Only when the sentence is laid out is it known where the button stands.
        QTimer.singleShot(0, self, lambda: self._side.ensureWidgetVisible(trigger))

    def _print_change(self) -> None:
        change = self._change
        if change is not None:
            self._printing.print_composed(
                lambda: self._casework.calendars.moves_paper(change), self._changes.print_button
            )

    def _print_last(self) -> None:
        self._printing.print_composed(self._casework.calendars.last_moves_paper, self._loading.moves_button)

    def _show_years(self, years: tuple[int, ...]) -> None:
        """The years around today in the switch, all others in the list."""
        today = self._casework.context.today()
        if years != self._loaded or today != self._today:
            self._loaded, self._today = years, today
            self._today_key.show_text(str(today.day))
            self._rebuild_years()
        self.show_year(self._year)
        if self._wants_focus and self.isVisible():
            self.focus_first()

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

    def _show_loaded(self, year: CalendarYear) -> None:
        """A loaded year, or what the change under examination would make of it."""
        change = self._change
        if change is not None and change.year == year.year:
            self._show_picture(year.year, change.months, change)
        else:
            self._show_picture(year.year, year.months, change)
        self._basis.show_year(year)

    def _show_picture(self, year: int, months: Sequence[CalendarMonth], change: CalendarChange | None) -> None:
        self._picture.show_months(year, months, () if change is None else (move.day for move in change.days))
        self._pictures.setCurrentWidget(self._picture)
        self._working_days.setText(f"{sum(month.working_days for month in months)} 个工作日")

    def _show_missing(self, year: int) -> None:
        """A year that is not loaded: what its notice under examination says of it, otherwise that it is missing."""
        if self._change is not None and self._change.year == year:
            self._show_picture(year, self._change.months, None)
            self._basis.show_missing()
        else:
            self._show_nothing(year)

    def _show_nothing(self, year: int) -> None:
        last = self._loaded[-1]
        self._nothing.setText(
            f"{year} 年的放假安排尚未载入。\n涉及 {year} 年的期限暂不推算；{last} 年 12 月待 {year} 年通知载入后确定。"
        )
        self._pictures.setCurrentWidget(self._nothing)
        self._working_days.setText("")
        self._basis.show_missing()

    def _ask_file(self) -> None:
        ask_source(self, "载入放假安排", "放假安排 (*.json *.txt)", self.examine_file)

    def _tell_kind(self, day: date | None) -> None:
        if day is not None:
            calendars = self._casework.calendars
            self._operations.run_query(
                self, lambda: calendars.day_kind(day), self._loading.show_kind, lane="calendar-day"
            )

    def _choose_day(self, day: date) -> None:
        if self._change is None:
            self._loading.show_day(day)

    def _show_change(self, change: CalendarChange, clerk: str) -> None:
        self._change = change
        self._loading.accept()
        self._changes.show_change(change, clerk, known=change.year in self._loaded)
        self._beside.setCurrentWidget(self._changes)
        # The change takes the room: what it would move matters more now than where the year stands written.
        self._basis.hide()
        self.show_year(change.year)
        self._changes.focus_first()
        self.examined.emit()

    def _confirm(self) -> None:
        if self._change is None:
            return
        change, by = self._change, self._changes.by
        self._operations.run_long(
            self,
            "正在调整期限",
            lambda progress: self._casework.calendars.confirm(change, by=by, report=progress.report),
            lambda changes: self._confirmed(change, len(changes.requests)),
            lambda failure: self._changes.refuse(failure.sentence),
            trigger=self._changes.confirm_button,
        )

    def _confirmed(self, change: CalendarChange, moved: int) -> None:
        what = f"{change.year} 年放假安排已载入" if change.own_day is None else "调整已生效"
        limits = f"{moved} 件期限已调整" if moved else "没有期限变动"
        self.told.emit(f"{what}，{limits}，待另一人核对")
        self._loading.empty_day()
        self._drop()
        # The years may be shown anew: the keys go to those, not to the ones that are taken away.
        self._wants_focus = True
        self.load()

    def _check(self, name: str) -> None:
        year = self._year
        self._operations.run_change(
            self,
            lambda: self._casework.calendars.check(year, by=name),
            lambda _changes: self.told.emit(f"{year} 年放假安排已核对"),
            lambda failure: self._basis.refuse(failure.sentence),
            trigger=self._basis.check_button,
        )

    def _drop(self) -> None:
        """Puts the examined change away."""
        self._change = None
        self._beside.setCurrentIndex(0)
        self._basis.show()
        self.show_year(self._year)
        self.focus_first()
        self.examined.emit()
