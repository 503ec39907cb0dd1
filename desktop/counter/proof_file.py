"""The file that proves a sending: chosen or dropped, one at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.letters.letter_views import Service, ServiceProof
from desktop.counter.chosen_files import MEGABYTE, ChosenFileTooLarge, ChosenFileUnreadable, chosen_file
from desktop.widgets.buttons import secondary
from desktop.widgets.file_dialogs import ask_source
from desktop.widgets.labels import ElidedLabel
from desktop.widgets.tokens import GRID
from resources.messages import ShoubanError

MOST_PROOF = 30 * MEGABYTE
"""Bytes of a file that the store takes; a mail with its letter has far less."""

_PATTERNS = "凭证 (*.eml *.msg *.pdf *.png *.jpg *.jpeg *.txt *.html);;所有文件 (*)"


class ProofUnreadable(ShoubanError):
    """A file that cannot be read, or is too large; ``reason`` says which."""

    key = "sending.proof_unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class ProofEmpty(ShoubanError):
    """A file without a byte proves nothing."""

    key = "sending.proof_empty"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class ProofFile(QWidget):
    """A button, the name of the file, and the way to do without it."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._expected = ""
        self._name = ElidedLabel(second=True)
        self._choose = secondary("选文件", "Ctrl+I")
        self._choose.clicked.connect(self._ask)
        self._drop = secondary("去掉", "Ctrl+Shift+I")
        self._drop.clicked.connect(self.take_away)
        self._drop.hide()
        self.setFocusProxy(self._choose)
        self.setAcceptDrops(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self._choose)
        line.addWidget(self._name, 1)
        line.addWidget(self._drop)

    def path(self) -> Path | None:
        """The chosen file."""
        return self._path

    def take(self, path: Path) -> None:
        """Chooses a file."""
        self._path = path
        self._name.set_whole(path.name)
        self._drop.show()

    def take_away(self) -> None:
        """Does without a file."""
        self._path = None
        self._name.set_whole(self._expected)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop.hide()

    def expect(self, words: str) -> None:
        """Says what is wanted while no file is chosen."""
        self._expected = words
        if self._path is None:
            self._name.set_whole(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and paths[0].is_file():
            event.acceptProposedAction()
            self.take(paths[0])

    def _ask(self) -> None:
        ask_source(self, "选择凭证", _PATTERNS, self.take)


def with_proof(service: Service, path: Path | None) -> Service:
    """The service with the bytes of its proof. For a worker thread. Raises ``ProofUnreadable``."""
    if path is None:
        return service
    try:
        chosen = chosen_file(path, MOST_PROOF)
        if not chosen.data:
            raise ProofEmpty(chosen.name)
    except (ChosenFileUnreadable, ChosenFileTooLarge, ProofEmpty) as failed:
        raise ProofUnreadable(failed.sentence()) from failed
    return replace(service, proof=ServiceProof(name=chosen.name, media_type=chosen.media_type, data=chosen.data))
