"""拆分: one paper with several items becomes several requests, one item a line."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.casework.casework import Casework
from desktop.casework.intake.splitting import Split, Splitting
from desktop.casework.views import RequestView
from desktop.counter.step_frame import StepFrame
from desktop.widgets.editors import TextsEditor
from desktop.widgets.labels import HintCard, label, note
from desktop.widgets.operations import Failure, Operations
from resources.messages import say

SPLIT_KEY = "Ctrl+Shift+S"
_HINT = (
    "每件申请写一行。第一行留在本申请；其余各行另立编号，申请人、收到日、附件和已办的步骤随之带去，并各出一份登记回执。"
)


class SplitForm(StepFrame):
    """The items are typed one a line; each line but the first gets a number of its own."""

    def __init__(self, casework: Casework, operations: Operations, view: RequestView) -> None:
        super().__init__("拆分申请", "一份申请写了几项内容、结果不同的，拆为几件", "拆分")
        self._splitting = Splitting(casework.context)
        self._operations = operations
        self._number = view.number
        self.parts = TextsEditor("各件申请内容")
        self.parts.set_value([" ".join(view.content.split())])
        self.parts.edited.connect(self._show_count)
        self.add_field("各件内容", self.parts)
        hint = HintCard()
        hint.body.addWidget(label(_HINT, wrap=True))
        self.fields.addWidget(hint)
        whole = note(f"原文：{view.content}", wrap=True)
        self.fields.addWidget(whole)
        self._show_count()
        number, splitting = self._number, self._splitting
        operations.run_query(self, lambda: splitting.closed(number), self._show_closed, self._failed, lane="split")

    def complete(self) -> bool:
        return len(self._lines_typed()) > 1

    def focus_first(self) -> None:
        self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        parts, number, splitting = self._lines_typed(), self._number, self._splitting
        self._operations.run_change(
            self, lambda: splitting.split(number, parts), self._done, self._failed, trigger=self.confirm_button
        )

    def _lines_typed(self) -> list[str]:
        value = self.parts.value()
        return [str(line) for line in value] if isinstance(value, list) else []

    def _show_count(self) -> None:
        parts = len(self._lines_typed())
        self.show_words(f"拆为 {parts} 件，另立 {parts - 1} 个编号。" if parts > 1 else "至少写两行。")

    def _show_closed(self, reason: str | None) -> None:
        """Why the request cannot be split now stands there before anything is typed."""
        if reason is not None:
            self.refuse(reason)
            self.parts.setEnabled(False)
            self.confirm_button.setEnabled(False)
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, split: Split) -> None:
        told = f"已拆分为 {'、'.join(split.numbers)}"
        if split.receipt_refusal is not None:
            told += f"。{say('record_corrections.receipt_later', reason=split.receipt_refusal)}"
        self.recorded.emit(told)

    def _failed(self, failure: Failure) -> None:
        self.refuse(failure.sentence)
        self.focus_first()
