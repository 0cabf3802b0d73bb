"""More of what hurt the users of other registers: Admidio's import of members.

#1538 asks for a preview of what an import would change ("especially when data is merged"), for
matching that two spellings of a double name (dash, space, nothing between) do not mislead, and for
the unmatched people apart. #1592 "Existing role membership got new start date at contact import"
and #1680 "Leaders flag is removed after update contact through import" are what was found beside
it. jethro-pmm#1002 is a person with a row for each group.

hitobito#10 was found in no stored place; of its time (before its pull request #14) is the commit
a6655571a "allow two digit years when matching import doublettes": 28.08.79 made a second person.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_draft, valid_id
from tests.services.test_dry_run_workbook import cells
from tests.services.test_import_mapping import a_sheet, names
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.mapping import tally_rows
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dry_run_workbook import write_roster_dry_run
from volunteer_desk.services.memberships import join_team, list_memberships
from volunteer_desk.services.roster_fixing import fix_row
from volunteer_desk.services.teams import team_id_by_name
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers, volunteer_ids

HEAD = ["姓名", "手机", "队伍", "备注"]
PHONE = "13800001111"
SPELLINGS = (
    "阿依古丽·买买提", "阿依古丽-买买提", "阿依古丽—买买提", "阿依古丽 买买提",
    "阿依古丽买买提", "阿依古丽•买买提", "阿依古丽．买买提",
)  # fmt: skip


def known(desk: Desk, name: str) -> None:
    save_volunteer(desk, a_draft(name=name, phone=PHONE, id_number=None, id_type=None, birth=None))


def test_1538_spellings_of_one_double_name_are_one_person(desk: Desk, tmp_path: Path) -> None:
    known(desk, SPELLINGS[0])
    for spelling in SPELLINGS:
        path = a_sheet(tmp_path, HEAD, [spelling, PHONE, "", "会手语"])
        (row,) = plan_volunteer_import(desk, path).rows
        assert row.state is RowState.CHANGED, spelling
        assert "remark" in {one.field for one in row.differences}


def test_1538_the_same_holds_the_other_way_round(desk: Desk, tmp_path: Path) -> None:
    known(desk, SPELLINGS[1])
    path = a_sheet(tmp_path, HEAD, [SPELLINGS[0], PHONE, "", ""])
    (row,) = plan_volunteer_import(desk, path).rows
    assert row.volunteer_id is not None


def test_1538_what_would_change_is_seen_first_and_the_unmatched_go_out_apart(
    desk: Desk, tmp_path: Path
) -> None:
    known(desk, "王伟")
    rows = ["王伟", PHONE, "", "会手语"], ["李娜", "13800002222", "", ""], ["张三", "138", "", ""]
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, HEAD, *rows))
    assert [(one.label, one.old, one.new) for one in plan.rows[0].differences] == [
        ("备注", "", "会手语")
    ]
    unmatched = tally_rows(plan.rows).places[RowState.NEW]
    out = tmp_path / "没有对上的.xlsx"
    write_roster_dry_run(plan.source, plan.rows, unmatched, out)
    assert [row[2] for row in cells(out)[1:]] == ["李娜"]
    assert names(desk) == ["王伟"]


def test_1592_1680_an_import_leaves_a_membership_its_role_and_its_first_day(
    desk: Desk, tmp_path: Path
) -> None:
    known(desk, "王伟")
    head, row = ["姓名", "手机", "队伍"], ["王伟", PHONE, "青年队"]
    joined = plan_volunteer_import(desk, a_sheet(tmp_path, head, ["李娜", "", "青年队"]))
    commit_volunteer_import(desk, joined, OnProblem.STOP)
    person = search_volunteers(desk, "王伟")[0].id
    team = team_id_by_name(desk, "青年队")
    assert team is not None
    join_team(desk, [person], team, role="队长", on=date(2024, 3, 5))
    before = list_memberships(desk, person)
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, [*head, "备注"], [*row, "换了手机"]))
    assert [one.field for one in plan.rows[0].differences] == ["remark"]
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert list_memberships(desk, person) == before
    assert (before[0].role, before[0].from_on) == ("队长", date(2024, 3, 5))


# jethro-pmm#1002 "multiple import rows match a single existing person": one row a group


@pytest.mark.parametrize("known", [False, True])
def test_1002_a_person_with_a_row_for_each_team_is_told_how_to_be_in_all(
    desk: Desk, tmp_path: Path, known: bool
) -> None:
    document = valid_id()
    head = ["姓名", "身份证号", "手机", "队伍", "单位"]
    first = ["王伟", document, "13800001111", "晚餐队", "图书馆"]
    rows = [first, ["王伟", document, "", "音乐队", ""], ["王伟", document, "", "园艺队", "学校"]]
    if known:
        commit_volunteer_import(
            desk, plan_volunteer_import(desk, a_sheet(tmp_path, head, first)), OnProblem.STOP
        )
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, head, *rows))
    _kept, team, more = plan.rows
    assert [one.code.value for one in (*team.problems, *more.problems)] == ["duplicate_in_file"] * 2
    assert "在第 2 行已经有了，只是队伍不同" in team.problems[0].message
    assert "用顿号隔开" in team.problems[0].message
    assert more.problems[0].message == "这个人在第 2 行已经有了，同一个人请只留一行。"

    plan = fix_row(desk, plan, 0, {"team": "晚餐队、音乐队"})  # as it says
    assert "只留一行" in plan.rows[1].problems[0].message  # that team is there already
    commit_volunteer_import(desk, plan, OnProblem.SKIP)
    (person,) = volunteer_ids(desk, VolunteerQuery())
    found = list_memberships(desk, person)
    assert {one.team for one in found} == {"晚餐队", "音乐队"}


def test_1002_without_documents_phone_and_name_do(desk: Desk, tmp_path: Path) -> None:
    rows = [["王伟", "13800001111", team] for team in ("晚餐队", "音乐队", "晚餐队")]
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, ["姓名", "手机", "队伍"], *rows))
    said = [row.problems[0].message for row in plan.rows[1:]]
    assert ["只是队伍不同" in one for one in said] == [True, False]


@pytest.mark.parametrize("written", ["85.3.5", "85/03/05", "85年3月5日", "850305", "８５．３．５"])
def test_a_birth_without_its_century_makes_no_second_person(
    desk: Desk, tmp_path: Path, written: str
) -> None:
    born = a_draft(name="王伟", phone=PHONE, birth=date(1985, 3, 5), id_number=None, id_type=None)
    save_volunteer(desk, born)
    path = a_sheet(tmp_path, ["姓名", "手机", "出生日期"], ["王伟", PHONE, written])
    (row,) = plan_volunteer_import(desk, path).rows
    assert row.state is RowState.PROBLEM
    assert "年份只有两位" in row.problems[0].message


def test_a_birth_without_its_century_is_read_where_the_document_gives_it(
    desk: Desk, tmp_path: Path
) -> None:
    document = valid_id(date(1985, 3, 5), "2")
    head = ["姓名", "身份证号", "出生日期"]
    rows = ["王伟", document, "85.3.5"], ["李娜", valid_id(date(1985, 3, 6), "2"), "85.3.5"]
    agrees, differs = plan_volunteer_import(desk, a_sheet(tmp_path, head, *rows)).rows
    assert agrees.state is RowState.NEW
    assert agrees.draft is not None
    assert agrees.draft.birth == date(1985, 3, 5)
    assert differs.state is RowState.PROBLEM
    assert differs.problems[0].field == "birth"
