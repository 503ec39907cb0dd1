"""A letter as the office words it: fixed sentences with the lock and what fixes them, the others as fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.casework.wording.wording_faults import PartFault
from desktop.casework.wording.wording_views import PartView
from desktop.widgets.buttons import small
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.labels import Card, ElidedLabel, clear, label, note, row, rule
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import NOTE, SIDE

_HEAD_HEIGHT = 48
_MOST_LINES = 8
INSERT_KEY = "Ctrl+I"


class WordingEditor(Card):
    """``edited`` tells each change by the user; ``entered`` the part that he went to."""

    edited = Signal()
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=1, spacing=0)
        self._rows: dict[str, _OpenPart] = {}
        self._current: str = ""
        self._title = ElidedLabel(bold=True)
        self._state = note()
        self.insert_button = small("插入占位符", INSERT_KEY)
        self._menu = QMenu(self)
        self._menu.setAccessibleName("占位符")
        self._menu.aboutToHide.connect(lambda: self.window().activateWindow())
        self.insert_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(_HEAD_HEIGHT)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._state)
        line = row()
        line.addLayout(names, 1)
        line.addWidget(self.insert_button)
        line.setContentsMargins(16, 4, 16, 4)
        head.setLayout(line)
        self._scroll = ScrolledColumn(inside)
        self.body.addWidget(head)
        self.body.addWidget(rule())
        self.body.addWidget(self._scroll, 1)
        self.insert_button.clicked.connect(self._offer_placeholders)

    @property
    def current(self) -> str:
        """The part that the user works in, empty before he does."""
        return self._current

    def show_parts(self, title: str, state: str, parts: Sequence[PartView], texts: Mapping[str, str]) -> None:
        """Shows a letter; ``texts`` are those of the open parts."""
        self._title.set_whole(title)
        self._state.setText(state)
        self._scroll.keep_visible(None)
        clear(self._column)
        self._rows = {}
        self._current = ""
        for part in parts:
            if part.locked:
                self._column.addWidget(_LockedPart(part))
                continue
            made = _OpenPart(part, texts.get(part.name, part.text))
            made.edited.connect(self.edited)
            made.entered.connect(self._enter)
            self._rows[part.name] = made
            self._column.addWidget(made)
        self._column.addStretch(1)
        self.insert_button.setEnabled(False)
        before: QWidget = self.insert_button
        for made in self._rows.values():
            before = made.follow(before)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Puts other words into the fields, as the user would."""
        for name, part in self._rows.items():
            part.text.set_value(texts.get(name, part.text.value()))
        self.edited.emit()

    def texts(self) -> dict[str, str]:
        """What stands in the open parts."""
        return {name: part.text.value() for name, part in self._rows.items()}

    def show_faults(self, faults: Sequence[PartFault]) -> None:
        """Writes below each part why it cannot stand."""
        wrong = {fault.part: fault.sentence for fault in faults}
        for name, part in self._rows.items():
            part.refuse(wrong.get(name, ""))

    def field(self, name: str) -> GrowingText:
        """The field of a part. Raises ``KeyError``."""
        return self._rows[name].text

    def focus_first(self, name: str = "") -> None:
        """Puts the keys on a part, or on the first sentence that may be worded."""
        names = [*self._rows]
        sentences = [each for each in names if each not in ("title", "title_of_correction", "own_name")]
        if names:
            part = self._rows[name if name in self._rows else (sentences or names)[0]]
            part.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.keep_visible(part)

    def _enter(self, name: str) -> None:
        self._scroll.keep_visible(None)
        self._current = name
        self.insert_button.setEnabled(bool(self._rows[name].view.placeholders))
        self.entered.emit(name)

    def _offer_placeholders(self) -> None:
        """The placeholders of the part in a list; those that it must have first."""
        part = self._rows.get(self._current)
        if part is None:
            return
        menu = self._menu
        menu.clear()
        needed = part.view.needed
        for name in (*needed, *(name for name in part.view.placeholders if name not in needed)):
            shown = f"{name}（必须有）" if name in needed else name
            menu.addAction(shown.replace("&", "&&")).triggered.connect(
                lambda _checked=False, name=name: part.insert(name)
            )
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.insert_button.mapToGlobal(QPoint(0, self.insert_button.height() + 2)))


class _LockedPart(QWidget):
    """A sentence that the law fixes, and what fixes it."""

    def __init__(self, part: PartView) -> None:
        super().__init__()
        text = GrowingText("固定语句", most=40, size=SIDE)
        text.make_plain()
        text.set_value(part.text)
        mark = IconMark("lock", f"固定语句：{part.why}")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(text)
        column.addWidget(note(part.why, wrap=True))
        _lay_out(self, mark, column)


class _OpenPart(QWidget):
    """A part that the office may word, with its name, its fault and the way back to the program's words."""

    edited = Signal()
    entered = Signal(str)

    def __init__(self, part: PartView, text: str) -> None:
        super().__init__()
        self.view = part
        self.text = GrowingText(part.heading, most=_MOST_LINES, size=SIDE)
        self.text.set_value(text)
        self.text.installEventFilter(self)
        self._fault = label("", NOTE, bold=True, wrap=True)
        self._fault.hide()
        self._restore = small("恢复程序原文")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row(note(part.heading), None, self._restore))
        column.addWidget(self.text)
        column.addWidget(self._fault)
        _lay_out(self, IconMark("pencil", "可以改写"), column)
        self._show_restore()
        self.text.edited.connect(lambda _text: self._tell())
        self._restore.clicked.connect(self._put_back)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self.view.name)
        return super().eventFilter(watched, event)

    def follow(self, before: QWidget) -> QWidget:
        """Tab comes here from ``before``; tells where it goes on from."""
        QWidget.setTabOrder(before, self.text)
        QWidget.setTabOrder(self.text, self._restore)
        return self._restore

    def insert(self, placeholder: str) -> None:
        """Writes a placeholder where the cursor stands."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.insertPlainText(f"〔{placeholder}〕")

    def refuse(self, sentence: str) -> None:
        """Writes why the part cannot stand; empty: it can."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.text.set_wrong(bool(sentence))
        self.text.setAccessibleDescription(sentence)

    def _tell(self) -> None:
        self._show_restore()
        self.edited.emit()

    def _put_back(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.set_value(self.view.standard)
        self._tell()

    def _show_restore(self) -> None:
        self._restore.setVisible(self.text.value() != self.view.standard)


def _lay_out(part: QWidget, mark: IconMark, column: QVBoxLayout) -> None:
    line = QHBoxLayout()
    line.setContentsMargins(16, 6, 16, 6)
    line.setSpacing(12)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column, 1)
    outer = QVBoxLayout(part)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addLayout(line)
    outer.addWidget(rule("row"))
