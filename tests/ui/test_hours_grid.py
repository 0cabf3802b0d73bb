from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ledger_rows import list_hours
from tests.registered import a_project, a_team, an_activity, register
from tests.ui.conftest import Published
from volunteer_desk.domain.hours import HourLine, HourRow, HoursDraft, HoursNature, HoursSource
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.services.expected import set_expected
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.name_choices import remember_choices
from volunteer_desk.services.projects import save_project
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.entries.columns import ENTRY_COLUMNS, entry_words
from volunteer_desk.ui.hours.cells import fill_of
from volunteer_desk.ui.hours.columns import GRID_COLUMNS
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.hours.reading import read_people
from volunteer_desk.ui.page import Page, PageContext

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

Show = Callable[[Page], None]
Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
SATURDAY = date(2026, 11, 21)
COLUMNS = {column.key: place for place, column in enumerate(GRID_COLUMNS)}
PROJECT = "周末清洁家园"


@pytest.fixture
def page(context: PageContext, show: Show) -> HoursPage:
    made = HoursPage(context)
    show(made)
    return made


def begin(page: HoursPage, *people: int, time: str = "2", project: str = PROJECT) -> None:
    bar = page.entry.bar
    bar.project.edit.setText(project)
    bar.day.set_day(SATURDAY)
    bar.asked.emit()
    bar.time.edit.setText(time)
    bar.time.changed.emit()
    page.entry._fill(read_people(page.context.desk, people))


