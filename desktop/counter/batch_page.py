"""成批办理: the same paper for many requests, their receipts, or all letters and envelopes of a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.letters.batches import BATCH_PAPERS, Batches, BatchPaper, BatchResult, BatchRow, GoingOn
from desktop.casework.letters.letter_views import LetterDraft
from desktop.widgets.action_bar import ActionBar
from desktop.widgets.buttons import Button, ButtonKind, secondary, shortcut
from desktop.widgets.choices import Choice, Segmented, part_key
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import Combo
from desktop.widgets.forms import field_name
from desktop.widgets.labels import ListCard, label, note, page_title, row
from desktop.widgets.mnemonics import with_mnemonic
from desktop.widgets.operations import CancelledError, Failure, Operations, Progress
from desktop.widgets.pick_table import PickColumn, PickLine, PickTable
from desktop.widgets.printing import prints_both_sides
from desktop.widgets.tokens import CARD_GAP, GRID, PAGE_EDGE
from desktop.widgets.workplace import PrintPurpose

BATCH_KEY = "Ctrl+Shift+B"
_COLUMNS = (PickColumn("申请编号", 136), PickColumn("申请人", 176), PickColumn("申请内容", 0), PickColumn("说明", 336))


class BatchMode(StrEnum):
    """What is done for many."""

    PAPERS = "papers"
    RECEIPTS = "receipts"
    LETTERS = "letters"
    ENVELOPES = "envelopes"


_MODES = {
    BatchMode.PAPERS: "同一文书",
    BatchMode.RECEIPTS: "登记回执",
    BatchMode.LETTERS: "当日文书",
    BatchMode.ENVELOPES: "当日信封",
}
_DOES = {
    BatchMode.PAPERS: "写文书",
    BatchMode.RECEIPTS: "打印回执",
    BatchMode.LETTERS: "打印文书",
    BatchMode.ENVELOPES: "打印信封",
}
_HINTS = {
    BatchMode.PAPERS: "空格选定，Ctrl+A 全选。先写其中第一件，填写的内容用于每一件；每件各取一号。",
    BatchMode.RECEIPTS: "空格选定，Ctrl+A 全选。合成一个文件打印存档的回执，每件记一次重印。",
    BatchMode.LETTERS: "这一天的文书，各方一份的一行一份。空格选定，Ctrl+A 全选；每份记一次重印。",
    BatchMode.ENVELOPES: "这一天邮寄的文书，一行一个信封。空格选定，Ctrl+A 全选。",
}
_NONE = {
    BatchMode.PAPERS: "清单里没有申请",
    BatchMode.RECEIPTS: "清单里没有申请",
    BatchMode.LETTERS: "这一天没有文书",
    BatchMode.ENVELOPES: "这一天没有要邮寄的文书",
}


class BatchPage(QWidget):
    """Chooses what is done, and for whom. ``writing`` tells the paper and the numbers whose letter is to be written."""

    returned = Signal()
    writing = Signal(object, object)
    ended = Signal(object, object)
    """The ``BatchResult``, and for what its paper is printed."""
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._batches = Batches(casework.context)
        self._operations = operations
        self._numbers: tuple[str, ...] = ()
        self.mode = Segmented("成批办理", [Choice(mode, name) for mode, name in _MODES.items()])
        self.mode.set_value(BatchMode.PAPERS)
        self.paper = Combo("文书")
        for place, paper in enumerate(BATCH_PAPERS):
            self.paper.addItem(paper.label, place)
        self._paper_words = field_name(with_mnemonic("文书", 0), self.paper)
        self._today = casework.context.today
        self.day = DateEdit("成文日期", self._today())
        self._day_words = field_name(with_mnemonic("成文日期", 0), self.day)
        self.table = PickTable("成批办理的申请", _COLUMNS)
        self._count = label("", second=True)
        self._state = note()
        self._hint = note()
        self.go = Button("", "Ctrl+Return", kind=ButtonKind.PRIMARY)
        self._lay_out()
        self._connect()

    def show_numbers(self, numbers: Sequence[str], mode: BatchMode = BatchMode.PAPERS) -> None:
        """Begins with the requests of a list."""
        self._numbers = tuple(numbers)
        self.mode.set_value(mode)
        self.day.set_day(self._today())
        self.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Loads the rows anew; what is picked stays picked."""
        mode, numbers, batches, paper = self._mode(), self._numbers, self._batches, self._paper()
        day = self.day.day() or self._today()
        loaders: dict[BatchMode, Callable[[], tuple[BatchRow, ...]]] = {
            BatchMode.PAPERS: lambda: batches.candidates(paper, numbers),
            BatchMode.RECEIPTS: lambda: batches.receipts(numbers),
            BatchMode.LETTERS: lambda: batches.letters(day),
            BatchMode.ENVELOPES: lambda: batches.envelopes(day),
        }
        load = loaders[mode]
        self._hint.setText(_HINTS[mode])
        self.go.setText(_DOES[mode])
        self.paper.setVisible(mode is BatchMode.PAPERS)
        self._paper_words.setVisible(mode is BatchMode.PAPERS)
        of_day = mode in (BatchMode.LETTERS, BatchMode.ENVELOPES)
        self.day.setVisible(of_day)
        self._day_words.setVisible(of_day)
        self._operations.run_query(
            self, lambda: (mode, load()), lambda found: self._show(*found), self._failed, lane="batch_rows"
        )

    def issue(self, draft: LetterDraft, numbers: Sequence[str]) -> None:
        """Issues the paper that was written for the first of ``numbers`` to all of them."""
        batches = self._batches
        self._run(
            "成批定稿",
            lambda going_on: batches.issue(draft, numbers, going_on, both_sides=prints_both_sides()),
            PrintPurpose.PAPERS,
        )

    def _lay_out(self) -> None:
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        self.paper.setMinimumWidth(320)
        page = QVBoxLayout()
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, GRID)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(back, 4, page_title("成批办理"), GRID, self.mode, GRID, self._count, None))
        page.addLayout(row(self._paper_words, self.paper, self._day_words, self.day, 8, self._hint, None))
        page.addWidget(ListCard(self.table), 1)
        bar = ActionBar()
        bar.line.addWidget(self._state, 1)
        bar.line.addWidget(self.go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(page, 1)
        whole.addWidget(bar)

    def _connect(self) -> None:
        self.mode.chosen.connect(lambda _: self._show_anew())
        for place, mode in enumerate(_MODES):
            shortcut(self, part_key(place)).activated.connect(partial(self._choose_mode, mode))
        self.paper.activated.connect(lambda _: self._paper_chosen())
        self.day.chosen.connect(lambda day: self._show_anew() if day else None)
        self.table.picked_changed.connect(self._show_picked)
        self.table.entered.connect(lambda: self.go.click())
        self.go.clicked.connect(self._go)

    def _choose_mode(self, mode: BatchMode) -> None:
        self.mode.set_value(mode)
        self._show_anew()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mode(self) -> BatchMode:
        return BatchMode(str(self.mode.value()))

    def _paper(self) -> BatchPaper:
        return BATCH_PAPERS[int(self.paper.currentData())]

    def _paper_chosen(self) -> None:
        """The rows come in another order: those that can get this paper first. What was picked stays picked."""
        self.table.selectRow(0)
        self.load()

    def _show_anew(self) -> None:
        self.table.show_lines([])
        self.load()

    def _show(self, mode: BatchMode, rows: tuple[BatchRow, ...]) -> None:
        if mode is not self._mode():
            return
        all_at_once = mode is BatchMode.ENVELOPES and not self.table.picked()
        picked = [one.key for one in rows if one.reason is None] if all_at_once else self.table.picked()
        lines = [PickLine(one.key, (one.number, one.applicant, one.content, one.note), one.reason) for one in rows]
        at_top = self.table.currentIndex().row() <= 0
        self.table.show_lines(lines, picked)
        if at_top and lines:
            self.table.selectRow(0)
        self._count.setText(f"{len(rows)} 件，可选 {self.table.pickable()} 件" if rows else _NONE[mode])
        self._show_picked()

    def _show_picked(self) -> None:
        picked = len(self.table.picked())
        self._state.setText(f"已选 {picked} 件" if picked else "还没有选")
        self.go.setEnabled(bool(picked))

    def _failed(self, failure: Failure) -> None:
        self._state.setText(failure.sentence)
        self.told.emit(failure.sentence)

    def _go(self) -> None:
        picked, batches, mode = self.table.picked(), self._batches, self._mode()
        if not picked:
            return
        if mode is BatchMode.PAPERS:
            self.writing.emit(self._paper(), picked)
        elif mode is BatchMode.ENVELOPES:
            self._run("打印信封", lambda going_on: batches.print_envelopes(picked, going_on), PrintPurpose.ENVELOPES)
        else:
            title, work = {
                BatchMode.RECEIPTS: ("打印登记回执", batches.print_receipts),
                BatchMode.LETTERS: ("打印文书", batches.print_letters),
            }[mode]
            self._run(
                title, lambda going_on: work(picked, going_on, both_sides=prints_both_sides()), PrintPurpose.PAPERS
            )

    def _run(self, title: str, work: Callable[[GoingOn], BatchResult], purpose: PrintPurpose) -> None:
        """Runs a batch with its progress in the status line; stopped there, it keeps what is done."""
        self._operations.run_long(
            self,
            title,
            lambda progress: work(lambda done, total: _goes_on(progress, done, total)),
            lambda result: self.ended.emit(result, purpose),
            self._failed,
            trigger=self.go,
        )


def _goes_on(progress: Progress, done: int, total: int) -> bool:
    """Reports how far a batch is; False when the user stopped it."""
    try:
        progress.report(done, total)
    except CancelledError:
        return False
    return True
