"""The figures of a summary on cards, each with the period before and the year before."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.casework.figures.summary_views import Figure
from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.tokens import BODY, FIGURE, NOTE

NO_VALUE = "—"
_EDGE = 13
_APART = "   "
"""Between the two comparisons of a card in one line."""


def number(value: float | None) -> str:
    """A figure as it is written: whole, or with at most two decimals; a dash where there is none."""
    if value is None:
        return NO_VALUE
    return str(round(value)) if float(value).is_integer() else f"{value:.2f}".rstrip("0")


def difference(value: float, other: float) -> str:
    """How far ``value`` lies from ``other``: +3, −0.6, ±0."""
    by = round(value - other, 1)
    if by == 0:
        return "±0"
    return f"{'+' if by > 0 else '−'}{number(abs(by))}"


def draw_dots(painter: QPainter, right: float, y: float, text: str) -> None:
    """Dots below a figure that opens what it counts; it ends at ``right`` and is written in the painter's font."""
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    painter.setPen(QPen(QColor(theme.colours().ink_2), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(right - width, y), QPointF(right, y))


class NumberButton(QAbstractButton):
    """A number above a dotted line: a press opens what it counts; one that counts nothing cannot be pressed."""

    def __init__(self, value: float, name: str, *, opens: bool) -> None:
        super().__init__()
        self.setText(number(value))
        self.setAccessibleName(f"{name} {number(value)}")
        self.setEnabled(opens)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(theme.font(BODY, bold=True)).horizontalAdvance(self.text())) + 12, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.primary), 2))
            painter.drawRect(area)
        painter.setFont(theme.font(BODY, bold=True))
        painter.setPen(QColor(palette.ink))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(0, 0, -4, 0), side, self.text())
        if self.isEnabled():
            draw_dots(painter, area.right() - 4, area.center().y() + 9, self.text())
        painter.end()


class FigureCard(QAbstractButton):
    """One figure: name, value with its unit, and how it compares. ``opening``: what it counts shall be shown."""

    opening = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._figure: Figure | None = None
        self._before = "上期"
        self._in_two_lines = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def show_figure(self, figure: Figure, before: str) -> None:
        """Shows another figure; ``before`` names the period before (上月, 上期)."""
        self._figure = figure
        self._before = before
        self.setAccessibleName(self._in_words(figure))
        self.update()

    def needs_two_lines(self) -> bool:
        """Whether both comparisons are too long for one line of the card."""
        return self._figure is not None and sum(map(_width, self._comparison(self._figure))) > self.width() - 2 * _EDGE

    def compare_in_lines(self, *, two: bool) -> None:
        """Puts the comparisons below each other, or into one line; the cards of a row look alike."""
        self._in_two_lines = two
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(194, 88)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 88)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        focused = self.hasFocus()
        edge = palette.primary if focused else palette.line
        draw_frame(painter, QRectF(self.rect()), QColor(palette.paper), QColor(edge), 2 if focused else 1)
        if self._figure is not None:
            painter.setFont(theme.font(BODY))
            painter.setPen(QColor(palette.ink))
            name = QRectF(_EDGE, 6 if self._in_two_lines else 10, self.width() - 2 * _EDGE, 20)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self._figure.label)
            self._paint_value(painter, self._figure)
            self._paint_comparison(painter, self._figure)
        painter.end()

    def _open(self) -> None:
        if self._figure is not None and self._figure.behind is not None and self._figure.value:
            self.opening.emit(self._figure.label, self._figure.behind)

    def _paint_value(self, painter: QPainter, figure: Figure) -> None:
        palette = theme.colours()
        top = 22 if self._in_two_lines else 30
        painter.setFont(theme.font(FIGURE, bold=True))
        value = number(figure.value)
        painter.drawText(QRectF(_EDGE, top, self.width() - 2 * _EDGE, 34), Qt.AlignmentFlag.AlignVCenter, value)
        left = _EDGE + QFontMetricsF(painter.font()).horizontalAdvance(value) + 5
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.ink_2))
        unit = QRectF(left, top + 8, self.width() - left, 20)
        painter.drawText(unit, Qt.AlignmentFlag.AlignVCenter, self._unit(figure))

    def _paint_comparison(self, painter: QPainter, figure: Figure) -> None:
        left, top = float(_EDGE), 54 if self._in_two_lines else 67
        for text, bold in self._comparison(figure):
            if self._in_two_lines and text.startswith(_APART):
                left, top = float(_EDGE), top + 15
                text = text.removeprefix(_APART)
            painter.setFont(theme.font(NOTE, bold=bold))
            painter.setPen(QColor(theme.colours().ink if bold else theme.colours().ink_2))
            painter.drawText(QRectF(left, top, self.width() - left, 16), Qt.AlignmentFlag.AlignVCenter, text)
            left += _width((text, bold))

    def _comparison(self, figure: Figure) -> list[tuple[str, bool]]:
        """The line below the figure in pieces, the differences in bold."""
        pieces: list[tuple[str, bool]] = []
        for name, other in ((self._before, figure.before), ("去年", figure.year_before)):
            pieces.append((f"{_APART if pieces else ''}{name} {number(other)}", False))
            if figure.value is not None and other is not None:
                pieces.append((f" {difference(figure.value, other)}", True))
        return pieces

    @staticmethod
    def _unit(figure: Figure) -> str:
        if figure.value is None:
            return ""
        return figure.unit if figure.of is None else f"/ {figure.of} {figure.unit}"

    def _in_words(self, figure: Figure) -> str:
        comparison = "".join(text for text, _ in self._comparison(figure)).replace(_APART, "，")
        value = f"{figure.label} {number(figure.value)} {self._unit(figure)}".rstrip()
        return f"{value}；{comparison}"


def _width(piece: tuple[str, bool]) -> float:
    """The room that a piece of a comparison needs."""
    text, bold = piece
    return QFontMetricsF(theme.font(NOTE, bold=bold)).horizontalAdvance(text)
