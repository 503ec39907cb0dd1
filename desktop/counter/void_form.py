"""登记作废: a request that was registered twice. The number stays with the reason and counts nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.views import RequestView, StepView
from desktop.counter.reason_form import ReasonForm
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.operations import Failure, Operations


class VoidForm(ReasonForm):
    """Asks for the reason, then once more in a dialog over ``window``."""

    def __init__(
        self, casework: Casework, operations: Operations, view: RequestView, step: StepView, window: QWidget
    ) -> None:
        super().__init__(step.name, step.effect, "作废", hint="例如：与另一件申请重复登记，写明编号")
        self._casework = casework
        self._operations = operations
        self._number = view.number
        self._window = window
        self.given.connect(self._ask)

    def _ask(self, why: str) -> None:
        lines = (f"{self._number} 将标记为登记作废。", "编号和原因保留，不再计入期限和统计，不能恢复。")
        dialog = ConfirmDialog(self._window, "作废这件登记？", lines, "作废")
        dialog.finished.connect(lambda result: self._answered(result == QDialog.DialogCode.Accepted, why))
        dialog.open()

    def _answered(self, accepted: bool, why: str) -> None:
        if not accepted:
            self.focus_first()
            return
        void, number = self._casework.steps.void_registration, self._number
        self._operations.run_change(
            self, lambda: void(number, why), self._done, self._failed, trigger=self.confirm_button
        )

    def _done(self, _: Changes) -> None:
        self.recorded.emit(f"{self._number} 已登记作废")

    def _failed(self, failure: Failure) -> None:
        self.refuse(failure.sentence)
        self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)
