"""依据: the notice behind a year, who loaded it, and the check by a second person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.calendar.calendar_views import CalendarYear
from desktop.widgets.buttons import primary, secondary, small
from desktop.widgets.confirm_dialog import OverWindow
from desktop.widgets.fields import TextArea, TextField
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, pill, row
from desktop.widgets.tokens import FORM_PADDING

_LABEL_WIDTH = 64
_NAME_WIDTH = 120
_CHECK = "核对"
_OWN = "本关调整"
_MOST_OWN = 2


def shown_lines(year: CalendarYear) -> tuple[tuple[str, str], ...]:
    """The lines of the basis that have room: while the check waits its field stands for its line; own days the last."""
    own = [line for line in year.basis if line[0] == _OWN]
    kept = own[-_MOST_OWN:]
    if len(own) > len(kept):
        kept[0] = (_OWN, f"共 {len(own)} 天，左图金框，指向即见理由")
    lines = [line for line in year.basis if line[0] != _OWN and not (year.to_check and line[0] == _CHECK)]
    place = next((at for at, line in enumerate(lines) if line[0] == _CHECK), len(lines) - 1)
    return (*lines[:place], *kept, *lines[place:])


class BasisCard(Card):
    """``checked``: the second person named in the field found the year right."""

    checked = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._wording = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._waiting = pill("待核对", gold=True)
        self._open_wording = small("查看原文 (&W)")
        self.name = TextField("核对人", "不同于载入人")
        self.name.setFixedWidth(_NAME_WIDTH)
        self.check_button = secondary("核对无误 (&H)")
        self._check = QWidget()
        line = QHBoxLayout(self._check)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(label("核对人", second=True))
        line.addWidget(self.name)
        line.addWidget(self.check_button)
        line.addStretch(1)
        self._refusal = label("", wrap=True)
        self.body.addLayout(row(heading("依据"), self._waiting, None, self._open_wording))
        self.body.addLayout(self._lines)
        self.body.addWidget(self._check)
        self.body.addWidget(self._refusal)
        self._open_wording.clicked.connect(self._show_wording)
        self.check_button.clicked.connect(lambda: self.checked.emit(self.name.value()))
        self.show_missing()

    def show_year(self, year: CalendarYear) -> None:
        """Shows where a loaded year stands written."""
        self._show_lines(shown_lines(year))
        self._wording = year.wording or ""
        self._open_wording.setVisible(bool(year.wording))
        self._waiting.setVisible(year.to_check)
        self._check.setVisible(year.to_check)
        self._refusal.hide()
        self.name.set_wrong(False)
        if not year.to_check:
            self.name.set_value("")

    def show_missing(self) -> None:
        """Shows that the notice of a year is not loaded."""
        self._show_lines((("通知", "未载入"),))
        for widget in (self._open_wording, self._waiting, self._check, self._refusal):
            widget.hide()

    def refuse(self, sentence: str) -> None:
        """Shows why the check was not noted."""
        self._refusal.setText(sentence)
        self._refusal.show()
        self.name.set_wrong(True)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        clear(self._lines)
        for name, value in lines:
            shown = label(name, second=True)
            shown.setFixedWidth(_LABEL_WIDTH)
            shown.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(shown)
            line.addWidget(ElidedLabel(value) if "://" in value else label(value, wrap=True), 1)
            self._lines.addLayout(line)

    def _show_wording(self) -> None:
        shown = _WordingWindow(self.window(), self._wording)
        shown.open()


class _WordingWindow(OverWindow):
    """The text of the notice as it was pasted, beside which the second person checks the picture."""

    def __init__(self, window: QWidget, wording: str) -> None:
        super().__init__(window)
        self.setWindowTitle("通知原文")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        text = TextArea("通知原文")
        text.setReadOnly(True)
        text.set_value(wording)
        close = primary("关闭", "Esc")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(FORM_PADDING, FORM_PADDING, FORM_PADDING, FORM_PADDING)
        column.addWidget(text, 1)
        column.addLayout(row(None, close))
