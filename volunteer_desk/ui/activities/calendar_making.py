"""The calendar as it lies, and the line above it in which an activity is made or changed."""

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.activities import read_activity
from volunteer_desk.ui.activities.calendar_acts import CalendarActs
from volunteer_desk.ui.activities.calendar_grid import CalendarGrid
from volunteer_desk.ui.activities.calendar_head import MONTH, CalendarHead
from volunteer_desk.ui.activities.calendar_side import CalendarSide
from volunteer_desk.ui.activities.new_line import NewActivityLine
from volunteer_desk.ui.hours.view import HoursView
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, row_layout

LOW = 310
"""Pixels at 100 % that calendar and side need below the line."""
LOWEST = 180
"""Pixels at 100 % of a calendar below an unfolded line."""


class CalendarMaking(HoursView):
    """Head, calendar and side; what they show is said in ``view``."""

    _edited: int | None = None
    """The activity that is being changed in the line."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.head = CalendarHead()
        self.grid = CalendarGrid(context.desk.today)
        self.acts = CalendarActs(context, self)
        self.side = CalendarSide(context, self.acts)
        self.line: NewActivityLine | None = None
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.grid)
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        body = row_layout(14)
        body.addWidget(self.stack, 1)
        body.addWidget(self.side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(self.head)
        outer.addLayout(self._above)
        outer.addLayout(body, 1)
        self.head.show_mode(MONTH)

    def go_to(self, day: date) -> None:
        """Show a day."""
        raise NotImplementedError

    def read_anew(self) -> None:
        """The days on show moved: they are read again, even where the same are wanted."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The calendar keeps the larger part."""
        super().resizeEvent(event)
        self.side.fit(event.size().width())
        self._suit_height()

    def begin_activity(self) -> None:
        """Open the line of a new activity on the chosen day."""
        line = self._open_line()
        self._edited = None
        line.begin(self.grid.day)

    def edit_activity(self, activity_id: int) -> None:
        """Open the line to change an activity."""
        line = self._open_line()
        self._edited = activity_id
        self.side.show_below()  # the line unfolds, and a low window has no room for both
        line.edit(activity_id)

    def _open_line(self) -> NewActivityLine:
        if self.line is None:
            self.line = NewActivityLine(self.context)
            self.line.saved.connect(self._made)
            self.line.closing.connect(self._close_line)
            self.line.grown.connect(self._suit_height)
            self._above.addWidget(self.line)
        self.line.show()
        return self.line

    def _suit_height(self) -> None:
        """In a low window side and calendar give way to the line while that is unfolded."""
        line = self.line
        unfolded = line is not None and line.isVisible() and not line.unfolded.isHidden()
        needed = line.sizeHint().height() + self.head.sizeHint().height() if line else 0
        low = unfolded and self.height() < needed + scaled(LOW)
        lowest = unfolded and self.height() < needed + scaled(LOWEST)
        self.side.setVisible(not low)
        self.stack.setVisible(not lowest)
        if line is not None:
            line.unfolded.let_scroll(lowest)
        # days without their activities are enough to type by; 0 is the grid's own minimum again
        self.grid.setMinimumHeight(scaled(LOWEST) if low and not lowest else 0)

    def _made(self, activity_id: int) -> None:
        day = self._day_of(activity_id)
        if day is not None:
            self.side.day.choose_activity(activity_id)
            self.read_anew()
            self.go_to(day)
        if self._edited is not None and self.line is not None:
            self._edited = None
            self.line.hide()
            self._suit_height()
            self.side.open_detail(activity_id)

    def _close_line(self) -> None:
        if self.line is not None:
            self.line.hide()
        self._suit_height()
        edited, self._edited = self._edited, None
        if edited is not None:
            self.side.open_detail(edited)
        else:
            self.enter()

    def _day_of(self, activity_id: int) -> date | None:
        try:
            return read_activity(self.context.desk, activity_id).held_on
        except UserFacingError as fault:
            self.context.notices.error(fault)
            return None
