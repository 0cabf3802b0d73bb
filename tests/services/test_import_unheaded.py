"""Rosters without headings, or with headings nobody knows: the user says what each column is."""

from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.services.test_import_mapping import a_sheet, choose, names
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.problem_workbook import write_problem_workbook
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)

BARE = ["王伟", "13800001111"], ["李娜", "1380000"]


def test_columns_without_headings_are_chosen_by_their_samples(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, *BARE)
    asked = plan_volunteer_import(desk, path, choice=ImportChoice())
    assert not asked.mapping.has_headings
    assert asked.mapping.columns[0].samples == ("王伟", "李娜")
    plan = plan_volunteer_import(desk, path, choice=choose(asked, name=0, phone=1))
    assert [row.row for row in plan.rows] == [1, 2]
    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    assert (report.new, names(desk)) == (1, ["王伟"])


def test_no_shape_is_remembered_where_there_are_no_headings(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, *BARE)
    asked = plan_volunteer_import(desk, path, choice=ImportChoice())
    chosen = plan_volunteer_import(desk, path, choice=choose(asked, name=0, phone=1))
    commit_volunteer_import(desk, chosen, OnProblem.SKIP)
    other = a_sheet(tmp_path, ["13800002222", "李娜"], name="另一份.csv")
    again = plan_volunteer_import(desk, other, choice=ImportChoice())
    assert again.mapping.origin is MappingOrigin.MATCHED
    assert "name" not in again.table.columns


def test_its_problem_rows_go_out_under_the_chosen_headings_and_come_back(
    desk: Desk, tmp_path: Path
) -> None:
    path, out = a_sheet(tmp_path, *BARE), tmp_path / "问题.xlsx"
    asked = plan_volunteer_import(desk, path, choice=ImportChoice())
    plan = plan_volunteer_import(desk, path, choice=choose(asked, name=0, phone=1))
    assert write_problem_workbook(desk, plan, out) == 1
    rows = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["姓名", "联系电话", "原因"]
    assert [row.draft.name for row in plan_volunteer_import(desk, out).rows if row.draft] == [
        "李娜"
    ]


def test_where_nobody_can_be_asked_it_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="没有找到带“姓名”的表头行"):
        plan_volunteer_import(desk, a_sheet(tmp_path, *BARE))
