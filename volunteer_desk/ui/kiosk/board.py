"""What the kiosk shows in big words: who came or left, why not, and how many are there."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from volunteer_desk.domain.kiosk import Answer, Presence, Recent, ScanAnswer
from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tokens import Tone, current_tokens, scaled

TONES = {
    Answer.CAME: Tone.OK,
    Answer.LEFT: Tone.INFO,
    Answer.DOUBLE: Tone.WAITING,
    Answer.CHOOSE: Tone.PLAIN,
}
"""Every other answer is urgent."""
ICONS = {
    Answer.CAME: "sign-in",
    Answer.LEFT: "sign-out",
    Answer.DOUBLE: "repeat",
    Answer.CHOOSE: "users",
}
FLASH = 450
"""Milliseconds that an answer is shown in its full colour."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ScanBoard(QWidget):
    """The middle of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: ScanAnswer | None = None
        self.typed = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH)
        self._flash.timeout.connect(self.update)

    def show_answer(self, answer: ScanAnswer | None) -> None:
        """Show an answer, or wait for the next card."""
        self.answer = answer
        if answer is None or answer.answer is Answer.CHOOSE:
            self._flash.stop()
        else:
            self._flash.start()
        self.setAccessibleName(self.words())
        self.update()

    def show_typed(self, text: str) -> None:
        """Show what is being typed."""
        self.typed = text
        self.update()

    def words(self) -> str:
        """All that is said."""
        answer = self.answer
        if answer is None:
            return "请扫志愿者卡"
        said = (answer.name, answer.headline, answer.detail)
        return " ".join(filter(None, (*said, *(one.name for one in answer.choices))))

    def stop(self) -> None:
        """Nothing waits any more."""
        self._flash.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, answer = current_tokens(), self.answer
        tone = Tone.PLAIN if answer is None else TONES.get(answer.answer, Tone.URGENT)
        ink, ground = tokens.pair(tone)
        if answer is None or answer.answer is Answer.CHOOSE:
            ink, ground = QColor(tokens.ink), QColor(tokens.panel)
        elif self._flash.isActive():
            ink, ground = QColor(tokens.on_accent), ink
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        room = QRectF(self.rect())
        painter.drawRoundedRect(room, 14, 14)
        inner = room.adjusted(scaled(40), scaled(20), -scaled(40), -scaled(20))
        if answer is None:
            self._paint_idle(painter, inner)
        elif answer.choices:
            self._paint_choices(painter, inner, answer)
        else:
            self._paint_answer(painter, inner, answer, ink)

    def _paint_idle(self, painter: QPainter, room: QRectF) -> None:
        tokens = current_tokens()
        if self.typed:
            _write(painter, room, self.typed, 64, QColor(tokens.ink), bold=True)
            below = QRectF(room.left(), room.bottom() - scaled(44), room.width(), scaled(40))
            _write(painter, below, "按 Enter", 20, QColor(tokens.soft))
            return
        side = scaled(84)
        top = room.center().y() - scaled(120)
        place = QRectF(room.center().x() - side / 2, top, side, side).toRect()
        paint_icon(painter, place, "identification-card", QColor(tokens.faint))
        line = QRectF(room.left(), top + side + scaled(10), room.width(), scaled(80))
        _write(painter, line, "请扫志愿者卡", 52, QColor(tokens.ink), bold=True)
        below = QRectF(room.left(), line.bottom() + scaled(8), room.width(), scaled(32))
        said = "没带卡：打姓名首字母或手机后四位，按 Enter"
        _write(painter, below, said, 20, QColor(tokens.soft))

    def _paint_answer(
        self, painter: QPainter, room: QRectF, answer: ScanAnswer, ink: QColor
    ) -> None:
        side, middle = scaled(64), room.center().y()
        top = middle - scaled(150)
        place = QRectF(room.center().x() - side / 2, top, side, side).toRect()
        paint_icon(painter, place, ICONS.get(answer.answer, "warning-circle"), ink)
        line = QRectF(room.left(), place.bottom() + scaled(6), room.width(), scaled(92))
        if answer.name:
            _write(painter, line, answer.name, 68, ink, bold=True)
            line.translate(0, line.height() + scaled(2))
        line.setHeight(scaled(68))
        _write(painter, line, answer.headline, 46, ink, bold=True)
        below = QRectF(room.left(), line.bottom() + scaled(10), room.width(), scaled(44))
        _write(painter, below, answer.detail, 24, ink)

    def _paint_choices(self, painter: QPainter, room: QRectF, answer: ScanAnswer) -> None:
        tokens = current_tokens()
        head = QRectF(room.left(), room.top(), room.width(), scaled(54))
        _write(painter, head, answer.headline, 34, QColor(tokens.ink), bold=True)
        height = min(scaled(46), (room.height() - scaled(96)) / len(answer.choices))
        top = head.bottom() + scaled(4)
        left, width = room.left() + room.width() * 0.2, room.width() * 0.6
        for number, choice in enumerate(answer.choices, 1):
            line = QRectF(left, top, width, height)
            side = Qt.AlignmentFlag.AlignVCenter
            figure = QRectF(left, top, scaled(40), height)
            _write(painter, figure, str(number), 24, QColor(tokens.accent), bold=True)
            line.setLeft(left + scaled(52))
            name = side | Qt.AlignmentFlag.AlignLeft
            _write(painter, line, choice.name, 24, QColor(tokens.ink), bold=True, align=name)
            line.setLeft(left + width * 0.42)
            _write(painter, line, choice.detail, 20, QColor(tokens.soft), align=name)
            top += height
        foot = QRectF(room.left(), room.bottom() - scaled(36), room.width(), scaled(36))
        said = f"第 {self.typed} 位，按 Enter" if self.typed else answer.detail
        _write(painter, foot, said, 20, QColor(tokens.soft))


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
        _write(painter, room, self._title, 32, QColor(tokens.ink), bold=True, align=side)
        room.moveTop(room.bottom())
        room.setHeight(self.height() * 0.4)
        _write(painter, room, self._where, 19, QColor(tokens.soft), align=side)
        clock = QRectF(self.width() - wide, 0, wide, self.height())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        _write(painter, clock, self._clock, 56, QColor(tokens.ink), bold=True, align=right)


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
            _write(painter, upper, f"{figure:,}", 46, QColor(tokens.ink), bold=True)
            lower = QRectF(box.left(), upper.bottom() - 2, box.width(), box.height() * 0.32)
            _write(painter, lower, word, 19, QColor(tokens.soft))
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
            _write(painter, mark, "签到" if one.came else "签退", 17, tone, align=side)
            name = QRectF(x + scaled(60), y, width - scaled(130), height)
            _write(painter, name, one.name, 20, QColor(tokens.ink), align=side)
            clock = QRectF(x + width - scaled(66), y, scaled(60), height)
            said = f"{one.at:%H:%M}"
            _write(painter, clock, said, 17, QColor(tokens.soft), align=side)


def _write(
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
