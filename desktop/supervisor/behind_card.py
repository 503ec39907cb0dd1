"""What stands behind a figure: a list that the arrow keys walk over, read page by page; Enter opens an entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.casework.casework import Casework
from desktop.casework.figures.summary_views import Behind, BehindPage, BehindRow
from desktop.widgets import theme
from desktop.widgets.buttons import secondary
from desktop.widgets.labels import HintCard, label, note, plain_tip, row, rule
from desktop.widgets.operations import Operations
from desktop.widgets.screen import OpenLetter, OpenRequest
from desktop.widgets.tokens import BODY

_ROW_HEIGHT = 57
NOTHING = "没有申请计入这个数"
Index = QModelIndex | QPersistentModelIndex


class _RowModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[BehindRow, ...] = ()

    def show_rows(self, rows: Sequence[BehindRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[BehindRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += tuple(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{shown.number}，{shown.content}，{shown.detail}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown.content)
        return None


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, model: _RowModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = theme.colours()
        shown = self._model.rows[index.row()]
        area = _area(option)
        painter.save()
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.fillRect(area, QColor(palette.selected))
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), QColor(palette.gold))
        inside = area.adjusted(8, 6, -8, -6)
        top = QRectF(inside.left(), inside.top(), inside.width(), 20)
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.link if shown.opens else palette.ink))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, shown.number)
        painter.setPen(QColor(palette.ink_2))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown.detail)
        painter.setPen(QColor(palette.ink))
        content = " ".join(shown.content.split())
        fitting = QFontMetricsF(painter.font()).elidedText(content, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(top.translated(0, 22), Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.fillRect(QRectF(area.left() + 8, area.bottom() - 1, area.width() - 16, 1), QColor(palette.row_line))
        painter.restore()


class _RowList(QListView):
    chosen = Signal(int)

    def __init__(self, model: _RowModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self, model))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("数字后面的申请")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class BehindCard(HintCard):
    """Names the figure and lists what it counts; further pages come as the list is walked down.

    ``opened`` tells what to open: a request with those beside it, or a letter.
    """

    opened = Signal(object)

    def __init__(self, casework: Casework, operations: Operations, hint: str) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._model = _RowModel()
        self._list = _RowList(self._model)
        self._name = label("", bold=True, wrap=True)
        self._count = label("", bold=True)
        self._button = secondary("打开申请")
        self._empty = label(second=True, wrap=True)
        self._hint = note(hint)
        self._behind: Behind | None = None
        self._after = BehindPage(rows=(), after=None).after
        self._asking = False
        self._button.clicked.connect(lambda: self._open(max(0, self._list.currentIndex().row())))
        self._list.chosen.connect(self._open)
        self._list.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        head = row()
        head.addWidget(self._name, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(rule("row"))
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list, 1)
        self.body.addLayout(row(self._button, None, self._hint))
        for part in (self._button, self._hint):
            part.hide()

    def look_behind(
        self, name: str, behind: Behind | None, then: Callable[[], None] | None = None, *, empty: str = NOTHING
    ) -> None:
        """Reads and shows what stands behind another figure; ``then`` is called once its first page is there."""
        self._behind = behind
        if behind is None:
            self._show(name, BehindPage(rows=(), after=None))
            return
        statistics = self._casework.statistics

        def show(page: BehindPage) -> None:
            if behind is not self._behind:
                return
            self._show(name, page)
            self._empty.setText(empty)
            if then is not None:
                then()

        self._operations.run_query(self, lambda: statistics.page(behind), show, lane="behind")

    def look_again(self) -> None:
        """Reads as much of the list as is shown anew; the row under the keys stays where it is still listed."""
        behind, shown, statistics = self._behind, len(self._model.rows), self._casework.statistics
        if behind is None:
            return
        place = self._list.currentIndex().row()
        kept = self._model.rows[place].number if 0 <= place < shown else None

        def read() -> BehindPage:
            rows: list[BehindRow] = []
            page = statistics.page(behind)
            rows += page.rows
            while page.after is not None and len(rows) < shown:
                page = statistics.page(behind, page.after)
                rows += page.rows
            return BehindPage(rows=tuple(rows), after=page.after)

        def show(page: BehindPage) -> None:
            if behind is self._behind:
                empty = self._empty.text()
                self._show(self._name.text(), page)
                self._empty.setText(empty)
                again = next((at for at, row in enumerate(page.rows) if row.number == kept), min(0, len(page.rows) - 1))
                self._list.setCurrentIndex(self._model.index(again, 0))

        self._operations.run_query(self, read, show, lane="behind")

    def show_rows(self, name: str, rows: Sequence[BehindRow], *, opening: bool = True, empty: str = NOTHING) -> None:
        """Shows rows that are all known; ``opening``: they have pages to open; ``empty``: said where there are none."""
        self._behind = None
        self._show(name, BehindPage(rows=tuple(rows), after=None))
        self._empty.setText(empty)
        for part in (self._button, self._hint):
            part.setVisible(bool(rows) and opening)

    def _show(self, name: str, page: BehindPage) -> None:
        self._name.setText(name)
        self._model.show_rows(page.rows)
        self._went_on(page)
        self._empty.setText(NOTHING)
        self._empty.setVisible(not page.rows)
        for part in (self._button, self._hint):
            part.setVisible(bool(page.rows))
        self._list.scrollToTop()

    def _went_on(self, page: BehindPage) -> None:
        self._after = page.after
        self._asking = False
        shown = len(self._model.rows)
        self._count.setText(f"前 {shown} 件" if page.after is not None else str(shown) if shown else "")
        self.setAccessibleName(f"{self._name.text()}，{'前 ' if page.after is not None else ''}{shown} 件")

    def _scrolled(self, value: int) -> None:
        """Reads on shortly before the end."""
        bar = self._list.verticalScrollBar()
        if self._after is None or self._asking or value < bar.maximum() - bar.pageStep():
            return
        behind, after, statistics = self._behind, self._after, self._casework.statistics
        if behind is None:
            return
        self._asking = True

        def add(page: BehindPage) -> None:
            if behind is self._behind:
                self._model.add_rows(page.rows)
                self._went_on(page)

        self._operations.run_query(self, lambda: statistics.page(behind, after), add, lane="behind-more")

    def focus_list(self) -> None:
        """Puts the keys on the first request."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._model.rows:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def take_keys(self) -> None:
        """Puts the keys on the row where they were."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_keys(self) -> bool:
        """Whether the keys are in the list or on its button."""
        return self._list.hasFocus() or self._button.hasFocus()

    def open_first(self) -> None:
        """Opens the first of the requests."""
        self._open(0)

    def _open(self, place: int) -> None:
        if not self._model.rows:
            return
        chosen = self._model.rows[place]
        if not chosen.opens:
            return
        if chosen.letter is not None:
            self.opened.emit(OpenLetter(chosen.letter))
            return
        numbers = tuple(dict.fromkeys(shown.number for shown in self._model.rows if shown.opens))
        self.opened.emit(OpenRequest(chosen.number, numbers))


def _area(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect)
