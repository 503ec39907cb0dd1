"""The heads of a table in small second ink, over columns whose texts begin ``padding`` pixels from their edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.widgets import theme
from desktop.widgets.tokens import NOTE

HEAD = 32


class TableHead(QHeaderView):
    """``first``: padding of the first column; ``centred``: columns whose heads stand in the middle.

    ``title``: the column whose head is the title of the list, in bold first ink.
    """

    def __init__(
        self,
        parent: QWidget,
        padding: int = 8,
        first: int = 16,
        centred: frozenset[int] = frozenset(),
        title: int | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._padding = padding
        self._first = first
        self._centred = centred
        self._title = title
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(24)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette = theme.colours()
        area = QRectF(rect)
        painter.save()
        painter.fillRect(area, QColor(palette.paper))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(palette.line))
        titled = section == self._title
        painter.setFont(theme.font(NOTE, bold=titled))
        painter.setPen(QColor(palette.ink if titled else palette.ink_2))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        centred = section in self._centred
        left = 0 if centred else self._first if section == 0 else self._padding
        align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area.adjusted(left, 0, 0, 0), int(align | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
