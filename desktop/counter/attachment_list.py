"""The files that came with a request: chosen or dropped, pages counted, removed again with Delete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.casework.intake.intake_views import DraftAttachment
from desktop.widgets.buttons import small
from desktop.widgets.labels import ListCard, heading, note, row
from desktop.widgets.lines import Cell, Line, LinesView

_KINDS = {"application/pdf": "PDF", "image/": "图片", "text/": "文本"}
_PATTERNS = "申请材料 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.doc *.docx *.wps *.txt);;所有文件 (*)"
_GAP = 8


class AttachmentList(QWidget):
    """Names the files that shall be added by ``chosen`` and the one to be taken out by ``removed``."""

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._count = note()
        self._choose = small("选文件", "Ctrl+I")
        self._choose.clicked.connect(self._ask)
        self._view = LinesView("附件", least=1)
        self._view.removed.connect(self.removed)
        self._card = ListCard(self._view, on_paper=True)
        self._none = note("没有附件。可以把文件拖到这里，扫描件请存成 PDF。")
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(row(heading("附件"), self._count, None, self._choose, spacing=12))
        column.addWidget(self._card, 1)
        column.addWidget(self._none)
        column.addStretch(0)
        self.show_files(())

    def show_files(self, files: Sequence[DraftAttachment]) -> None:
        """Shows the files of a draft."""
        pages = sum(file.pages or 0 for file in files)
        self._count.setText(f"{len(files)} 件 {pages} 页　Delete 移除" if files else "")
        self._view.show_lines([_line(file) for file in files])
        self._card.setVisible(bool(files))
        self._none.setVisible(not files)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_busy(self, busy: bool) -> None:
        """Marks that files are being read."""
        self._choose.set_busy(busy)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.chosen.emit(tuple(path for path in paths if path.is_file()))

    def _fit(self) -> None:
        """Shows as many whole lines as there is room for."""
        head = self._choose.height() + _GAP
        room = max((self.height() - head - 2) // self._view.height_of(1), 1)
        self._card.setMaximumHeight(self._view.height_of(min(room, len(self._view.lines))) + 2)

    def _ask(self) -> None:
        names, _pattern = QFileDialog.getOpenFileNames(self.window(), "选择附件", "", _PATTERNS)
        if names:
            self.chosen.emit(tuple(Path(name) for name in names))


def _line(file: DraftAttachment) -> Line:
    pages = f"{file.pages} 页" if file.pages is not None else ""
    kind = next((word for prefix, word in _KINDS.items() if file.media_type.startswith(prefix)), "其他")
    cells = (
        Cell(text=file.name),
        Cell(text=kind, second=True, width=72),
        Cell(text=pages, width=72),
        Cell(text=f"{max(file.size // 1024, 1)} KB", second=True, right=True, width=88),
    )
    return Line(cells=cells, target=file, icon="file")
