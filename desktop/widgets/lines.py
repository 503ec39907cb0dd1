"""Small lists inside cards: lines of a few cells, such as files, contacts, drafts, earlier requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.widgets import theme
from desktop.widgets.badge import SHAPE, draw_band, word_colour
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import plain_tip
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import BODY
from resources.vocabulary import Band

Index = QModelIndex | QPersistentModelIndex

LINE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell. ``width`` None takes the free room and may end in …; ``right`` aligns at the right edge."""

    text: str
    width: int | None = None
    bold: bool = False
    second: bool = False
    link: bool = False
    right: bool = False
    size: int = BODY
    band: Band | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line. ``target`` is what is opened or removed; ``name`` is read aloud."""

    cells: tuple[Cell, ...]
    target: object
    icon: str | None = None

    @property
    def name(self) -> str:
        """The texts of the cells one after the other."""
        return "，".join(cell.text for cell in self.cells if cell.text)


class LinesModel(QAbstractListModel):
    """Lines as a model."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(cell.text for cell in line.cells if cell.width is None))
        return None


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: LinesView, height: int, padding: int) -> None:
        super().__init__(view)
        self._height = height
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, LinesModel):
            return
        line = model.lines[index.row()]
        palette = theme.colours()
        area = QRectF(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(palette.selected if focused else palette.paper))
        if index.row() < model.rowCount() - 1:
            painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(palette.row_line))
        if focused:
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), QColor(palette.gold))
        inside = area.adjusted(self._padding, 0, -self._padding, 0)
        if line.icon is not None:
            paint_icon(painter, line.icon, QRectF(inside.left(), area.center().y() - 8, 16, 16), QColor(palette.ink_2))
            inside.adjust(28, 0, 0, 0)
        self._paint_cells(painter, inside, line.cells)
        painter.restore()

    def _paint_cells(self, painter: QPainter, area: QRectF, cells: Sequence[Cell]) -> None:
        taken = sum(cell.width for cell in cells if cell.width is not None)
        free = sum(1 for cell in cells if cell.width is None)
        share = max(area.width() - taken, 0) / free if free else 0
        left = area.left()
        for cell in cells:
            width = share if cell.width is None else cell.width
            _paint_cell(painter, QRectF(left, area.top(), width, area.height()), cell)
            left += width


def _paint_cell(painter: QPainter, area: QRectF, cell: Cell) -> None:
    palette = theme.colours()
    font = theme.font(cell.size, bold=cell.bold)
    ink = QColor(palette.link if cell.link else palette.ink_2 if cell.second else palette.ink)
    text = cell.text
    if cell.width is None:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 8)
    if cell.band is not None:
        width = _text_width(font, text)
        shape = area.right() - width - SHAPE - 8 if cell.right else area.left()
        draw_band(painter, QRectF(shape, area.top(), SHAPE, area.height()), cell.band)
        area = area.adjusted(0 if cell.right else SHAPE + 8, 0, 0, 0)
        ink = word_colour(cell.band, palette)
    side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)


def _text_width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


class LinesView(QListView):
    """The list. Enter opens a line, Delete removes it; a list that is ``quiet`` only shows.

    It asks for the height of all its lines, or of ``least`` lines where it can scroll when there is little room.
    """

    opened = Signal(object)
    removed = Signal(object)

    def __init__(
        self, name: str, *, height: int = LINE, padding: int = 12, quiet: bool = False, least: int | None = None
    ) -> None:
        super().__init__()
        self._model = LinesModel()
        self._height = height
        self._least = least
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self, height, padding))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if quiet else Qt.FocusPolicy.StrongFocus)
        OverlayScrollBar(self)
        self.clicked.connect(lambda index: self._open(index.row()))

    @property
    def lines(self) -> Sequence[Line]:
        """The lines shown."""
        return self._model.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows other lines; the height asked for is that of all lines."""
        self._model.show_lines(lines)
        if self.hasFocus() and lines:
            self.setCurrentIndex(self._model.index(0))
        self._end_with_a_line()
        self.updateGeometry()

    def height_of(self, lines: int) -> int:
        """The height in which so many lines stand whole."""
        return lines * self._height

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_of(min(len(self.lines), self._least or len(self.lines))))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.height_of(min(len(self.lines), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._end_with_a_line()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            self._open(place)
        elif event.key() == Qt.Key.Key_Delete and place >= 0:
            self.removed.emit(self.lines[place].target)
        else:
            super().keyPressEvent(event)

    def _end_with_a_line(self) -> None:
        """A line that does not fit wholly is not begun."""
        scrolls = self.height_of(len(self.lines)) > self.height() >= self._height
        self.setViewportMargins(0, 0, 0, self.height() % self._height if scrolls else 0)

    def _open(self, place: int) -> None:
        self.opened.emit(self.lines[place].target)
