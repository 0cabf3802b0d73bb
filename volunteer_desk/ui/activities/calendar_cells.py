"""Painting a day's cell of the calendar: its number, its mark, its chips, what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from volunteer_desk.domain.activities import STAGE_WORDS, Stage
from volunteer_desk.domain.office_calendar import DayMark
from volunteer_desk.ui.activities.calendar_reading import Chip
from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tokens import Tokens, Tone, current_tokens, scaled

NARROW = 100
"""Pixels at 100 % of a day's width under which chips leave out their times."""
_SMALL = 13
_PAD = 5


@dataclass(frozen=True)
class Cell:
    """How one day's cell stands and is painted."""

    rect: QRect
    day: date
    inside: bool
    today: bool
    chosen: bool
    mark: DayMark | None
    tall: bool
    """In a week: every chip has lines for time, project and place."""
    narrow: bool = False
    """A month's chips leave out their times (the day beside the calendar has them)."""


def chip_height(tall: bool) -> int:
    """Pixels from one chip to the next."""
    return scaled(62) if tall else scaled(21)


def head_height() -> int:
    """Pixels of the line with the day's number."""
    return scaled(25)


def fitting_chips(cell: Cell, count: int) -> int:
    """How many of ``count`` chips are shown; where some are not, a line is kept to say so."""
    room = cell.rect.height() - head_height()
    step = chip_height(cell.tall)
    if count * step - 2 <= room:
        return count
    return max(0, (room - _more_height()) // step)


def chip_rect(cell: Cell, number: int) -> QRect:
    """Where the chip of a number stands."""
    step = chip_height(cell.tall)
    top = cell.rect.top() + head_height() + number * step
    return QRect(cell.rect.left() + 4, top, cell.rect.width() - 8, step - 2)


def more_rect(cell: Cell, shown: int) -> QRect:
    """Where ``+3`` stands."""
    top = cell.rect.top() + head_height() + shown * chip_height(cell.tall)
    return QRect(cell.rect.left() + 4, top, cell.rect.width() - 8, _more_height())


def _more_height() -> int:
    return scaled(18)


def paint_cell(painter: QPainter, cell: Cell, chips: Sequence[Chip], focused: bool) -> None:
    """Paint one day."""
    tokens = current_tokens()
    resting = cell.mark is not None and not cell.mark.workday
    painter.fillRect(cell.rect, QColor(tokens.ground if resting else tokens.panel))
    if cell.chosen:
        height = head_height() if cell.tall else cell.rect.height()
        head = QRect(cell.rect.left(), cell.rect.top(), cell.rect.width(), height)
        painter.fillRect(head, QColor(tokens.selected))
    _paint_head(painter, cell, tokens)
    shown = fitting_chips(cell, len(chips))
    for number, chip in enumerate(chips[:shown]):
        _paint_chip(painter, chip_rect(cell, number), chip, cell, tokens)
    if shown < len(chips):
        painter.setFont(_font(painter, _SMALL))
        painter.setPen(QColor(tokens.soft))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = f"+{len(chips) - shown}"
        painter.drawText(more_rect(cell, shown).adjusted(_PAD, 0, 0, 0), int(side), words)
    if cell.chosen:
        pen = QPen(QColor(tokens.info if focused else tokens.faint), 2 if focused else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.rect.adjusted(1, 1, -1, -1))


def _paint_head(painter: QPainter, cell: Cell, tokens: Tokens) -> None:
    line = QRect(cell.rect.left() + 6, cell.rect.top() + 3, cell.rect.width() - 12, scaled(22))
    number = f"{cell.day.month}月1日" if cell.day.day == 1 else str(cell.day.day)
    painter.setFont(_font(painter, 15, bold=cell.today))
    width = painter.fontMetrics().horizontalAdvance(number)
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    if cell.today:
        disc = QRectF(line.left() - 3, line.top(), max(width + 8, scaled(24)), scaled(22))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(disc, scaled(11), scaled(11))
        painter.setPen(QColor(tokens.on_accent))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), number)
        width = int(disc.width())
    else:
        painter.setPen(QColor(tokens.ink if cell.inside else tokens.faint))
        painter.drawText(line, int(side), number)
    if cell.mark is None:
        return
    left = line.left() + width + scaled(5)
    painter.setFont(_font(painter, _SMALL))
    metrics = painter.fontMetrics()
    if cell.mark.tag:
        tone = Tone.OK if cell.mark.tag == "休" else Tone.WAITING
        ink, ground = tokens.pair(tone)
        box = QRectF(left, line.top() + scaled(2), scaled(18), scaled(18))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(ink)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cell.mark.tag)
        left += scaled(22)
    room = line.right() - left
    word = metrics.elidedText(cell.mark.word, Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor(tokens.soft if cell.inside else tokens.faint))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRect(left, line.top(), room, line.height()), int(right), word)


def _paint_chip(painter: QPainter, rect: QRect, chip: Chip, cell: Cell, tokens: Tokens) -> None:
    ink, ground = tokens.pair(chip.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(rect), 4, 4)
    inner = rect.adjusted(_PAD, 0, -_PAD, 0)
    if chip.alarm is not Tone.PLAIN:
        side = scaled(7)
        dot = QRectF(inner.right() - side, rect.top() + (scaled(19) - side) / 2, side, side)
        painter.setBrush(tokens.pair(chip.alarm)[0])
        painter.drawEllipse(dot)
        inner.adjust(0, 0, -side - 3, 0)
    elif chip.stage is Stage.CHECKED and not cell.tall:
        side = scaled(13)
        top = rect.top() + (rect.height() - side) // 2
        paint_icon(painter, QRect(inner.right() - side, top, side, side), "check-bold", ink)
        inner.adjust(0, 0, -side - 2, 0)
    painter.setPen(ink)
    lines: tuple[tuple[str, bool], ...]
    if cell.tall:
        said = " · ".join(filter(None, (STAGE_WORDS[chip.stage], chip.place)))
        lines = ((chip.span or "全天", False), (chip.project, True), (said, False))
    else:
        begin = "" if cell.narrow else chip.time
        lines = ((" ".join(filter(None, (begin, chip.project))), False),)
    height = rect.height() // len(lines)
    for number, (words, bold) in enumerate(lines):
        painter.setFont(_font(painter, _SMALL, bold=bold, struck=chip.struck))
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, elide, inner.width())
        line = QRect(inner.left(), rect.top() + number * height, inner.width(), height)
        side_of = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, int(side_of), shown)


def _font(painter: QPainter, pixels: int, *, bold: bool = False, struck: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(scaled(pixels))
    font.setBold(bold)
    font.setStrikeOut(struck)
    return font
