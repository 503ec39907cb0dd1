"""The frame of every step form: name, way back, effect on the limit, refusal, and one button that confirms."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.casework.day_words import iso_weekday
from desktop.casework.steps.step_preview import StepPreview
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.forms import field_name
from desktop.widgets.labels import Card, HintCard, label, note
from desktop.widgets.mnemonics import with_mnemonic
from desktop.widgets.tokens import BODY, CONTENT, CONTROL_HEIGHT, FORM_PADDING, GRID, NOTE

CONFIRM_KEY = "Ctrl+Return"
_NAME_WIDTH = 160


class StepFrame(QWidget):
    """A small form inside the page. Esc returns; Enter confirms once all that is required is there.

    Leaving asks first when something was typed that nobody has recorded yet.
    """

    returned = Signal()
    recorded = Signal(str)
    """What was recorded, for the status line."""

    def __init__(self, title: str, effect: str, confirm: str) -> None:
        super().__init__()
        self.confirm_button = primary(confirm, CONFIRM_KEY)
        self.confirm_button.clicked.connect(self.submit)
        self.back_button = secondary("返回", "Esc")
        self.back_button.clicked.connect(lambda: self.leave(self.returned.emit))
        self._effect = label("", BODY, bold=True, wrap=True)
        self._effect_card = HintCard(decisive=True)
        self._effect_card.body.addWidget(self._effect)
        self._refusal = label("", BODY, bold=True, wrap=True)
        card = Card(padding=FORM_PADDING, spacing=GRID)
        card.body.setContentsMargins(FORM_PADDING, 12, FORM_PADDING, 12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(title, CONTENT, bold=True))
        head.addWidget(note(effect, wrap=True), 1)
        card.body.addLayout(head)
        self._places = 0
        self._in_order = False
        self._refused: FieldLine | None = None
        self.fields = QVBoxLayout()
        self.fields.setSpacing(GRID)
        card.body.addLayout(self.fields)
        card.body.addStretch(1)
        card.body.addWidget(self._refusal)
        card.body.addWidget(self._effect_card)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.confirm_button)
        card.body.addLayout(foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(4, GRID, 4, 0)
        page.addWidget(card)
        self._refusal.hide()
        self._effect_card.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes through the fields first, then to the buttons below them."""
        super().showEvent(event)
        if self._in_order:
            return
        self._in_order = True
        items = [self.fields.itemAt(place) for place in range(self.fields.count())]
        lines = [line for item in items if item is not None and (line := item.widget()) is not None]
        parts = [part for line in lines for part in (line, *line.findChildren(QWidget))]
        stops = [part for part in parts if _is_stop(part, self.window())]
        # Not by nextInFocusChain(): PySide makes what that gives a child of the widget that was asked.
        for before, after in pairwise([*stops, self.back_button, self.confirm_button]):
            QWidget.setTabOrder(before, after)

    def add_field(self, name: str, field: QWidget, *, required: bool = True, place: int | None = None) -> FieldLine:
        """Adds a field with its name; its mnemonic follows from its ``place``, the next one unless given."""
        own = self.next_place()
        line = FieldLine(name, field, own if place is None else place, required=required)
        self.fields.addWidget(line)
        return line

    def next_place(self) -> int:
        """The place of the next field in reading order, from which its mnemonic follows."""
        self._places += 1
        return self._places - 1

    @abstractmethod
    def submit(self) -> None:
        """Records the step."""

    @abstractmethod
    def complete(self) -> bool:
        """Whether all that is required is there."""

    @abstractmethod
    def focus_first(self) -> None:
        """Puts the focus into the first field that needs something, or on the first field."""

    def typed(self) -> bool:
        """Whether something stands in a field that was typed and not recorded."""
        lines = any(line.isModified() and line.text().strip() for line in self.findChildren(QLineEdit))
        texts = self.findChildren(QPlainTextEdit)
        return lines or any(text.document().isModified() and text.toPlainText().strip() for text in texts)

    def leave(self, then: Callable[[], None]) -> None:
        """Does ``then``; asks first when what was typed would be lost by it."""
        if not self.typed():
            then()
            return
        dialog = ConfirmDialog(self.window(), "放弃已填写的内容？", ("还没有记录，离开后不保留。",), "放弃")
        dialog.finished.connect(lambda result: then() if result == QDialog.DialogCode.Accepted else None)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field confirms a complete form and leads on in an incomplete one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CONTROL:
            self.go_on()
            return
        super().keyPressEvent(event)

    def go_on(self) -> None:
        """Confirms when the form is complete, otherwise leads to what is missing, and names it to who stays there."""
        here = self.focusWidget()
        if not self.complete():
            self.focus_first()
        if self.complete() or self.focusWidget() is here:
            self.confirm_button.click()

    def refuse(self, sentence: str | None) -> None:
        """Shows why the step cannot be recorded as it stands; None: it can, no field is refused any more."""
        if self._refused is not None:
            self._refused.refuse(None)
            self._refused = None
        self._refusal.setText(sentence or "")
        self._refusal.setVisible(bool(sentence))
        if sentence:
            self._effect_card.hide()

    def refuse_field(self, line: FieldLine, sentence: str, *, told: bool = False) -> None:
        """Says at one field why the step cannot be recorded; ``told``: the field itself says it already."""
        self.refuse(None)
        self.hide_effect()
        self._refused = line
        line.refuse(None if told else sentence)

    def hide_effect(self) -> None:
        """What recording would do cannot be told."""
        self._effect_card.hide()

    def show_words(self, sentence: str) -> None:
        """Shows what recording does, in a sentence of its own."""
        self.refuse(None)
        self._effect.setText(sentence)
        self._effect_card.show()

    def show_effect(self, preview: StepPreview) -> None:
        """Shows what recording does to the limit, old day and new day."""
        self.refuse(preview.refusal)
        if preview.refusal is None:
            self._effect.setText("\n".join(filter(None, (effect_words(preview), *preview.faults, preview.printed))))
            self._effect_card.show()


