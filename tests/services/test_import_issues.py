"""More of what hurt the users of other registers: Admidio's import of members.

#1538 asks for a preview of what an import would change ("especially when data is merged"), for
matching that two spellings of a double name (dash, space, nothing between) do not mislead, and for
the unmatched people apart. #1592 "Existing role membership got new start date at contact import"
and #1680 "Leaders flag is removed after update contact through import" are what was found beside
it. hitobito#10 was found in no stored place.
"""

from datetime import date
from pathlib import Path

from tests.factories import a_draft
from tests.services.test_dry_run_workbook import cells
from tests.services.test_import_mapping import a_sheet, names
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.mapping import tally_rows
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dry_run_workbook import write_roster_dry_run
from volunteer_desk.services.memberships import join_team, list_memberships
from volunteer_desk.services.teams import team_id_by_name
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers

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
