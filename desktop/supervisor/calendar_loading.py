"""Two ways to change the calendar: a notice, from a file or pasted, and a single day with its reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.buttons import secondary
from desktop.widgets.choices import Choice, ChoicePills
from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import TextField
from desktop.widgets.forms import field_name
from desktop.widgets.labels import Card, heading, label, note, row
from desktop.widgets.tokens import FIELD_GAP

_HINT = "可在左边点选"
_KINDS = (Choice(False, "改为放假"), Choice(True, "改为上班"))


class LoadingCards(QWidget):
    """``day_wanted``: a day, whether it becomes a working day, and the reason; asked for its preview."""

    day_wanted = Signal(object, bool, str)
    day_chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.paste_button = secondary("粘贴通知全文", "Ctrl+V")
        self.file_button = secondary("载入文件", "Ctrl+O", icon="file")
        self.day_button = secondary("查看影响 (&Y)")
        self.moves_button = secondary("打印上次变动单", "Ctrl+P")
        self._refusal = label("", wrap=True)
        self._day = DateEdit("调整的日子", today, ahead=True)
        self._is = note(_HINT)
        self._becomes = ChoicePills("改为", _KINDS)
        self._why = TextField("理由", "如 台风停工，依据某号通知")
        self._day_refusal = label("", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(FIELD_GAP)
        lines.addWidget(self._notice_card())
        lines.addWidget(self._day_card())
        lines.addStretch(1)
        self._refusal.hide()
        self._day_refusal.hide()
        self._day.chosen.connect(self.day_chosen)
        self.day_button.clicked.connect(self._ask)

    def show_day(self, day: date) -> None:
        """Takes a day that was clicked in the picture."""
        self._day.set_day(day)
        self.day_chosen.emit(day)
        self._becomes.focus_choice()

    def show_kind(self, kind: str) -> None:
        """Shows what the day in the field is now."""
        self._is.setText(f"现为{kind}")

    def refuse(self, sentence: str) -> None:
        """Shows why a notice cannot be loaded."""
        self._refusal.setText(sentence)
        self._refusal.show()
        self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse_day(self, sentence: str) -> None:
        """Shows why a day cannot be changed."""
        self._day_refusal.setText(sentence)
        self._day_refusal.show()
        self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Takes refusals away: a change is shown or was made."""
        self._refusal.hide()
        self._day_refusal.hide()

    def empty_day(self) -> None:
        """Empties the card of the single day."""
        self._day.set_day(None)
        self._is.setText(_HINT)
        self._why.set_value("")

    def _notice_card(self) -> Card:
        card = Card()
        words = "粘贴通知全文（连标题）或者载入文件，看过改动再确认。"
        card.body.addWidget(heading("载入通知"))
        card.body.addWidget(label(words, wrap=True))
        card.body.addWidget(self._refusal)
        card.body.addLayout(row(self.paste_button, self.file_button, None))
        card.body.addLayout(row(note("期限变动单列出变动的期限和印有原期限的文书"), None, self.moves_button))
        return card

    def _day_card(self) -> Card:
        card = Card()
        card.body.addLayout(row(heading("调整一天"), self._is, None))
        card.body.addWidget(self._day_refusal)
        card.body.addLayout(row(self._day, None, self._becomes))
        reason = row(field_name("理由 (&L)", self._why))
        reason.addWidget(self._why, 1)
        reason.addWidget(self.day_button)
        card.body.addLayout(reason)
        return card

    def _ask(self) -> None:
        day, becomes = self._day.day(), self._becomes.value()
        if day is None:
            self.refuse_day("请先选日子。")
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif becomes is None:
            self.refuse_day("请选改为放假还是上班。")
            self._becomes.focus_choice()
        else:
            self.day_wanted.emit(day, bool(becomes), self._why.value())
