"""合并答复: choosing the further requests that a letter answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.letters.merging import MergeCandidate, MergeList, Merging
from desktop.widgets.buttons import primary
from desktop.widgets.labels import Card, ListCard, heading, label, note, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.pick_table import PickColumn, PickLine, PickTable
from desktop.widgets.tokens import GRID

_COLUMNS = (PickColumn("申请编号", 136), PickColumn("申请人", 96), PickColumn("申请内容", 0), PickColumn("说明", 240))
_PRIVACY = "一份答复书、一个文号；不同申请人各得一份，只写本人的姓名、编号和收到日，互不知情。"


class MergePanel(QWidget):
    """``chosen`` tells the numbers besides the first, whenever one is picked or let go."""

    chosen = Signal(object)
    returned = Signal()

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._merging = Merging(casework.context)
        self._operations = operations
        self._draft: LetterDraft | None = None
        self.table = PickTable("可以一并答复的申请", _COLUMNS)
        self.table.setMinimumHeight(160)
        self._count = label("", second=True)
        self._refusal = label("", bold=True, wrap=True)
        self._refusal.hide()
        done = primary("完成", "Alt+Return")
        done.clicked.connect(self.returned)
        card = Card(spacing=GRID)
        card.body.addLayout(row(heading("合并答复"), 8, self._count, None))
        card.body.addWidget(note(_PRIVACY, wrap=True))
        card.body.addWidget(ListCard(self.table, on_paper=True), 1)
        card.body.addWidget(self._refusal)
        card.body.addLayout(row(note("空格选定或者取消；Esc 返回文书"), None, done))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        self.table.picked_changed.connect(self._tell)
        self.table.entered.connect(self.returned)

    def begin(self, draft: LetterDraft) -> None:
        """Lists the requests anew, from the first on: those that may go with the draft stand there."""
        self.table.show_lines(())
        self.show_draft(draft)

    def show_draft(self, draft: LetterDraft) -> None:
        """Lists the requests that may go with the draft."""
        self._draft = draft
        merging = self._merging
        self._operations.run_query(
            self, lambda: merging.candidates(draft), self._show, self._failed, lane="merge_candidates"
        )

    def focus_first(self) -> None:
        """Puts the focus on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: MergeList) -> None:
        picked = [one.number for one in found.candidates if one.chosen]
        self.table.show_lines([_line(one) for one in found.candidates], picked)
        left_out = f"，另有 {found.left_out} 件他人申请未列出" if found.left_out else ""
        count = f"可选 {self.table.pickable()} 件，已选 {len(picked)} 件{left_out}"
        self._count.setText(count if found.candidates else "没有其他在办的申请")
        self._refusal.hide()

    def _tell(self) -> None:
        picked: Sequence[str] = self.table.picked()
        self.chosen.emit(tuple(picked))

    def _failed(self, failure: Failure) -> None:
        self._refusal.setText(failure.sentence)
        self._refusal.show()


def _line(one: MergeCandidate) -> PickLine:
    """A chosen request that no longer fits stays pickable, so that it can be let go."""
    why = "同一申请人" if one.same_people else "内容相同，各得一份"
    reason = None if one.chosen else one.reason
    return PickLine(one.number, (one.number, one.applicant, one.content, one.reason or why), reason)
