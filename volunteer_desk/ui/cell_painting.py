"""What is painted inside a cell: its ink, a soft pill, a check box."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tokens import Tone, current_tokens, scaled

Index = QModelIndex | QPersistentModelIndex


class CellInk(NamedTuple):
    """Fonts and colours of a table, made once a painting and not once a cell.

    Attributes:
        plain: The font of words.
        bold: The font of names.
        wide: No character is wider, in pixels.
        rise: From the middle of a cell down to the line its words stand on, in pixels.
    """

    plain: QFont
    bold: QFont
    wide: int
    rise: float
    ink: QColor
    soft: QColor
    line: QColor
    selected: QColor
    hover: QColor
    accent: QColor

    @classmethod
    def of(cls, font: QFont) -> "CellInk":
        """The ink of the theme shown now, in a table of this font."""
        tokens, plain, bold = current_tokens(), QFont(font), QFont(font)
        plain.setBold(False)
        bold.setBold(True)
        metrics = QFontMetricsF(plain)
        names = (tokens.ink, tokens.soft, tokens.line, tokens.selected, tokens.hover, tokens.accent)
        return cls(
            plain,
            bold,
            font.pixelSize() if font.pixelSize() > 0 else scaled(16),
            (metrics.ascent() - metrics.descent()) / 2,
            *map(QColor, names),
        )


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
    advance = metrics.horizontalAdvance(text)
    if advance > room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        advance = metrics.horizontalAdvance(text)
    width, height = advance + 16, scaled(22)
    pill = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, 5, 5)
    painter.setPen(ink)
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
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