def press(page: HoursPage, key: Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(page.focusWidget() or page, key, held)


def paste_into(page: HoursPage, text: str, row: int, column: str) -> None:
    QGuiApplication.clipboard().setText(text)
    if page.entry.sheet.written:
        page.entry.grid.setFocus()
        page.entry.grid.choose_cell(row, COLUMNS[column])
    else:
        page.entry.line.setFocus()
    press(page, Key.Key_V, CTRL)


def entries(page: HoursPage) -> dict[str, HourRow]:
    return {row.name: row for row in list_hours(page.context.desk)}


def verdicts(page: HoursPage) -> list[str]:
    return [row.verdict.words for row in page.entry.sheet.rows]


def test_space_makes_an_honour_of_a_row_and_shift_space_of_all(page: HoursPage) -> None:
    first, second, third = register(page.context.desk, "王一", "王二", "王三")
    begin(page, first, second)
    press(page, Key.Key_Space)
    shown = page.entry.grid.people.index(0, COLUMNS["nature"]).data()
    assert shown == "荣誉"
    press(page, Key.Key_Return, CTRL)
    assert {name: row.nature for name, row in entries(page).items()} == {
        "王一": HoursNature.HONOUR,
        "王二": HoursNature.CREDIT,
    }
    page.entry.bar.set_project("另一个")
    page.entry._fill(read_people(page.context.desk, [third]))
    press(page, Key.Key_Space, SHIFT)
    page.entry._fill(read_people(page.context.desk, [first]))
    assert [row.nature for row in page.entry.sheet.rows] == [HoursNature.HONOUR] * 2


def test_every_row_says_how_it_came_in(page: HoursPage) -> None:
    desk = page.context.desk
    typed, _pasted = register(desk, "王一", "李四")
    begin(page, typed)
    paste_into(page, "1. 李四（带2人）", 0, "name")
    source, remark = COLUMNS["source"], COLUMNS["remark"]
    grid = page.entry.grid
    assert [grid.people.index(n, source).data() for n in (0, 1)] == ["录入", "接龙"]
    assert grid.people.index(1, remark).data() == "带2人"
    press(page, Key.Key_Return, CTRL)
    found = entries(page)
    assert (found["王一"].source, found["李四"].source) == (HoursSource.TYPED, HoursSource.PASTED)
    assert found["李四"].remark == "带2人"


def test_a_remark_is_typed_into_its_cell_or_its_line(page: HoursPage) -> None:
    first, second = register(page.context.desk, "王一", "王二")
    begin(page, first, second)
    grid = page.entry.grid
    grid.people.edited.emit(0, "remark", " 中途离开 ")
    grid.choose_cell(1)
    press(page, Key.Key_M, ALT)
    assert page.entry.notes.isVisible()
    page.entry.notes.field.edit.insert("队长")
    press(page, Key.Key_Return)
    assert [row.remark for row in page.entry.sheet.rows] == ["中途离开", "队长"]
    press(page, Key.Key_M, ALT)
    press(page, Key.Key_Escape)
    assert not page.entry.notes.isVisible()
    assert grid.hasFocus()
    press(page, Key.Key_Return, CTRL)
    assert entries(page)["王二"].remark == "队长"


def test_a_reason_that_is_kept_settles_rows_alike(page: HoursPage) -> None:
    desk = page.context.desk
    save_project(desk, ProjectDraft(PROJECT, from_on=date(2026, 12, 1)))
    first, second, third = register(desk, "王一", "王二", "王三")
    begin(page, first, second, third)
    entry = page.entry
    assert verdicts(page) == ["不在项目期间，要原因"] * 3
    assert not entry.save.isEnabled()
    assert "写明原因" in entry.says.text()
    press(page, Key.Key_Return)
    press(page, Key.Key_Return)
    assert entry.notes.field.property("invalid") == "true"
    entry.notes.field.edit.insert("提前试办")
    press(page, Key.Key_Return)
    assert verdicts(page)[0] == "照登：提前试办"
    assert entry.grid.current_row() == 1
    press(page, Key.Key_Return)
    assert entry.notes.every.text() == "2 行都用它"
    entry.notes.field.edit.insert("负责人同意")
    press(page, Key.Key_Return, SHIFT)
    assert entry.sheet.tally.settled == 3
    press(page, Key.Key_Return, CTRL)
    found = entries(page)
    assert [found[name].reason for name in ("王一", "王二", "王三")] == [
        "提前试办",
        "负责人同意",
        "负责人同意",
    ]
    assert found["王一"].waived


@pytest.mark.parametrize(
    ("time", "cells"),
    [("9", ("minutes",)), ("x", ("minutes",)), ("2", ()), ("25", ("starts", "ends", "minutes"))],
)
def test_the_cell_a_sentence_is_about_is_painted(
    page: HoursPage, time: str, cells: tuple[str, ...]
) -> None:
    (first,) = register(page.context.desk, "王一")
    begin(page, first, time=time)
    row = page.entry.sheet.rows[0]
    assert row.verdict.cells == cells
    page.entry.grid.clearSelection()
    page.entry.grid.grab()
    picture = page.entry.grid.viewport().grab().toImage()
    index = page.entry.grid.people.index(0, COLUMNS["minutes"])
    place = page.entry.grid.visualRect(index)
    under = picture.pixelColor(place.center().x(), place.bottom() - 3)
    plain = picture.pixelColor(place.center().x(), place.top() + 1)
    assert (under != plain) == bool(cells)


def test_overlap_has_no_excuse(page: HoursPage) -> None:
    desk = page.context.desk
    (first,) = register(desk, "王一")
    other = an_activity(desk, SATURDAY, "敬老助餐")
    log_hours(desk, HoursDraft(other, (HourLine(first, 120, 540, 660),)))
    begin(page, first, time="9:00-10:00")
    assert "重叠" in verdicts(page)[0]
    press(page, Key.Key_R, ALT)
    assert not page.entry.notes.isVisible()


def test_a_long_day_is_said_and_credited_all_the_same(
    page: HoursPage, published: Published
) -> None:
    (first,) = register(page.context.desk, "王一")
    begin(page, first, time="9")
    assert verdicts(page) == ["当天 9 小时，请核对"]
    press(page, Key.Key_Return, CTRL)
    assert entries(page)["王一"].minutes == 540
    assert "合计9小时" in published[-1].message


def test_rounding_is_shown_by_the_time_and_in_the_row(page: HoursPage) -> None:
    desk = page.context.desk
    first, second = register(desk, "王一", "王二")
    change_settings(desk, rounding_step=15)
    page.reload()
    begin(page, first, second, time="2小时10分")
    entry = page.entry
    assert entry.bar.rounding.text() == "按15分钟取整 → 2.25 小时"
    assert entry.grid.people.index(0, COLUMNS["minutes"]).data() == "2.25"
    assert "2小时10分 → 2.25 小时" in entry.sheet.rows[0].verdict.full
    assert entry.count.text() == "2 人 · 4.5 小时"
    press(page, Key.Key_Return, CTRL)
    row = entries(page)["王一"]
    assert (row.minutes, row.spent) == (135, 130)
    change_settings(desk, rounding_step=0)
    page.reload()
    assert not entry.bar.rounding.isVisible()


def test_the_planned_people_come_in_their_order(page: HoursPage) -> None:
    desk = page.context.desk
    first, second, third = register(desk, "王一", "王二", "王三")
    activity = an_activity(desk, SATURDAY)
    set_expected(desk, activity, [third, first])
    page.open_subject(activity)
    assert page.entry.planned.isVisible()
    assert page.entry.planned.text() == "计划的 2 人"
    press(page, Key.Key_J, ALT)
    assert [row.name for row in page.entry.sheet.rows] == ["王三", "王一"]
    assert second not in page.entry.sheet.people()


def test_the_usual_people_open_by_an_arrow(page: HoursPage) -> None:
    desk = page.context.desk
    team = a_team(desk)
    save_project(desk, ProjectDraft(PROJECT, team_id=team))
    first, second = register(desk, "王一", "王二", team_id=team)
    begin(page, first)
    page.entry.line.setFocus()
    press(page, Key.Key_Down)
    assert [one.id for one in page.entry.line.candidates.people()] == [second]
    press(page, Key.Key_Return)
    assert [row.name for row in page.entry.sheet.rows] == ["王一", "王二"]


def test_an_answer_is_remembered_for_the_project_and_can_be_changed(page: HoursPage) -> None:
    desk = page.context.desk
    a_project(desk)
    register(desk, "张伟", "张伟")
    begin(page)
    paste_into(page, "#接龙\n1. 张伟", 0, "name")
    entry = page.entry
    press(page, Key.Key_F8)
    chosen = entry.candidates.people()[1].id
    press(page, Key.Key_2)
    press(page, Key.Key_Return, CTRL)
    assert len(list_hours(desk)) == 1
    entry.bar.day.set_day(date(2026, 11, 14))
    entry.bar.asked.emit()
    paste_into(page, "#接龙\n1. 张伟", 0, "name")
    (row,) = entry.sheet.rows
    assert row.person is not None
    assert (row.person.id, row.verdict.words) == (chosen, "上次选的这一位")
    press(page, Key.Key_F4)
    other = entry.candidates.people()[0].id
    assert entry.candidates.isVisible()
    press(page, Key.Key_1)
    (row,) = entry.sheet.rows
    assert row.person is not None
    assert row.person.id in (chosen, other)
    assert not row.recalled


def test_of_namesakes_the_teams_own_come_first(page: HoursPage) -> None:
    desk = page.context.desk
    team = a_team(desk)
    save_project(desk, ProjectDraft(PROJECT, team_id=team))
    (first,) = register(desk, "张伟")
    (own,) = register(desk, "张伟", team_id=team)
    log_hours(
        desk, HoursDraft(an_activity(desk, date(2026, 11, 7), "别的"), (HourLine(first, 60),))
    )
    begin(page)
    paste_into(page, "#接龙\n1. 张伟", 0, "name")
    (row,) = page.entry.sheet.rows
    assert [one.id for one in row.candidates] == [own, first]


def test_an_answer_is_found_when_the_project_is_named_after_the_paste(page: HoursPage) -> None:
    desk = page.context.desk
    a_project(desk)
    a_project(desk, "敬老助餐")
    _first, second, _other, _more = register(desk, "张伟", "张伟", "王一", "王二")
    remember_choices(desk, PROJECT, {"张伟": second})
    QGuiApplication.clipboard().setText("#接龙\n1. 王一\n2. 张伟\n3. 王二")
    page.entry.paste.box.setFocus()
    press(page, Key.Key_V, CTRL)
    assert verdicts(page)[1] == "同名 2 人，请选"
    begin(page)
    assert verdicts(page) == ["一致", "上次选的这一位", "一致"]
    page.entry.bar.project.edit.setText("敬老助餐")
    page.entry.bar.asked.emit()
    assert verdicts(page)[1] == "同名 2 人，请选"


def test_an_answer_can_be_forgotten(page: HoursPage) -> None:
    desk = page.context.desk
    a_project(desk)
    register(desk, "张伟", "张伟")
    begin(page)
    paste_into(page, "#接龙\n1. 张伟", 0, "name")
    press(page, Key.Key_F8)
    press(page, Key.Key_1)
    press(page, Key.Key_Return, CTRL)
    page.entry.bar.day.set_day(date(2026, 11, 14))
    page.entry.bar.asked.emit()
    paste_into(page, "#接龙\n1. 张伟", 0, "name")
    press(page, Key.Key_F4)
    for _ in range(2):
        press(page, Key.Key_Down)
    press(page, Key.Key_Return)
    assert verdicts(page) == ["同名 2 人，请选"]
    page.entry.sheet.remove({row.key for row in page.entry.sheet.written})
    paste_into(page, "#接龙\n1. 张伟", 0, "name")
    assert verdicts(page) == ["同名 2 人，请选"]


def test_copied_times_fill_the_column_from_the_current_cell(page: HoursPage) -> None:
    people = register(page.context.desk, "王一", "王二", "王三")
    begin(page, *people)
    paste_into(page, "1.5\n\n3小时\n", 0, "minutes")
    assert [row.minutes for row in page.entry.sheet.rows] == [90, 120, 180]
    paste_into(page, "9:00\t11:30\n22:00\t次日1:00", 1, "starts")
    second, third = page.entry.sheet.rows[1:]
    assert (second.minutes, third.minutes, third.overnight) == (150, 180, True)
    paste_into(page, "1\n2\n3", 2, "minutes")
    assert page.context.notices.messages()[-1].startswith("粘贴的格子多出 2 行")


@pytest.mark.parametrize(
    ("text", "column", "fits"),
    [
        ("2", "minutes", True),
        ("2\t早退", "minutes", True),
        ("王建国\t2", "minutes", False),
        ("王建国", "remark", True),
        ("王建国\n李秀英", "remark", False),
        ("9:00\t11:00\t2\t早退", "starts", True),
        ("9:00\t11:00\t2\t早退\t更多", "starts", False),
        ("13800001111", "starts", False),
        ("2", "name", False),
        ("", "minutes", False),
    ],
)
def test_what_copied_cells_are_for(text: str, column: str, fits: bool) -> None:
    assert (fill_of(text, column) is not None) == fits


def test_typing_in_a_cell_outlives_another_reading(page: HoursPage) -> None:
    people = register(page.context.desk, "王一", "王二")
    begin(page, *people)
    grid = page.entry.grid
    grid.choose_cell(0)
    press(page, Key.Key_3)
    editor = page.focusWidget()
    assert editor is not None
    page.entry._check()
    assert editor.property("text") == "3"
    QTest.keyClick(editor, Key.Key_Return)
    QTest.qWait(1)  # the editor hands its text over in the next turn
    assert page.entry.sheet.rows[0].minutes == 180


def test_an_entry_tells_what_is_particular_about_it() -> None:
    row = HourRow(
        1, 1, "ZY1", "王一", "", PROJECT, SATURDAY, None, None, 135, HoursSource.LATE, False,
        "队长", HoursNature.HONOUR, 130, 202612, "outside_project", reason="提前试办",
    )  # fmt: skip
    words = entry_words(row)
    for said in ("来源：补录", "荣誉时长", "登记在2026年12月", "原因：提前试办", "取整为2小时15分"):
        assert said in words
    columns = {column.key: column for column in ENTRY_COLUMNS}
    assert columns["said"].words(row).startswith("荣誉 · 队长；补录，登记在2026年12月；")
