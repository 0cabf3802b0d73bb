"""The calendar's grid: a month's weeks or one week, moved by keys, painted by itself."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.activities.calendar_cells import (
    NARROW,
    Cell,
    chip_rect,
    fitting_chips,
    more_rect,
    paint_cell,
)
from volunteer_desk.ui.activities.calendar_reading import CalendarSpan, Chip
from volunteer_desk.ui.tokens import current_tokens, scaled

WEEKDAYS = "一二三四五六日"
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


def weeks_of(month: Month) -> tuple[date, date]:
    """The Monday before a month's first day and the Sunday after its last."""
    first = month.first - _DAY * month.first.weekday()
    return first, month.last + _DAY * (6 - month.last.weekday())


class CalendarGrid(QWidget):
    """Days in weeks; ← → ↑ ↓ move the day, Home and End within its week, Enter opens it."""

    day_chosen = Signal(object)
    """The chosen day moved (a date), also out of what is shown."""
    day_opened = Signal(object)
    """Enter, ``+3`` or a double click: the day's list is wanted."""
    activity_opened = Signal(int)
    """A chip was pressed."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._today = today
        self.day = today()
        self._elsewhere = False
        self.by_week = False
        self.span = CalendarSpan(*weeks_of(Month.of(self.day)))

    def show_span(self, span: CalendarSpan) -> None:
        """Show what was read."""
        self.span = span
        self._say()
        self.update()

    def choose_day(self, day: date, by_week: bool) -> None:
        """Choose a day and show its month or week (chips come with ``show_span``)."""
        self.day, self.by_week = day, by_week
        self._elsewhere = day != self._today()
        first, last = self.wanted()
        if (first, last) != (self.span.first, self.span.last):
            self.span = CalendarSpan(first, last)
        self._say()
        self.update()

    def renew(self) -> None:
        """Go on to today where no other day was chosen: the window may stand open over night."""
        if not self._elsewhere and self.day != self._today():
            self.choose_day(self._today(), self.by_week)

    def wanted(self) -> tuple[date, date]:
        """The first and last day to be shown around the chosen one."""
        if self.by_week:
            first = self.day - _DAY * self.day.weekday()
            return first, first + 6 * _DAY
        return weeks_of(Month.of(self.day))

    def cells(self) -> Iterator[Cell]:
        """Every day shown, with its place."""
        days = (self.span.last - self.span.first).days + 1
        weeks, top = max(1, days // 7), scaled(28)
        room, today = self.rect().adjusted(1, top, -1, -1), self._today()
        for number in range(days):
            day = self.span.first + _DAY * number
            line, column = divmod(number, 7)
            left, right = (room.left() + room.width() * n // 7 for n in (column, column + 1))
            upper, lower = (room.top() + room.height() * n // weeks for n in (line, line + 1))
            yield Cell(
                QRect(left, upper, right - left - 1, lower - upper - 1),
                day,
                self.by_week or Month.of(day) == Month.of(self.day),
                day == today,
                day == self.day,
                self.span.marks.get(day),
                self.by_week,
                self.width() // 7 < scaled(NARROW),
            )

    def sizeHint(self) -> QSize:
        """Takes what it gets."""
        return QSize(scaled(560), scaled(420))

    def minimumSizeHint(self) -> QSize:
        """So that every day's number stands."""
        return QSize(scaled(400), scaled(260))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the weekdays, the cells and the lines between them."""
        painter, tokens = QPainter(self), current_tokens()
        painter.fillRect(self.rect(), QColor(tokens.line))
        painter.fillRect(0, 0, self.width(), scaled(28), QColor(tokens.panel))
        font = painter.font()
        font.setPixelSize(scaled(14))
        painter.setFont(font)
        painter.setPen(QColor(tokens.soft))
        for number, word in enumerate(WEEKDAYS):
            left = 1 + (self.width() - 2) * number // 7
            box = QRect(left + 6, 0, self.width() // 7 - 6, scaled(28))
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(side), f"周{word}")
        for cell in self.cells():
            painter.setPen(QPen())
            paint_cell(painter, cell, self.span.chips.get(cell.day, ()), self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day."""
        steps = {
            Qt.Key.Key_Left: -_DAY,
            Qt.Key.Key_Right: _DAY,
            Qt.Key.Key_Up: -_WEEK,
            Qt.Key.Key_Down: _WEEK,
            Qt.Key.Key_Home: -_DAY * self.day.weekday(),
            Qt.Key.Key_End: _DAY * (6 - self.day.weekday()),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(self.day + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.day_opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day, open the chip or the rest of the day."""
        self.setFocus()
        found = self._at(event.position().toPoint())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        cell, chip, more = found
        self._move(cell.day)
        if chip is not None:
            self.activity_opened.emit(chip.id)
        elif more:
            self.day_opened.emit(cell.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day."""
        found = self._at(event.position().toPoint())
        if found is not None and found[1] is None:
            self.day_opened.emit(found[0].day)

    def event(self, event: QEvent) -> bool:
        """A chip tells everything in its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)

    def tip_at(self, point: QPoint) -> str:
        """Everything about the activity at a place, "" where there is none."""
        found = self._at(point)
        return "" if found is None or found[1] is None else found[1].tip

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def _move(self, day: date) -> None:
        if day != self.day and date.min.year + 100 < day.year < date.max.year - 100:
            self.choose_day(day, self.by_week)
            self.day_chosen.emit(day)

    def _at(self, point: QPoint) -> tuple[Cell, Chip | None, bool] | None:
        for cell in self.cells():
            if not cell.rect.contains(point):
                continue
            chips = self.span.chips.get(cell.day, ())
            shown = fitting_chips(cell, len(chips))
            for number in range(shown):
                if chip_rect(cell, number).contains(point):
                    return cell, chips[number], False
            more = shown < len(chips) and more_rect(cell, shown).contains(point)
            return cell, None, more
        return None

    def _say(self) -> None:
        count = len(self.span.chips.get(self.day, ()))
        mark = self.span.marks.get(self.day)
        words = "" if mark is None else f" {mark.word}{mark.tag}"
        self.setAccessibleName(f"{plain_date(self.day)}{words} {count}场活动")
