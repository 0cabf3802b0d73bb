"""What is painted inside a cell: a soft pill, a check box."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tokens import Tone, current_tokens, scaled

Index = QModelIndex | QPersistentModelIndex


def paint_pill(painter: QPainter, rect: QRectF, text: str, tone: Tone) -> None:
    """A soft pill with a word, left in ``rect`` and centred in its height."""
    ink, ground = current_tokens().pair(tone)
    font = painter.font()
    font.setPixelSize(scaled(14))
    font.setBold(False)
    painter.save()
    painter.setFont(font)
    metrics = painter.fontMetrics()
    room = int(rect.width()) - 16
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width, height = metrics.horizontalAdvance(shown) + 16, scaled(22)
    pill = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, 5, 5)
    painter.setPen(ink)
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.restore()


def paint_check(painter: QPainter, rect: QRectF, index: Index) -> None:
    """A check box in the middle of ``rect``, as the index says; nothing where it says nothing."""
    tokens = current_tokens()
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    if state is None:
        return
    side = scaled(16)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    checked = Qt.CheckState(state) == Qt.CheckState.Checked
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent if checked else tokens.faint), 1))
    painter.setBrush(QColor(tokens.accent if checked else tokens.panel))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.restore()
    if checked:
        paint_icon(painter, box.toRect(), "check-bold", QColor(tokens.on_accent))
