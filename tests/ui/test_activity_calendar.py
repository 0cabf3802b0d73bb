from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.registered import a_project, register
from tests.ui.calendar_keys import NAME, SATURDAY, TODAY, calendar, held, press, state, type_text
from tests.ui.conftest import Published
from volunteer_desk.domain.activities import ActivityState, Stage
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.activity_states import file_activity
from volunteer_desk.services.calendar_days import set_calendar_day
from volunteer_desk.services.hours import log_hours
from volunteer_desk.ui.activities.calendar_cells import chip_rect, fitting_chips, more_rect
from volunteer_desk.ui.activities.calendar_head import LIST, MONTH, WEEK
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import Tone


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> Iterator[HoursPage]:
    made = HoursPage(context)
    qtbot.addWidget(made)
    made.resize(1182, 708)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.left()


def test_keys_move_the_day_and_the_month(page: HoursPage) -> None:
    view = calendar(page)
    assert view.grid.hasFocus()
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert view.grid.day == date(2026, 11, 30)
    press(page, Qt.Key.Key_Right)
    assert view.grid.day == date(2026, 12, 1)
    assert view.head.shown.text() == "2026年12月"
    press(page, Qt.Key.Key_PageUp)
    assert (view.grid.day, view.head.shown.text()) == (date(2026, 11, 1), "2026年11月")
    press(page, Qt.Key.Key_PageDown, Qt.Key.Key_T)
    assert view.grid.day == TODAY
    press(page, Qt.Key.Key_Home)
    assert view.grid.day == date(2026, 11, 16)
    press(page, Qt.Key.Key_End)
    assert view.grid.day == TODAY


def test_the_31st_turns_to_the_last_of_a_short_month(page: HoursPage) -> None:
    view = calendar(page)
    view.go_to(date(2026, 12, 31))
    for month in (1, 2):
        press(page, Qt.Key.Key_PageDown)
        assert view.grid.day.month == month
    assert view.grid.day == date(2027, 2, 28)


def test_a_month_shows_its_activities_with_state_and_alarm(
    page: HoursPage, context: PageContext
) -> None:
    late = held(context, date(2026, 11, 24))
    filed = held(context, SATURDAY)
    file_activity(context.desk, filed, TODAY)
    past = held(context, date(2026, 11, 20))
    view = calendar(page)
    chips = {chip.id: chip for day in view.grid.span.chips.values() for chip in day}
    assert (chips[late].tone, chips[late].alarm) == (Tone.INFO, Tone.URGENT)
    assert (chips[filed].tone, chips[filed].alarm) == (Tone.INFO, Tone.PLAIN)
    assert chips[past].tone is Tone.WAITING
    assert "报备已超期1天" in chips[late].tip
    assert view.head.count.text() == "3场"


def test_holidays_and_worked_weekends_are_marked(page: HoursPage, context: PageContext) -> None:
    view = calendar(page)
    view.go_to(date(2026, 10, 8))
    marks = view.grid.span.marks
    assert (marks[date(2026, 10, 1)].tag, marks[date(2026, 10, 1)].word) == ("休", "国庆节")
    assert marks[date(2026, 10, 10)].tag == "班"
    set_calendar_day(context.desk, date(2026, 10, 9), False, "街道运动会")
    page.reload()
    assert view.grid.span.marks[date(2026, 10, 9)].word == "街道运动会"


def test_what_does_not_fit_opens_the_day(page: HoursPage, context: PageContext) -> None:
    for hour in range(8, 16):
        held(context, TODAY, at=hour)
    view = calendar(page)
    (cell,) = [one for one in view.grid.cells() if one.day == TODAY]
    shown = fitting_chips(cell, 8)
    assert 0 < shown < 8
    assert more_rect(cell, shown).bottom() <= cell.rect.bottom() + 1
    QTest.mouseClick(
        view.grid,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        more_rect(cell, shown).center(),
    )
    assert view.side.day.table.hasFocus()
    assert len(view.side.day.model.rows) == 8
    press(page, Qt.Key.Key_Escape)
    assert view.grid.hasFocus()


