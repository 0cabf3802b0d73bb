"""What hurt the users of other registers, each with the issue it was told in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_draft, valid_id
from tests.services.test_import_mapping import a_sheet, names
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomKind
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.custom_fields import custom_values, define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer, volunteer_ids
from volunteer_desk.store.volunteers import read_drafts

HEAD = ["姓名", "身份证号", "手机", "队伍", "单位", "备注"]
PHONE = "13800001111"


def tried(desk: Desk, folder: Path, *rows: Sequence[str]) -> RosterPlan:
    return plan_volunteer_import(desk, a_sheet(folder, HEAD, *rows))


def states(plan: RosterPlan) -> list[str]:
    return [row.state.value for row in plan.rows]


def codes(plan: RosterPlan) -> list[list[str]]:
    return [[problem.code.value for problem in row.problems] for row in plan.rows]


def people(desk: Desk) -> list[VolunteerDraft]:
    ids = list(volunteer_ids(desk, VolunteerQuery(status=None)))
    with desk.database.reading() as connection:
        drafts = read_drafts(connection, ids)
    return [drafts[one] for one in ids]


def bare(name: str, **changes: object) -> VolunteerDraft:
    return a_draft(**{"name": name, "id_number": None, "id_type": None, "phone": None, **changes})


# jethro-pmm#441 "Import creates duplicates": the maintainer's test plan for a complete solution


def test_441_a_name_alone_joins_nobody(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王伟"))
    assert states(tried(desk, tmp_path, ["王伟", "", "", "", "图书馆", ""])) == ["new"]


def test_441_name_and_phone_join(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王伟", phone=PHONE))
    plan = tried(desk, tmp_path, ["王伟", "", PHONE, "", "图书馆", ""])
    assert states(plan) == ["changed"]


def test_441_the_document_joins_whatever_else_is_said(desk: Desk, tmp_path: Path) -> None:
    document = valid_id(gender="2")
    save_volunteer(desk, a_draft(name="王伟", id_number=document))
    plan = tried(desk, tmp_path, ["王卫", document, "13900002222", "", "", ""])
    assert [(one.old, one.new) for one in plan.rows[0].differences] == [
        ("王伟", "王卫"),
        ("138****1111", "139****2222"),
    ]


def test_441_two_existing_people_who_fit_are_a_warning_not_a_choice(
    desk: Desk, tmp_path: Path
) -> None:
    for serial in (1, 2):
        save_volunteer(desk, a_draft(name="王伟", id_number=valid_id(gender="2", serial=serial)))
    plan = tried(desk, tmp_path, ["王伟", "", PHONE, "", "", "新"])
    assert codes(plan) == [["duplicate_existing"]]


@pytest.mark.parametrize("known", [0, 1, 2])
def test_441_of_three_rows_together_the_known_one_may_stand_anywhere(
    desk: Desk, tmp_path: Path, known: int
) -> None:
    family = [["王父", "", "13800000001"], ["王母", "", "13800000002"], ["王子", "", "13800000003"]]
    save_volunteer(desk, bare(family[known][0], phone=family[known][2]))
    plan = tried(desk, tmp_path, *([*row, "王家队", "", ""] for row in family))
    wanted = ["new", "new", "new"]
    wanted[known] = "changed"
    assert states(plan) == wanted
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert len(names(desk)) == 3
    again = tried(desk, tmp_path, *([*row, "王家队", "", ""] for row in family))
    assert states(again) == ["unchanged"] * 3


def test_441_name_document_and_phone_join_one_person_once(desk: Desk, tmp_path: Path) -> None:
    document = valid_id(gender="2")
    save_volunteer(desk, a_draft(name="王伟", id_number=document, phone=PHONE))
    save_volunteer(desk, bare("王伟"))
    plan = tried(desk, tmp_path, ["王伟", document, PHONE, "", "图书馆", ""])
    assert states(plan) == ["changed"]
    assert [one.field for one in plan.rows[0].differences] == ["employer"]


_OWN = (
    (CustomFieldDraft("楼栋"), "12号楼", ""),
    (CustomFieldDraft("身高", CustomKind.NUMBER), "１７２", "很高"),
    (CustomFieldDraft("保险到期", CustomKind.DATE), "2027.1.5", "2027-25-1"),
    (CustomFieldDraft("班次", CustomKind.CHOICE, ("早班", "晚班")), "早班", "夜班"),
)


def test_441_own_fields_of_every_kind_are_brought(desk: Desk, tmp_path: Path) -> None:
    for draft, _, _ in _OWN:
        define_field(desk, draft)
    head = ["姓名", *(draft.name for draft, _, _ in _OWN)]
    path = a_sheet(tmp_path, head, ["王伟", *(fine for _, fine, _ in _OWN)])
    commit_volunteer_import(desk, plan_volunteer_import(desk, path), OnProblem.STOP)
    (person,) = volunteer_ids(desk, VolunteerQuery())
    stored = custom_values(desk, [person])[person]
    assert list(stored.values()) == ["12号楼", "172", "2027-01-05", "早班"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_441_an_own_field_that_cannot_hold_it_makes_its_row_wait(
    desk: Desk, tmp_path: Path, number: int
) -> None:
    draft, _, wrong = _OWN[number]
    define_field(desk, draft)
    path = a_sheet(tmp_path, ["姓名", draft.name], ["王伟", wrong], ["李娜", ""])
    plan = plan_volunteer_import(desk, path)
    assert [bool(row.problems) for row in plan.rows] == [True, False]
    assert draft.name in plan.rows[0].problems[0].message
    commit_volunteer_import(desk, plan, OnProblem.SKIP)
    assert names(desk) == ["李娜"]


def test_441_an_unrecognised_column_is_named(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, ["姓名", "星座"], ["王伟", "狮子"])
    plan = plan_volunteer_import(desk, path)
    assert plan.ignored == ("星座",)
    assert [one.field for one in plan.mapping.columns] == ["name", ""]


def test_441_blanks_never_overwrite(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", employer="图书馆", remark="会手语", phone=PHONE)
    save_volunteer(desk, known)
    row = ["王伟", known.id_number or "", "  ", "", "\u3000", "新备注"]
    commit_volunteer_import(desk, tried(desk, tmp_path, row), OnProblem.STOP)
    (now,) = people(desk)
    assert (now.phone, now.employer, now.remark) == (PHONE, "图书馆", "新备注")


def test_441_whitespace_makes_no_second_person_and_no_second_team(
    desk: Desk, tmp_path: Path
) -> None:
    # no. 18 of the plan: identical details but for extra whitespace
    plan = tried(
        desk,
        tmp_path,
        ["王 伟", "", PHONE, "青年队 ", "", ""],
        [" 王伟", "", f"{PHONE} ", "青年队", "", ""],
        ["李娜", "", "13800002222", " 青年队", "", ""],
    )
    assert codes(plan) == [[], ["duplicate_in_file"], []]
    assert {row.draft.team for row in plan.rows if row.draft} == {"青年队"}


def test_441_a_value_never_bleeds_into_the_next_row(desk: Desk, tmp_path: Path) -> None:
    # no. 19 of the plan: row n has a mobile number, row n + 1 has none
    plan = tried(
        desk,
        tmp_path,
        ["王伟", valid_id(), PHONE, "青年队", "图书馆", "甲"],
        ["李娜", "", "", "", "", ""],
    )
    assert plan.rows[1].draft == VolunteerDraft("李娜")


def test_441_the_same_person_twice_in_a_file_is_written_once(desk: Desk, tmp_path: Path) -> None:
    row = ["王伟", valid_id(), PHONE, "", "", ""]
    plan = tried(desk, tmp_path, row, row)
    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    assert (report.new, codes(plan)[1]) == (1, ["duplicate_in_file"])
    assert names(desk) == ["王伟"]


# hitobito#238 "Person erscheint mehrere Male": rows without a name, alike in all else, were taken
# for one person of the register several times over


def test_238_rows_without_a_name_join_nobody(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, bare("王伟", employer="二十分钟报社"))
    plan = tried(desk, tmp_path, *[["", "", "", "青年队", "二十分钟报社", ""]] * 3)
    assert codes(plan) == [["name_missing"]] * 3
    assert all(row.volunteer_id is None for row in plan.rows)


def test_238_one_known_person_stands_for_one_row_only(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, bare("王伟", phone=PHONE))
    plan = tried(
        desk,
        tmp_path,
        ["王伟", valid_id(gender="2"), PHONE, "", "", ""],
        ["王伟", valid_id(gender="2", serial=2), PHONE, "", "", ""],
    )
    met = [row.volunteer_id for row in plan.rows if row.volunteer_id is not None]
    assert len(met) == len(set(met)) == 1


# solidtime#894 "Double import duplicates time entries"


def test_894_the_same_hours_twice_are_credited_once(desk: Desk, samples: Path) -> None:
    roster = plan_volunteer_import(desk, samples / "roster.xlsx")
    commit_volunteer_import(desk, roster, OnProblem.SKIP)
    sheet = samples / "hours_2026-10.xlsx"
    first = commit_hours_import(desk, plan_hours_import(desk, sheet), OnProblem.SKIP)
    again = commit_hours_import(desk, plan_hours_import(desk, sheet), OnProblem.SKIP)
    assert first.new > 0
    assert (again.new, again.batch, again.unchanged) == (0, None, first.new)


# Admidio#1639 "Blank page if csv import file contains invalid profile field content": one such
# value ended the whole import on an empty page (Admidio's commit 49d9c04e8 mends it)


def test_1639_content_no_field_can_hold_waits_with_a_reason_and_the_rest_goes_on(
    desk: Desk, tmp_path: Path
) -> None:
    head = ["姓名", "性别", "出生日期", "手机", "身份证号", "注册日期"]
    rows = [
        ["王伟", "不详", "", "", "", ""],
        ["李娜", "", "31/02/1985", "", "", ""],
        ["张三", "", "", "打不通", "", ""],
        ["赵六", "", "", "", "12345", ""],
        ["\x00\x07", "", "", "", "", ""],
        ["钱七", "男", "1985-03-05", PHONE, valid_id(), "0000-00-00"],
        ["孙八", "女", "1985年3月5日", "13800002222", "", "2026.1.5"],
    ]
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, head, *rows))
    assert all(row.problems for row in plan.rows[:6])
    assert all(problem.message for row in plan.rows for problem in row.problems)
    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    assert (report.new, names(desk)) == (1, ["孙八"])
    assert people(desk)[0].birth == date(1985, 3, 5)
