from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.reminders import Reminder, ReminderKind
from volunteer_desk.services.activities import read_activity
from volunteer_desk.services.projects import read_project
from volunteer_desk.services.reminders import due
from volunteer_desk.ui.activities.view import ActivitiesView
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.overview.page import OverviewPage
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow


def waiting(window: MainWindow, kind: ReminderKind) -> Reminder:
    return next(one for one in due(window.desk) if one.kind is kind)


def pressed(window: MainWindow, reminder: Reminder) -> None:
    page = window.pages["overview"]
    assert isinstance(page, OverviewPage)
    page.waiting.opened.emit(reminder)


def test_tomorrows_activity_opens_in_its_own_project(filled_window: MainWindow) -> None:
    reminder = waiting(filled_window, ReminderKind.ACTIVITY_TOMORROW)
    pressed(filled_window, reminder)
    page = filled_window.pages["projects"]
    assert isinstance(page, ProjectsPage)
    assert reminder.subject is not None
    project = read_activity(filled_window.desk, reminder.subject).project_id
    assert page.detail.name.text() == read_project(filled_window.desk, project).name


def test_a_sheet_that_is_due_opens_at_its_month(filled_window: MainWindow) -> None:
    for reminder in due(filled_window.desk):
        if reminder.kind is not ReminderKind.SHEET_DUE:
            continue
        pressed(filled_window, reminder)
        page = filled_window.pages["report"]
        assert isinstance(page, ReportPage)
        assert reminder.subject is not None
        assert page.month.month() == Month(reminder.subject // 100, reminder.subject % 100)
        assert page.paper.drawn is not None
        assert page.paper.drawn.sheet.head.month == page.month.month()


def test_an_unfiled_activity_opens_in_the_calendar(filled_window: MainWindow) -> None:
    reminder = waiting(filled_window, ReminderKind.ACTIVITY_UNFILED)
    pressed(filled_window, reminder)
    page = filled_window.pages["hours"]
    assert isinstance(page, HoursPage)
    view = page.views.currentWidget()
    assert isinstance(view, ActivitiesView)
    chosen = view.side.day.chosen()
    assert chosen is not None
    assert chosen.row.id == reminder.subject
    page.left()


def test_unrecorded_hours_open_where_they_are_logged(filled_window: MainWindow) -> None:
    pressed(filled_window, waiting(filled_window, ReminderKind.HOURS_UNRECORDED))
    page = filled_window.pages["hours"]
    assert isinstance(page, HoursPage)
    assert page.views.currentWidget() is page.entry
    page.left()
