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


def coloured(*colours: str) -> list[bytes]:
    """A letter a colour, heavy enough that a page takes a moment to draw."""
    made = []
    for colour in colours:
        out = BytesIO()
        canvas = Canvas(out, pagesize=(595.28, 841.89))
        canvas.setFillColor(colour)
        for place in range(4000):
            canvas.rect(place % 60 * 10, place // 60 * 13, 10, 13, stroke=0, fill=1)
        canvas.save()
        made.append(out.getvalue())
    return made


def test_the_page_on_show_is_that_of_the_last_letter(qtbot: QtBot) -> None:
    """Also where the letter before was still being drawn, in another size, when the next one came."""
    red, blue = coloured("red", "blue")
    preview = PdfPreview("A4")
    qtbot.addWidget(preview)
    preview.resize(500, 640)
    preview.show()
    for turn in range(4):
        preview.show_pdf(red)
        qtbot.wait(120)
        preview.resize(500, 600 + 10 * turn)
        preview.grab()
        preview.show_pdf(blue)
        qtbot.wait(250)
        picture = preview.grab().toImage()
        page, thumb = picture.pixelColor(180, 300), picture.pixelColor(460, 40)
        assert (page.name(), thumb.name()) == ("#0000ff", "#0000ff"), turn
