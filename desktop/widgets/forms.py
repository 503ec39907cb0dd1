"""Fields with their labels: the label with its mnemonic at the left, the field, and below it why it is refused."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets import theme
from desktop.widgets.date_field import DateField
from desktop.widgets.drawing import painter_for
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import label
from desktop.widgets.mnemonics import focus_target
from desktop.widgets.tokens import CONTROL_HEIGHT, FIELD_GAP, NOTE

LABEL_WIDTH = 104
"""Width of the column of labels."""
HALF_GAP = 16
"""Gap between two fields on one line."""


class FaultLine(QWidget):
    """One sentence that says why a field is refused, with a sign; takes no room while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label(size=NOTE, bold=True, wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 1, 0, 1)
        line.addWidget(self._text)
        self.hide()

    @property
    def sentence(self) -> str:
        """The sentence shown, empty while there is none."""
        return self._text.text()

    def show_sentence(self, sentence: str | None) -> None:
        """Shows a sentence, or none."""
        self._text.setText(sentence or "")
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        paint_icon(painter, "warning", QRectF(0, 2, 14, 14), QColor(theme.colours().ink))
        painter.end()


class FormField(QWidget):
    """A labelled field. ``&`` in ``text`` marks the mnemonic; assistive technology reads the label as its name.

    ``text`` None: the field needs no label beside it. ``trailing`` stands at the right of the field.
    """

    def __init__(self, text: str | None, field: QWidget, trailing: QWidget | None = None) -> None:
        super().__init__()
        self.field = field
        self._fault = FaultLine()
        self._label = None if text is None else field_name(text, field, LABEL_WIDTH)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        if self._label is not None:
            line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(field)
        line.addLayout(below, 1)
        if trailing is not None:
            line.addSpacing(HALF_GAP)
            line.addWidget(trailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        fault = QHBoxLayout()
        fault.setContentsMargins(LABEL_WIDTH if self._label is not None else 0, 0, 0, 0)
        fault.addWidget(self._fault)
        column.addLayout(fault)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def fault(self) -> str:
        """The sentence that refuses the field, empty while it stands."""
        return self._fault.sentence or self._refusal()

    def set_fault(self, sentence: str | None) -> None:
        """Marks the field as refused with one sentence, or takes the mark away.

        A date that says beside itself why it is refused says it once.
        """
        self._fault.show_sentence(None if self._refusal() else sentence)
        self.field.setProperty("fault", sentence or "")
        self.field.setAccessibleDescription(sentence or "")
        if callable(mark := getattr(self.field, "set_wrong", None)):
            mark(bool(sentence))

    def _refusal(self) -> str:
        return self.field.refusal if isinstance(self.field, DateField) else ""

    def set_text(self, text: str) -> None:
        """Changes the label, for example from 姓名 to 名称."""
        if self._label is not None:
            self._label.setText(text)
        self.field.setAccessibleName(plain_name(text))


def field_name(text: str, field: QWidget, width: int | None = None) -> QLabel:
    """The name beside a field, ``width`` pixels wide where names stand in a column; its mnemonic leads to ``field``."""
    made = label(text, second=True)
    made.setMinimumHeight(CONTROL_HEIGHT)
    if width is not None:
        made.setFixedWidth(width)
    made.setBuddy(focus_target(field))
    if not field.accessibleName():
        field.setAccessibleName(plain_name(text))
    return made


def plain_name(text: str) -> str:
    """A label without its mnemonic: ``到达日 (&D)`` is 到达日."""
    return text.split(" (&")[0].replace("&", "")


def pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    """Two fields of equal width on one line."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(HALF_GAP)
    line.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(second, 1, Qt.AlignmentFlag.AlignTop)
    return line


def form_column(parent: QWidget | None = None) -> QVBoxLayout:
    """A column of fields."""
    column = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(FIELD_GAP)
    return column
