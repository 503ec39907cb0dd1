"""交寄清单: the envelopes handed to the post on a day, printed for the post office or saved as a table."""

from __future__ import annotations

import logging
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.sending.posting_lists import PostedLine, PostingLists
from desktop.casework.sending.sending import is_warning
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.date_field import NO_SUCH_DAY, DateField
from desktop.widgets.labels import label, note, page_title, row
from desktop.widgets.line_table import Column, Line, LineTable, WholeRows
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.tokens import CARD_GAP, GRID, PAGE_EDGE

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)

_COLUMNS = (
    Column("邮件号", 160),
    Column("收件人", 192, elided=True),
    Column("地址", 0, elided=True),
    Column("邮编", 88),
    Column("文书", 208, elided=True),
    Column("申请编号", 168, elided=True),
)


class PostingPage(QWidget):
    """Names and addresses stand in full, as on the envelopes; opening the list is logged."""

    returned = Signal()
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._lists = PostingLists(casework.context)
        self._operations = operations
        self._today = casework.context.today
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self.day = DateField("交寄日", self._today())
        self.table = LineTable("交寄清单")
        self._count = label("", second=True)
        self.print_button = primary("打印清单", "Ctrl+P")
        self.save_button = secondary("存为表格", "Ctrl+S", icon="save")
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        head = row(back, 4, page_title("交寄清单"), GRID, self._count, None, self.day, 8, self.save_button)
        head.addWidget(self.print_button)
        page.addLayout(head)
        card = WholeRows()
        card.body.addWidget(self.table, 1)
        page.addWidget(card, 1)
        page.addWidget(note("列出这一天登记送达、交邮的文书，一封一行；邮件号在登记送达时填写，也可以在文书页补登。"))
        self.day.chosen.connect(lambda _: self.load())
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)

    def show_day(self, day: date | None = None) -> None:
        """Shows what was posted on a day, today unless another is given."""
        self.day.set_day(day or self._today())
        self.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Loads the list again."""
        day = self.day.day()
        if day is None:
            self._show(())
            self._count.setText(NO_SUCH_DAY if self.day.edit.malformed else "请填写交寄日")
            return
        lists = self._lists
        _log.info("posting list of %s shown", day)
        self._operations.run_query(
            self, lambda: lists.lines(day), lambda lines: self._show_of(day, lines), self._failed, lane="posting_list"
        )

    def _show_of(self, day: date, lines: tuple[PostedLine, ...]) -> None:
        """Another day may stand in the field by now."""
        if day == self.day.day():
            self._show(lines)

    def _show(self, lines: tuple[PostedLine, ...]) -> None:
        self.table.show_lines(_COLUMNS, [_line(line) for line in lines])
        odd = sum(not line.tracking_number or is_warning(line.tracking_number) for line in lines)
        remark = f"，{odd} 封没有邮件号或者邮件号须再核对" if odd else ""
        self._count.setText(f"{len(lines)} 封{remark}" if lines else "这一天没有登记交邮的文书")
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(lines))

    def _failed(self, failure: Failure) -> None:
        self._count.setText(failure.sentence)

    def _print(self) -> None:
        day, lists = self.day.day(), self._lists
        if day is not None:
            self._printing.print_composed(lambda: lists.paper(day), self.print_button)

    def _save(self) -> None:
        day, lists = self.day.day(), self._lists
        if day is None:
            return
        name = f"交寄清单 {day.isoformat()}.xlsx"
        self._operations.run_query(
            self,
            lambda: lists.workbook(day),
            lambda data: self._printing.save(data, name),
            self._failed,
            trigger=self.save_button,
        )


def _line(line: PostedLine) -> Line:
    cells = (
        line.tracking_number or "（未填）",
        line.addressee,
        line.address,
        line.postcode,
        line.letter,
        "、".join(line.requests),
    )
    return Line("", cells)
