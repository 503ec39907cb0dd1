"""A text area that is as high as its text, and marks the facts that are still missing in it, such as 〔页数〕."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy

from desktop.rules.entered_text import plain_text
from desktop.widgets import theme
from desktop.widgets.fields import TextArea
from desktop.widgets.tokens import BODY

_GAP_MARK = re.compile(r"〔(?!\d{4}〕)[^〔〕]*〕")
"""A fact that is missing; not the year of a document number, 〔2020〕109号."""
_FRAME = 10


class GrowingText(TextArea):
    """Grows from ``fewest`` to ``most`` lines, then scrolls.

    Enter tells ``finished`` and is left to the page, as Ctrl+Enter is; with ``many_lines`` it begins a new line.
    """

    finished = Signal()

    _marks: _GapMarks | None = None

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        fewest: int = 1,
        most: int = 8,
        size: int = BODY,
        many_lines: bool = False,
    ) -> None:
        super().__init__(name, placeholder)
        self._fewest = fewest
        self._most = most
        self._many_lines = many_lines
        self.setFont(theme.font(size))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._marks = _GapMarks(self.document())
        self._fit()

    def make_plain(self) -> None:
        """Shows the text without a frame and without a cursor: it is fixed by law."""
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.document().setDocumentMargin(0)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another palette colours the marks anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._marks is not None:
            self._marks.rehighlight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if enter and not self._many_lines:
            self.finished.emit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted line breaks become blanks where the text is one paragraph."""
        if self._many_lines:
            super().insertFromMimeData(source)
        else:
            self.textCursor().insertText(" ".join(plain_text(source.text()).split()))

    def _wanted_height(self) -> int:
        lines = min(self._most, max(self._fewest, self._lines()))
        margin = round(2 * self.document().documentMargin())
        frame = 0 if self.isReadOnly() else _FRAME
        return max(0 if self.isReadOnly() else 32, lines * self.fontMetrics().lineSpacing() + margin + frame)

    def _lines(self) -> int:
        return round(self.document().size().height())

    def _fit(self, *_: object) -> None:
        height = self._wanted_height()
        if self.height() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)
        scrolls = self._lines() > self._most
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() is not bar:
            self.setVerticalScrollBarPolicy(bar)


class _GapMarks(QSyntaxHighlighter):
    """A gold ground and a gold line under each missing fact."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._marked = QTextCharFormat()
        self._marked.setFontWeight(QFont.Weight.Normal)

    def highlightBlock(self, text: str) -> None:
        palette = theme.colours()
        self._marked.setBackground(QColor(palette.gold_tint))
        self._marked.setUnderlineColor(QColor(palette.gold))
        self._marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        for found in _GAP_MARK.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), self._marked)
