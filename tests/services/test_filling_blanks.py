"""A roster that only fills blanks: hitobito#3569 "override values from csv import or not"."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import a_crowd, a_draft, valid_id
from tests.services.test_import_cases import people
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.imports import OnProblem, PlannedVolunteer
from volunteer_desk.domain.mapping import ImportChoice
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.custom_fields import custom_fields, custom_values, define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.roster_again import keep_filled
from volunteer_desk.services.roster_fixing import fix_row
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer

HEAD = ["姓名", "身份证号", "手机", "队伍", "单位", "备注"]
KEEP = ImportChoice(keep_filled=True)


def tried(desk: Desk, folder: Path, *rows: Sequence[str]) -> RosterPlan:
    return plan_volunteer_import(desk, a_sheet(folder, HEAD, *rows), choice=KEEP)


def moves(row: PlannedVolunteer) -> list[tuple[str, str, str]]:
    return [(one.field, one.old, one.new) for one in row.differences]


def test_blank_fields_are_filled_and_nothing_else_changes(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", employer=None, remark="会手语")
    save_volunteer(desk, known)
    line = ["王玮", known.id_number or "", "13900009999", "", "图书馆", "不会手语"]
    plan = tried(desk, tmp_path, line)
    assert moves(plan.rows[0]) == [("employer", "", "图书馆")]
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.updated, report.new) == (1, 0)
    assert people(desk) == [replace(known, employer="图书馆")]
    assert tried(desk, tmp_path, line).rows[0].state.value == "unchanged"
    undo_batch(desk, report.batch or 0)
    assert people(desk) == [known]


def test_new_people_are_registered_whole(desk: Desk, tmp_path: Path) -> None:
    plan = tried(desk, tmp_path, ["李娜", "", "13800002222", "青年队", "图书馆", ""])
    assert commit_volunteer_import(desk, plan, OnProblem.STOP).new == 1
    assert people(desk)[0].employer == "图书馆"


def test_what_was_typed_since_the_dry_run_stays(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", employer=None, remark=None)
    person = save_volunteer(desk, known).row_id
    plan = tried(desk, tmp_path, ["王伟", known.id_number or "", "", "", "图书馆", "会手语"])
    save_volunteer(desk, replace(known, employer="学校"), volunteer_id=person)
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert people(desk) == [replace(known, employer="学校", remark="会手语")]


def test_who_is_in_a_team_joins_no_other(desk: Desk, tmp_path: Path) -> None:
    first, second = a_crowd(2)
    save_volunteer(desk, replace(first, team="青年队"))
    save_volunteer(desk, second)
    lines = [[one.name, one.id_number or "", "", "银龄队", "", ""] for one in (first, second)]
    plan = tried(desk, tmp_path, *lines)
    assert [moves(row) for row in plan.rows] == [[], [("team", "", "银龄队")]]
    updating = keep_filled(desk, plan, False)
    assert moves(updating.rows[0]) == [("team", "青年队", "青年队、银龄队")]


def test_own_fields_are_filled_alike(desk: Desk, tmp_path: Path) -> None:
    define_field(desk, CustomFieldDraft("血型"))
    define_field(desk, CustomFieldDraft("籍贯"))
    blood, place = (field.id for field in custom_fields(desk))
    path = a_sheet(tmp_path, ["姓名", "手机", "血型"], ["王伟", "13800001111", "A"])
    commit_volunteer_import(desk, plan_volunteer_import(desk, path), OnProblem.STOP)
    head = ["姓名", "手机", "血型", "籍贯"]
    path = a_sheet(tmp_path, head, ["王伟", "13800001111", "B", "海口"])
    plan = plan_volunteer_import(desk, path, choice=KEEP)
    assert moves(plan.rows[0]) == [(f"custom:{place}", "", "海口")]
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    person = plan.rows[0].volunteer_id or 0
    assert custom_values(desk, [person])[person] == {blood: "A", place: "海口"}
    undo_batch(desk, report.batch or 0)
    assert custom_values(desk, [person])[person] == {blood: "A"}


def test_a_document_that_speaks_against_the_card_waits(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", id_number=None, id_type=None, gender="1")
    save_volunteer(desk, known)
    plan = tried(desk, tmp_path, ["王伟", valid_id(gender="2"), known.phone or "", "", "", ""])
    (problem,) = plan.rows[0].problems
    assert problem.field == "id_number"
    assert "先核对" in problem.message
    assert [one.field for one in keep_filled(desk, plan, False).rows[0].differences] == [
        "gender",
        "id_type",
        "id_number",
    ]


def test_a_cell_put_right_keeps_the_choice(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", employer="学校", remark=None)
    save_volunteer(desk, known)
    plan = tried(desk, tmp_path, ["王伟", known.id_number or "", "1", "", "图书馆", ""])
    assert plan.rows[0].state.value == "problem"
    plan = fix_row(desk, plan, 0, {"phone": "", "remark": "会手语"})
    assert moves(plan.rows[0]) == [("remark", "", "会手语")]
    both = keep_filled(desk, plan, False)
    assert [one.field for one in both.rows[0].differences] == ["employer", "remark"]
    assert keep_filled(desk, both, True).rows == plan.rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("名单")


_CELL = st.sampled_from(["", "图书馆", "学校"])
_TEAM = st.sampled_from(["", "青年队", "银龄队"])
_SAYS = st.tuples(st.sampled_from(["王伟", "李娜"]), _TEAM, _CELL, _CELL)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_SAYS, min_size=3, max_size=3), st.lists(_SAYS, min_size=3, max_size=3))
def test_whatever_stands_there_stays_and_every_blank_is_filled(
    desk: Desk, folder: Path, before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    """And the choice may be made before the file is read, or after."""

    def sheet(says: list[tuple[str, ...]]) -> Path:
        rows = [
            [name, valid_id(serial=at + 1, gender="1"), "", team, employer, remark]
            for at, (name, team, employer, remark) in enumerate(says)
        ]
        return a_sheet(folder, HEAD, *rows)

    old = plan_volunteer_import(desk, sheet(before))
    commit_volunteer_import(desk, old, OnProblem.STOP)
    stood = {one.id_number: one for one in people(desk)}
    later = sheet(after)
    plan = plan_volunteer_import(desk, later, choice=KEEP)
    updating = plan_volunteer_import(desk, later)
    assert keep_filled(desk, updating, True).rows == plan.rows
    assert keep_filled(desk, plan, False).rows == updating.rows
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    said = {row.draft.id_number: row.draft for row in plan.rows if row.draft}
    for one in people(desk):
        assert one == as_filled(stood[one.id_number], said[one.id_number])


def as_filled(stored: VolunteerDraft, said: VolunteerDraft) -> VolunteerDraft:
    blank = {one.name for one in fields(stored) if getattr(stored, one.name) is None}
    given = {name: value for name, value in vars(said).items() if value is not None}
    return replace(stored, **{name: given[name] for name in blank & given.keys() - {"team"}})
