"""退件: a letter came back undelivered; it has to be sent once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from db.records import Changes
from desktop.casework.steps.steps import StepNotAllowed
from desktop.counter.step_frame import StepFrame
from desktop.widgets.date_field import NO_SUCH_DAY, DateField
from desktop.widgets.editors import TextEditor
from desktop.widgets.operations import Failure, Operations


class ReturnForm(StepFrame):
    """The day and the reason that the post wrote on it. ``record`` is run in the worker thread."""

    def __init__(
        self, operations: Operations, record: Callable[[date, str], Changes], *, subject: str, today: date
    ) -> None:
        super().__init__("登记退件", subject, "登记退件")
        self._operations = operations
        self._record = record
        self._subject = subject
        self.day = DateField("退回日", today)
        self.day.set_day(today)
        self.day.chosen.connect(lambda _: self.day.set_reason(""))
        self.reason = TextEditor("退回原因")
        self.reason.set_hint("如 地址不详、逾期未领、拒收")
        self._day_line = self.add_field("退回日", self.day)
        self.add_field("退回原因", self.reason, required=False)
        self.show_words("登记后须再次送达（F12）：核对地址，或者改用其他方式。首次送出的日子仍决定是否按期。")

    def complete(self) -> bool:
        return self.day.day() is not None

    def focus_first(self) -> None:
        field = self.reason if self.complete() else self.day
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day, reason, record = self.day.day(), str(self.reason.value() or ""), self._record
        if day is None:
            self.day.set_reason(NO_SUCH_DAY if self.day.edit.malformed else "请填写日期", refused=True)
            self.focus_first()
            return
        self._operations.run_change(
            self, lambda: record(day, reason), self._done, self._failed, trigger=self.confirm_button
        )

    def _done(self, _: Changes) -> None:
        self.recorded.emit(f"{self._subject}　已登记退件，须再次送达")

    def _failed(self, failure: Failure) -> None:
        if isinstance(failure.cause, StepNotAllowed) and failure.cause.field == "on":
            self.day.set_reason(failure.cause.reason, refused=True)
            self.refuse_field(self._day_line, failure.cause.reason, told=True)
            self.day.ask_again()
            return
        self.refuse(failure.sentence)
        self.focus_first()
