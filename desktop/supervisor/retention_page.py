"""档案保管: terms by class, the files whose term has run out, keeping one on, and destruction with its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.progress_reports import Report
from desktop.casework.retention.retention_faults import RetentionRefused, check_persons
from desktop.casework.retention.retention_views import (
    DestructionDone,
    DestructionPlan,
    DestructionView,
    DueFile,
    DueKey,
    DuePage,
)
from desktop.casework.views import Paper
from desktop.rules.retention import RetentionClass, RetentionTerms
from desktop.supervisor.retention_cards import DestroyCard, KeepCard, RecordsCard, TermsCard
from desktop.widgets.buttons import secondary, small
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.labels import Card, heading, label, note, row
from desktop.widgets.lines import Cell, Line, LinesView
from desktop.widgets.operations import Busy, Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import CARD_GAP

T = TypeVar("T")

_SIDE_WIDTH = 420
_NOTHING_DESTROYED = "已停下，一件也没有销毁"
_NONE_DUE = "没有保管期限已满的档案"


class RetentionPage(QWidget):
    """Nothing is destroyed before two persons are named and the dialog is confirmed."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self.due = _DueCard()
        self.terms = TermsCard()
        self.keeping = KeepCard()
        self.destroying = DestroyCard()
        self.records = RecordsCard()
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Loads terms, the list and the records; then counts the list."""
        retention = self._casework.retention
        self._operations.run_query(
            self,
            lambda: (retention.terms(), retention.destructions(), self._clerk()),
            lambda found: self._show(*found),
            lane="retention",
        )
        self._look_for_due()

    def _look_for_due(self) -> None:
        self.destroying.offer(None)
        self.due.show_sentence("正在查找……")
        self._look("正在查找到期档案", lambda report: self._casework.retention.due(report=report), self._show_due)

    def _look(self, title: str, ask: Callable[[Report], T], show: Callable[[T], None]) -> None:
        """Reads what may take long; what was asked for before is no longer wanted."""
        self._operations.run_long(
            self,
            title,
            lambda progress: ask(progress.report),
            show,
            changing=False,
            lane="retention_due",
            on_stopped=self.due.show_stopped,
        )

    def focus_first(self) -> None:
        """Puts the keys on the list."""
        self.due.lines.setFocus()

    def _clerk(self) -> str:
        return self._casework.settings.office().clerk

    def _show(self, terms: RetentionTerms, records: tuple[DestructionView, ...], clerk: str) -> None:
        self.terms.show_terms(terms)
        self.keeping.propose(clerk, self._casework.context.today())
        self.destroying.propose(clerk)
        self.records.show_records(records)

    def _show_due(self, page: DuePage) -> None:
        self.due.show_page(page)
        if page.after is None:
            self._show_total(len(page.files))
        else:
            self.due.show_sentence("正在清点……")
            self._look("正在清点到期档案", self._casework.retention.count_due, self._show_total)

    def _show_total(self, total: int) -> None:
        self.due.show_total(total)
        self.destroying.offer(total)

    def _connect(self) -> None:
        self.terms.save.clicked.connect(self._save_terms)
        self.due.lines.opened.connect(self.keeping.offer)
        self.due.further.clicked.connect(self._load_further)
        self.due.again.clicked.connect(self._look_for_due)
        self.due.print_list.clicked.connect(self._print_due)
        self.keeping.wanted.connect(self._keep_on)
        self.destroying.wanted.connect(self._ask_to_destroy)
        self.records.print_wanted.connect(self._print_record)

    def _save_terms(self) -> None:
        years = self.terms.years()
        self._change(
            lambda: self._casework.retention.save_terms(years),
            "保管期限已保存",
            self.terms.refuse,
            self.terms.save,
            self.terms.show_saved,
        )

    def _keep_on(self, number: str, year: object, why: str, by: str) -> None:
        through = year if isinstance(year, int) else None
        self._change(
            lambda: self._casework.retention.keep(number, through, why, by),
            f"{number} 继续保管，已记入经过",
            self.keeping.refuse,
            self.keeping.confirm_button,
            self.keeping.release,
        )

    def _ask_to_destroy(self) -> None:
        plan = self.destroying.plan
        try:
            check_persons(plan)
        except RetentionRefused as refused:
            self.destroying.refuse(refused.sentence())
            return
        self.destroying.accept()
        asked = ConfirmDialog(
            self.window(),
            f"销毁 {self.due.total} 件档案？",
            (
                "申请人信息、申请内容、附件、文书正文和草稿、投诉内容从库中删除，不能恢复；登记编号、日期、结果和统计数字保留。",
                "一份文书答复几件申请的，最后一件销毁时删除。已有的备份里仍有这些档案，请另行处理旧备份。",
                f"批准人 {plan.approved_by}，监销人 {plan.first_witness}、{plan.second_witness}。",
            ),
            "销毁",
        )
        asked.accepted.connect(lambda: self._destroy(plan))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _destroy(self, plan: DestructionPlan) -> None:
        retention = self._casework.retention
        expected = self.due.total or 0
        self._operations.run_long(
            self,
            "正在销毁档案",
            lambda progress: retention.destroy_all_due(plan, expected, progress.report),
            self._destroyed,
            lambda failure: self.destroying.refuse(failure.sentence),
            trigger=self.destroying.confirm_button,
            on_stopped=lambda: self.told.emit(_NOTHING_DESTROYED),
        )

    def _destroyed(self, done: DestructionDone) -> None:
        names = "、".join(record.name for record in done.records)
        kept = f"；已停下，其余 {done.left} 件没有动" if done.left else ""
        self.keeping.release()
        self.told.emit(f"已销毁 {done.files} 件，清册 {names} 已存{kept}" if done.files else _NOTHING_DESTROYED)
        self.load()

    def _load_further(self) -> None:
        after = self.due.after
        if after is not None:
            self._operations.run_long(
                self,
                "正在查找到期档案",
                lambda progress: self._casework.retention.due(after, progress.report),
                self.due.add_page,
                changing=False,
                trigger=self.due.further,
            )

    def _change(
        self,
        work: Callable[[], Changes],
        told: str,
        refuse: Callable[[str], None],
        trigger: Busy,
        kept: Callable[[], None],
    ) -> None:
        def done(_changes: Changes) -> None:
            kept()
            self.told.emit(told)
            self.load()

        self._operations.run_change(self, work, done, lambda failure: refuse(failure.sentence), trigger=trigger)

    def _print_record(self, name: str) -> None:
        self._print(lambda: self._casework.retention.destruction_list(name), self.records.print_button)

    def _print(self, compose: Callable[[], Paper], trigger: Busy) -> None:
        self._printing.print_composed(compose, trigger)

    def _print_due(self) -> None:
        """Composes the list with its progress, then prints it as any paper."""
        self._operations.run_long(
            self,
            "正在排印鉴定清册",
            lambda progress: self._casework.retention.due_list(progress.report),
            lambda paper: self._print(lambda: paper, self.due.print_list),
            lambda failure: self.told.emit(failure.sentence),
            changing=False,
            trigger=self.due.print_list,
        )

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(CARD_GAP)
        for card in (self.keeping, self.destroying, self.records, self.terms):
            column.addWidget(card)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(self.due, 1)
        scrolled = ScrolledColumn(side, _SIDE_WIDTH)
        scrolled.setFixedWidth(_SIDE_WIDTH)
        whole.addWidget(scrolled)


class _DueCard(Card):
    """The files whose term has run out, a page at a time. ``total`` None: not counted."""

    def __init__(self) -> None:
        super().__init__()
        self.total: int | None = None
        self.after: DueKey | None = None
        self._files: list[DueFile] = []
        self._title = heading("到期档案")
        self._count = note()
        self.print_list = small("打印鉴定清册", "Ctrl+P")
        self.lines = LinesView("到期档案", least=12)
        self.further = secondary("再列一百件 (&M)")
        self.again = secondary("重新查找 (&M)")
        self.body.addLayout(row(self._title, self._count, None, self.print_list))
        self.body.addWidget(note("先打印清册逐件鉴定；要留的选中后在右边写明，其余一并销毁。", wrap=True))
        self.body.addWidget(self.lines, 1)
        self._empty = label(_NONE_DUE, second=True)
        self.body.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row(self.further, self.again, None))
        self.further.hide()
        self.again.hide()
        self._empty.hide()

    @property
    def told(self) -> str:
        """What stands beside the title."""
        return self._count.text()

    def show_page(self, page: DuePage) -> None:
        """Shows the first page."""
        self._files = []
        self.add_page(page)
        self.print_list.setEnabled(bool(page.files))
        self._empty.setVisible(not page.files)
        if not page.files and self.lines.hasFocus():
            # Nothing is to be done here: the keys go back to the parts of the page, not on to a form far below.
            self.focusPreviousChild()
        self.lines.setVisible(bool(page.files))

    def add_page(self, page: DuePage) -> None:
        """Shows a further page below."""
        self._files.extend(page.files)
        self.after = page.after
        self.lines.show_lines([_line(file) for file in self._files])
        self.further.setVisible(page.after is not None)
        self.again.hide()

    def show_sentence(self, sentence: str) -> None:
        """Says beside the title how far it is; the list is not counted."""
        self.total = None
        self._count.setText(sentence)
        self._empty.hide()
        self.lines.show()
        self.again.hide()

    def show_total(self, total: int) -> None:
        """Says how many files there are in all."""
        self.total = total
        self._count.setText(f"{total} 件" if total else "")

    def show_stopped(self) -> None:
        """Searching or counting was stopped; it can be begun anew."""
        self.show_sentence("没有清点完，清点以后才能销毁")
        self.further.hide()
        self.again.show()


def _line(file: DueFile) -> Line:
    return Line(
        cells=(
            Cell(text=file.number, width=124, bold=True),
            Cell(text=file.ended_on.isoformat(), width=96, second=True),
            Cell(text=file.result),
            Cell(text=RetentionClass(file.kept_as).label, width=132, second=True),
            Cell(text=f"{file.term}年，至{file.ran_out_on.isoformat()}", width=170, right=True),
        ),
        target=file,
    )
