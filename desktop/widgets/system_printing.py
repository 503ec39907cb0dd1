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


def ask_for_printer(window: QWidget, name: str, chosen: Callable[[QPrinter | None], None]) -> None:
    """Shows the dialog of the system for the paper ``name``; ``chosen`` gets None when it was cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name.removesuffix(".pdf"))
    dialog = QPrintDialog(printer, window)
    # A letter goes out whole.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)

    def finished(result: int) -> None:
        dialog.deleteLater()
        chosen(printer if result == QDialog.DialogCode.Accepted else None)

    dialog.finished.connect(finished)
    dialog.setModal(True)
    dialog.show()


def print_on(printer: QPrinter, paper: Paper) -> PrintResult:
    """Prints ``paper``; what became of it. For a worker thread: a pile of letters takes its time."""
    name = printer.printerName()
    if draw_pages(paper.pdf, printer):
        return PrintResult(say("widgets.print_dialog_sent", printer=name, pages=paper.pages), printer=name)
    return PrintResult(say("widgets.print_dialog_failed", printer=name))


def cancelled() -> PrintResult:
    """What is told of a paper that was not printed after all."""
    return PrintResult(say("widgets.print_cancelled"))


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
