"""Printing through the system's own dialog where there is no CUPS (Windows): page by page as fine as the printer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework.views import Paper
from desktop.widgets.printing import PrintResult
from resources.messages import say

_FINEST = 600
"""Dots an inch that letters need; more only makes the pages larger."""

_ROUNDED = 1.005
"""By so much a page may be larger than its sheet, because both are rounded to points or dots."""


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
    """Prints the pages of ``pdf``, each as large as it is; False when the printer refuses.

    A printer of Windows changes its sheet between jobs only: each run of pages of one size is a job of its own.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    printer.setResolution(min(_FINEST, max(printer.supportedResolutions() or [_FINEST])))
    runs = runs_of_one_size([document.pagePointSize(page) for page in range(document.pageCount())])
    printed = bool(runs) and all(_print_run(document, run, printer) for run in runs)
    document.close()
    return printed


def runs_of_one_size(sizes: Sequence[QSizeF]) -> list[list[int]]:
    """The pages, counted from 0, in runs of the same size."""
    return [list(run) for _, run in groupby(range(len(sizes)), key=lambda page: sizes[page].toTuple())]


def sheet_for(points: QSizeF) -> QPageLayout:
    """The sheet for a page of that size. In any other mode a printer refuses a layout without margins."""
    lying = points.width() > points.height()
    upright = points.transposed() if lying else points
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def drawn_area(points: QSizeF, sheet: QSizeF, dots_an_inch: tuple[float, float]) -> QRectF:
    """Where on ``sheet`` (in dots) a page is drawn: in its true size, on a smaller sheet as large as fits, centred."""
    true = QSizeF(points.width() / 72 * dots_an_inch[0], points.height() / 72 * dots_an_inch[1])
    if true.width() <= sheet.width() * _ROUNDED and true.height() <= sheet.height() * _ROUNDED:
        return QRectF(QPointF(0, 0), true)
    fitted = true.scaled(sheet, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (sheet.width() - fitted.width()) / 2, (sheet.height() - fitted.height()) / 2
    return QRectF(QPointF(left, top), fitted)


def _print_run(document: QPdfDocument, pages: Sequence[int], printer: QPrinter) -> bool:
    printer.setPageLayout(sheet_for(document.pagePointSize(pages[0])))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    dots = printer.logicalDpiX(), printer.logicalDpiY()
    try:
        for place, page in enumerate(pages):
            if place and not printer.newPage():
                return False
            sheet = printer.paperRect(QPrinter.Unit.DevicePixel).size()
            area = drawn_area(document.pagePointSize(page), sheet, dots)
            painter.drawImage(area, document.render(page, area.size().toSize()))
    finally:
        painter.end()
    return True
