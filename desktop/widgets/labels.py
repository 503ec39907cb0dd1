"""Texts of the interface in their few sizes, lines between them, and the cards they stand on."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets import theme
from desktop.widgets.drawing import draw_frame, draw_key_cap, key_cap_size, painter_for
from desktop.widgets.tokens import BODY, CARD_PADDING, CONTENT, GRID, NOTE, PAGE_TITLE, RADIUS


def label(text: str = "", size: int = BODY, *, bold: bool = False, second: bool = False, wrap: bool = False) -> QLabel:
    """A line of text, or a paragraph when ``wrap``. Plain text always: what users typed is never markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, bold=bold))
    made.setWordWrap(wrap)
    if second:
        made.setProperty("ink", "second")
    return made


def note(text: str = "", *, wrap: bool = False) -> QLabel:
    """A remark in small second ink."""
    return label(text, NOTE, second=True, wrap=wrap)


def heading(text: str) -> QLabel:
    """The bold name of a part of a page."""
    return label(text, bold=True)


def page_title(text: str) -> QLabel:
    """The title of a page."""
    return label(text, PAGE_TITLE, bold=True)


def content_text(text: str = "", *, bold: bool = False) -> QLabel:
    """The applicant's words, or the decisive sentence, in larger type."""
    return label(text, CONTENT, bold=bold, wrap=True)


def set_ink(widget: QLabel, ink: str | None) -> None:
    """Changes the ink of a label: ``second``, ``gold``, ``link`` or None for the first ink."""
    if widget.property("ink") == ink:
        return
    widget.setProperty("ink", ink)
    repolish(widget)


def pill(text: str = "", *, gold: bool = False) -> QLabel:
    """A short word in a frame, such as the kind of the day."""
    made = label(text, NOTE)
    made.setProperty("pill", "gold" if gold else "true")
    made.setFixedHeight(20)
    return made


def gap_mark(text: str) -> QLabel:
    """The small gold mark of something that is missing: 缺, 缺 2."""
    made = label(text, NOTE)
    made.setProperty("pill", "mark")
    made.setFixedHeight(20)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class ElidedLabel(QLabel):
    """One line that may end in … when it is too long, with the whole in its tool tip. For names and contents only."""

    def __init__(self, text: str = "", size: int = BODY, *, bold: bool = False, second: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = text
        if second:
            self.setProperty("ink", "second")
        self._fit()

    def whole(self) -> str:
        """The text in full."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Shows another text."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = " ".join(self._whole.split())
        shown = QFontMetrics(self.font()).elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setAccessibleName(line)
        self.setToolTip("" if shown == line else plain_tip(self._whole))


def rule(kind: str = "line") -> QFrame:
    """A hairline: ``line`` between parts, ``row`` between rows, ``upright`` between neighbours."""
    made = QFrame()
    made.setProperty("rule", kind)
    return made


class Card(QFrame):
    """White paper with a hairline edge; its ``body`` takes the content."""

    def __init__(self, padding: int = CARD_PADDING, spacing: int = GRID) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)


class ListCard(Card):
    """A card that one list fills to the edges; its round corners are kept clear of the rows.

    ``on_paper``: the card lies on another card, else on the page.
    """

    def __init__(self, *widgets: QWidget, on_paper: bool = False) -> None:
        super().__init__(padding=0, spacing=0)
        for widget in widgets:
            self.body.addWidget(widget)
        self._corners = _Corners(self, on_paper=on_paper)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corners.setGeometry(self.rect())
        self._corners.raise_()


class _Corners(QWidget):
    """Paints what lies outside the round corners of a card, and its edge, over everything in it."""

    def __init__(self, card: QWidget, *, on_paper: bool) -> None:
        super().__init__(card)
        self._on_paper = on_paper
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        area = QRectF(self.rect())
        outside = QPainterPath()
        outside.addRect(area)
        outside.addRoundedRect(area, RADIUS, RADIUS)
        painter = painter_for(self)
        painter.fillPath(outside, QColor(palette.paper if self._on_paper else palette.desk))
        draw_frame(painter, area, QColor(Qt.GlobalColor.transparent), QColor(palette.line))
        painter.end()


class HintCard(QFrame):
    """Informs and never blocks: a card with a 3-pixel gold left edge; ``decisive`` stands on the gold tint."""

    def __init__(self, *, decisive: bool = False) -> None:
        super().__init__()
        self._decisive = decisive
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(15, GRID, 12, GRID)
        self.body.setSpacing(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        area = QRectF(self.rect())
        ground = QColor(palette.gold_tint if self._decisive else palette.paper)
        edge = QColor(palette.gold_line if self._decisive else palette.line)
        draw_frame(painter, area, ground, edge)
        painter.setClipRect(QRectF(0, 0, 3, area.height()))
        draw_frame(painter, area, QColor(palette.gold), QColor(palette.gold), width=0, radius=RADIUS)
        painter.end()


class KeyCap(QWidget):
    """A key drawn as a cap, for hints beside texts."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(key_cap_size(key).toSize())
        self.setAccessibleName(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        draw_key_cap(painter, QRectF(self.rect()).topLeft(), self._key)
        painter.end()


def plain_tip(text: str) -> str:
    """A tool tip that shows ``text`` as it stands: Qt would read what looks like markup as markup."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if text else ""


def row(*widgets: QWidget | int | None, spacing: int = GRID) -> QHBoxLayout:
    """Widgets side by side; a number is a gap of that many pixels, None takes the free room."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        elif isinstance(widget, int):
            made.addSpacing(widget)
        else:
            made.addWidget(widget)
    return made


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), (QVBoxLayout, QHBoxLayout)):
            clear(inner)


def repolish(widget: QWidget) -> None:
    """Lets the style sheet see changed dynamic properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
    widget.updateGeometry()
