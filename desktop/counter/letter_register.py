"""文书: the 发文登记簿, what was sent and how, and the drafts that are not finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.day_words import short_weekday
from desktop.casework.letters.file_papers import BlankForm
from desktop.casework.letters.letter_views import LetterDraftRow, RegisterRow
from desktop.casework.letters.reply_letters import REPLIES, SENT_NOTICES
from desktop.casework.sending.delivery_views import DeliveryRow
from desktop.counter.batch_page import BATCH_KEY
from desktop.widgets.buttons import secondary, shortcut
from desktop.widgets.choices import Choice, Segmented, part_key
from desktop.widgets.labels import label, note, page_title, row
from desktop.widgets.line_table import Column, Line, LineTable, WholeRows
from desktop.widgets.tokens import CARD_GAP, GRID, PAGE_EDGE
from desktop.widgets.word_filter import WordFilter

_YEARS_BACK = 3


POSTING_KEY = "Ctrl+T"

MOST = 400
"""Rows of a shelf that are loaded; older ones are found by their number in the search box."""


class Shelf(StrEnum):
    """What the place shows."""

    REGISTER = "register"
    DELIVERIES = "deliveries"
    DRAFTS = "drafts"
    BLANK_FORMS = "blank_forms"


SHELVES: Mapping[Shelf, str] = MappingProxyType(
    {Shelf.REGISTER: "发文登记簿", Shelf.DELIVERIES: "送达登记", Shelf.DRAFTS: "草稿", Shelf.BLANK_FORMS: "空白表格"}
)
"""The shelves with their names, in the order of their keys."""

COLUMNS: dict[Shelf, tuple[Column, ...]] = {
    Shelf.REGISTER: (
        Column("发文字号", 216),
        Column("标题", 0, elided=True),
        Column("申请编号", 152, elided=True),
        Column("收件人", 176, elided=True),
        Column("日期", 104),
        Column("状态", 232, elided=True),
    ),
    Shelf.DELIVERIES: (
        Column("申请编号", 152),
        Column("文书", 0, elided=True),
        Column("收件人", 176, elided=True),
        Column("方式", 96),
        Column("送出", 104),
        Column("签收", 104),
        Column("退回", 104),
        Column("邮件号", 152),
    ),
    Shelf.DRAFTS: (
        Column("文书", 0, elided=True),
        Column("申请编号", 264, elided=True),
        Column("保存", 152),
    ),
    Shelf.BLANK_FORMS: (
        Column("表格", 424),
        Column("用途", 0, elided=True),
    ),
}


def register_line(row_: RegisterRow) -> Line:
    """A letter; a void one keeps its number and shows the reason.

    A notice of an older ledger has no file here; when it was told stands in its request.
    """
    waits = "待送达" if row_.kind in REPLIES or (row_.kind in SENT_NOTICES and row_.has_file) else ""
    state = f"作废：{row_.void_reason}" if row_.void_reason is not None else row_.delivery or waits
    cells = (
        row_.number or "（无）",
        row_.title,
        "、".join(row_.requests),
        row_.addressee,
        short_weekday(row_.on),
        state,
    )
    return Line(row_.letter_id, cells, struck=row_.void_reason is not None)


def delivery_line(row_: DeliveryRow) -> Line:
    """A service with its days."""
    days = (row_.posted_on or row_.sent_on, row_.signed_on, row_.returned_on)
    cells = (row_.request, row_.letter, row_.addressee, row_.way_label, *map(_day, days), row_.tracking_number)
    return Line(row_.letter_id or "", cells)


def draft_line(row_: LetterDraftRow) -> Line:
    """A letter that is not finished."""
    return Line(row_.id, (row_.title, "、".join(row_.requests), f"{row_.saved_at:%m-%d %H:%M}"))


def blank_form_line(form: BlankForm) -> Line:
    """A form to be filled in by hand."""
    return Line(form.name, (form.name, form.use))


def _years(today: date) -> list[tuple[str, object]]:
    years: list[tuple[str, object]] = [
        (f"{year}年", year) for year in range(today.year, today.year - _YEARS_BACK - 1, -1)
    ]
    return [*years, ("全部", None)]


def _day(day: date | None) -> str:
    return "" if day is None else short_weekday(day)


class LetterRegister(QWidget):
    """``opened`` tells shelf and target of the row that was chosen; ``discarded`` a draft to throw away."""

    opened = Signal(object, str)
    discarded = Signal(str)
    wanted = Signal()
    """Another shelf or year: load it."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.shelf = Segmented("文书", [Choice(shelf, name) for shelf, name in SHELVES.items()])
        self.shelf.set_value(Shelf.REGISTER)
        self._today = today
        self.year = WordFilter("年度", _years(today))
        self.posting = secondary("交寄清单", POSTING_KEY)
        self.batch = secondary("当日信封", BATCH_KEY)
        self.print_button = secondary("打印、导出", "Ctrl+P")
        self.table = LineTable("文书登记")
        self._count = label("", second=True)
        self._hint = note()
        self._asked_to_discard: str | None = None
        self._lay_out()
        self.shelf.chosen.connect(lambda _: self._changed())
        for place, shelf in enumerate(SHELVES):
            shortcut(self, part_key(place)).activated.connect(partial(self.choose_shelf, shelf))
        self.year.chosen.connect(lambda _: self._changed())
        self.table.entered_row.connect(self._open)
        self.table.delete_pressed.connect(self._discard)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._forget_question())

    def shelf_shown(self) -> Shelf:
        """What is shown."""
        value = self.shelf.value()
        return value if isinstance(value, Shelf) else Shelf.REGISTER

    def choose_shelf(self, shelf: Shelf) -> None:
        """Goes to a shelf, the keys on its rows."""
        self.shelf.set_value(shelf)
        self._changed()
        self.focus_rows()

    def year_shown(self) -> int | None:
        """The year of the register, None for all."""
        value = self.year.value()
        return value if isinstance(value, int) else None

    def show_lines(self, shelf: Shelf, lines: Sequence[Line]) -> None:
        """Shows the rows of a shelf."""
        if shelf is not self.shelf_shown():
            return
        self.year.setVisible(shelf is Shelf.REGISTER)
        for button in (self.batch, self.posting, self.print_button):
            button.setVisible(shelf in (Shelf.REGISTER, Shelf.DELIVERIES))
        self.table.show_lines(COLUMNS[shelf], lines)
        count = f"最近 {MOST} 份" if len(lines) == MOST else f"{len(lines)} 份"
        self._count.setText(count if lines else _EMPTY[shelf])
        self._forget_question()

    def set_today(self, today: date) -> None:
        """Another day has begun; who looked at the year that is over looks at the new one."""
        watched = self.year_shown() == self._today.year
        self._today = today
        self.year.set_words(_years(today))
        if watched:
            self.year.choose(today.year)

    def focus_rows(self) -> None:
        """Puts the focus on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        buttons = (self.print_button, self.batch, self.posting)
        page.addLayout(row(page_title("文书"), GRID, self.shelf, self.year, self._count, None, *buttons))
        card = WholeRows()
        card.body.addWidget(self.table, 1)
        page.addWidget(card, 1)
        page.addWidget(self._hint)

    def _changed(self) -> None:
        self._asked_to_discard = None
        self.wanted.emit()

    def _open(self) -> None:
        if target := self.table.target():
            self.opened.emit(self.shelf_shown(), target)

    def _discard(self) -> None:
        """The first Delete asks, the second throws the draft away."""
        target = self.table.target()
        if self.shelf_shown() is not Shelf.DRAFTS or not target:
            return
        if self._asked_to_discard == target:
            self._asked_to_discard = None
            self.discarded.emit(target)
            return
        self._asked_to_discard = target
        self._hint.setText("再按一次 Delete 删除这份草稿，删除后不能恢复")

    def _forget_question(self) -> None:
        self._asked_to_discard = None
        self._hint.setText(_HINTS[self.shelf_shown()])


_EMPTY = {
    Shelf.REGISTER: "这一年还没有发文",
    Shelf.DELIVERIES: "还没有送达记录",
    Shelf.DRAFTS: "没有未完成的草稿",
    Shelf.BLANK_FORMS: "没有表格",
}
_HINTS = {
    Shelf.REGISTER: "Enter 打开：原件、重印、信封、登记送达、作废",
    Shelf.DELIVERIES: "Enter 打开文书",
    Shelf.DRAFTS: "Enter 继续，Delete 删除",
    Shelf.BLANK_FORMS: "Enter 打开、打印；填好的表格在申请页的“案卷”里打印",
}
