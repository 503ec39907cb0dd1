"""Printing through the system's own dialog where there is no CUPS (Windows): page by page as fine as the printer."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework.views import Paper
from desktop.widgets.printing import PrintResult
from resources.messages import say

_FINEST = 600
"""Dots an inch that letters need; more only makes the pages larger."""


def has_own_dialog() -> bool:
    """Whether printing goes through the dialog of the system."""
    return sys.platform == "win32"


def ask_and_print(window: QWidget, paper: Paper, done: Callable[[PrintResult], None]) -> None:
    """Shows the dialog of the system; ``done`` gets what became of the paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(paper.name.removesuffix(".pdf"))
    dialog = QPrintDialog(printer, window)

    def finished(result: int) -> None:
        dialog.deleteLater()
        if result != QDialog.DialogCode.Accepted:
            done(PrintResult(say("widgets.print_cancelled")))
        elif draw_pages(paper.pdf, printer):
            name = printer.printerName()
            done(PrintResult(say("widgets.print_dialog_sent", printer=name, pages=paper.pages), printer=name))
        else:
            done(PrintResult(say("widgets.print_dialog_failed", printer=printer.printerName())))

    dialog.finished.connect(finished)
    dialog.setModal(True)
    dialog.show()


def draw_pages(pdf: bytes, printer: QPrinter) -> bool:
    """Draws the pages of ``pdf`` on ``printer``, each in its own size; False when the printer refuses."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    printer.setResolution(min(_FINEST, max(printer.supportedResolutions() or [_FINEST])))
    printer.setFullPage(True)
    painter = QPainter()
    pages = range(document.pageCount())
    for page in pages:
        _set_page(printer, document.pagePointSize(page))
        if page == 0 and not painter.begin(printer):
            return False
        if page and not printer.newPage():
            painter.end()
            return False
        area = printer.paperRect(QPrinter.Unit.DevicePixel)
        size = QSize(round(area.width()), round(area.height()))
        painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    document.close()
    return bool(pages)


def _set_page(printer: QPrinter, points: QSizeF) -> None:
    lying = points.width() > points.height()
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))
