"""A form that asks for nothing but a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.counter.step_frame import StepFrame
from desktop.widgets.editors import TextEditor


class ReasonForm(StepFrame):
    """``given`` tells the reason once it is confirmed; what happens with it is up to the page."""

    given = Signal(str)

    def __init__(self, title: str, effect: str, confirm: str, hint: str = "") -> None:
        super().__init__(title, effect, confirm)
        self.why = TextEditor("原因")
        self.why.set_hint(hint)
        self.add_field("原因", self.why)

    def complete(self) -> bool:
        return self.why.value() is not None

    def focus_first(self) -> None:
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if not self.complete():
            self.refuse("请写明原因")
            self.focus_first()
            return
        self.given.emit(str(self.why.value()))
