"""What tests of the activity calendar share: its view, keys, activities made for it."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.registered import a_project
from volunteer_desk.domain.activities import ActivityDraft, ActivityState
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.ui.activities.view import ActivitiesView
from volunteer_desk.ui.hours.page import ACTIVITIES, HoursPage
from volunteer_desk.ui.page import PageContext

TODAY = date(2026, 11, 22)
SATURDAY = date(2026, 11, 28)
NAME = "欧阳·买买提江·吐尔逊㛃"


def calendar(page: HoursPage) -> ActivitiesView:
    page.show_tab(ACTIVITIES)
    view = page.view(ACTIVITIES)
    assert isinstance(view, ActivitiesView)
    return view


def press(page: HoursPage, *keys: Qt.Key) -> None:
    for key in keys:
        here = page.window().focusWidget()
        assert here is not None
        QTest.keyClick(here, key)


def type_text(page: HoursPage, text: str) -> None:
    here = page.window().focusWidget()
    assert here is not None
    QTest.keyClicks(here, text)


def held(context: PageContext, on: date, project: str = "周末清洁家园", at: int = 9) -> int:
    draft = ActivityDraft(a_project(context.desk, project), on, time(at), time(at + 1), "东门")
    number = save_activity(context.desk, draft).row_id
    assert number is not None
    return number


def state(context: PageContext, activity: int) -> ActivityState:
    (row,) = [row for row in list_activities(context.desk) if row.id == activity]
    return row.state
