"""A 签到表 whose title alone says what was done and when."""

from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.ledger_rows import list_hours
from tests.registered import register
from tests.services.test_import_mapping import a_sheet, choose
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_fixing import fix_hours_row
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import
from volunteer_desk.services.problem_workbook import write_problem_workbook

GIVEN = (("served_on", "2026年10月18日"), ("project", "敬老助餐"))


def sign_sheet(folder: Path) -> Path:
    return a_sheet(
        folder,
        ["10月18日敬老助餐签到表"],
        ["序号", "姓名", "电话", "签到", "签退", "本人签名"],
        ["1", "王建国", "", "9:00", "11:30", ""],
        ["2", "李秀英", "", "9:00", "", ""],
    )


def test_what_the_title_says_is_given_once_for_all_rows(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李秀英")
    path = sign_sheet(tmp_path)
    asked = plan_hours_import(desk, path, choice=ImportChoice())
    assert asked.lacking == ("活动日期", "活动名称")
    plan = plan_hours_import(desk, path, choice=ImportChoice(given=GIVEN))
    assert (plan.lacking, plan.new_projects) == ((), ("敬老助餐",))
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.PROBLEM]
    plan = fix_hours_row(desk, plan, 1, {"ends": "11:00"})
    commit_hours_import(desk, plan, OnProblem.STOP)
    assert {(row.name, row.minutes, str(row.served_on)) for row in list_hours(desk)} == {
        ("王建国", 150, "2026-10-18"),
        ("李秀英", 120, "2026-10-18"),
    }


def test_a_column_that_says_it_counts_before(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    path = a_sheet(tmp_path, ["姓名", "日期", "时长"], ["王建国", "2026-11-01", "2"])
    (row,) = plan_hours_import(desk, path, choice=ImportChoice(given=GIVEN)).rows
    assert (str(row.served_on), row.project) == ("2026-11-01", "敬老助餐")


def test_a_date_nobody_can_read_waits_in_every_row(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李秀英")
    given = (("served_on", "上周六"), GIVEN[1])
    plan = plan_hours_import(desk, sign_sheet(tmp_path), choice=ImportChoice(given=given))
    assert {one.field for row in plan.rows for one in row.problems} == {"served_on", "hours"}


def test_problem_rows_go_out_with_what_was_given_and_come_back(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李秀英")
    plan = plan_hours_import(desk, sign_sheet(tmp_path), choice=ImportChoice(given=GIVEN))
    out = tmp_path / "问题.xlsx"
    write_problem_workbook(desk, plan, out, "hours")
    head = load_workbook(str(out)).get_sheet_by_index(0).to_python()[1]
    assert head[-3:] == ["活动日期", "项目名称", "原因"]
    (row,) = plan_hours_import(desk, out).rows
    assert (row.project, str(row.served_on)) == ("敬老助餐", "2026-10-18")


def test_columns_are_remembered_without_what_was_given(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    path = a_sheet(tmp_path, ["谁", "多久", "电话"], ["王建国", "2", ""])
    asked = plan_hours_import(desk, path, choice=ImportChoice())
    wish = choose(asked, name=0, hours=1)  # type: ignore[arg-type]
    wish = ImportChoice(wish.sheet, wish.fields, given=GIVEN)
    commit_hours_import(desk, plan_hours_import(desk, path, choice=wish), OnProblem.STOP)
    again = plan_hours_import(desk, path, choice=ImportChoice())
    assert again.mapping.origin is MappingOrigin.REMEMBERED
    assert again.lacking == ("活动日期", "活动名称")


def test_where_nobody_can_be_asked_it_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="活动日期、活动名称"):
        plan_hours_import(desk, sign_sheet(tmp_path))
