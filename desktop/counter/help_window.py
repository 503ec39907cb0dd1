"""The help: a page for each screen, opened by F1 beside the work."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop.widgets import theme
from desktop.widgets.lifetime import alive
from desktop.widgets.tokens import CONTENT, GRID, LIST_ROW, PAGE_EDGE, PAGE_TITLE
from resources.help import pages
from resources.help import text as page_text

_LIST_WIDTH = 176
_LINE_HEIGHT = 110


class HelpWindow(QWidget):
    """The pages at the left, the text at the right. Esc closes."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("首办 · 帮助")
        self.resize(880, 640)
        self._asking: QWidget | None = None
        self._names = [name for name, _title in pages()]
        self._list = QListWidget()
        self._list.setFont(theme.font())
        self._list.setAccessibleName("帮助各页")
        self._list.setFixedWidth(_LIST_WIDTH)
        for _name, title in pages():
            item = QListWidgetItem("　" + title)
            item.setSizeHint(QSize(_LIST_WIDTH, LIST_ROW))
            self._list.addItem(item)
        self._text = QTextBrowser()
        self._text.setFont(theme.font())
        self._text.setAccessibleName("帮助正文")
        self._text.setOpenLinks(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._list)
        line.addWidget(self._text, 1)
        self._list.currentRowChanged.connect(self._show)

    @property
    def text(self) -> str:
        """The text of the page that is shown."""
        return self._text.toPlainText()

    def open_page(self, name: str, heading: str = "") -> None:
        """Shows a page, at one of its headings if one is named, and comes to the front."""
        self._list.setCurrentRow(self._names.index(name) if name in self._names else 0)
        if (asking := QApplication.activeWindow()) is not self:
            self._asking = asking
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_heading(heading)

    @property
    def heading_shown(self) -> str:
        """The line at the top of the text."""
        return self._text.cursorForPosition(QPoint(PAGE_EDGE, GRID)).block().text()

    def _show_heading(self, heading: str) -> None:
        document = self._text.document()
        block = document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                top = document.documentLayout().blockBoundingRect(block).top()
                self._text.verticalScrollBar().setValue(round(top) - GRID)
                return
            block = block.next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            # Gives the keyboard back also where no window manager does.
            if self._asking is not None and alive(self._asking):
                self._asking.activateWindow()
            return
        super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        document = self._text.document()
        document.setMarkdown(page_text(self._names[place]))
        document.setDocumentMargin(PAGE_EDGE)
        _set_type(document)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)


def _set_type(document: QTextDocument) -> None:
    """Sizes and distances of the program's own type instead of those of web pages."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        spacing = QTextBlockFormat()
        spacing.setTopMargin(GRID * 2 if level > 1 else 0)
        spacing.setBottomMargin(2 if cursor.currentTable() is not None else GRID)
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            face = QTextCharFormat()
            face.setFont(theme.font(PAGE_TITLE if level == 1 else CONTENT, bold=True))
            cursor.setCharFormat(face)
        if (table := cursor.currentTable()) is not None:
            _set_table(table)
        block = block.next()


def _set_table(table: QTextTable) -> None:
    frame = table.format()
    frame.setCellPadding(6)
    frame.setBorder(0)
    frame.setCellSpacing(0)
    table.setFormat(frame)
    line = theme.colour(lambda colours: colours.line)
    for place in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(place, column)
            edge = cell.format().toTableCellFormat()
            edge.setBottomBorder(1)
            edge.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            edge.setBottomBorderBrush(line)
            cell.setFormat(edge)
