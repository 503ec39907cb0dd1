"""The help: a page for each screen, opened by F1 beside the work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop.widgets import theme
from desktop.widgets.tokens import LIST_ROW, PAGE_EDGE
from resources.help import pages
from resources.help import text as page_text

_LIST_WIDTH = 176


class HelpWindow(QWidget):
    """The pages at the left, the text at the right. Esc closes."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("首办 · 帮助")
        self.resize(880, 640)
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

    def open_page(self, name: str) -> None:
        """Shows a page and comes to the front."""
        self._list.setCurrentRow(self._names.index(name) if name in self._names else 0)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        self._text.setMarkdown(page_text(self._names[place]))
        self._text.document().setDocumentMargin(PAGE_EDGE)
