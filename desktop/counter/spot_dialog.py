"""当场答复: what was answered, asked for before the request is registered together with its reply."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.casework.intake.on_the_spot import SPOT_OUTCOMES, SpotReply
from desktop.widgets.choices import Choice, ChoicePills
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.fields import TextField
from desktop.widgets.labels import label
from resources.vocabulary import Outcome

_LINES = (
    "登记取号，并记录今日答复、当面送达；打印登记回执和《当场答复记录》，由申请人签名后归档。",
    "提供的内容或者告知的获取方式写在下面，记入经过。",
)
_ABOVE = 3
"""The title and the two lines."""


class SpotDialog(ConfirmDialog):
    """Result and content of the answer; without content it is not confirmed.

    ``begun``: what was entered before Esc.
    """

    def __init__(self, window: QWidget, begun: SpotReply) -> None:
        super().__init__(window, "当场答复并登记", _LINES, "登记并答复")
        self.outcome = ChoicePills("答复结果", tuple(Choice(outcome, outcome.label) for outcome in SPOT_OUTCOMES))
        self.outcome.set_value(begun.outcome)
        self.note = TextField("答复内容", "例如：已在本关网站“政府信息公开”栏目公开，当场告知网址")
        self.note.set_value(begun.note)
        self._lack = label("请写明答复的内容", bold=True)
        self._lack.hide()
        column = self.layout()
        if isinstance(column, QBoxLayout):
            for place, part in enumerate((self.outcome, self.note, self._lack)):
                column.insertWidget(_ABOVE + place, part)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def reply(self) -> SpotReply:
        """What was entered so far."""
        chosen = self.outcome.value()
        outcome = chosen if isinstance(chosen, Outcome) else Outcome.ALREADY_PUBLIC
        return SpotReply(outcome=outcome, note=self.note.value())

    def accept(self) -> None:
        """Confirms once the content is written down."""
        if not self.note.value().strip():
            self._lack.show()
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().accept()
