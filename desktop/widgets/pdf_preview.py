"""A letter as it will be printed: the PDF itself, its pages at the side."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets import theme
from desktop.widgets.buttons import shortcut
from desktop.widgets.drawing import painter_for
from desktop.widgets.labels import KeyCap, label, row
from desktop.widgets.tokens import NOTE

_THUMB = QSize(58, 82)
_DOT = QSize(1, 1)
_THUMB_COLUMN = 66
_POOL_DARK = "#0E141B"
_POOL_LIGHT = "#D3DAE3"


class PdfPreview(QFrame):
    """Shows bytes of a PDF. A new version of the same letter keeps the page that was being read."""

    def __init__(self, format_note: str = "A4") -> None:
        super().__init__()
        self._format_note = format_note
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self._bytes = b""
        self._view = _PageView()
        self._thumbs = _Thumbnails()
        self._thumbs.chosen.connect(self.show_page)
        self._place = label("", NOTE)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 8, 8, 8)
        page.setSpacing(4)
        pages = QHBoxLayout()
        pages.setSpacing(8)
        pages.addWidget(self._view, 1)
        pages.addWidget(self._thumbs)
        page.addLayout(pages, 1)
        page.addLayout(self._foot())
        for key, act in (
            ("PgDown", lambda: self._turn(1)),
            ("PgUp", lambda: self._turn(-1)),
            ("Ctrl+0", self.fit_page),
            ("Ctrl+1", self.actual_size),
        ):
            shortcut(self, key).activated.connect(act)

    def show_pdf(self, pdf: bytes) -> None:
        """Shows other bytes; the same bytes are left alone."""
        if pdf == self._bytes:
            return
        page = self.current_page()
        document = QPdfDocument(self)
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        self._view.show_document(document)
        if self._document is not None:
            self._document.deleteLater()
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._document, self._buffer, self._bytes = document, buffer, pdf
        self.show_page(min(page, self.page_count() - 1))
        self._view.viewport().repaint()  # asks for the page at once, before the thumbnails
        self._thumbs.show_document(document)
        self._thumbs.mark(self.current_page())

    def name_format(self, format_note: str) -> None:
        """Says below the page in which format it is set."""
        self._format_note = format_note
        self._tell_place(self.current_page())

    def pdf(self) -> bytes:
        """The bytes on show, empty before the first."""
        return self._bytes

    def page_count(self) -> int:
        """How many pages the letter has."""
        return 0 if self._document is None else self._document.pageCount()

    def current_page(self) -> int:
        """The page on show, from 0."""
        return max(0, self._view.pageNavigator().currentPage())

    def show_page(self, page: int) -> None:
        """Turns to a page, from 0."""
        if not 0 <= page < self.page_count():
            return
        self._view.pageNavigator().jump(page, QPointF(0, 0), 0)
        self._thumbs.mark(page)
        self._tell_place(page)

    def fit_page(self) -> None:
        """Shows whole pages."""
        self._view.fit()

    def actual_size(self) -> None:
        """Shows the page as large as on paper."""
        self._view.enlarge()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._view.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), pool_colour())
        painter.end()

    def _tell_place(self, page: int) -> None:
        if count := self.page_count():
            self._place.setText(f"{self._format_note}  第 {page + 1} 页，共 {count} 页")

    def _turn(self, pages: int) -> None:
        self.show_page(self.current_page() + pages)

    def _foot(self) -> QHBoxLayout:
        foot = row(self._place, None, spacing=6)
        for key, words in (("PgDn", "翻页"), ("Ctrl+0", "整页"), ("Ctrl+1", "原大")):
            foot.addWidget(KeyCap(key))
            foot.addWidget(label(words, NOTE))
        foot.setContentsMargins(0, 4, 8, 0)
        return foot


def pool_colour() -> QColor:
    """The ground on which pages lie."""
    return QColor(_POOL_DARK if theme.colours().dark else _POOL_LIGHT)


class _PageView(QPdfView):
    """One page at a time, fitted; the arrow keys scroll, the page keys belong to the preview."""

    def __init__(self) -> None:
        super().__init__()
        self._odd = False
        self._stale = -1
        self._renderer = self.findChild(QPdfPageRenderer)
        if self._renderer is not None:
            self._renderer.pageRendered.connect(self._look_at_drawn)
        self.setPageMode(QPdfView.PageMode.SinglePage)
        self.fit()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("文书预览")
        self.setDocumentMargins(QMargins(1, 1, 1, 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()

    def show_document(self, document: QPdfDocument) -> None:
        """Shows another document; what is still being drawn of the one before is not shown as this one."""
        self._stale = _last_request(self._renderer)
        self.setDocument(document)

    def _look_at_drawn(self, _page: int, _size: QSize, _image: QImage, _options: object, request: int) -> None:
        """QPdfView keeps a page that was asked of the document before, and asks for it no more: forget it."""
        if request <= self._stale:
            self._odd = not self._odd
            self.setDocumentMargins(QMargins(1, 1, 1, 1 + self._odd))

    def fit(self) -> None:
        """Shows a whole page.

        Without scroll bars: in some sizes the page would need one only because the bar is there, and QPdfView would
        show and hide it for ever.
        """
        self._scroll_bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setZoomMode(QPdfView.ZoomMode.FitInView)

    def enlarge(self) -> None:
        """Shows a page as large as on paper."""
        self._scroll_bars(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(1.0)

    def _scroll_bars(self, policy: Qt.ScrollBarPolicy) -> None:
        self.setVerticalScrollBarPolicy(policy)
        self.setHorizontalScrollBarPolicy(policy)

    def dress(self) -> None:
        """Takes the ground of the palette in force."""
        palette = self.palette()
        if palette.color(palette.ColorRole.Dark) == pool_colour():
            return
        palette.setColor(palette.ColorRole.Dark, pool_colour())
        palette.setColor(palette.ColorRole.Base, pool_colour())
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
            return
        super().keyPressEvent(event)


def _last_request(renderer: QPdfPageRenderer | None) -> int:
    """The id of the last request so far: that of a dot, asked for to learn it. Ids ascend."""
    return -1 if renderer is None or renderer.document() is None else renderer.requestPage(0, _DOT)


class _Thumbnails(QScrollArea):
    """The pages in small, one under the other; pictures come from the renderer's own thread."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_THUMB_COLUMN)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("page", "true")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._thumbs: list[_Thumbnail] = []
        self._stale = -1
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)

    def show_document(self, document: QPdfDocument) -> None:
        """Draws the pages of another version."""
        self._stale = _last_request(self._renderer)
        self._renderer.setDocument(document)
        while len(self._thumbs) < document.pageCount():
            thumb = _Thumbnail(len(self._thumbs))
            thumb.chosen.connect(self.chosen)
            self._column.insertWidget(len(self._thumbs), thumb)
            self._thumbs.append(thumb)
        while len(self._thumbs) > document.pageCount():
            thumb = self._thumbs.pop()
            thumb.hide()
            thumb.deleteLater()
        for page in range(document.pageCount()):
            self._ask(page)

    def mark(self, page: int) -> None:
        """Frames the page that is on show."""
        for thumb in self._thumbs:
            thumb.setChecked(thumb.page == page)
        if page < len(self._thumbs):
            self.ensureWidgetVisible(self._thumbs[page], 0, 8)

    def _ask(self, page: int) -> None:
        ratio = self.devicePixelRatioF()
        self._renderer.requestPage(page, QSize(round(_THUMB.width() * ratio), round(_THUMB.height() * ratio)))

    def _take(self, page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        if page >= len(self._thumbs):
            return
        if request <= self._stale:
            # The renderer may have taken the request of this document for one of the document before.
            self._ask(page)
        else:
            self._thumbs[page].show_image(image, self.devicePixelRatioF())


class _Thumbnail(QAbstractButton):
    """A page in small with its number below."""

    chosen = Signal(int)

    def __init__(self, page: int) -> None:
        super().__init__()
        self.page = page
        self._picture = QPixmap()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"第 {page + 1} 页")
        self.setFixedSize(_THUMB.width() + 4, _THUMB.height() + 22)
        self.clicked.connect(self._choose)

    def show_image(self, image: QImage, ratio: float) -> None:
        """Takes the rendered page."""
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(ratio)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = painter_for(self)
        paper = self.rect().adjusted(2, 2, -2, -20)
        painter.fillRect(paper, Qt.GlobalColor.white)
        if not self._picture.isNull():
            painter.drawPixmap(paper, self._picture)
        edge = QColor(palette.gold if palette.dark else palette.navy) if self.isChecked() else QColor(palette.hatch)
        painter.setPen(QPen(edge, 2 if self.isChecked() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        painter.setFont(theme.font(NOTE))
        painter.setPen(QColor(palette.ink))
        number = self.rect().adjusted(0, self.height() - 18, 0, 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self.page + 1))
        painter.end()

    def _choose(self) -> None:
        self.chosen.emit(self.page)
