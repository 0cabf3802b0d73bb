"""What the kiosk answers in big words: who came or left, why not, and who may be meant."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from volunteer_desk.domain.kiosk import Answer, ScanAnswer
from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.kiosk.large_words import write_large
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
            write_large(painter, room, self.typed, 64, QColor(tokens.ink), bold=True)
            below = QRectF(room.left(), room.bottom() - scaled(44), room.width(), scaled(40))
            write_large(painter, below, "按 Enter", 20, QColor(tokens.soft))
            return
        side = scaled(84)
        top = room.center().y() - scaled(120)
        place = QRectF(room.center().x() - side / 2, top, side, side).toRect()
        paint_icon(painter, place, "identification-card", QColor(tokens.faint))
        line = QRectF(room.left(), top + side + scaled(10), room.width(), scaled(80))
        write_large(painter, line, "请扫志愿者卡", 52, QColor(tokens.ink), bold=True)
        below = QRectF(room.left(), line.bottom() + scaled(8), room.width(), scaled(32))
        said = "没带卡：打姓名首字母或手机后四位，按 Enter"
        write_large(painter, below, said, 20, QColor(tokens.soft))

    def _paint_answer(
        self, painter: QPainter, room: QRectF, answer: ScanAnswer, ink: QColor
    ) -> None:
        side, middle = scaled(64), room.center().y()
        top = middle - scaled(150)
        place = QRectF(room.center().x() - side / 2, top, side, side).toRect()
        paint_icon(painter, place, ICONS.get(answer.answer, "warning-circle"), ink)
        line = QRectF(room.left(), place.bottom() + scaled(6), room.width(), scaled(92))
        if answer.name:
            write_large(painter, line, answer.name, 68, ink, bold=True)
            line.translate(0, line.height() + scaled(2))
        line.setHeight(scaled(68))
        write_large(painter, line, answer.headline, 46, ink, bold=True)
        below = QRectF(room.left(), line.bottom() + scaled(10), room.width(), scaled(44))
        write_large(painter, below, answer.detail, 24, ink)

    def _paint_choices(self, painter: QPainter, room: QRectF, answer: ScanAnswer) -> None:
        tokens = current_tokens()
        head = QRectF(room.left(), room.top(), room.width(), scaled(54))
        write_large(painter, head, answer.headline, 34, QColor(tokens.ink), bold=True)
        height = min(scaled(46), (room.height() - scaled(96)) / len(answer.choices))
        top = head.bottom() + scaled(4)
        left, width = room.left() + room.width() * 0.2, room.width() * 0.6
        for number, choice in enumerate(answer.choices, 1):
            line = QRectF(left, top, width, height)
            side = Qt.AlignmentFlag.AlignVCenter
            figure = QRectF(left, top, scaled(40), height)
            write_large(painter, figure, str(number), 24, QColor(tokens.accent), bold=True)
            line.setLeft(left + scaled(52))
            name = side | Qt.AlignmentFlag.AlignLeft
            write_large(painter, line, choice.name, 24, QColor(tokens.ink), bold=True, align=name)
            line.setLeft(left + width * 0.42)
            write_large(painter, line, choice.detail, 20, QColor(tokens.soft), align=name)
            top += height
        foot = QRectF(room.left(), room.bottom() - scaled(36), room.width(), scaled(36))
        said = f"第 {self.typed} 位，按 Enter" if self.typed else answer.detail
        write_large(painter, foot, said, 20, QColor(tokens.soft))
