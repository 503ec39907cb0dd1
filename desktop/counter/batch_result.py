"""What a batch has done: what was left out and why, and all that was made, in one file for the printer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.letters.batches import BatchLine, BatchResult
from desktop.casework.views import Paper
from desktop.widgets.action_bar import ActionBar
from desktop.widgets.buttons import Button, ButtonKind, secondary
from desktop.widgets.labels import HintCard, label, note, page_title, row
from desktop.widgets.line_table import Column, Line, LineTable, WholeRows
from desktop.widgets.operations import Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE
from desktop.widgets.workplace import PrintPurpose

_COLUMNS = (Column("申请编号", 152), Column("结果", 120), Column("文号或者原因", 0, elided=True))


class BatchResultPage(QWidget):
    """Those that were left out stand first. Enter opens the request or the letter of a row."""

    returned = Signal()
    request_wanted = Signal(str)
    letter_wanted = Signal(str)
    told = Signal(str)

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._result: BatchResult | None = None
        self._purpose = PrintPurpose.PAPERS
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._summary = label("", bold=True, wrap=True)
        self.reason = note(wrap=True)
        self.table = LineTable("成批办理的结果")
        self.print_button = Button("全部打印", "Ctrl+P", kind=ButtonKind.PRIMARY, icon="print")
        self.save_button = secondary("另存 PDF", "Ctrl+S", icon="save")
        self._lay_out()
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.table.entered_row.connect(self._open)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_reason())

    def show_result(self, result: BatchResult, purpose: PrintPurpose) -> None:
        """Shows what a batch has done."""
        self._result, self._purpose = result, purpose
        self._summary.setText(summary_of(result))
        ordered = sorted(result.lines, key=lambda line: not line.fault)
        left = [Line(f"r {number}", (number, "没有办", "已停止，还没有开始")) for number in result.left]
        self.table.show_lines(_COLUMNS, [*map(_line, ordered), *left])
        for button in (self.print_button, self.save_button):
            button.setVisible(result.paper is not None)
        first = self.print_button if result.paper is not None else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        page = QVBoxLayout()
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(back, 4, page_title("成批办理的结果"), None))
        hint = HintCard()
        hint.body.addWidget(self._summary)
        page.addWidget(hint)
        card = WholeRows()
        card.body.addWidget(self.table, 1)
        page.addWidget(card, 1)
        bar = ActionBar()
        bar.line.addWidget(self.reason, 1)
        bar.line.addWidget(self.save_button)
        bar.line.addWidget(self.print_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(page, 1)
        whole.addWidget(bar)

    def _show_reason(self) -> None:
        """The whole reason of the chosen row: the column may be too narrow for it."""
        chosen, faults = self.table.target(), () if self._result is None else self._result.faults
        self.reason.setText(next((line.fault for line in faults if _target(line) == chosen), ""))

    def _paper(self) -> Paper | None:
        return None if self._result is None else self._result.paper

    def _print(self) -> None:
        paper = self._paper()
        if paper is not None:
            self._printing.print_composed(lambda: paper, self.print_button, purpose=self._purpose)

    def _save(self) -> None:
        paper = self._paper()
        if paper is not None:
            self._printing.save(paper.pdf, paper.name)

    def _open(self) -> None:
        kind, _, target = self.table.target().partition(" ")
        if target:
            (self.letter_wanted if kind == "l" else self.request_wanted).emit(target)


def summary_of(result: BatchResult) -> str:
    """``办好 12 件，共 24 页；2 件没有办，原因列在前面。``"""
    blank = "（双面打印，每件另起一张）" if result.new_sheets else ""
    pages = "" if result.paper is None else f"，共 {result.paper.pages} 页{blank}，合为一个文件"
    faults = f"；{len(result.faults)} 件没有办，原因列在前面" if result.faults else ""
    left = f"；已停止，{len(result.left)} 件没有开始" if result.left else ""
    return f"办好 {result.done} 件{pages}{faults}{left}。"


def _target(line: BatchLine) -> str:
    return f"r {line.number}" if line.letter is None else f"l {line.letter.id}"


def _line(line: BatchLine) -> Line:
    if line.letter is None:
        return Line(_target(line), (line.number, "没有办", line.fault))
    return Line(_target(line), (line.number, "已办", line.letter.number or line.letter.title))
