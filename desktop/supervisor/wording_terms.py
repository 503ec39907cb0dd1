"""From when new words are valid, who wants them and why; asked for one letter and for a whole set."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.date_field import DateEdit
from desktop.widgets.fields import TextField
from desktop.widgets.forms import field_name

_AUTHOR_WIDTH = 72
_REASON_LEAST = 72


class WordingTerms(QWidget):
    """The three fields in a row."""

    edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day = DateEdit("起用日", today, ahead=True)
        self.author = TextField("修改人")
        self.reason = TextField("理由", "为什么改，如 统一答复用语")
        self.author.setFixedWidth(_AUTHOR_WIDTH)
        self.reason.setMinimumWidth(_REASON_LEAST)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for text, field in (("起用日 (&D)", self.day), ("修改人 (&A)", self.author), ("理由 (&R)", self.reason)):
            name = field_name(text, field)
            line.addWidget(name)
            line.addWidget(field, 1 if field is self.reason else 0)
        self.day.chosen.connect(lambda _day: self.edited.emit())
        for field in (self.author, self.reason):
            field.edited.connect(lambda _text: self.edited.emit())

    def show_terms(self, day: date | None, author: str, reason: str) -> None:
        """Shows what is known."""
        self.day.set_day(day)
        self.author.set_value(author)
        self.reason.set_value(reason)
        self.mark_wrong("")

    def mark_wrong(self, fault: str) -> None:
        """Marks the field that ``VersionRefused`` names, and puts the keys there."""
        fields = {"no_day": self.day, "past": self.day, "reason": self.reason, "author": self.author}
        for field in (self.day, self.reason, self.author):
            field.set_wrong(field is fields.get(fault))
        if fault in fields:
            fields[fault].setFocus(Qt.FocusReason.OtherFocusReason)
