"""A fact of a letter: missing (缺, gold, open), filled (a quiet row, Enter edits), derived (from the file), refused."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.letters.letter_views import FactView
from desktop.widgets import theme
from desktop.widgets.date_field import NO_SUCH_DAY
from desktop.widgets.editors import Editor, editor_of
from desktop.widgets.labels import gap_mark, label, note, set_ink
from desktop.widgets.mnemonics import focus_target, with_mnemonic
from desktop.widgets.tokens import GRID

_LABEL_WIDTH = 104
_SHORT_LABEL = 8
_EXPLAINED_LINES = 2
"""A text with a hint is a sentence or more."""
_EDGE = 16
_EMPTY = "（可不填）"
_DERIVED = "取自登记、设置或者期限计算，随来源改变"


class FactField(QWidget):
    """One fact. It opens while it is missing, refused or being edited, and is a quiet row otherwise."""

    edited = Signal(str, object)
    """Name and JSON value, at each change by the user."""
    closed = Signal(str)
    """The focus left, or Enter ended the editing."""
    passed = Signal(str)
    """Enter was pressed in a fact that was missing: on to the next."""

    def __init__(self, fact: FactView, today: date, place: int) -> None:
        super().__init__()
        self.place = place
        self._fact = fact
        self._today = today
        self._quiet = _QuietRow(fact)
        self._quiet.opened.connect(self.open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._quiet)
        self._open_part: _OpenPart | None = None
        self._is_open = False
        self.show_fact(fact)

    @property
    def fact(self) -> FactView:
        """The fact as it was last shown."""
        return self._fact

    @property
    def is_open(self) -> bool:
        """Whether the editor is on show."""
        return self._is_open

    @property
    def untouched(self) -> bool:
        """Whether it was a quiet row all the time."""
        return self._open_part is None

    @property
    def wants_attention(self) -> bool:
        """Whether the fact is missing or refused."""
        return self._fact.missing or self._fact.refusal is not None

    def show_fact(self, fact: FactView) -> None:
        """Takes a new state. What the user is typing stays as it is."""
        self._fact = fact
        self._quiet.show_fact(fact)
        if self._open_part is not None:
            self._open_part.show_fact(fact, keep_value=self.has_focus_inside())
        if self.wants_attention:
            self._show_editor()
        else:
            self.settle()

    def open(self) -> None:
        """Shows the editor and puts the focus into it. A derived fact is not edited here."""
        if self._fact.derived:
            return
        self._show_editor()
        self.focus_editor()

    def focus_editor(self) -> None:
        """Puts the focus into the editor when it is on show, on the quiet row otherwise."""
        if self.is_open and self._open_part is not None:
            self._open_part.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._quiet.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_targets(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in order."""
        inside = (focus_target(self._open_part.editor),) if self._open_part is not None else ()
        return (self._quiet, *inside)

    def has_focus_inside(self) -> bool:
        """Whether the user is working in this fact."""
        focused = QApplication.focusWidget()
        return self._open_part is not None and focused is not None and self._open_part.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self.closed.emit(self._fact.name)
        elif isinstance(event, QKeyEvent) and self._ends(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
            else:
                self._close()
            return True
        return False

    def settle(self) -> None:
        """Becomes quiet again when nothing is wrong and nobody works in it."""
        if not self.wants_attention and not self.has_focus_inside():
            self._show_quiet()

    def _ends(self, event: QKeyEvent) -> bool:
        """Esc ends the editing of a filled fact; elsewhere it belongs to the page."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        return event.type() in kinds and event.key() == Qt.Key.Key_Escape and not self.wants_attention

    def _show_editor(self) -> None:
        if self._open_part is None:
            self._open_part = self._make_open_part()
            self._column.addWidget(self._open_part)
        self._is_open = True
        self._open_part.show()
        self._quiet.hide()

    def _show_quiet(self) -> None:
        self._is_open = False
        self._quiet.show()
        if self._open_part is not None:
            self._open_part.hide()

    def _make_open_part(self) -> _OpenPart:
        fact = self._fact
        lines = _EXPLAINED_LINES if fact.hint else 1
        editor = editor_of(fact.label, fact.type, fact.choices, self._today, ahead=True, lines=lines)
        editor.set_value(self._fact.value)
        editor.edited.connect(lambda: self.edited.emit(self._fact.name, editor.value()))
        editor.finished.connect(self._close)
        part = _OpenPart(self._fact, editor, self.place)
        editor.left.connect(lambda: part.show_refusal(self._fact.refusal))
        for child in part.findChildren(QWidget):
            child.installEventFilter(self)
        return part

    def _close(self) -> None:
        if not self.wants_attention:
            self._quiet.show()
            self._quiet.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_quiet()
        else:
            self.passed.emit(self._fact.name)
        self.closed.emit(self._fact.name)


class _QuietRow(QWidget):
    """Label and value. Enter or a click opens the editor."""

    opened = Signal()

    def __init__(self, fact: FactView) -> None:
        super().__init__()
        self._name = label(fact.label, second=True, wrap=True)
        self._name.setFixedWidth(_LABEL_WIDTH)
        self._value = label("", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(_EDGE, 6, _EDGE, 7)
        inside.setSpacing(GRID)
        inside.addWidget(self._name, alignment=Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._value, 1, alignment=Qt.AlignmentFlag.AlignTop)
        self._derived = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_fact(self, fact: FactView) -> None:
        """Takes a new state."""
        self._derived = fact.derived
        self._name.setText(fact.label)
        self._value.setText(fact.shown or _EMPTY)
        set_ink(self._value, None if fact.shown else "second")
        self.setAccessibleName(f"{fact.label}：{fact.shown or _EMPTY}")
        self.setAccessibleDescription(_DERIVED if fact.derived else "按 Enter 修改")
        self.setToolTip(_DERIVED if fact.derived else "Enter 修改")
        cursor = Qt.CursorShape.ArrowCursor if fact.derived else Qt.CursorShape.PointingHandCursor
        self.setCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers() & _CONTROL:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), QColor(palette.selected))
            painter.fillRect(0, 0, 4, self.height(), QColor(palette.gold))
        elif self.underMouse() and not self._derived:
            painter.fillRect(self.rect(), QColor(palette.desk))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.row_line))
        painter.end()


class _OpenPart(QWidget):
    """Mark, name, hint and editor on the gold ground; the refusal below."""

    def __init__(self, fact: FactView, editor: Editor, place: int) -> None:
        super().__init__()
        self.editor = editor
        self._mark = gap_mark("缺")
        self._mark.setAccessibleName("缺")
        self._name = label(with_mnemonic(fact.label, place), bold=True, wrap=True)
        self._name.setBuddy(focus_target(editor))
        self._hint = note(wrap=True)
        self._refusal = label("", 12, bold=True, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, GRID, _EDGE, GRID)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        if editor.short:
            head.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(head)
            column.addWidget(self._hint)
        else:
            self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(self._hint, 1 if len(fact.label) <= _SHORT_LABEL else 0)
            column.addLayout(head)
            column.addWidget(editor)
        column.addWidget(self._refusal)
        self.show_fact(fact, keep_value=False)

    def show_fact(self, fact: FactView, *, keep_value: bool) -> None:
        """Takes a new state; ``keep_value`` leaves the editor to the user."""
        if not keep_value:
            self.editor.set_value(fact.value)
        self._mark.setVisible(fact.missing)
        self._hint.setText(fact.hint)
        self._hint.setVisible(bool(fact.hint))
        if keep_value:
            self._say(fact.refusal)
        else:
            self.show_refusal(fact.refusal)

    def show_refusal(self, sentence: str | None) -> None:
        """Says why the fact is refused, or that what stands in the field is no day."""
        self._say(sentence or (NO_SUCH_DAY if self.editor.malformed else None))

    def _say(self, sentence: str | None) -> None:
        self.editor.set_refusal(sentence)
        self._refusal.setText(sentence or "")
        self._refusal.setVisible(sentence is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.gold_tint))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.gold_line))
        painter.end()


_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
