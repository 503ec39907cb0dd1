"""One box for everything: numbers, names, identity numbers, words of the content, 文号, and actions by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.casework.requests.search import Hit, HitKind, Search
from desktop.widgets import theme
from desktop.widgets.drawing import draw_key_cap, draw_text, key_cap_size, painter_for
from desktop.widgets.fields import TextField
from desktop.widgets.icons import paint_icon
from desktop.widgets.lifetime import alive
from desktop.widgets.operations import Operations
from desktop.widgets.screen import Action, Destination, OpenLetter, OpenRequest
from desktop.widgets.timers import once_after
from desktop.widgets.tokens import LIST_ROW, NOTE

WIDTH = 480
_KEY = "Ctrl+K"
_DEBOUNCE = 120
_MOST = 10
_TITLE_SHARE = 0.7
"""How much of a line the number and name may take; a number always fits, the detail gives way."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list: a hit or an action."""

    icon: str
    title: str
    detail: str
    key: str | None
    run: Callable[[], None]


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[_Entry] = ()

    def show_entries(self, entries: Sequence[_Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            entry = self.entries[index.row()]
            return f"{entry.title} {entry.detail}"
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Icon, title, detail and key of a line; the chosen one has the gold edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH, LIST_ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, _Entries):
            return
        entry = model.entries[index.row()]
        palette = theme.colours()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(palette.selected))
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), QColor(palette.gold))
        paint_icon(painter, entry.icon, QRectF(area.left() + 12, area.center().y() - 8, 16, 16), QColor(palette.ink_2))
        self._paint_texts(painter, area.adjusted(40, 0, -12, 0), entry)
        painter.restore()

    def _paint_texts(self, painter: QPainter, area: QRectF, entry: _Entry) -> None:
        palette = theme.colours()
        if entry.key is not None:
            cap = key_cap_size(entry.key)
            corner = QPointF(area.right() - cap.width(), area.center().y() - cap.height() / 2)
            draw_key_cap(painter, corner, entry.key)
            area = area.adjusted(0, 0, -cap.width() - 8, 0)
        metrics = QFontMetricsF(theme.font())
        width = min(metrics.horizontalAdvance(entry.title) + 1, area.width() * _TITLE_SHARE)
        painter.setFont(theme.font())
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, width)
        draw_text(painter, area, _plain(title), QColor(palette.ink))
        painter.setFont(theme.font(NOTE))
        rest = area.width() - width - 12
        detail = QFontMetricsF(theme.font(NOTE)).elidedText(entry.detail, Qt.TextElideMode.ElideRight, rest)
        draw_text(painter, area, _plain(detail), QColor(palette.ink_2), Qt.AlignmentFlag.AlignRight)


def _plain(text: str) -> str:
    """A user's text as it stands: ``&`` is no mnemonic."""
    return text.replace("&", "&&")


