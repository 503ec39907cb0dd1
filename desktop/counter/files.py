"""The files of a request: names at the left, the file itself at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.views import AttachmentView, Chip, ChipKind
from desktop.widgets.buttons import secondary
from desktop.widgets.drawing import painter_for
from desktop.widgets.labels import Card, label, note, page_title, row
from desktop.widgets.name_list import NameList
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.pdf_preview import PdfPreview, pool_colour
from desktop.widgets.tokens import CARD_GAP, PAGE_EDGE

_LIST_WIDTH = 320
_PDF = "application/pdf"


class FilesPage(QWidget):
    """Shows PDF and pictures; anything else can be saved and opened elsewhere."""

    returned = Signal()
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._number = ""
        self._files: tuple[AttachmentView, ...] = ()
        self._shown: tuple[str, bytes] | None = None
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._subtitle = label("", second=True)
        self._list = NameList("附件")
        self._pdf = PdfPreview("附件")
        self._picture = _Picture()
        self._words = label("", wrap=True)
        self._hash = note("", wrap=True)
        self._save = secondary("另存为", "Ctrl+S", icon="save")
        self._show_area = QStackedWidget()
        self._lay_out()
        self._list.currentRowChanged.connect(self._choose)
        self._save.clicked.connect(self._save_file)

    def show_files(self, number: str, chip: Chip) -> None:
        """Loads the files of a request and shows the one that was chosen, or the first."""
        self._number = number
        self._subtitle.setText(number)
        self._list.clear()  # nothing of another request can be saved under this number
        ask = self._casework.requests.attachments
        wanted = chip.target if chip.kind is ChipKind.ATTACHMENT else ""
        self._operations.run_query(self, lambda: (wanted, ask(number)), self._show_list, self._failed, lane="files")

    def _lay_out(self) -> None:
        back = secondary("返回", "Esc")
        back.clicked.connect(self.returned)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        words = Card()
        words.body.addWidget(self._words)
        words.body.addStretch(1)
        for part in (words, self._pdf, self._picture):
            self._show_area.addWidget(part)
        card = Card(padding=1)
        card.setFixedWidth(_LIST_WIDTH)
        card.body.addWidget(self._list)
        columns = QHBoxLayout()
        columns.setSpacing(CARD_GAP)
        columns.addWidget(card)
        columns.addWidget(self._show_area, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(back, 8, page_title("附件"), 8, self._subtitle, None, self._save))
        page.addLayout(columns, 1)
        page.addWidget(self._hash)

    def _show_list(self, found: tuple[str, tuple[AttachmentView, ...]]) -> None:
        wanted, self._files = found
        names = [f"{file.name}　{file.pages} 页" if file.pages else file.name for file in self._files]
        places = [place for place, file in enumerate(self._files) if file.sha256 == wanted]
        self._list.show_names(names, places[0] if places else 0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, place: int) -> None:
        self._shown = None
        self._save.setEnabled(False)
        self._hash.setText("")
        if not 0 <= place < len(self._files):
            return
        file, number, ask = self._files[place], self._number, self._casework.requests.attachment
        size = "" if file.size is None else f"{file.size:,} 字节　"
        self._hash.setText(f"{size}SHA-256 {file.sha256}")
        if not file.has_file:
            self._say("登记时只留下了这份附件的名称和校验值，没有存入文件。")
            return
        self._operations.run_query(self, lambda: ask(number, file.sha256), self._show, self._failed, lane="file")

    def _show(self, found: tuple[str, str, bytes]) -> None:
        name, media_type, data = found
        self._shown = (name, data)
        self._save.setEnabled(True)
        if media_type == _PDF:
            self._pdf.show_pdf(data)
            self._show_area.setCurrentWidget(self._pdf)
        elif self._picture.show_picture(data):
            self._show_area.setCurrentWidget(self._picture)
        else:
            self._say(f"“{name}”不是 PDF 或者图片，请另存后用相应的程序打开。")

    def _failed(self, failure: Failure) -> None:
        self._say(failure.sentence)

    def _say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self._show_area.setCurrentIndex(0)

    def _save_file(self) -> None:
        if self._shown is not None:
            name, data = self._shown
            self._printing.save(data, Path(name).name)


class _Picture(QWidget):
    """A picture, as large as the room allows and no larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName("图片")

    def show_picture(self, data: bytes) -> bool:
        """Takes the bytes of a picture; False when they are none."""
        self._image = QImage.fromData(QByteArray(data))
        self.update()
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(self.rect(), pool_colour())
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room = QRectF(self.rect()).adjusted(16, 16, -16, -16)
            share = min(1.0, room.width() / self._image.width(), room.height() / self._image.height())
            shown = QRectF(0, 0, self._image.width() * share, self._image.height() * share)
            shown.moveCenter(room.center())
            painter.drawImage(shown, self._image)
        painter.end()
