import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register
from tests.ui.conftest import Published
from tests.ui.hours_keys import SATURDAY, minutes, occasion, paste, people, press_save, verdicts
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursSource
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.projects import project_id_by_name
from volunteer_desk.services.status import change_status
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.hours.reading import read_people
from volunteer_desk.ui.page import Page, PageContext

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

Show = Callable[[Page], None]
Key = Qt.Key


@pytest.fixture
def page(context: PageContext, show: Show) -> HoursPage:
    made = HoursPage(context)
    show(made)
    return made


def test_the_sample_sign_up_text_in_and_back_out(
    page: HoursPage, samples: Path, published: Published
) -> None:
    desk = page.context.desk
    roster = plan_volunteer_import(desk, samples / "roster.xlsx")
    commit_volunteer_import(desk, roster, OnProblem.SKIP)
    truth = json.loads((samples / "jielong.txt.truth.json").read_text("utf-8"))
    occasion(page, "周末清洁家园", "9:00-11:30")
    paste(page, (samples / "jielong.txt").read_text("utf-8"))
    rows = list(page.entry.sheet.rows)
    assert len(rows) == len(truth["matched"]) + len(truth["unknown"])
    settled = page.entry.sheet.settled()
    ambiguous = [row for row in rows if row.candidates and row.person is None]
    assert len(settled) + len(ambiguous) == len(truth["matched"])
    assert [row.written for row in rows if row not in settled and row not in ambiguous] == (
        truth["unknown"]
    )
    assert page.entry.paste.says.text().startswith(f"认出 {len(rows)} 行：{len(settled)} 人对上")
    expected = sum(row.time.minutes for row in settled if row.time)
    assert page.entry.save.text() == f"登记 {len(settled)} 人"
    press_save(page)
    assert minutes(desk) == expected
    assert len(page.entry.sheet.rows) == len(rows) - len(settled)
    assert published[-1].batch is not None
    assert f"{len(rows) - len(settled)} 行还要看" in published[-1].message
    (activity,) = list_activities(desk)
    assert (activity.project, activity.held_on, activity.state) == (
        "周末清洁家园",
        SATURDAY,
        ActivityState.RECORDED,
    )
    assert {row.source for row in list_hours(desk)} == {HoursSource.PASTED}
    undo_batch(desk, published[-1].batch)
    assert minutes(desk) == 0


def test_one_person_may_have_another_time(qtbot: QtBot, page: HoursPage) -> None:
    people(page.context.desk)
    occasion(page, "敬老助餐", "9:00-11:30")
    paste(page, "王建国\n李秀英")
    grid = page.entry.grid
    grid.setFocus()
    grid.choose_cell(0)
    QTest.keyClick(grid, Key.Key_3)
    editor = grid.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: grid.current_row() == 1)
    row = page.entry.sheet.rows[0]
    assert row.time is not None
    assert (row.time.minutes, row.time.starts, row.time.ends) == (180, 540, 720)
    assert row.verdict.words == "改为 3 小时"
    press_save(page)
    logged = {row.name: row.minutes for row in list_hours(page.context.desk)}
    assert logged == {"王建国": 180, "李秀英": 150}


def test_rows_say_at_once_what_is_wrong(page: HoursPage) -> None:
    desk = page.context.desk
    first, second, *_others = people(desk)
    other = an_activity(desk, SATURDAY, "敬老助餐")
    log_hours(desk, HoursDraft(other, (HourLine(first, 120, 600, 720),)))
    occasion(page, "周末清洁家园", "9:00-11:30")
    paste(page, "1. 王建国\n2. 李秀英\n3. 李秀英")
    assert verdicts(page.entry) == [
        "与“敬老助餐” 10:00–12:00 重叠",
        "一致",
        "与第 2 行是同一人",
    ]
    grid = page.entry.grid
    grid.setFocus()
    grid.choose_cell(2)
    QTest.keyClick(grid, Key.Key_Delete)
    assert len(page.entry.sheet.rows) == 2
    page.entry.bar.time.setFocus()
    page.entry.bar.time.edit.selectAll()
    QTest.keyClicks(page.entry.bar.time.edit, "22:00-1:00")
    assert verdicts(page.entry) == ["一致", "一致"]
    assert grid.people.index(0, 4).data() == "次日 01:00"
    QTest.keyClicks(page.entry.bar.time.edit, "x")
    assert verdicts(page.entry) == ["还没有时间", "还没有时间"]
    assert page.entry.bar.time.property("invalid") == "true"
    assert second


