"""The kiosk's head and foot: what the activity is, how many are there, who came or left last."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.kiosk import Presence, Recent
from volunteer_desk.ui.kiosk.large_words import write_large
from volunteer_desk.ui.tokens import current_tokens, scaled


class HeadBoard(QWidget):
    """What the activity is, and the time of day."""

    def __init__(self, title: str, where: str) -> None:
        super().__init__()
        self._title, self._where, self._clock = title, where, ""
        self.setFixedHeight(scaled(74))
        self.setAccessibleName(f"{title} {where}")

    def show_clock(self, clock: str) -> None:
        """Show the time of day."""
        if clock != self._clock:
            self._clock = clock
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        tokens, wide = current_tokens(), scaled(190)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = QRectF(0, 0, self.width() - wide - scaled(20), self.height() * 0.6)
        write_large(painter, room, self._title, 32, QColor(tokens.ink), bold=True, align=side)
        room.moveTop(room.bottom())
        room.setHeight(self.height() * 0.4)
        write_large(painter, room, self._where, 19, QColor(tokens.soft), align=side)
        clock = QRectF(self.width() - wide, 0, wide, self.height())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        write_large(painter, clock, self._clock, 56, QColor(tokens.ink), bold=True, align=right)


class CountBoard(QWidget):
    """已到, 在场, 已离开, and the last scans beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.presence = Presence()
        self.recent: tuple[Recent, ...] = ()
        self.setFixedHeight(scaled(112))

    def show_counts(self, presence: Presence, recent: Sequence[Recent]) -> None:
        """Show how many there are, and who came or left last."""
        self.presence, self.recent = presence, tuple(recent)
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """All that is said."""
        one = self.presence
        return f"已到 {one.came} 在场 {one.here} 已离开 {one.left}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, one = current_tokens(), self.presence
        wide = scaled(150)
        for at, (word, figure) in enumerate(
            (("已到", one.came), ("在场", one.here), ("已离开", one.left))
        ):
            box = QRectF(at * (wide + 12), 0, wide, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.panel))
            painter.drawRoundedRect(box, 10, 10)
            upper = QRectF(box.left(), box.top() + 8, box.width(), box.height() * 0.58)
            write_large(painter, upper, f"{figure:,}", 46, QColor(tokens.ink), bold=True)
            lower = QRectF(box.left(), upper.bottom() - 2, box.width(), box.height() * 0.32)
            write_large(painter, lower, word, 19, QColor(tokens.soft))
        self._paint_recent(painter, 3 * (wide + 12) + scaled(12))

    def _paint_recent(self, painter: QPainter, left: float) -> None:
        tokens = current_tokens()
        columns, rows = (2 if self.width() - left >= scaled(560) else 1), 3
        width = (self.width() - left) / columns
        height = self.height() / rows
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for at, one in enumerate(self.recent[: columns * rows]):
            x, y = left + at // rows * width, at % rows * height
            mark = QRectF(x, y, scaled(54), height)
            tone = QColor(tokens.ok if one.came else tokens.info)
            write_large(painter, mark, "签到" if one.came else "签退", 17, tone, align=side)
            name = QRectF(x + scaled(60), y, width - scaled(130), height)
            write_large(painter, name, one.name, 20, QColor(tokens.ink), align=side)
            clock = QRectF(x + width - scaled(66), y, scaled(60), height)
            said = f"{one.at:%H:%M}"
            write_large(painter, clock, said, 17, QColor(tokens.soft), align=side)
