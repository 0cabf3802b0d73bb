"""Sending a PDF to a printer, page by page, exactly as the preview shows it."""

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from volunteer_desk.services.preview import PageImage, render

RESOLUTION = 300
"""Dots an inch; a page of A4 is 2480 × 3508 pixels."""


def ask_printer(parent: QWidget, landscape: bool) -> QPrinter | None:
    """Let the user choose a printer in the system's own dialog; None when they think better."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Print every page of a PDF in its true size.

    Returns:
        How many pages were printed; 0 when the printer could not be started.
    """
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    whole = QSizeF(printer.paperRect(QPrinter.Unit.DevicePixel).size())
    first = render(pdf, 0, round(whole.width()))
    try:
        for number in range(first.pages):
            page = first if number == 0 else render(pdf, number, round(whole.width()))
            if number:
                printer.newPage()
            height = page.height * whole.width() / page.width
            painter.drawImage(QRectF(0, 0, whole.width(), height), as_image(page))
    finally:
        painter.end()
    return first.pages


def as_image(page: PageImage) -> QImage:
    """A rendered page as Qt's image; it copies the pixels."""
    return QImage(
        page.bgra, page.width, page.height, page.stride, QImage.Format.Format_RGB32
    ).copy()
