"""Words of the kiosk's screen, as large as their room lets them be."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from volunteer_desk.ui.tokens import scaled

_CENTRE = Qt.AlignmentFlag.AlignCenter


def write_large(
    painter: QPainter,
    room: QRectF,
    text: str,
    pixels: float,
    ink: QColor,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = _CENTRE,
) -> None:
    """One line as large as fits, two lines where that would be smaller than half."""
    if not text:
        return
    font = QFont(painter.font())
    font.setBold(bold)
    font.setPixelSize(scaled(pixels))
    painter.setFont(font)
    wide = painter.fontMetrics().horizontalAdvance(text)
    flags = int(align)
    if wide > room.width():
        shrunk = max(room.width() / wide, 0.5)
        font.setPixelSize(max(int(scaled(pixels) * shrunk), scaled(15)))
        painter.setFont(font)
        if shrunk <= 0.6:
            flags |= int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
    painter.setPen(ink)
    painter.drawText(room, flags, text)