def test_enter_opens_the_day_and_again_its_activity(page: HoursPage, context: PageContext) -> None:
    held(context, TODAY)
    second = held(context, TODAY, at=14)
    view = calendar(page)
    press(page, Qt.Key.Key_Return)
    assert view.side.day.table.hasFocus()
    press(page, Qt.Key.Key_Down)
    chosen = view.side.day.chosen()
    assert chosen is not None
    assert chosen.row.id == second
    press(page, Qt.Key.Key_Return)
    assert view.side.currentWidget() is view.side.detail
    press(page, Qt.Key.Key_Escape)
    assert view.side.day.table.hasFocus()
    press(page, Qt.Key.Key_Escape)
    assert view.grid.hasFocus()


def test_a_chip_tells_everything_in_its_tooltip(page: HoursPage, context: PageContext) -> None:
    held(context, TODAY, NAME)
    view = calendar(page)
    (cell,) = [one for one in view.grid.cells() if one.day == TODAY]
    told = view.grid.tip_at(chip_rect(cell, 0).center())
    assert told == f"09:00–10:00 {NAME}\n东门\n进行\n报备已超期3天　登记还剩10个工作日"
    assert view.grid.tip_at(QPoint(1, 1)) == ""


def test_an_empty_day_offers_a_new_activity(page: HoursPage) -> None:
    view = calendar(page)
    assert view.side.day.none.isVisible()
    view.go_to(date(2026, 11, 26))
    view.grid.setFocus()
    press(page, Qt.Key.Key_N)
    assert view.line is not None
    assert view.line.isVisible()
    assert view.line.fields.day.day() == date(2026, 11, 26)
    press(page, Qt.Key.Key_Escape)
    assert not view.line.isVisible()
    assert view.grid.hasFocus()


def test_cancelling_asks_why_and_can_be_taken_back(
    page: HoursPage, context: PageContext, published: Published
) -> None:
    activity = held(context, TODAY)
    view = calendar(page)
    press(page, Qt.Key.Key_Return)
    view.side.day.cancel.click()
    press(page, Qt.Key.Key_Return)
    assert state(context, activity) is ActivityState.PLANNED  # no reason, no cancelling
    type_text(page, "rain")
    press(page, Qt.Key.Key_Return)
    assert state(context, activity) is ActivityState.CANCELLED
    assert published[-1].batch is not None
    assert view.side.day.why.text() == "取消原因：rain"
    (chip,) = view.grid.span.chips[TODAY]
    assert chip.struck
    view.side.day.cancel.click()
    assert state(context, activity) is ActivityState.PLANNED


def test_filing_is_one_key(page: HoursPage, context: PageContext) -> None:
    held(context, SATURDAY)
    view = calendar(page)
    view.go_to(SATURDAY)
    view.side.day.file.click()
    one = view.side.day.chosen()
    assert one is not None
    assert one.clocks[0].words == "已报备 11-22"
    view.side.day.file.click()
    one = view.side.day.chosen()
    assert one is not None
    assert one.row.filed_on is None


def test_recorded_ones_are_checked_and_sent_back(page: HoursPage, context: PageContext) -> None:
    activity = held(context, TODAY, at=7)
    (wang,) = register(context.desk, NAME)
    log_hours(context.desk, HoursDraft(activity, (HourLine(wang, 60),)))
    view = calendar(page)
    view.side.day.check.click()
    assert state(context, activity) is ActivityState.CHECKED
    view.side.day.check.click()
    type_text(page, "3")
    press(page, Qt.Key.Key_Return)
    assert state(context, activity) is ActivityState.RECORDED
    assert view.side.day.why.text() == "退回核对：3"
    assert not view.side.day.cancel.isVisible()


def test_logging_leads_to_the_grid(page: HoursPage, context: PageContext) -> None:
    held(context, TODAY)
    view = calendar(page)
    view.side.day.log.click()
    assert page.views.currentWidget() is page.entry
    assert page.entry.bar.project.text() == "周末清洁家园"


