"""Sending a PDF to a printer, page by page, exactly as the preview shows it."""

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from volunteer_desk.services.preview import PageImage, render

RESOLUTION = 300
"""Dots an inch; a page of A4 is 2480 × 3508 pixels."""


def ask_printer(
    parent: QWidget, landscape: bool, size: tuple[float, float] | None = None
) -> QPrinter | None:
    """Let the user choose a printer in the system's own dialog; None when they think better.

    The paper asked for is A4, or of a ``size`` in millimetres.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    if size is None:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    else:
        printer.setPageSize(QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pdf(pdf: bytes, printer: QPrinter, wide: float | None = None) -> int:
    """Print every page of a PDF in its true size.

    Args:
        pdf: The document.
        printer: Where to.
        wide: Millimetres of a page that is narrower than the printer's paper, as a card on a
            sheet of A4; None fills the paper.

    Returns:
        How many pages were printed; 0 when the printer could not be started.
    """
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    whole = QSizeF(printer.paperRect(QPrinter.Unit.DevicePixel).size())
    width = whole.width() if wide is None else wide / 25.4 * printer.resolution()
    first = render(pdf, 0, round(width))
    try:
        for number in range(first.pages):
            page = first if number == 0 else render(pdf, number, round(width))
            if number:
                printer.newPage()
            height = page.height * width / page.width
            painter.drawImage(QRectF(0, 0, width, height), as_image(page))
    finally:
        painter.end()
    return first.pages


def as_image(page: PageImage) -> QImage:
    """A rendered page as Qt's image; it copies the pixels."""
    return QImage(
        page.bgra, page.width, page.height, page.stride, QImage.Format.Format_RGB32
    ).copy()
