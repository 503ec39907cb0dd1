"""报送: what stands in the way of a filing, the versions that were filed, and what differs since."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.reports.annual_report_views import AnnualReportView, Difference, FiledVersion, MovedThing
from desktop.casework.reports.annual_reports import check_filing
from desktop.widgets.buttons import primary, small
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.fields import TextArea, TextField
from desktop.widgets.forms import FaultLine, FormField
from desktop.widgets.labels import Card, clear, heading, label, note, row, rule
from desktop.widgets.tokens import CARD_GAP
from resources.messages import ShoubanError

_LEFT_WIDTH = 420
_MOST_OBJECTIONS = 6
_WIDTHS = (360, 72, 72)
_NUMBERS = (1, 2)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOTE_HEIGHT = 64


class FilingPage(QWidget):
    """``filed``: file it, told by whom and why; ``shown``: show a version; ``opened``: a request of the own office."""

    filed = Signal(str, str)
    shown = Signal(int)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: AnnualReportView | None = None
        self._title = label(bold=True, wrap=True)
        self._due = label(wrap=True)
        self._objections = QVBoxLayout()
        self._by = TextField("报送人")
        self._why = TextArea("说明", "有需要说明的事项，或者再次报送时填写")
        self._refusal = FaultLine()
        self.button = primary("报送并冻结", "Ctrl+Return")
        self._versions = QVBoxLayout()
        self._count = label(second=True)
        self._tree = _DifferenceTree()
        self._why.setFixedHeight(_NOTE_HEIGHT)
        self._lay_out()
        self.button.clicked.connect(self._ask)
        self._tree.opened.connect(self.opened)

    def show_view(self, view: AnnualReportView, by: str) -> None:
        """Shows what would be filed; ``by``: who sits at the window."""
        is_other = self._view is None or (view.year, view.subject) != (self._view.year, self._view.subject)
        self._view = view
        self._title.setText(view.title)
        due = view.publish_by
        last = f"最迟的工作日是 {due.day}" if due.day else "放假安排未载入"
        self._due.setText(f"{due.legal_day} 前公布；{last}")
        if is_other or not self._by.value():
            self._by.set_value(by)
        if is_other:
            self._why.set_value("")
        self._refusal.show_sentence(None)
        self._show_objections(view)
        self._show_versions(view)
        self.button.setEnabled(view.shown is None)

    def show_differences(self, version: int | None, found: tuple[Difference, ...]) -> None:
        """Shows what differs from a version; None: nothing was filed."""
        self._tree.show_differences(found)
        words = f"与第 {version} 版相比，{len(found)} 处不同" if found else "没有变动"
        words = "尚未报送" if version is None else words
        self._count.setText(words)

    def refuse(self, sentence: str) -> None:
        """Shows why it was not filed."""
        self._refusal.show_sentence(sentence)

    def focus_first(self) -> None:
        """Puts the keys where the filing begins, or on what differs."""
        if self._view is not None and self._view.filed:
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        left = Card()
        left.setFixedWidth(_LEFT_WIDTH)
        left.body.addWidget(heading("报送"))
        left.body.addWidget(self._title)
        left.body.addWidget(self._due)
        words = "报送时冻结全部数字、文字和 PDF、xlsx、docx，记下校验值和登记链首；以后的变动只列出，不改动报送件。"
        left.body.addWidget(note(words, wrap=True))
        left.body.addWidget(rule("row"))
        left.body.addLayout(self._objections)
        left.body.addWidget(rule("row"))
        left.body.addWidget(FormField("报送人 (&B)", self._by))
        left.body.addWidget(FormField("说明 (&E)", self._why))
        left.body.addWidget(self._refusal)
        left.body.addStretch(1)
        left.body.addLayout(row(None, self.button))
        right = Card()
        right.body.addWidget(heading("已报送"))
        right.body.addLayout(self._versions)
        right.body.addWidget(rule("row"))
        right.body.addLayout(row(heading("报送后的变动"), self._count, None, note("Enter 打开申请"), spacing=12))
        right.body.addWidget(self._tree, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(left)
        whole.addWidget(right, 1)

    def _show_objections(self, view: AnnualReportView) -> None:
        clear(self._objections)
        self._objections.setSpacing(4)
        if view.shown is not None:
            self._objections.addWidget(label("正在看已报送的版本；要再次报送，请在上面选“现在的数”。", wrap=True))
            return
        if not view.objections:
            self._objections.addWidget(label("没有需要说明的事项", second=True))
            return
        self._objections.addWidget(label(f"需要改正或者说明 {len(view.objections)} 处", bold=True))
        for sentence in view.objections[:_MOST_OBJECTIONS]:
            self._objections.addWidget(label(sentence, wrap=True))
        if len(view.objections) > _MOST_OBJECTIONS:
            self._objections.addWidget(note(f"另有 {len(view.objections) - _MOST_OBJECTIONS} 处"))

    def _show_versions(self, view: AnnualReportView) -> None:
        clear(self._versions)
        self._versions.setSpacing(4)
        if not view.filed:
            self._versions.addWidget(label("尚未报送", second=True))
        for version in reversed(view.filed):
            look = small("查看")
            look.setAccessibleName(f"查看第 {version.version} 版")
            look.clicked.connect(partial(self._look, version.version))
            self._versions.addLayout(row(label(version_words(version), bold=True), None, look))
            hashes = note(f"SHA-256 {version.sha256[:16]}…　登记链首 {version.chain_head[:16]}…")
            hashes.setToolTip(f"SHA-256 {version.sha256}\n登记链首 {version.chain_head}")
            self._versions.addWidget(hashes)
            if version.note:
                self._versions.addWidget(label(f"说明：{version.note}", wrap=True))

    def _look(self, version: int, _checked: bool = False) -> None:
        self.shown.emit(version)

    def _ask(self) -> None:
        view = self._view
        if view is None:
            return
        by, why = self._by.value(), self._why.value()
        try:
            check_filing(view.objections, by, why)
        except ShoubanError as refused:
            self.refuse(refused.sentence())
            (self._why if by else self._by).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._refusal.show_sentence(None)
        lines = (
            view.title,
            f"第 {len(view.filed) + 1} 版，报送人：{by}",
            "报送后不能改动；更正须再次报送，作为新的一版。",
        )
        asked = ConfirmDialog(self.window(), "报送年度报告", lines, "报送")
        asked.accepted.connect(lambda: self.filed.emit(by, why))
        asked.finished.connect(asked.deleteLater)
        asked.open()


def version_words(version: FiledVersion) -> str:
    """第 1 版　2018-01-26 09:42　何正."""
    return f"第 {version.version} 版　{version.filed_at:%Y-%m-%d %H:%M}　{version.actor}"


class _DifferenceTree(QTreeWidget):
    """A cell a line with its old and new number; below it what came and what left, and why."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("报送后的变动")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setColumnCount(4)
        self.setHeaderLabels(["格，移入、移出的申请和原因", "报送", "现在", ""])
        for column in _NUMBERS:
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        self.itemActivated.connect(self._open)

    def show_differences(self, found: tuple[Difference, ...]) -> None:
        """Shows other differences, opened."""
        self.clear()
        for one in found:
            item = QTreeWidgetItem([one.name, one.filed, one.now, "" if one.moved else "由其他格相加"])
            for column in _NUMBERS:
                item.setTextAlignment(column, _RIGHT)
            item.setToolTip(0, one.name)
            item.addChildren([_moved(moved) for moved in one.moved])
            self.addTopLevelItem(item)
            for place in range(item.childCount()):
                self.setFirstColumnSpanned(place, self.indexFromItem(item), True)
        self.expandAll()
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if (item := self.currentItem()) is not None:
                self._open(item)
            return
        super().keyPressEvent(event)

    def _open(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        number = item.data(0, Qt.ItemDataRole.UserRole)
        if number:
            self.opened.emit(number)


def _moved(moved: MovedThing) -> QTreeWidgetItem:
    """``移出　2017-0023　1月5日更正登记：申请人类别 改为 商业企业``, over the whole width."""
    words = "　".join(filter(None, ["移入" if moved.entered else "移出", moved.name, moved.why]))
    item = QTreeWidgetItem([words])
    item.setData(0, Qt.ItemDataRole.UserRole, moved.request)
    item.setToolTip(0, "\n".join(filter(None, [f"{moved.office} {moved.name}", moved.why])))
    return item