class SearchBox(TextField):
    """The box and, below it, what was found; Up and Down choose, Enter opens, Esc leaves."""

    go = Signal(object)

    def __init__(self, search: Search, operations: Operations, offers: Callable[[], Sequence[Action]]) -> None:
        super().__init__("查找", "编号、姓名、证件号、内容、文号、操作")
        self._search = search
        self._operations = operations
        self._offers = offers
        self._before: QWidget | None = None
        self._hurried = False
        self._keeps_keys = False
        self._answered: str | None = None
        self._entries = _Entries()
        self._list = _ResultList(self._entries)
        self._list.opened.connect(self._open)
        self._wait = once_after(self, _DEBOUNCE, self._find)
        self.setFixedWidth(WIDTH)
        self.setTextMargins(24, 0, round(key_cap_size(_KEY).width()) + 8, 0)
        self.edited.connect(lambda _text: self._expect())

    def begin(self) -> None:
        """Takes the focus, remembering where it was."""
        window = self.window()
        if not self.hasFocus():
            self._before = window.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._keeps_keys = True

    @property
    def keeps_keys(self) -> bool:
        """Whether somebody is looking for something."""
        return self._keeps_keys

    def give_keys(self) -> None:
        """Another screen was asked for: its keys go where work begins there."""
        self._keeps_keys = False

    def take_keys_back(self) -> None:
        """Goes on as if the focus had never left."""
        if not self.hasFocus():
            place = self.cursorPosition()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCursorPosition(place)
            self._wait.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._list.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painter_for(self)
        ink = QColor(theme.colours().ink_2)
        paint_icon(painter, "search", QRectF(9, (self.height() - 16) / 2, 16, 16), ink)
        cap = key_cap_size(_KEY)
        draw_key_cap(painter, QPointF(self.width() - cap.width() - 8, (self.height() - cap.height()) / 2), _KEY)
        painter.end()

    def _expect(self) -> None:
        """What was found for other words counts no more."""
        self._keeps_keys = True
        self._hurried = False
        self._answered = None
        self._wait.start()

    def _find(self) -> None:
        text = self.value()
        if not text:
            self._list.hide()
            return
        self._operations.run_query(
            self, lambda: self._search.find(text, _MOST), lambda hits: self._show(text, hits), lane="search"
        )

    def _show(self, asked: str, hits: tuple[Hit, ...]) -> None:
        if not self.hasFocus():
            return
        self._answered = asked
        text = asked.casefold()
        actions = [
            _Entry("chevron-right", action.name, "操作", action.key, action.run)
            for action in self._offers()
            if text in action.name.casefold()
        ]
        exact = [self._entry_of(hit) for hit in hits if hit.target.casefold() == text]
        others = [self._entry_of(hit) for hit in hits if hit.target.casefold() != text]
        # Who types a number looks for a request or a letter, not for the steps of the one that is chosen.
        numeric = any(letter.isdigit() for letter in text)
        entries = [*exact, *others, *actions] if numeric else [*exact, *actions, *others]
        self._list.show_below(self, entries[:_MOST])
        if self._hurried and entries:
            self._list.open_chosen()
        self._hurried = False

    def _entry_of(self, hit: Hit) -> _Entry:
        destination: Destination = OpenRequest(hit.target) if hit.kind is HitKind.REQUEST else OpenLetter(hit.target)
        icon = "requests" if hit.kind is HitKind.REQUEST else "letters"
        return _Entry(icon, hit.title, hit.detail, None, lambda: self.go.emit(destination))

    def _enter(self) -> None:
        """Opens what is chosen; an Enter that came before the answer opens the first hit when that is there."""
        self._hurried = self._answered != self.value()
        if self._wait.isActive():
            self._wait.stop()
            self._find()
        elif not self._hurried and self._list.isVisible():
            self._list.open_chosen()

    def _open(self, entry: _Entry) -> None:
        self.clear()
        self._leave()
        entry.run()

    def _leave(self) -> None:
        self._keeps_keys = self._hurried = False
        self._wait.stop()
        self._list.hide()
        if self._before is not None and alive(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()


class _ResultList(QFrame):
    opened = Signal(object)

    def __init__(self, entries: _Entries) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._entries = entries
        self._view = QListView()
        self._view.setModel(entries)
        self._view.setItemDelegate(_EntryDelegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setAccessibleName("查找结果")
        self._view.clicked.connect(lambda index: self.opened.emit(entries.entries[index.row()]))
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self._view)

    def show_below(self, box: QWidget, entries: Sequence[_Entry]) -> None:
        """Shows entries below ``box``, the first chosen; says so when there are none."""
        nothing = _Entry("search", "没有找到", "换一个词，或者输入编号的后几位", None, lambda: None)
        self._entries.show_entries(entries or [nothing])
        window = box.window()
        self.setParent(window)
        corner = box.mapTo(window, box.rect().bottomLeft())
        height = self._entries.rowCount() * LIST_ROW + 10
        self.setGeometry(corner.x(), corner.y() + 4, box.width(), height)
        self._view.setCurrentIndex(self._entries.index(0))
        self.show()
        self.raise_()

    def step(self, places: int) -> None:
        """Chooses the next or the previous entry."""
        place = self._view.currentIndex().row() + places
        if 0 <= place < self._entries.rowCount():
            self._view.setCurrentIndex(self._entries.index(place))

    def open_chosen(self) -> None:
        """Opens the chosen entry."""
        if (index := self._view.currentIndex()).isValid():
            self.opened.emit(self._entries.entries[index.row()])
