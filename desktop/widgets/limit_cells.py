"""The limit of one request, one cell a working day. A click opens the proof of the limit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.casework.views import CellKind, LimitCell
from desktop.widgets import theme
from desktop.widgets.drawing import painter_for
from desktop.widgets.limit_bar import bar_colour, draw_hatch
from desktop.widgets.tokens import NOTE
from resources.vocabulary import Band

CELL_WIDTH = 26
CELL_HEIGHT = 32
CAPTION_HEIGHT = 18
_ROW_GAP = 4
_MOST_IN_A_ROW = 34
_CAPTION_GAP = 6

_KINDS = {
    CellKind.USED: "已用",
    CellKind.STOPPED: "停止计算",
    CellKind.LEFT: "未用",
    CellKind.OVER: "逾期",
}


class LimitCells(QWidget):
    """Cells of 26 by 32 pixels with captions below; more than fit in a row go on in the next."""

    activated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[LimitCell, ...] = ()
        self._band = Band.GREEN
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_cells(self, cells: tuple[LimitCell, ...], band: Band) -> None:
        """Draws another limit; ``band`` gives the used days their colour."""
        self._cells = cells
        self._band = band
        self.setAccessibleName(_in_words(cells))
        self.setVisible(bool(cells))
        self._fit_height()
        self.update()

    def cell_area(self, index: int) -> QRectF:
        """Where a cell is drawn, in the widget's own coordinates."""
        row, column = divmod(index, self._per_row())
        return QRectF(column * CELL_WIDTH, row * self._row_height(), CELL_WIDTH, CELL_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(_MOST_IN_A_ROW * CELL_WIDTH, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * CELL_WIDTH, CELL_HEIGHT + CAPTION_HEIGHT)

    def heightForWidth(self, width: int) -> int:
        per_row = _cells_that_fit(width)
        rows = max(1, -(-len(self._cells) // per_row))
        return rows * self._row_height() - _ROW_GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        for index, cell in enumerate(self._cells):
            self._paint_cell(painter, self.cell_area(index), cell)
        for index, cell in enumerate(self._cells):
            self._paint_edges(painter, self.cell_area(index), cell)
        self._paint_captions(painter)
        painter.end()

    def _fit_height(self) -> None:
        height = self.heightForWidth(self.width())
        if self.height() != height:
            self.setFixedHeight(height)

    @staticmethod
    def _row_height() -> int:
        return CELL_HEIGHT + CAPTION_HEIGHT + _ROW_GAP

    def _per_row(self) -> int:
        return _cells_that_fit(self.width())

    def _words_at(self, position: QPoint) -> str:
        for index, cell in enumerate(self._cells):
            if self.cell_area(index).contains(position):
                return _cell_in_words(cell)
        return ""

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: LimitCell) -> None:
        palette = theme.colours()
        fills = {CellKind.USED: bar_colour(self._band, palette), CellKind.OVER: QColor(palette.red)}
        filled = fills.get(cell.kind)
        painter.fillRect(area, filled or QColor(palette.paper))
        if cell.kind is CellKind.STOPPED:
            draw_hatch(painter, area, hatch_colour(), CELL_WIDTH / 4)
        if filled is None:
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(QRectF(area.right() - 1, area.top(), 1, area.height()), QColor(palette.paper))
        bold = cell.kind is not CellKind.STOPPED
        ink = palette.paper if filled else palette.ink if cell.kind is CellKind.STOPPED else palette.ink_2
        painter.setFont(theme.font(NOTE, bold=bold))
        painter.setPen(QColor(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _paint_edges(self, painter: QPainter, area: QRectF, cell: LimitCell) -> None:
        ink = QColor(theme.colours().ink)
        if cell.is_last:
            painter.fillRect(QRectF(area.right() - 1, area.top(), 3, area.height()), ink)
        if cell.is_today:
            painter.setPen(QPen(ink, 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 1, 0, -1))

    def _paint_captions(self, painter: QPainter) -> None:
        """Captions below their cells: today and the last day first, the others where room is left."""
        taken: list[QRectF] = []
        order = sorted(range(len(self._cells)), key=lambda at: (-_weight(self._cells[at]), at))
        for index in order:
            cell = self._cells[index]
            if cell.caption is None:
                continue
            painter.setFont(theme.font(NOTE, bold=_weight(cell) > 0))
            area = self._caption_area(index, cell.caption, QFontMetricsF(painter.font()))
            if any(area.adjusted(-_CAPTION_GAP, 0, _CAPTION_GAP, 0).intersects(other) for other in taken):
                continue
            taken.append(area)
            painter.setPen(QColor(theme.colours().ink if cell.is_last else theme.colours().ink_2))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, cell.caption)

    def _caption_area(self, index: int, caption: str, metrics: QFontMetricsF) -> QRectF:
        """Today's caption is centred below its cell, that of the last day ends with it, others begin with theirs."""
        cell = self.cell_area(index)
        width = metrics.horizontalAdvance(caption) + 1
        left = cell.left()
        if self._cells[index].is_last:
            left = cell.right() - width
        elif self._cells[index].is_today:
            left = cell.center().x() - width / 2
        left = max(0.0, min(left, self.width() - width))
        return QRectF(left, cell.bottom() + 1, width, CAPTION_HEIGHT)


def hatch_colour() -> QColor:
    """The hatching of large areas, lighter than that of the small bar so that the words on it stay readable."""
    colour = QColor(theme.colours().hatch)
    colour.setAlphaF(0.5)
    return colour


def _cells_that_fit(width: int) -> int:
    return max(1, min(_MOST_IN_A_ROW, (width - 1) // CELL_WIDTH))


def _weight(cell: LimitCell) -> int:
    """How much a caption matters when two meet."""
    return 2 if cell.is_last else 1 if cell.is_today else 0


def _cell_in_words(cell: LimitCell) -> str:
    marks = [word for word, holds in (("今日", cell.is_today), ("期限届满日", cell.is_last)) if holds]
    count = f"第{cell.text}个工作日" if cell.text.isdigit() else ""
    parts = [f"{cell.day:%Y-%m-%d}", _KINDS[cell.kind], count, *marks]
    return "，".join(part for part in parts if part)


def _in_words(cells: tuple[LimitCell, ...]) -> str:
    counts = {kind: sum(cell.kind is kind for cell in cells) for kind in CellKind}
    return "期限：" + "，".join(f"{_KINDS[kind]} {count} 天" for kind, count in counts.items() if count)
