"""The window stays open over night: the next morning its pages speak of the new day."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.registered import a_project, a_team, an_activity, register
from tests.ui.night import Night, open_window
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.series import AHEAD_DAYS, Frequency, SeriesDraft, SeriesRule
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.activities.calendar_head import LIST
from volunteer_desk.ui.activities.view import ActivitiesView
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.fields import DateField
from volunteer_desk.ui.hours.page import ACTIVITIES, HoursPage
from volunteer_desk.ui.overview.page import OverviewPage
from volunteer_desk.ui.page import Page
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.settings.page import SettingsPage
from volunteer_desk.ui.shell import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)
SATURDAY = date(2026, 11, 21)
TO_NEW_YEAR = 40
"""Days."""
PAGES = ["hours", "projects", "certificates", "report", "settings", "overview"]


@pytest.fixture
def night(now: datetime) -> Night:
    return Night(now)


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, night: Night) -> MainWindow:
    return open_window(qtbot, desk, night, PAGES)


def hours(window: MainWindow) -> HoursPage:
    page = shown(window, "hours")
    assert isinstance(page, HoursPage)
    return page


def projects(window: MainWindow) -> ProjectsPage:
    page = shown(window, "projects")
    assert isinstance(page, ProjectsPage)
    return page


def shown(window: MainWindow, name: str) -> Page:
    if window.current_page() != name:
        window.show_page(name)
    return window.pages[name]


def calendar(window: MainWindow) -> ActivitiesView:
    page = hours(window)
    page.show_tab(ACTIVITIES)
    view = page.view(ACTIVITIES)
    assert isinstance(view, ActivitiesView)
    return view


def foot(window: MainWindow) -> list[str]:
    labels = window.rail.findChildren(QLabel)
    return [label.text() for label in labels if label.text().startswith("上次备份")]


def type_day(field: DateField, day: date) -> None:
    """Write a date over the one that stands there, as a person does."""
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, day.isoformat())
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert field.day() == day


def test_hours_are_logged_for_the_new_day(window: MainWindow, night: Night) -> None:
    bar = hours(window).entry.bar
    assert bar.day.day() == TODAY
    night.passes()
    window.look_again()
    assert bar.occasion().on == TOMORROW


def test_a_day_that_was_typed_stays(window: MainWindow, night: Night) -> None:
    bar = hours(window).entry.bar
    type_day(bar.day, SATURDAY)
    night.passes()
    window.look_again()
    assert bar.day.day() == SATURDAY


def test_today_typed_is_a_typed_day(window: MainWindow, night: Night) -> None:
    bar = hours(window).entry.bar
    type_day(bar.day, SATURDAY)
    type_day(bar.day, TODAY)
    night.passes()
    window.look_again()
    assert bar.day.day() == TODAY


def test_names_that_wait_keep_the_day_they_were_typed_for(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    register(desk, "王建国")
    entry = hours(window).entry
    entry.paste.box.setPlainText("王建国")
    entry.paste.text_settled.emit("王建国")
    assert entry.sheet.rows
    night.passes()
    window.look_again()
    assert entry.bar.day.day() == TODAY


def test_an_activity_opened_keeps_its_day(window: MainWindow, desk: Desk, night: Night) -> None:
    number = an_activity(desk, SATURDAY)
    page = hours(window)
    page.log_activity(number)
    night.passes()
    window.look_again()
    assert page.entry.bar.day.day() == SATURDAY


def test_an_activity_that_is_credited_keeps_its_day_until_the_next(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    register(desk, "王建国")
    page = hours(window)
    page.log_activity(an_activity(desk, SATURDAY))
    page.entry.bar.time.set_text("2")
    page.entry.paste.box.setPlainText("王建国")
    page.entry.paste.text_settled.emit("王建国")
    page.entry.save.click()
    assert not page.entry.sheet.rows
    window.look_again()
    assert page.entry.bar.day.day() == SATURDAY
    night.passes()
    window.look_again()
    assert page.entry.bar.day.day() == TOMORROW


def test_whoever_comes_back_to_the_window_finds_the_new_day(
    window: MainWindow, night: Night
) -> None:
    bar = hours(window).entry.bar
    night.passes()
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert bar.day.day() == TOMORROW


def test_a_page_out_of_sight_takes_the_new_day_when_it_is_shown(
    window: MainWindow, night: Night
) -> None:
    bar = hours(window).entry.bar
    window.show_page("settings")
    night.passes()
    window.show_page("hours")
    assert bar.day.day() == TOMORROW


def test_the_same_day_is_not_read_again(window: MainWindow, night: Night) -> None:
    page = shown(window, "overview")
    assert isinstance(page, OverviewPage)
    told: list[str] = []
    page.subtitle_changed.connect(told.append)
    window.look_again()
    assert told == []
    night.passes()
    window.look_again()
    assert told[-1].startswith("11月23日 星期一")


def test_the_rail_counts_the_days_since_the_last_copy(window: MainWindow, night: Night) -> None:
    window.published(change_settings(window.desk, last_backup=night.now.isoformat()))
    before = foot(window)
    night.passes(3)
    window.look_again()
    assert foot(window) != before


def test_a_team_shows_its_members_of_the_new_day(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    team = a_team(desk)
    page = projects(window)
    page.open_subject(team, Noun.TEAM)
    assert page.team_detail.day() == TODAY
    night.passes()
    window.look_again()
    assert page.team_detail.day() == TOMORROW
    type_day(page.team_detail.as_of, SATURDAY)
    night.passes()
    window.look_again()
    assert page.team_detail.day() == SATURDAY


def test_an_idle_project_is_one_without_activities_in_the_new_year(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    project = a_project(desk)
    an_activity(desk, date(2026, 11, 14))
    page = projects(window)
    page.open_subject(project)
    assert "今年没有活动" not in page.detail.gaps.words
    night.passes(TO_NEW_YEAR)
    window.look_again()
    assert "今年没有活动" in page.detail.gaps.words


def test_a_day_in_words_counts_from_the_new_day(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    project = a_project(desk)
    page = projects(window)
    page.editing.make_activity(project)
    fields = page.editing.activity_form.fields
    view = calendar(window)
    view.begin_activity()
    assert view.line is not None
    night.passes()
    for day in (fields.day, view.line.fields.day):
        day.set_text("明天")
        assert day.day() == TOMORROW + timedelta(days=1)
    view.line.fields.project.set_text("周末清洁家园")
    found = view.line.fields.read()
    assert found.draft is not None
    assert found.draft.held_on == TOMORROW + timedelta(days=1)


def test_the_calendar_turns_to_the_new_day(window: MainWindow, night: Night) -> None:
    view = calendar(window)
    night.passes()
    window.look_again()
    assert view.grid.day == TOMORROW
    assert [cell.day for cell in view.grid.cells() if cell.today] == [TOMORROW]
    assert view.side.day.title.text().startswith("11月23日")
    view.go_to(SATURDAY)
    night.passes()
    window.look_again()
    assert view.grid.day == SATURDAY


def test_an_activity_looked_at_over_night_stays_in_sight(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    number = an_activity(desk, TODAY)
    view = calendar(window)
    view.show_activity(number)
    assert view.side.currentWidget() is view.side.detail
    night.passes()
    window.look_again()
    assert view.side.currentWidget() is view.side.detail
    assert view.grid.day == TODAY


def test_filing_is_noted_for_the_day_it_is_done(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    an_activity(desk, SATURDAY)
    view = calendar(window)
    view.go_to(SATURDAY)
    filed: list[object] = []
    view.side.day.filing_asked.connect(lambda _number, day: filed.append(day))
    night.passes()
    view.side.day.file.click()
    assert filed == [TOMORROW]


def test_a_repetition_is_counted_from_the_new_day(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    project = a_project(desk)
    view = calendar(window)
    view.side.new_series(TODAY)
    form = view.side.form
    assert form is not None
    night.passes()
    rule = SeriesRule(Frequency.WEEKLY, (1,), TOMORROW, to_on=TODAY)
    form.begin(SeriesDraft(project, rule), None, TOMORROW)
    assert form.draft() is None
    rule = SeriesRule(Frequency.WEEKLY, (1,), TOMORROW)
    form.begin(SeriesDraft(project, rule), None, TOMORROW)
    last = TOMORROW + timedelta(days=AHEAD_DAYS)
    assert f"（到{last.month}月{last.day}日）" in form.told.text()


def test_the_periods_of_the_list_are_named_by_the_new_year(
    window: MainWindow, night: Night
) -> None:
    view = calendar(window)
    view.show_mode(LIST)
    assert view.list is not None
    assert view.list.period.text() == "2026年"
    night.passes(TO_NEW_YEAR)
    window.look_again()
    assert view.list.period.text() == "2027年"
    assert view.list.wanted().first == date(2027, 1, 1)


def test_certificates_are_sought_in_the_new_year(window: MainWindow, night: Night) -> None:
    page = shown(window, "certificates")
    assert isinstance(page, CertificatesPage)
    fields, proving = page.issuing.fields, page.proving
    proving.last.edit.setDate(QDate(2026, 6, 30))  # chosen in the calendar that drops down
    night.passes(TO_NEW_YEAR)
    window.look_again()
    assert (fields.first.day(), fields.last.day()) == (date(2027, 1, 1), date(2027, 12, 31))
    page.show_tab(page.panels.index(proving))
    assert (proving.first.day(), proving.last.day()) == (date(2026, 1, 1), date(2026, 6, 30))


def test_the_month_to_report_comes_with_its_day(window: MainWindow, night: Night) -> None:
    page = shown(window, "report")
    assert isinstance(page, ReportPage)
    assert page.month.month() == Month(2026, 11)
    night.passes(28)
    window.look_again()
    assert page.month.month() == Month(2026, 12)
    assert page.sheet is not None
    assert page.sheet.head.month == Month(2026, 12)
    page.month.back.click()
    night.passes(31)
    window.look_again()
    assert page.month.month() == Month(2026, 11)


def test_numbers_and_holidays_are_those_of_the_new_year(window: MainWindow, night: Night) -> None:
    page = shown(window, "settings")
    assert isinstance(page, SettingsPage)
    holidays = page.holidays.part
    assert holidays.year.value() == 2026
    night.passes(TO_NEW_YEAR)
    window.look_again()
    assert "2027" in page.pattern.example.text()
    assert holidays.year.value() == 2027
    holidays.year.spin.setValue(2025)
    night.passes(365)
    window.look_again()
    assert holidays.year.value() == 2025