def test_a_time_nobody_can_read_stays_and_waits(page: HoursPage) -> None:
    people(page.context.desk)
    occasion(page, "敬老助餐", "2")
    paste(page, "王建国")
    grid = page.entry.grid
    grid.setFocus()
    grid.choose_cell(0)
    for text, said in (("abc", "“abc”看不懂"), ("9:00-12:00", "改为 3 小时")):
        QTest.keyClick(grid, Key.Key_F2)
        editor = grid.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Key.Key_Return)
        QTest.qWait(1)
        assert verdicts(page.entry) == [said]


def test_saving_twice_is_one_batch(page: HoursPage) -> None:
    desk = page.context.desk
    people(desk)
    occasion(page, "敬老助餐", "2")
    paste(page, "王建国")
    rows = list(page.entry.sheet.rows)
    press_save(page)
    press_save(page)
    assert minutes(desk) == 120
    # a crash between commit and notice: the same rows once more under the same key
    saving = page.entry.saving
    attempt = page.entry.bar.occasion()
    saving.save(attempt, rows, waiting=0)
    assert minutes(desk) == 120


def test_what_the_ledger_refuses_is_painted_and_nothing_is_left_behind(page: HoursPage) -> None:
    desk = page.context.desk
    (gone,) = register(desk, "王离开")
    people(desk)
    occasion(page, "全新的项目", "2")
    paste(page, "王建国")
    page.entry._fill(read_people(desk, [gone]))
    change_status(desk, [gone], VolunteerStatus.LEFT, SATURDAY, "搬走了")  # meanwhile
    press_save(page)
    assert minutes(desk) == 0
    assert project_id_by_name(desk, "全新的项目") is None
    assert verdicts(page.entry)[1].startswith("这名志愿者2026年11月21日起已注销")
    grid = page.entry.grid
    assert grid.current_row() == 1
    QTest.keyClick(grid, Key.Key_Delete)
    press_save(page)
    assert minutes(desk) == 120


def test_a_planned_activity_fills_the_fields(page: HoursPage) -> None:
    desk = page.context.desk
    people(desk)
    activity = an_activity(desk, SATURDAY, team_id=a_team(desk))
    page.open_subject(activity)
    bar = page.entry.bar
    assert (bar.project.text(), bar.day.day()) == ("周末清洁家园", SATURDAY)
    assert bar.occasion().activity_id == activity
    QTest.keyClicks(bar.time.edit, "2")
    page.entry.line.setFocus()
    QTest.keyClicks(page.entry.line.edit, "1111")
    QTest.keyClick(page.entry.line.edit, Key.Key_Return)
    press_save(page)
    (row,) = list_activities(desk)
    assert (row.id, row.state, row.minutes) == (activity, ActivityState.RECORDED, 120)


def test_tomorrow_cannot_be_logged(page: HoursPage) -> None:
    people(page.context.desk)
    occasion(page, "敬老助餐", "2")
    paste(page, "王建国")
    assert page.entry.save.isEnabled()
    page.entry.bar.day.edit.setFocus()
    page.entry.bar.day.set_day(date(2026, 11, 23))
    page.entry.bar.day.changed.emit()
    assert not page.entry.save.isEnabled()
    assert "还没有到" in page.entry.says.text()


def test_the_entries_of_a_recorded_activity_are_one_key_away(page: HoursPage) -> None:
    desk = page.context.desk
    first, *_others = people(desk)
    log_hours(desk, HoursDraft(an_activity(desk, SATURDAY), (HourLine(first, 60),)))
    occasion(page, "周末清洁家园", "2")
    assert "已登记 1 人" in page.entry.bar.hint.text()
    QTest.keyClick(page.entry.bar.time.edit, Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert page.ledger.isVisible()
    assert page.ledger.total.text().startswith("1 条，合计 1 小时")
