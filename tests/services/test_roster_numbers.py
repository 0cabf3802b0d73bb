from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.factories import a_draft, valid_id
from tests.services.test_import_cases import bare, codes, people, states
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.roster_fixing import fix_row
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer, volunteer_rows

HEAD = ["志愿者编号", "姓名", "身份证号", "手机", "单位"]
PHONE, OTHER_PHONE = "13800001111", "13800002222"


def tried(desk: Desk, folder: Path, *rows: Sequence[str]) -> RosterPlan:
    return plan_volunteer_import(desk, a_sheet(folder, HEAD, *rows))


@pytest.fixture
def namesakes(desk: Desk) -> list[tuple[int, str]]:
    found = []
    for phone in (PHONE, OTHER_PHONE):
        changed = save_volunteer(desk, bare("王伟", phone=phone))
        assert changed.row_id is not None
        (row,) = volunteer_rows(desk, [changed.row_id])
        found.append((row.id, row.number))
    return found


def test_a_number_finds_its_bearer_among_people_of_one_name(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    person, number = namesakes[1]
    plan = tried(desk, tmp_path, [f" {number}", "王伟", "", "", "图书馆"])
    assert [(row.volunteer_id, row.state.value) for row in plan.rows] == [(person, "changed")]
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    first, second = people(desk)
    assert (first.employer, second.employer) == (None, "图书馆")
    assert (first.phone, second.phone) == (PHONE, OTHER_PHONE)


def test_a_number_is_used_again_when_others_wrote_meanwhile(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    number = namesakes[1][1]
    plan = tried(desk, tmp_path, [number, "王伟", "", "", "图书馆"])
    save_volunteer(desk, a_draft(name="李敏"))
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.new, report.updated) == (0, 1)


def test_a_new_phone_of_a_numbered_person_is_a_change_and_no_second_person(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    number = namesakes[0][1]
    plan = tried(desk, tmp_path, [number, "王伟", "", "13800009999", ""])
    assert states(plan) == ["changed"]
    assert [one.label for one in plan.rows[0].differences] == ["联系电话"]


@pytest.mark.parametrize("name", ["李敏", "王玮"])
def test_a_number_against_the_name_waits(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]], name: str
) -> None:
    plan = tried(desk, tmp_path, [namesakes[0][1], name, "", PHONE, ""])
    assert codes(plan) == [["duplicate_existing"]]
    (problem,) = plan.rows[0].problems
    assert (problem.field, "另一个姓名" in problem.message) == ("number", True)


def test_a_number_against_the_document_waits(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    known = save_volunteer(desk, a_draft(name="王伟", gender="1", phone=None))
    assert known.row_id is not None
    (row,) = volunteer_rows(desk, [known.row_id])
    another, theirs = valid_id(serial=77), valid_id()
    plan = tried(
        desk,
        tmp_path,
        [row.number, "王伟", another, "", ""],  # a document that is not theirs
        [namesakes[0][1], "王伟", theirs, "", ""],  # a document that is somebody else's
        [namesakes[1][1], "王伟", another, "", ""],  # who has none yet
    )
    assert states(plan) == ["problem", "problem", "changed"]
    assert {one.problems[0].field for one in plan.rows[:2]} == {"number"}


def test_the_document_allows_a_name_to_be_put_right(desk: Desk, tmp_path: Path) -> None:
    known = save_volunteer(desk, a_draft(name="王伟"))
    assert known.row_id is not None
    (row,) = volunteer_rows(desk, [known.row_id])
    document = a_draft().id_number or ""
    plan = tried(desk, tmp_path, [row.number, "王玮", document, "", ""])
    assert [one.label for one in plan.rows[0].differences] == ["姓名"]


def test_a_number_nobody_bears_says_nothing(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    assert namesakes
    plan = tried(
        desk,
        tmp_path,
        ["1", "王伟", "", PHONE, ""],
        ["2", "王伟", "", "", ""],
        ["", "赵敏", "", "", ""],
    )
    assert states(plan) == ["unchanged", "new", "new"]


def test_one_number_twice_in_a_file_waits_the_second_time(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    (_one, first), (_two, second) = namesakes
    plan = tried(
        desk,
        tmp_path,
        [first, "王伟", "", "", "图书馆"],
        [second, "王伟", "", "", "学校"],
        [first, "王伟", "", "", "医院"],
        ["", "王伟", "", PHONE, "医院"],
    )
    assert states(plan) == ["changed", "changed", "problem", "problem"]
    assert codes(plan)[2:] == [["duplicate_in_file"]] * 2


def test_a_row_put_right_is_found_by_its_number(
    desk: Desk, tmp_path: Path, namesakes: list[tuple[int, str]]
) -> None:
    person, number = namesakes[0]
    plan = tried(desk, tmp_path, [number, "王玮", "", "", "图书馆"])
    fixed = fix_row(desk, plan, 0, {"name": "王伟"})
    assert [(row.volunteer_id, row.state.value) for row in fixed.rows] == [(person, "changed")]
