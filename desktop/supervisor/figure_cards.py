"""The figures of a summary on cards, each with the period before and the year before."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.casework.statistics_views import Figure
from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.tokens import BODY, FIGURE, NOTE

NO_VALUE = "—"


def number(value: float | None) -> str:
    """A figure as it is written: whole, or with one decimal; a dash where there is none."""
    if value is None:
        return NO_VALUE
    return str(round(value)) if float(value).is_integer() else f"{value:.1f}"


def difference(value: float, other: float) -> str:
    """How far ``value`` lies from ``other``: +3, −0.6, ±0."""
    by = round(value - other, 1)
    if by == 0:
        return "±0"
    return f"{'+' if by > 0 else '−'}{number(abs(by))}"


class FigureCard(QWidget):
    """One figure: name, value with its unit, and how it compares."""

    def __init__(self) -> None:
        super().__init__()
        self._figure: Figure | None = None
        self._before = "上期"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: Figure, before: str) -> None:
        """Shows another figure; ``before`` names the period before (上月, 上期)."""
        self._figure = figure
        self._before = before
        self.setAccessibleName(self._in_words(figure))
        self.setToolTip("" if self._fits(figure) else self._in_words(figure))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(194, 88)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 88)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        draw_frame(painter, QRectF(self.rect()), QColor(palette.paper), QColor(palette.line))
        if self._figure is not None:
            painter.setFont(theme.font(BODY))
            painter.setPen(QColor(palette.ink))
            painter.drawText(QRectF(13, 10, self.width() - 26, 20), Qt.AlignmentFlag.AlignVCenter, self._figure.label)
            self._paint_value(painter, self._figure)
            self._paint_comparison(painter, self._figure)
        painter.end()

    def _paint_value(self, painter: QPainter, figure: Figure) -> None:
        palette = theme.colours()
        painter.setFont(theme.font(FIGURE, bold=True))
        value = number(figure.value)
        painter.drawText(QRectF(13, 30, self.width() - 26, 34), Qt.AlignmentFlag.AlignVCenter, value)
        left = 13 + QFontMetricsF(painter.font()).horizontalAdvance(value) + 5
        painter.setFont(theme.font(BODY))
        painter.setPen(QColor(palette.ink_2))
        painter.drawText(QRectF(left, 38, self.width() - left, 20), Qt.AlignmentFlag.AlignVCenter, self._unit(figure))

    def _paint_comparison(self, painter: QPainter, figure: Figure) -> None:
        left = 13.0
        for text, bold in self._comparison(figure):
            painter.setFont(theme.font(NOTE, bold=bold))
            painter.setPen(QColor(theme.colours().ink if bold else theme.colours().ink_2))
            painter.drawText(QRectF(left, 67, self.width() - left, 16), Qt.AlignmentFlag.AlignVCenter, text)
            left += QFontMetricsF(painter.font()).horizontalAdvance(text)

    def _fits(self, figure: Figure) -> bool:
        return (
            sum(QFontMetricsF(theme.font(NOTE)).horizontalAdvance(text) for text, _ in self._comparison(figure)) < 168
        )

    def _comparison(self, figure: Figure) -> list[tuple[str, bool]]:
        """The line below the figure in pieces, the differences in bold."""
        pieces: list[tuple[str, bool]] = []
        for name, other in ((self._before, figure.before), ("去年", figure.year_before)):
            pieces.append((f"{'   ' if pieces else ''}{name} {number(other)}", False))
            if figure.value is not None and other is not None:
                pieces.append((f" {difference(figure.value, other)}", True))
        return pieces

    @staticmethod
    def _unit(figure: Figure) -> str:
        if figure.value is None:
            return ""
        return figure.unit if figure.of is None else f"/ {figure.of} {figure.unit}"

    def _in_words(self, figure: Figure) -> str:
        comparison = "".join(text for text, _ in self._comparison(figure)).replace("   ", "，")
        value = f"{figure.label} {number(figure.value)} {self._unit(figure)}".rstrip()
        return f"{value}；{comparison}"
