"""活动日历: a month, a week or a list of activities, the chosen day beside it."""

from datetime import date, timedelta

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.activities.calendar_head import LIST, MONTH, WEEK
from volunteer_desk.ui.activities.calendar_list import ActivityList
from volunteer_desk.ui.activities.calendar_making import CalendarMaking
from volunteer_desk.ui.activities.calendar_reading import (
    CalendarSpan,
    DayList,
    read_day,
    read_span,
)
from volunteer_desk.ui.page import PageContext


class ActivitiesView(CalendarMaking):
    """← → ↑ ↓ move the day, PgUp PgDn the month, T today, Enter opens, N makes an activity."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.list: ActivityList | None = None
        self._asked_for: tuple[date, date] | None = None
        self._connect()

    def _connect(self) -> None:
        self.head.turned.connect(self._turn)
        self.head.today_asked.connect(self._go_today)
        self.head.mode_chosen.connect(self.show_mode)
        self.head.series_asked.connect(lambda: self.side.new_series(self.grid.day))
        self.head.making_asked.connect(self.begin_activity)
        self.grid.day_chosen.connect(self._day_moved)
        self.grid.day_opened.connect(self._enter_day)
        self.grid.activity_opened.connect(self._open_chip)
        self.side.logging_asked.connect(self.logging_asked)
        self.side.entries_asked.connect(self.entries_asked)
        self.side.editing_asked.connect(self.edit_activity)
        self.side.person_asked.connect(self._open_person)
        self.side.left.connect(self.enter)
        self.acts.done.connect(self._acted)

    def reload(self) -> None:
        """Read what is shown again; over nothing else the calendar goes on to the new day."""
        if self.side.currentWidget() is self.side.day:
            self.grid.renew()
        if self.list is not None and self.head.mode() == LIST:
            self.list.reload()
        else:
            self._read_span()
        self._read_day()
        self.side.reload()

    def enter(self) -> None:
        """The calendar itself has the keys."""
        self.side.show_below()
        if self.list is not None and self.head.mode() == LIST:
            self.list.table.setFocus()
        else:
            self.grid.setFocus()

    def left(self) -> None:
        """Nothing waits while another view is shown."""
        if self.list is not None:
            self.list.stop()
        if self.line is not None:
            self.line.stop()

    def show_activity(self, activity_id: int) -> None:
        """Go to an activity's day, choose it, and show everything about it."""
        day = self._day_of(activity_id)
        if day is None:
            return
        if self.head.mode() == LIST:
            self.show_mode(MONTH)
        self.side.day.choose_activity(activity_id)
        self.go_to(day)
        self.side.open_detail(activity_id)

    def show_mode(self, number: int) -> None:
        """Show the month, the week or the list."""
        self.head.show_mode(number)
        if number == LIST:
            listed = self._list()
            self.stack.setCurrentWidget(listed)
            self.head.show_span(self.grid.day, *self.grid.wanted())
            listed.reload()
            listed.table.setFocus()
            return
        self.stack.setCurrentIndex(0)
        self.grid.choose_day(self.grid.day, number == WEEK)
        self._read_span()
        self.grid.setFocus()

    def go_to(self, day: date) -> None:
        """Show a day."""
        self.grid.choose_day(day, self.head.mode() == WEEK)
        self._day_moved(day)

    def read_anew(self) -> None:
        """The days on show moved: they are read again, even where the same are wanted."""
        self._asked_for = None

    def _open_person(self, volunteer_id: int) -> None:
        self.context.go("volunteers", volunteer_id, Noun.VOLUNTEER)

    def _read_span(self) -> None:
        desk, (first, last) = self.context.desk, self.grid.wanted()
        self._asked_for = (first, last)
        self.head.show_span(self.grid.day, first, last)
        self.context.tasks.read(
            lambda: read_span(desk, first, last), self._show_span, key="activities.span"
        )

    def _show_span(self, span: CalendarSpan) -> None:
        self.grid.show_span(span)
        month, by_week = Month.of(self.grid.day), self.head.mode() == WEEK
        inside = (
            len(chips) for day, chips in span.chips.items() if by_week or Month.of(day) == month
        )
        self.head.show_count(sum(inside), span.unarranged)

    def _read_day(self) -> None:
        desk, day = self.context.desk, self.grid.day
        self.context.tasks.read(lambda: read_day(desk, day), self._show_day, key="activities.day")

    def _show_day(self, found: DayList) -> None:
        self.side.day.show_day(found)

    def _day_moved(self, _day: object) -> None:
        if self.grid.wanted() != self._asked_for:
            self._read_span()
        self.side.leave_detail()
        self._read_day()

    def _turn(self, by: int) -> None:
        day = self.grid.day
        self.grid.setFocus()  # the key pressed a button
        if self.head.mode() == WEEK:
            self.go_to(day + timedelta(days=7 * by))
            return
        month = Month.of(day).after() if by > 0 else Month.of(day).before()
        self.go_to(min(month.first + timedelta(days=day.day - 1), month.last))

    def _go_today(self) -> None:
        self.go_to(self.context.desk.today())
        self.grid.setFocus()

    def _enter_day(self, _day: object) -> None:
        self.side.show_below()
        if self.side.day.model.rows:
            self.side.day.table.setFocus()
        else:
            self.begin_activity()

    def _open_chip(self, activity_id: int) -> None:
        self.side.day.choose_activity(activity_id)
        self.side.open_detail(activity_id)

    def _acted(self, _changed: object) -> None:
        self.side.close_form()
        self.reload()

    def _list(self) -> ActivityList:
        if self.list is None:
            self.list = ActivityList(self.context)
            self.stack.addWidget(self.list)
            self.list.opened.connect(self._open_listed)
            self.list.chosen.connect(self._show_listed)
            self.list.checking_asked.connect(self.acts.check)
        return self.list

    def _show_listed(self, activity_id: int) -> None:
        day = self._day_of(activity_id)
        if day is not None:
            self.side.day.choose_activity(activity_id)
            self.grid.choose_day(day, False)
            self.side.leave_detail()
            self._read_day()

    def _open_listed(self, activity_id: int) -> None:
        self._show_listed(activity_id)
        self.side.show_below()
        self.side.open_detail(activity_id)
