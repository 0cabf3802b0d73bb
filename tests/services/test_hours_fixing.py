from datetime import date
from pathlib import Path

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, register
from tests.services.test_import_mapping import a_book, a_sheet
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_fixing import cell_texts, fix_hours_row, give_reason
from volunteer_desk.services.hours_import import (
    HoursPlan,
    commit_hours_import,
    plan_hours_import,
    report_of,
)
from volunteer_desk.services.problem_workbook import write_problem_workbook
from volunteer_desk.services.projects import save_project

HEAD = ["活动日期", "活动名称", "姓名", "服务时长", "备注"]


def states(plan: HoursPlan) -> list[RowState]:
    return [row.state for row in plan.rows]


def planned(desk: Desk, tmp_path: Path, *rows: list[str]) -> HoursPlan:
    register(desk, "王建国", "李秀英")
    return plan_hours_import(desk, a_sheet(tmp_path, HEAD, *rows), choice=ImportChoice())


def test_a_cell_is_put_right_and_its_row_settled_again(desk: Desk, tmp_path: Path) -> None:
    plan = planned(
        desk,
        tmp_path,
        ["2026-11-14", "清洁", "王建果", "2", ""],
        ["2026-11-14", "清洁", "李秀英", "半天", ""],
    )
    assert states(plan) == [RowState.PROBLEM, RowState.PROBLEM]
    plan = fix_hours_row(desk, plan, 0, {"name": "王建国"})
    plan = fix_hours_row(desk, plan, 1, {"hours": "4"})
    assert states(plan) == [RowState.NEW, RowState.NEW]
    assert cell_texts(plan, 0)["name"] == "王建国"
    assert plan.new_projects == ("清洁",)
    assert commit_hours_import(desk, plan, OnProblem.STOP).new == 2
    assert sum(row.minutes for row in list_hours(desk)) == 360


def test_the_rows_of_both_people_are_tried_again_in_the_order_of_the_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    plan = planned(
        desk,
        tmp_path,
        ["2026-11-14", "清洁", "王建国", "9:00-11:00", ""],
        ["2026-11-14", "助餐", "王建国", "10:00-12:00", ""],
        ["2026-11-14", "助餐", "李秀英", "10:00-12:00", ""],
    )
    assert states(plan) == [RowState.NEW, RowState.PROBLEM, RowState.NEW]
    plan = fix_hours_row(desk, plan, 0, {"name": "李秀英"})
    assert states(plan) == [RowState.NEW, RowState.NEW, RowState.PROBLEM]
    plan = fix_hours_row(desk, plan, 0, {"hours": "8:00-9:00"})
    assert states(plan) == [RowState.NEW] * 3
    assert plan.new_projects == ("清洁", "助餐")


def test_the_next_day_named_in_a_sign_out_column(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李秀英")
    head = ["活动日期", "活动名称", "姓名", "签到", "签退"]
    rows = [
        ["2026-11-14", "守夜", "王建国", "22:00", "次日1:00"],
        ["2026-11-14", "守夜", "李秀英", "22:00", "次日23:00"],
    ]
    plan = plan_hours_import(desk, a_sheet(tmp_path, head, *rows))
    first, second = plan.rows
    assert (first.state, first.minutes, first.starts, first.ends) == (RowState.NEW, 180, 1320, 60)
    assert first.served_on == date(2026, 11, 14)
    assert "超过了一天" in second.problems[0].message


def test_a_field_the_file_lacks_may_be_typed(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "王建国", phones=["13800001111", "13800002222"])
    sheet = a_sheet(tmp_path, HEAD, ["2026-11-14", "清洁", "王建国", "2", ""])
    plan = plan_hours_import(desk, sheet)
    assert states(plan) == [RowState.PROBLEM]
    plan = fix_hours_row(desk, plan, 0, {"phone": "13800002222"})
    assert states(plan) == [RowState.NEW]


def test_columns_chosen_are_remembered_for_files_of_this_shape(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    rows = [["姓名", "哪天", "什么事", "多久"], ["王建国", "2026-11-14", "清洁", "2"]]
    sheet = a_sheet(tmp_path, *rows)
    with pytest.raises(UserFacingError):
        plan_hours_import(desk, sheet)
    shown = plan_hours_import(desk, sheet, choice=ImportChoice())
    assert shown.lacking == ("活动日期", "活动名称", "服务时长")
    fields = ((0, "name"), (1, "served_on"), (2, "project"), (3, "hours"))
    plan = plan_hours_import(desk, sheet, choice=ImportChoice(fields=fields))
    assert (plan.lacking, states(plan)) == ((), [RowState.NEW])
    assert plan.mapping.origin is MappingOrigin.CHOSEN
    assert commit_hours_import(desk, plan, OnProblem.STOP).new == 1
    again = plan_hours_import(desk, sheet)
    assert again.mapping.origin is MappingOrigin.REMEMBERED
    assert states(again) == [RowState.UNCHANGED]
    forgotten = plan_hours_import(desk, sheet, choice=ImportChoice(forget=True))
    assert forgotten.lacking == shown.lacking


def test_a_sheet_of_the_workbook_is_chosen(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    book = a_book(
        tmp_path,
        {
            "九月": [HEAD, ["2026-09-12", "清洁", "王建国", "2", ""]],
            "十月": [HEAD, ["2026-10-17", "清洁", "王建国", "3", ""]],
        },
    )
    assert plan_hours_import(desk, book).rows[0].served_on == date(2026, 9, 12)
    plan = plan_hours_import(desk, book, choice=ImportChoice("十月"))
    assert plan.rows[0].served_on == date(2026, 10, 17)
    assert [one.name for one in plan.mapping.sheets] == ["九月", "十月"]


def test_problem_rows_go_out_with_their_reasons_and_come_back(desk: Desk, tmp_path: Path) -> None:
    plan = planned(
        desk,
        tmp_path,
        ["2026-11-14", "清洁", "王建国", "2", "好"],
        ["2026-11-14", "清洁", "赵不识", "2", "问过"],
    )
    out = tmp_path / "问题行.xlsx"
    assert write_problem_workbook(desk, plan, out, "hours") == 1
    again = plan_hours_import(desk, out)
    (raw,) = again.table.rows
    assert again.table.headers[-1] == "原因"
    assert "花名册里找不到" in str(raw.cells[-1])
    assert [(row.name, row.remark) for row in again.rows] == [("赵不识", "问过")]


def test_a_reason_takes_rows_in_that_wait_for_one(desk: Desk, tmp_path: Path) -> None:
    a_project(desk, "助餐")
    save_project(desk, ProjectDraft("清洁", from_on=date(2026, 12, 1)))
    plan = planned(
        desk,
        tmp_path,
        ["2026-11-14", "清洁", "王建国", "2", ""],
        ["2026-11-14", "清洁", "赵不识", "2", ""],
    )
    assert [row.problems[0].waivable for row in plan.rows] == [True, False]
    plan = give_reason(desk, plan, "提前试办")
    assert states(plan) == [RowState.NEW, RowState.PROBLEM]
    assert states(give_reason(desk, plan, "")) == [RowState.PROBLEM] * 2
    commit_hours_import(desk, plan, OnProblem.SKIP)
    (row,) = list_hours(desk)
    assert row.reason == "提前试办"
    assert report_of(plan).new == 1
