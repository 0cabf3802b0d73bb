"""Rosters and hour sheets in which a formula failed: its row waits, whatever the column."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.registered import register
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.services.custom_fields import define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_import import plan_hours_import
from volunteer_desk.services.import_mapping import labels_of
from volunteer_desk.services.roster_fixing import fix_row
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)

ROSTER = {
    "name": "姓名",
    "id_number": "身份证号",
    "phone": "手机",
    "birth": "出生日期",
    "gender": "性别",
    "education": "学历",
    "team": "队伍",
    "availability": "可服务时间",
    "employer": "工作单位",
    "remark": "备注",
    "number": "志愿者编号",
}
PERSON = ["王伟", "", "13800001111", "1990-05-01", "男", "本科", "", "周末", "图书馆", "会手语", ""]
HOURS = {
    "served_on": "活动日期",
    "project": "活动名称",
    "name": "姓名",
    "id_number": "身份证号",
    "phone": "手机号",
    "hours": "服务时长",
    "place": "地点",
    "remark": "备注",
}
SERVED = ["2026-11-14", "清洁", "王建国", "", "", "2", "", ""]


def a_book(path: Path, head: list[str], *rows: list[str]) -> Path:
    """A workbook whose cells are texts, and failed formulas where they begin with #."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate([head, *rows]):
        for column, text in enumerate(row):
            if text.startswith("#"):
                sheet.write_formula(at, column, "=VLOOKUP(A1,Z1:Z9,1,0)", None, text)
            elif text:
                sheet.write_string(at, column, text)
    book.close()
    return path


def failing(row: list[str], error: str = "#N/A") -> list[list[str]]:
    """The row as often as it has cells, another of them failed each time."""
    return [[*row[:at], error, *row[at + 1 :]] for at in range(len(row))]


def test_a_roster_row_waits_for_each_cell_whose_formula_failed(desk: Desk, tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", list(ROSTER.values()), *failing(PERSON), PERSON)
    *waiting, good = plan_volunteer_import(desk, path).rows
    for field, row in zip(ROSTER, waiting, strict=True):
        (problem,) = row.problems
        assert (problem.field, problem.code.value) == (field, "formula_error")
        assert problem.message.startswith(f"{labels_of()[field]}显示“#N/A”，是公式出错")
    assert good.state is RowState.NEW


def test_no_row_of_errors_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", ["姓名", "手机"], ["#REF!", "#REF!"], ["王伟", ""])
    plan = plan_volunteer_import(desk, path)
    assert [(row.row, row.state) for row in plan.rows] == [
        (2, RowState.PROBLEM),
        (3, RowState.NEW),
    ]
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.batch, report.new) == (None, 1)


def test_a_serial_number_that_failed_is_nobodys_loss(desk: Desk, tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", ["序号", "姓名", "附注甲"], ["#REF!", "王伟", "#N/A"])
    (row,) = plan_volunteer_import(desk, path).rows
    assert row.problems == ()
    register(desk, "王建国")
    path = a_book(tmp_path / "时长.xlsx", ["序号", *HOURS.values()], ["#REF!", *SERVED])
    (served,) = plan_hours_import(desk, path).rows
    assert served.problems == ()


def test_an_own_field_that_failed(desk: Desk, tmp_path: Path) -> None:
    define_field(desk, CustomFieldDraft("过敏史"))
    path = a_book(tmp_path / "名单.xlsx", ["姓名", "过敏史"], ["王伟", "#NAME?"])
    (row,) = plan_volunteer_import(desk, path).rows
    assert [one.message[:3] for one in row.problems] == ["过敏史"]


def test_the_cell_is_filled_where_it_stands(desk: Desk, tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", ["姓名", "手机"], ["王伟", "#N/A"])
    plan = fix_row(desk, plan_volunteer_import(desk, path), 0, {"phone": "13800001111"})
    assert [row.state for row in plan.rows] == [RowState.NEW]


def test_an_hour_row_waits_for_each_cell_whose_formula_failed(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    path = a_book(tmp_path / "时长.xlsx", list(HOURS.values()), *failing(SERVED), SERVED)
    *waiting, good = plan_hours_import(desk, path).rows
    for field, row in zip(HOURS, waiting, strict=True):
        assert [(one.field, one.code.value) for one in row.problems] == [(field, "formula_error")]
    assert good.state is RowState.NEW


@pytest.mark.parametrize("text", ["#N/A", "Err:502", "########"])
def test_text_files_hold_the_same_errors(desk: Desk, tmp_path: Path, text: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,出生日期\n王伟,{text}\n", "utf-8")
    (row,) = plan_volunteer_import(desk, path).rows
    assert [one.code.value for one in row.problems] == ["formula_error"]
