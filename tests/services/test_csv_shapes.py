"""Files in the shapes of hitobito's spec/fixtures/csv and of CiviCRM's import fixtures.

The shapes are theirs (padded cells, blank headings, quoted commas, columns of what is expected),
the people invented here; each file is named for the one whose shape it has.
"""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.problem_workbook import write_problem_workbook
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import

CSV = Path(__file__).parents[1] / "fixtures" / "csv"


def tried(desk: Desk, name: str) -> RosterPlan:
    return plan_volunteer_import(desk, CSV / name)


def drafts(plan: RosterPlan) -> list[VolunteerDraft]:
    return [row.draft for row in plan.rows if row.draft is not None]


def cells_of(name: str) -> list[list[str]]:
    lines = (CSV / name).read_text("utf-8").splitlines()
    return [line.split(",") for line in lines[1:]]


@pytest.mark.parametrize("name", ["dates.csv", "genders.csv"])
def test_every_row_is_taken_or_waits_as_its_own_last_cell_expects(desk: Desk, name: str) -> None:
    plan = tried(desk, name)
    assert plan.ignored == ("预期",)
    expected = [line[-1] == "可以" for line in cells_of(name)]
    assert [not row.problems for row in plan.rows] == expected
    assert True in expected
    assert False in expected
    assert all(problem.message for row in plan.rows for problem in row.problems)
    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    assert report.new == sum(expected)


def test_dates_mean_one_day_however_they_are_written(desk: Desk) -> None:
    fine = [row.draft for row in tried(desk, "dates.csv").rows if not row.problems]
    assert {draft.birth for draft in fine if draft} == {date(2008, 9, 1)}
    assert {draft.consent_on for draft in fine if draft} == {date(2026, 9, 1)}


def test_the_wide_list_with_padded_and_quoted_cells(desk: Desk) -> None:
    plan = tried(desk, "list.csv")
    assert plan.ignored == ("QQ", "微信号")
    assert all(not row.problems for row in plan.rows)
    first, second, third, last = drafts(plan)
    assert (first.name, first.phone, first.gender) == ("王伟", "13800001111", "2")
    assert (first.area, first.employer) == ("幸福里3号楼,二单元", "图书馆")
    assert first.remark == "说话快。喜欢热闹，\n周末有空"
    assert first.emergency_phone == "13900002222"
    assert (second.phone, second.birth) == ("01085612345", date(1985, 3, 5))
    assert (second.political_status, second.team) == ("01", "青年队")
    assert (third.name, third.remark) == ("阿依古丽·买买提", '"会"维吾尔语')
    assert (last.name, last.phone, last.employer) == ("㛃𠮷", "13700004444", None)


def test_a_column_without_a_heading_moves_nothing(desk: Desk) -> None:
    plan = tried(desk, "empty_header.csv")
    assert [(one.name, one.phone) for one in drafts(plan)] == [
        ("王伟", "13800001111"),
        ("", "13800002222"),
        ("李娜", None),
    ]
    assert [problem.code.value for problem in plan.rows[1].problems] == ["name_missing"]


def test_blanks_around_cells_and_inside_headings_are_nothing(desk: Desk) -> None:
    (only,) = drafts(tried(desk, "fields_with_blanks.csv"))
    assert (only.name, only.phone) == ("欧阳·买买提江·吐尔逊", "13800001111")
    assert only.birth == date(1992, 8, 25)
    first, second = drafts(tried(desk, "two_rows.csv"))
    assert (first.name, first.birth, first.area) == ("㛃瑶", date(1992, 8, 25), "幸福里")
    assert (second.phone, second.birth) == ("13800002222", None)


def test_headings_in_other_letters_mean_the_same(desk: Desk) -> None:
    plan = tried(desk, "column_names.csv")
    assert plan.ignored == ("ＱＱ", "是否在册")
    (only,) = drafts(plan)
    assert (only.name, only.phone, only.birth) == ("王伟", "13800001111", date(1985, 3, 5))
    (child,) = drafts(tried(desk, "guardian_dash.csv"))
    assert (child.name, child.guardian_name, child.guardian_phone) == (
        "王小宝",
        "王芳",
        "13900002222",
    )


@pytest.mark.parametrize("name", ["bom_crlf.csv", "gb18030.csv"])
def test_a_title_blank_lines_and_subtotals_are_nobody(desk: Desk, name: str) -> None:
    plan = tried(desk, name)
    assert [row.row for row in plan.rows] == [4, 6, 10]
    assert [(one.name, one.team) for one in drafts(plan)] == [
        ("王伟", "青年队"),
        ("李娜", "青年队"),
        ("㛃瑶", "巾帼队"),
    ]


def test_one_phone_joins_two_names_no_more_than_one_name_joins_two_phones(desk: Desk) -> None:
    plan = tried(desk, "multiple_duplicates.csv")
    assert [row.state.value for row in plan.rows] == ["new", "new", "new"]
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    again = tried(desk, "multiple_duplicates.csv")
    assert [row.state.value for row in again.rows] == ["unchanged"] * 3


@pytest.mark.parametrize(
    ("name", "said"),
    [("name_missing.csv", "没有“姓名”列"), ("spaces_between.csv", "没有找到带“姓名”的表头行")],
)
def test_a_file_that_is_no_list_of_people_is_refused_in_words(
    desk: Desk, name: str, said: str
) -> None:
    with pytest.raises(UserFacingError, match=said) as refused:
        tried(desk, name)
    assert "写明“姓名”" in refused.value.remedy


def test_the_rows_that_wait_come_back_with_their_reason(desk: Desk, tmp_path: Path) -> None:
    plan = tried(desk, "dates.csv")
    out = tmp_path / "待改.xlsx"
    assert write_problem_workbook(desk, plan, out) == 7
    rows = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    said = [[str(cell) for cell in row] for row in rows]
    assert sum("李" in "".join(row) and "请" in "".join(row) for row in said) == 7
