"""The bar chart of served hours by month, painted in the theme's colours."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from volunteer_desk.ui.tokens import current_tokens, scaled

SLOTS = 6
"""At least this many bars are given room, so that January alone is no block."""


class MonthBars(QWidget):
    """January to this month, this month in the accent colour; a month opens what makes it.

    ← and → choose a month, Enter opens it, as a click does.
    """

    month_pressed = Signal(int)
    """A month of this year, 1 to 12."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip("← → 选一个月，回车看明细")
        self._minutes: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Room for bars and the months below."""
        return QSize(scaled(320), scaled(180))

    def show_minutes(self, minutes: Sequence[int]) -> None:
        """Show the minutes of January to this month."""
        self._minutes = tuple(minutes)
        said = "，".join(f"{n}月 {hours(m)} 小时" for n, m in enumerate(minutes, 1))
        self.setAccessibleName(f"今年各月时长：{said}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars and months."""
        if not self._minutes:
            return
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(scaled(13))
        painter.setFont(font)
        for number, minutes in enumerate(self._minutes):
            last = number == len(self._minutes) - 1
            bar = self._bar(number, minutes)
            painter.fillPath(_rounded_top(bar, 3), QColor(tokens.accent if last else tokens.bar))
            slot = self._slot(number)
            if number == self._chosen:
                painter.setPen(QPen(QColor(tokens.info), 2))
                painter.drawRoundedRect(slot.adjusted(1, 1, -1, scaled(25)), 4, 4)
            below = QRectF(slot.left() - 8, slot.bottom() + 4, slot.width() + 16, scaled(20))
            painter.setPen(QColor(tokens.ink if last else tokens.soft))
            word = str(number + 1) if slot.width() < scaled(31) and not last else f"{number + 1}月"
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), word)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, open with Enter."""
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in moves and self._minutes:
            from_here = self._chosen if self._chosen >= 0 else len(self._minutes)
            self._chosen = max(0, min(len(self._minutes) - 1, from_here + moves[key]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self.month_pressed.emit(self._chosen + 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is chosen where the keys are elsewhere."""
        self._chosen = -1
        self.update()
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the month under the mouse."""
        found = self._month_at(event.position())
        if found is not None:
            self.month_pressed.emit(found + 1)

    def event(self, event: QEvent) -> bool:
        """Say a month's hours under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._month_at(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                text = f"{found + 1}月  {hours(self._minutes[found])} 小时"
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _slot(self, number: int) -> QRectF:
        slots = max(SLOTS, len(self._minutes))
        width = self.width() / slots
        foot = scaled(26)
        return QRectF(number * width, scaled(8), width, self.height() - foot - scaled(8))

    def _bar(self, number: int, minutes: int) -> QRectF:
        slot = self._slot(number)
        tallest = max(*self._minutes, 1)
        height = max(2.0, slot.height() * minutes / tallest) if minutes else 1.0
        width = slot.width() * 0.68
        left = slot.center().x() - width / 2
        return QRectF(left, slot.bottom() - height, width, height)

    def _month_at(self, point: QPointF) -> int | None:
        for number in range(len(self._minutes)):
            if self._slot(number).left() <= point.x() < self._slot(number).right():
                return number
        return None


def hours(minutes: int) -> str:
    """Minutes as hours with one decimal, with thousands marks ("1,286.5")."""
    return f"{minutes / 60:,.1f}"


def _rounded_top(bar: QRectF, radius: float) -> QPainterPath:
    radius = min(radius, bar.height())
    path = QPainterPath(bar.bottomLeft())
    path.lineTo(bar.left(), bar.top() + radius)
    path.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()))
    path.lineTo(bar.right() - radius, bar.top())
    path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius))
    path.lineTo(bar.bottomRight())
    path.closeSubpath()
    return path
