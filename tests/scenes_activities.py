"""The activity calendar in the middle of a job, for the pictures."""

from collections.abc import Callable
from datetime import date, time

from volunteer_desk.domain.series import Frequency, SeriesDraft, SeriesRule
from volunteer_desk.services.projects import list_projects
from volunteer_desk.services.series import list_series, save_series
from volunteer_desk.services.series_days import skip_day
from volunteer_desk.ui.activities.calendar_head import LIST, WEEK
from volunteer_desk.ui.activities.view import ActivitiesView
from volunteer_desk.ui.hours.page import ACTIVITIES, HoursPage
from volunteer_desk.ui.shell import MainWindow

_SATURDAY = date(2026, 11, 28)


def month_of_activities(window: MainWindow) -> None:
    """A month, a day of it chosen; every Saturday but one."""
    _calendar(window).go_to(_SATURDAY)


def week_of_activities(window: MainWindow) -> None:
    """Seven columns with times."""
    _calendar(window).show_mode(WEEK)


def activities_listed(window: MainWindow) -> None:
    """The long list with its clocks."""
    _calendar(window).show_mode(LIST)


def series_typed(window: MainWindow) -> None:
    """A new repeating activity being typed, its rule in words."""
    view = _calendar(window)
    view.side.new_series(_SATURDAY)
    form = view.side.form
    assert form is not None
    form.project.choose(list_projects(window.desk)[1].id)
    form.frequency.choose("monthly")
    form.monthdays.set_text("5、31")
    form.times.set_text("14:00-16:30")
    form.times.changed.emit()


def _calendar(window: MainWindow) -> ActivitiesView:
    desk = window.desk
    if not list_series(desk):
        project = list_projects(desk)[0].id
        rule = SeriesRule(Frequency.WEEKLY, (6,), date(2026, 11, 22), date(2027, 6, 30))
        made = save_series(desk, SeriesDraft(project, rule, time(9), time(11), "小区东门"))
        assert made.row_id is not None
        skip_day(desk, made.row_id, _SATURDAY, "场地消毒")
    window.show_page("hours")
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    page.show_tab(ACTIVITIES)
    view = page.view(ACTIVITIES)
    assert isinstance(view, ActivitiesView)
    return view


SCENES: dict[str, tuple[str, Callable[[MainWindow], None]]] = {
    "calendar": ("hours", month_of_activities),
    "week": ("hours", week_of_activities),
    "activities": ("hours", activities_listed),
    "series": ("hours", series_typed),
}
"""As ``tests.scenes.SCENES``."""