def _is_stop(one: QWidget, window: QWidget) -> bool:
    """Whether Tab stops there; lists that fold out are windows of their own."""
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.window() is window


_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def effect_words(preview: StepPreview) -> str:
    """The effect of a step in one sentence."""
    state = "" if preview.state is None else f"记录后：{preview.state.label}。"
    state = f"补记。{state}" if preview.late else state
    old, new = preview.old_due, preview.new_due
    if new is None:
        waits = "" if preview.waits_until is None else f"对方期限 {iso_weekday(preview.waits_until)}。"
        said = preview.sentence or ("答复期限不再计算" if old is not None else "")
        said = f"{said.rstrip('。')}。" if said else ""
        return state + said + waits
    cautious = "" if preview.cautious_due is None else f"从严期限 {iso_weekday(preview.cautious_due)}，另按该日掌握。"
    if old is None:
        return f"{state}答复期限 {iso_weekday(new)}。{cautious}"
    if old == new:
        return f"{state}答复期限不变：{iso_weekday(new)}。{cautious}"
    return f"{state}答复期限 {iso_weekday(old)} → {iso_weekday(new)}。{cautious}"


class FieldLine(QWidget):
    """A field with its name at the left; what may stay empty says so, and below it stands why it is refused."""

    def __init__(self, name: str, field: QWidget, place: int, *, required: bool) -> None:
        super().__init__()
        self._place = place
        self._words = field_name(with_mnemonic(name, place), field)
        self._why = label("", NOTE, bold=True, wrap=True)
        self._why.hide()
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        both.addLayout(line)
        below = QHBoxLayout()
        below.setContentsMargins(_NAME_WIDTH + GRID, 0, 0, 0)
        below.addWidget(self._why)
        both.addLayout(below)
        names = QWidget()
        names.setFixedWidth(_NAME_WIDTH)
        column = QHBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words, 1)
        if not required:
            optional = note("可不填")
            optional.setFixedHeight(CONTROL_HEIGHT)
            column.addWidget(optional)
        line.addWidget(names, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    @property
    def refusal(self) -> str:
        """Why the field is refused, empty while it is not."""
        return self._why.text()

    def refuse(self, sentence: str | None) -> None:
        """Says below the field why it cannot be as it is."""
        self._why.setText(sentence or "")
        self._why.setVisible(bool(sentence))

    def rename(self, name: str) -> None:
        """Gives the field another name."""
        self._words.setText(with_mnemonic(name, self._place))
