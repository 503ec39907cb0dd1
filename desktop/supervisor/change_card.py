"""What a notice would change: days, and the limits of open requests from old to new. Confirmed or put away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.casework.calendar.calendar_views import CalendarChange, DayMove, LimitMove
from desktop.casework.calendar.moved_limits import moved_words
from desktop.casework.day_words import short_weekday, weekday
from desktop.supervisor.count_strip import CountStrip
from desktop.supervisor.whole_rows import WholeRowScroll
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.fields import TextField
from desktop.widgets.labels import Card, ElidedLabel, heading, label, note, row, rule, set_ink
from desktop.widgets.tokens import NOTE, SIDE
from resources.messages import say

_DAY_COLUMNS = (0, 1, 2, 3)
_ROW_HEIGHT = 32
_MOST_MOVES = 100
_NAME_WIDTH = 120
_NO_CHANGE = "{year} 年已经是这样安排的，没有一天改动。"


def sum_of(change: CalendarChange) -> str:
    """20 件未办结：4 件提前，16 件不变."""
    later = sum(move.days is not None and move.days > 0 for move in change.moves)
    earlier = sum(move.days is not None and move.days < 0 for move in change.moves)
    new = len(change.moves) - later - earlier
    parts = [(earlier, "件提前"), (later, "件推后"), (new, "件可以确定"), (change.unchanged, "件不变")]
    words = "，".join(f"{count} {name}" for count, name in parts if count)
    return f"{len(change.moves) + change.unchanged} 件未办结{'：' + words if words else ''}"


class ChangeCard(Card):
    """``confirmed``: load the notice; ``dropped``: put it away. ``print_button``: the list of moved limits."""

    confirmed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.confirm_button = primary("确认改动", "Ctrl+Return")
        self._drop_button = secondary("放弃", "Esc")
        self.print_button = secondary("打印变动单", "Ctrl+P")
        self._title = label("", wrap=True)
        self._warning = label("", wrap=True)
        set_ink(self._warning, "gold")
        self._by = TextField("载入人", "另一人核对")
        self._by.setFixedWidth(_NAME_WIDTH)
        self._refusal = label("", wrap=True)
        self._sum = label("", second=True)
        self._strip = CountStrip()
        self._list = WholeRowScroll()
        self._list.setAccessibleName("改动的日子和期限")
        self.body.addLayout(row(heading("待确认的改动"), None, label("载入人", second=True), self._by))
        self.body.addWidget(self._title)
        self.body.addWidget(self._warning)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._strip)
        words = "确认后每件记一条“期限调整（放假安排）”，已发文书不改。"
        self.body.addWidget(note(words, wrap=True))
        self.body.addWidget(self._refusal)
        self.body.addLayout(row(self.print_button, None, self._drop_button, self.confirm_button))
        self._refusal.hide()
        self.confirm_button.clicked.connect(self.confirmed)
        self._drop_button.clicked.connect(self.dropped)

    @property
    def by(self) -> str:
        """Who loads the notice or changes the day."""
        return self._by.value()

    def show_change(self, change: CalendarChange, by: str, *, known: bool) -> None:
        """Shows what another notice or a single day would change; ``by``: who sits at the window.

        ``known``: the year is loaded, so that nothing changed means that it is arranged so already.
        """
        self._title.setText(change.title)
        names = "、".join(change.unnamed)
        self._warning.setText(say("casework.calendar.unnamed", names=names))
        self._warning.setVisible(bool(names))
        self._strip.show_recount(change.recount)
        self.print_button.setVisible(bool(change.moves))
        self._by.set_value(by)
        self._by.set_wrong(False)
        self._refusal.hide()
        page = QWidget()
        page.setProperty("page", "true")
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.addLayout(_days(change.days))
        if known and not change.days:
            lines.addWidget(label(_NO_CHANGE.format(year=change.year), wrap=True))
        lines.addSpacing(8)
        self._sum = label(sum_of(change), second=True)
        lines.addLayout(row(heading("期限变动"), self._sum, None, spacing=12))
        ends: list[QWidget] = []
        if change.moves:
            lines.addLayout(_moves(change.moves[:_MOST_MOVES], ends))
        if len(change.moves) > _MOST_MOVES:
            lines.addWidget(note(f"另有 {len(change.moves) - _MOST_MOVES} 件，确认后都在各件的经过中写明"))
        lines.addStretch(1)
        self._list.show_rows(page, ends, _ROW_HEIGHT + 1)

    def focus_first(self) -> None:
        """Puts the keys on the confirmation, or on the name that it needs."""
        (self.confirm_button if self.by else self._by).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Shows why the change was not made."""
        self._refusal.setText(sentence)
        self._refusal.show()
        self._by.set_wrong(not self.by)
        self.focus_first()


def _days(moves: tuple[DayMove, ...]) -> QGridLayout:
    """A day a line, from what it is to what it would be."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for at, move in enumerate(moves):
        day = f"{move.day.month}月{move.day.day}日 {weekday(move.day)}"
        texts = (label(day, bold=True), label(move.old, second=True), label("→", second=True), label(move.new))
        for column, text in zip(_DAY_COLUMNS, texts, strict=True):
            grid.addWidget(text, at, column)
    grid.setColumnStretch(_DAY_COLUMNS[-1], 1)
    return grid


def _moves(moves: tuple[LimitMove, ...], ends: list[QWidget]) -> QGridLayout:
    """A request a line: number, applicant, old and new limit, and by how much; ``ends`` takes the lines below them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    for column, name in enumerate(("编号", "申请人", "现在", "", "改后", "变动")):
        grid.addWidget(label(name, NOTE, second=True), 0, column)
    grid.addWidget(rule(), 1, 0, 1, 6)
    for at, move in enumerate(moves):
        shown = (
            label(move.number, SIDE),
            ElidedLabel(f"{move.applicant}（{move.office}）" if move.office else move.applicant, SIDE),
            label(_day(move.old), SIDE, second=True),
            label("→", SIDE, second=True),
            label(_day(move.new), SIDE, bold=True),
            label(moved_words(move), SIDE),
        )
        shown[0].setFixedHeight(_ROW_HEIGHT)
        for column, text in enumerate(shown):
            grid.addWidget(text, 2 * at + 2, column)
        ends.append(rule("row"))
        grid.addWidget(ends[-1], 2 * at + 3, 0, 1, 6)
    grid.setColumnStretch(1, 1)
    return grid


def _day(day: date | None) -> str:
    return "未能推算" if day is None else short_weekday(day)
