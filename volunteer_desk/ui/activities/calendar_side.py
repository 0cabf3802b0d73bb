"""What stands at the right of the calendar: the day, an activity's detail, the series' form."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import ActivityDraft
from volunteer_desk.domain.series import Frequency, SeriesDraft, SeriesRule
from volunteer_desk.services.activities import read_activity
from volunteer_desk.services.naming import Names
from volunteer_desk.services.series import read_series
from volunteer_desk.ui.activities.calendar_acts import CalendarActs
from volunteer_desk.ui.activities.calendar_day import DayPanel
from volunteer_desk.ui.activities.calendar_reading import DayRow
from volunteer_desk.ui.activities.series_form import SeriesForm
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import scaled

if TYPE_CHECKING:  # photos and papers are loaded with the first detail
    from volunteer_desk.ui.activities.detail import ActivityDetail

SIDE, WIDER = 330, 440
"""Pixels at 100 %: of the day, and of one activity in full."""


class CalendarSide(QStackedWidget):
    """The day below; Esc closes what stands over it, then goes back to the calendar."""

    logging_asked = Signal(int)
    entries_asked = Signal(int)
    editing_asked = Signal(int)
    """Ids of an activity."""
    person_asked = Signal(int)
    left = Signal()
    """Back to the calendar."""

    def __init__(self, context: PageContext, acts: CalendarActs) -> None:
        super().__init__()
        self._context = context
        self._acts = acts
        self._detailed: int | None = None
        self._room = 0
        self.detail: ActivityDetail | None = None
        self.form: SeriesForm | None = None
        self.day = DayPanel(context.desk.today)
        self.addWidget(self.day)
        self.day.opened.connect(self.open_detail)
        self.day.logging_asked.connect(self.logging_asked)
        self.day.filing_asked.connect(acts.file)
        self.day.checking_asked.connect(lambda number: acts.check([number]))
        self.day.resuming_asked.connect(acts.resume)
        self.day.reason_given.connect(acts.answer)
        self.day.series_asked.connect(self._change_series)
        self.day.left.connect(self.left)
        self.currentChanged.connect(self._fit_again)

    def show_below(self) -> None:
        """Show the day again."""
        self.setCurrentWidget(self.day)

    def open_detail(self, activity_id: int) -> None:
        """Show everything about an activity."""
        if self.detail is None:
            self.detail = self._make_detail()
        self._detailed = activity_id
        self.detail.show_activity(activity_id)
        self.setCurrentWidget(self.detail)
        self.detail.setFocus()

    def reload(self) -> None:
        """Read the detail again where it is shown."""
        if self.detail is not None and self._detailed and self.currentWidget() is self.detail:
            self.detail.show_activity(self._detailed)

    def leave_detail(self) -> None:
        """Another day: its list stands in the detail's place; a form that is open stays."""
        if self.currentWidget() is self.detail:
            self.show_below()

    def new_series(self, day: date) -> None:
        """Type a new series that begins on a day."""
        begin = max(day, self._context.desk.today())
        rule = SeriesRule(Frequency.WEEKLY, (day.isoweekday(),), begin)
        self._open_form(SeriesDraft(0, rule), None, begin)

    def close_form(self) -> None:
        """Done with the form."""
        if self.currentWidget() is self.form:
            self.close_over()

    def close_over(self) -> None:
        """Take away what stands over the day, and go on there."""
        self.show_below()
        if self.day.model.rows:
            self.day.table.setFocus()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what stands over the day."""
        if event.key() == Qt.Key.Key_Escape and self.currentWidget() is not self.day:
            self.close_over()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc is not the window's while something stands over the day."""
        return claim_escape(event, self._is_covered) or super().event(event)

    def _is_covered(self) -> bool:
        return self.currentWidget() is not self.day

    def fit(self, width: int) -> None:
        """Take what is due of the view's width (large text on a small screen: less)."""
        self._room = width
        in_full = self.detail is not None and self.currentWidget() is self.detail
        most = min(scaled(WIDER), width * 2 // 5) if in_full else min(scaled(SIDE), width // 3)
        self.setFixedWidth(max(scaled(240), most))

    def _fit_again(self) -> None:
        if self._room:
            self.fit(self._room)

    def _make_detail(self) -> "ActivityDetail":
        from volunteer_desk.ui.activities.detail import ActivityDetail

        detail = ActivityDetail(self._context)
        detail.logging_asked.connect(self.logging_asked)
        detail.entries_asked.connect(self.entries_asked)
        detail.editing_asked.connect(self.editing_asked)
        detail.person_asked.connect(self.person_asked)
        self.addWidget(detail)
        return detail

    def _change_series(self, asked: object) -> None:
        if not isinstance(asked, DayRow):
            return
        desk, row = self._context.desk, asked.row
        try:
            if row.series_id is not None:
                found = read_series(desk, row.series_id)
                since = max(row.series_day or row.held_on, desk.today())
                self._open_form(found.draft, row.series_id, since)
            else:
                self._open_form(_repeated(read_activity(desk, row.id)), None, row.held_on)
        except UserFacingError as fault:
            self._context.notices.error(fault)

    def _open_form(self, draft: SeriesDraft, series_id: int | None, since: date) -> None:
        desk = self._context.desk
        if self.form is None:
            self.form = SeriesForm(desk.today, Names(desk, Noun.PROJECT), Names(desk, Noun.TEAM))
            self.addWidget(self.form)
            self.form.saving.connect(self._save)
            self.form.ending.connect(self._end)
            self.form.closing.connect(self.close_over)
        self.setCurrentWidget(self.form)
        self.form.begin(draft, series_id, since)

    def _save(self) -> None:
        form = self.form
        draft = None if form is None else form.draft()
        if form is not None and draft is not None:
            form.save.setEnabled(False)
            self._acts.save_series(draft, form.series_id, form.since.day(), form.show_refusal)

    def _end(self) -> None:
        form = self.form
        if form is not None and form.series_id is not None:
            self._acts.end_series(form.series_id, form.since.day(), form.show_refusal)


def _repeated(draft: ActivityDraft) -> SeriesDraft:
    """A weekly series like an activity, from the week after it on."""
    first = draft.held_on + timedelta(days=1)
    return SeriesDraft(
        draft.project_id,
        SeriesRule(Frequency.WEEKLY, (draft.held_on.isoweekday(),), first),
        draft.starts,
        draft.ends,
        draft.place,
        draft.leader,
        draft.content,
        draft.recipients,
        draft.team_id,
        draft.planned_people,
    )