def test_a_week_has_seven_days_with_times(page: HoursPage, context: PageContext) -> None:
    held(context, TODAY)
    view = calendar(page)
    view.show_mode(WEEK)
    assert len(list(view.grid.cells())) == 7
    (chip,) = view.grid.span.chips[TODAY]
    assert chip.span == "09:00–10:00"
    assert view.head.shown.text() == "2026年11月16日–22日"
    press(page, Qt.Key.Key_PageDown)
    assert view.grid.day == date(2026, 11, 29)
    assert view.head.shown.text() == "2026年11月23日–29日"
    press(page, Qt.Key.Key_Down)
    assert view.head.shown.text() == "2026年11月30日–12月6日"
    view.show_mode(MONTH)
    assert view.head.shown.text() == "2026年12月"


def test_the_list_narrows_sorts_and_counts(page: HoursPage, context: PageContext) -> None:
    for day in range(1, 5):
        held(context, date(2026, 11, day))
    other = held(context, SATURDAY, NAME)
    view = calendar(page)
    view.show_mode(LIST)
    shown = view.list
    assert shown is not None
    assert shown.told.text() == "共 5 场　计划 1 · 进行 4"
    assert shown.model.row_id(0) == other
    shown.stage.choose(Stage.RUNNING.value)
    shown.stage.changed.emit()
    assert shown.told.text() == "列出 4 场　计划 1 · 进行 4"
    shown.stage.choose(None)
    shown.project.choose(a_project(context.desk, NAME))
    shown.reload()
    assert list(shown.model.ids) == [other]
    one = shown.model.row(0)
    assert one is not None
    assert one.clock is not None
    assert one.clock.words == "报备还剩3天"
    shown.project.edit.setText("没有的项目")
    shown.reload()
    assert "从提示里选" in shown.project.toolTip()
    shown.project.edit.clear()
    shown.model.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown.model.row_id(4) == other
    shown.search.setText("zzz")
    shown.reload()
    assert shown.none.isVisible()
    view.left()


def test_everything_listed_is_checked_at_once(page: HoursPage, context: PageContext) -> None:
    activities = [held(context, date(2026, 11, day), at=7) for day in (2, 3)]
    (wang,) = register(context.desk, NAME)
    for activity in activities:
        log_hours(context.desk, HoursDraft(activity, (HourLine(wang, 60),)))
    view = calendar(page)
    view.show_mode(LIST)
    shown = view.list
    assert shown is not None
    assert not shown.check.isVisible()
    shown.stage.choose(Stage.RECORDED.value)
    shown.stage.changed.emit()
    assert shown.check.text() == "核对列出的 2 场"
    shown.check.click()
    assert [state(context, one) for one in activities] == [ActivityState.CHECKED] * 2
    view.left()


def test_an_activity_is_shown_on_its_day(page: HoursPage, context: PageContext) -> None:
    activity = held(context, date(2027, 1, 9))
    view = calendar(page)
    view.show_activity(activity)
    assert view.grid.day == date(2027, 1, 9)
    chosen = view.side.day.chosen()
    assert chosen is not None
    assert chosen.row.id == activity


def test_a_crowded_month_is_painted_and_read_without_waiting(
    page: HoursPage, context: PageContext
) -> None:
    project = a_project(context.desk, NAME)
    with context.desk.database.writing() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 599)"
            " INSERT INTO activity (uid, project_id, held_on, starts, place, leader, content,"
            " state, remark) SELECT randomblob(16), ?, date('2026-11-01', (i % 30) || ' days'),"
            " 480 + i, '', '', '', 'planned', '' FROM n",
            (project,),
        )
    view = calendar(page)
    assert view.head.count.text() == "600场"
    assert {len(chips) for day, chips in view.grid.span.chips.items()} == {20}
    picture = view.grid.grab()
    assert not picture.isNull()


def test_a_year_without_known_holidays_says_so(page: HoursPage, context: PageContext) -> None:
    view = calendar(page)
    assert view.head.count.text() == "0场"
    view.go_to(date(2099, 5, 4))
    assert "2099年的放假安排还没有" in view.head.count.text()
    set_calendar_day(context.desk, date(2099, 5, 1), False, "劳动节")
    page.reload()
    assert view.head.count.text() == "0场"
