"""Letters and files as chips: a press opens the paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop.casework.views import Chip, ChipKind
from desktop.widgets import theme
from desktop.widgets.buttons import EnterButton
from desktop.widgets.drawing import draw_frame, painter_for
from desktop.widgets.icons import paint_icon
from desktop.widgets.tokens import NOTE, SMALL_BUTTON_HEIGHT

_ICON = 14
_PADDING = 8
_GAP = 6
_ICONS = {ChipKind.LETTER: "letters", ChipKind.ATTACHMENT: "file", ChipKind.ATTACHMENTS: "file"}
_WORDS = {ChipKind.LETTER: "文书", ChipKind.ATTACHMENT: "附件", ChipKind.ATTACHMENTS: "附件"}
_WIDEST = 240


class ChipButton(EnterButton):
    """A chip of 24 pixels. Without a stored file it names the paper and cannot be pressed."""

    chosen = Signal(Chip)

    def __init__(self, chip: Chip) -> None:
        super().__init__(chip.label)
        self._chip = chip
        self.setFont(theme.font(NOTE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setEnabled(chip.has_file)
        self.setAccessibleName(f"{_WORDS[chip.kind]}：{chip.label}")
        self.setToolTip(chip.label if chip.has_file else f"{chip.label}：只有登记，没有存档文件")
        self.clicked.connect(self._choose)

    @property
    def chip(self) -> Chip:
        """What the chip stands for."""
        return self._chip

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(min(_WIDEST, round(2 * _PADDING + _ICON + _GAP + text + 1.5)), SMALL_BUTTON_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        touched = self.isEnabled() and (self.underMouse() or self.isDown())
        ground = palette.selected if touched else palette.paper if self.isEnabled() else palette.desk
        ink = QColor(palette.ink if self.isEnabled() else palette.ink_2)
        area = QRectF(self.rect())
        draw_frame(painter, area, QColor(ground), QColor(palette.line))
        icon = QRectF(_PADDING, (area.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, _ICONS[self._chip.kind], icon, ink)
        left = _PADDING + _ICON + _GAP
        room = area.width() - left - _PADDING + 1
        shown = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(ink)
        painter.drawText(QRectF(left, 0, room + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _choose(self) -> None:
        self.chosen.emit(self._chip)
