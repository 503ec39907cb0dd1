"""登记簿: one register of the office, narrowed by period, channel, department and state, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.files import write_bytes
from desktop.casework.registers.register_views import (
    Narrowed,
    Register,
    RegisterLine,
    RegisterPage,
    RegisterWanted,
    ValueKind,
    columns_of,
    day_name,
    register_name,
    states_of,
    written,
)
from desktop.supervisor.complaint_form import ComplaintForm
from desktop.supervisor.files import ending_of
from desktop.supervisor.period_choice import PeriodChoice
from desktop.widgets.buttons import secondary, shortcut
from desktop.widgets.choices import BESIDE_KEYS, Choice, Segmented
from desktop.widgets.fields import CheckBox
from desktop.widgets.labels import label, note, row
from desktop.widgets.line_table import Column, Line, LineTable, WholeRows
from desktop.widgets.operations import Busy, Operations, Progress
from desktop.widgets.pages import Pages
from desktop.widgets.screen import OpenLetter, OpenRequest
from desktop.widgets.tokens import GRID
from desktop.widgets.word_filter import WordFilter
from resources.vocabulary import Channel

_ALL = ("全部", None)
_UNIT = 7.7
_PADDING = 8
_ROOM = 12
_MOST_SHOWN = 400
"""Characters of a content that a line and its tool tip hold; the whole stands in the request."""


class RegisterView(QWidget):
    """Shows a register. Enter opens the request of a line, or its letter."""

    go = Signal(object)
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self.which = Segmented("登记簿", [Choice(each, register_name(each)) for each in Register], small=True)
        self.period = PeriodChoice(casework.context.today(), with_all=True)
        self.channel = WordFilter("渠道", [_ALL, *((code.label, code) for code in Channel)])
        self.department = WordFilter("承办部门", [_ALL])
        self.state = WordFilter("状态", [_ALL])
        self.identities = CheckBox("打印和导出时含姓名全称、证件号码 (&X)")
        self.table = LineTable("登记簿", padding=_PADDING)
        self.complaint = ComplaintForm(casework, operations)
        self.new = secondary("登记投诉、举报", "Alt+N")
        self._stack = Pages()
        self._day = label(second=True)
        self._count = label(second=True)
        self._lines: list[RegisterLine] = []
        self._page: RegisterPage | None = None
        self._listed: RegisterWanted | None = None
        self._lay_out()
        self._connect()
        self.which.set_value(Register.REQUESTS)
        self._show_which()

    def wanted(self) -> RegisterWanted:
        """What the words ask for."""
        first, last = self.period.days()
        which = self._which()
        if which is Register.SOUGHT:
            # It has no other words than its period; those of another register are hidden and ask for nothing here.
            return RegisterWanted(which=which, first=first, last=last)
        channel, department, state = self.channel.value(), self.department.value(), self.state.value()
        return RegisterWanted(
            which=which,
            first=first,
            last=last,
            channel=channel if isinstance(channel, Channel) else None,
            department=None if department is None else str(department),
            state=state if isinstance(state, Narrowed) else None,
        )

    def show_register(self, which: Register) -> None:
        """Shows another register with the same period."""
        self.which.set_value(which)
        self._show_which()
        self.reload()

    def reload(self) -> None:
        """Asks anew: for the first page, or for as many rows as are shown of the same."""
        registers, wanted = self._casework.registers, self.wanted()
        shown = len(self._lines) if wanted == self._listed else 0

        def read(progress: Progress) -> RegisterPage:
            page = registers.page(wanted, report=progress.report)
            lines, after = list(page.lines), page.after
            while after is not None and len(lines) < shown:
                progress.report(len(lines), shown)
                further = registers.page(wanted, after)
                lines, after = [*lines, *further.lines], further.after
            return RegisterPage(lines=tuple(lines), after=after, total=page.total)

        self._operations.run_long(
            self,
            f"正在查{register_name(wanted.which)}",
            read,
            lambda page: self._show_first(wanted, page),
            changing=False,
            lane="register",
            on_stopped=lambda: self._count.setText("已停下"),
        )

    def load_departments(self) -> None:
        """Asks which departments there are to choose from."""
        registers = self._casework.registers
        self._operations.run_query(self, registers.departments, self._show_departments, lane="register_departments")

    def focus_first(self) -> None:
        """Puts the keys on the lines, or on the complaint that stands in their place."""
        if self._stack.currentWidget() is self.complaint:
            self.complaint.focus_first()
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def file_name(self) -> str:
        """A name for the file of what is shown."""
        first, last = self.period.days()
        days = "全部" if first is None and last is None else f"{first or ''}至{last or ''}"
        return f"{register_name(self._which())} {days}"

    def save_as(self, path: Path, trigger: Busy) -> None:
        """Writes the whole register as PDF, workbook or csv by the ending of ``path``."""
        if self.period.fault:
            self.told.emit(f"{self.period.fault}，没有写文件")
            return
        registers = self._casework.registers
        wanted = replace(self.wanted(), identities=self.identities.isChecked())
        makers: dict[str, Callable[[RegisterWanted, Callable[[int, int], None]], bytes]] = {
            "pdf": registers.pdf,
            "xlsx": registers.xlsx,
            "csv": registers.csv,
        }
        make = makers[ending_of(path)]

        def write(progress: Progress) -> None:
            write_bytes(path, make(wanted, progress.report))

        self._operations.run_long(
            self,
            f"正在写 {path.name}",
            write,
            lambda _nothing: self.told.emit(f"已存为 {path}"),
            changing=False,
            trigger=trigger,
        )

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(GRID)
        page.addLayout(row(self.which, None, self._count, self.new))
        words = row(self._day, self.period, self.channel, self.department, self.state, None)
        card = WholeRows()
        card.body.addWidget(self.table, 1)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(words)
        column.addWidget(card, 1)
        hint = note("Enter 打开申请、文书或者投诉举报；打印、导出的是筛选后的全部，不只是已经载入的")
        column.addLayout(row(hint, None, self.identities))
        for part in (listed, self.complaint):
            self._stack.addWidget(part)
        page.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _: self._chosen_which())
        for key, step in BESIDE_KEYS.items():
            shortcut(self, key).activated.connect(partial(self._turn, step))
        self.period.chosen.connect(self.reload)
        for word in (self.channel, self.department, self.state):
            word.chosen.connect(lambda _: self.reload())
        self.table.more_wanted.connect(self._load_more)
        self.table.entered_row.connect(self._open)
        self.new.clicked.connect(lambda: self._write_complaint(None))
        self.complaint.done.connect(self._leave_complaint)

    def _which(self) -> Register:
        value = self.which.value()
        return value if isinstance(value, Register) else Register.REQUESTS

    def _turn(self, step: int) -> None:
        self.which.choose_beside(step)
        self.focus_first()

    def _chosen_which(self) -> None:
        self._show_which()
        self.reload()

    def _show_which(self) -> None:
        which = self._which()
        self._day.setText(day_name(which))
        self._stack.setCurrentIndex(0)
        self.new.setVisible(which is Register.COMPLAINTS)
        for word in (self.channel, self.department, self.state):
            word.setVisible(which is not Register.SOUGHT)
        words: list[tuple[str, object]] = [_ALL, *((word, state) for state, word in states_of(which))]
        self.state.set_words(words)

    def _show_departments(self, names: tuple[str, ...]) -> None:
        self.department.set_words([_ALL, *((name, name) for name in names)])

    def _show_first(self, wanted: RegisterWanted, page: RegisterPage) -> None:
        if wanted != self.wanted():
            return
        self._listed, self._page = wanted, page
        self._lines = list(page.lines)
        self.table.show_lines(_columns(wanted.which), [_line(wanted, one) for one in page.lines], more=bool(page.after))
        self._show_count(page.total)

    def _show_count(self, total: int | None) -> None:
        more = self._page is not None and self._page.after is not None
        shown = len(self._lines) if total is None else total
        self._count.setText(
            f"{shown} 行以上" if total is None and more else f"{shown} 行" if shown else "没有符合的记录"
        )

    def _load_more(self) -> None:
        if self._page is None or self._page.after is None:
            return
        registers, wanted, after = self._casework.registers, self.wanted(), self._page.after
        self._operations.run_query(
            self,
            lambda: registers.page(wanted, after),
            lambda page: self._append(wanted, after, page),
            lane="register_page",
        )

    def _append(self, wanted: RegisterWanted, after: object, page: RegisterPage) -> None:
        if self._page is None or (wanted, after) != (self.wanted(), self._page.after):
            return
        counted = self._page.total
        self._page = RegisterPage(lines=page.lines, after=page.after, total=counted)
        self._lines += page.lines
        self.table.append_lines([_line(wanted, one) for one in page.lines], more=bool(page.after))
        self._show_count(counted)

    def _write_complaint(self, number: str | None) -> None:
        """Puts the form of a complaint in place of the list."""
        self._stack.setCurrentWidget(self.complaint)
        if number is None and self.complaint.has_new:
            # Another register was looked at meanwhile.
            self.complaint.focus_first()
        else:
            self.complaint.begin(number)

    def _leave_complaint(self, told: str) -> None:
        self._stack.setCurrentIndex(0)
        if told:
            self.told.emit(told)
        self.focus_first()

    def _open(self) -> None:
        place = self.table.currentIndex().row()
        if not 0 <= place < len(self._lines):
            return
        line = self._lines[place]
        if line.complaint is not None:
            self._write_complaint(line.complaint)
        elif line.letter is not None:
            self.go.emit(OpenLetter(line.letter))
        elif line.request:
            numbers = tuple(dict.fromkeys(one.request for one in self._lines if one.request))
            self.go.emit(OpenRequest(line.request, numbers))


def _columns(which: Register) -> list[Column]:
    return [
        Column(
            name=column.label,
            width=round(max(column.width * _UNIT, 12 * len(column.label)) + _PADDING + _ROOM) if column.width else 0,
            elided=column.kind is ValueKind.TEXT and not column.whole,
            right=column.at_right,
            tail=column.tail,
        )
        for column in columns_of(which)
    ]


def _line(wanted: RegisterWanted, line: RegisterLine) -> Line:
    columns = columns_of(wanted.which)
    cells = tuple(written(column, cell)[:_MOST_SHOWN] for column, cell in zip(columns, line.cells, strict=True))
    return Line(line.complaint or line.letter or line.request, cells, struck=line.void)
