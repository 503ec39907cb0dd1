"""The preview of a letter comes to rest in every size of its window."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtPdfWidgets import QPdfView
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop.widgets.pdf_preview import PdfPreview


class LayoutCount(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.asked += event.type() is QEvent.Type.LayoutRequest
        return False


def two_pages() -> bytes:
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595.28, 841.89))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("width", [470, 500, 518, 533])
def test_a_fitted_page_does_not_flicker(qtbot: QtBot, width: int) -> None:
    preview = PdfPreview("A4")
    qtbot.addWidget(preview)
    preview.show_pdf(two_pages())
    preview.resize(width, 560)
    preview.show()
    view = preview.findChild(QPdfView)
    assert view is not None
    count = LayoutCount()
    view.installEventFilter(count)
    for height in range(560, 700):
        preview.resize(width, height)
        qtbot.wait(1)
    count.asked = 0
    qtbot.wait(100)
    assert count.asked < 5
