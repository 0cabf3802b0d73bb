"""A child's row in a brought roster is shown as the child's card is: by name alone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_draft, valid_id
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.services.custom_fields import custom_fields, define_field, set_custom_values
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.roster_fixing import cell_texts, fix_row
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card
from volunteer_desk.store.volunteers import read_drafts
from volunteer_desk.ui.volunteers.import_columns import COLUMNS
from volunteer_desk.ui.volunteers.import_lines import field_lines

BIRTH = date(2014, 5, 1)
DOCUMENT = valid_id(BIRTH, "2")
HEAD = ("姓名", "身份证号", "出生日期", "电话", "居住区域", "工作单位", "备注", "班级")
ROW = ("王小宝", DOCUMENT, "2014-05-01", "13700001357", "幸福里9号楼", "育才小学", "花生过敏",
       "三年二班")  # fmt: skip
SECRETS = ("2014", DOCUMENT, DOCUMENT[:3], "137", "1357", "9号楼", "育才", "花生", "三年二班",
           "平安里", "二年一班")  # fmt: skip


def told(plan: RosterPlan, place: int = 0) -> list[str]:
    """Everything the window shows of a row."""
    row = plan.rows[place]
    lines = field_lines(row, cell_texts(plan, place), {})
    cells = [column.text(row) for column in COLUMNS if column.text is not None]
    return [*cells, *(text for line in lines for text in (line.old, line.said, line.problem))]


def leaked(texts: Sequence[str]) -> list[str]:
    return [secret for secret in SECRETS if any(secret in text for text in texts)]


@pytest.fixture
def own(desk: Desk) -> int:
    define_field(desk, CustomFieldDraft("班级"))
    (field,) = custom_fields(desk)
    return field.id


@pytest.mark.usefixtures("own")
def test_a_new_child_is_shown_by_name_alone(desk: Desk, tmp_path: Path) -> None:
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, HEAD, ROW))
    assert plan.rows[0].state is RowState.NEW
    assert leaked(told(plan)) == []
    assert "王小宝" in told(plan)


def test_what_changes_of_a_known_child_is_not_shown_and_is_written(
    desk: Desk, own: int, tmp_path: Path
) -> None:
    saved = save_volunteer(
        desk, a_draft(name="王小宝", birth=BIRTH, id_number=DOCUMENT, phone=None, area="平安里1号")
    )
    assert saved.row_id is not None
    set_custom_values(desk, [saved.row_id], {own: "二年一班"})
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, HEAD, ROW))
    assert plan.rows[0].state is RowState.CHANGED
    assert {one.field for one in plan.rows[0].differences} >= {"area", f"custom:{own}"}
    assert leaked(told(plan)) == []
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    with desk.database.reading() as connection:
        assert read_drafts(connection, [saved.row_id])[saved.row_id].area == "幸福里9号楼"


def test_a_child_the_register_alone_knows_to_be_one_is_hidden(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(
        desk,
        a_draft(
            name="王小宝", birth=BIRTH, id_number=None, id_type=None, phone=ROW[3], area="平安里1号"
        ),
    )
    path = a_sheet(tmp_path, ("姓名", "电话", "居住区域"), ("王小宝", ROW[3], "幸福里9号楼"))
    plan = plan_volunteer_import(desk, path)
    assert plan.rows[0].state is RowState.CHANGED
    assert leaked(told(plan)) == []


def test_a_row_that_waits_is_hidden_too_and_again_once_it_is_put_right(
    desk: Desk, tmp_path: Path
) -> None:
    path = a_sheet(tmp_path, HEAD[:-1], (*ROW[:3], "1370000", *ROW[4:-1]))
    plan = plan_volunteer_import(desk, path)
    assert plan.rows[0].state is RowState.PROBLEM
    assert leaked(told(plan)) == []
    plan = fix_row(desk, plan, 0, {"phone": ROW[3]})
    assert plan.rows[0].state is RowState.NEW
    assert leaked(told(plan)) == []


def test_a_grown_person_is_masked_and_not_hidden(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, HEAD[:2], ("王伟", valid_id(date(1985, 3, 5), "1")))
    assert not plan_volunteer_import(desk, path).rows[0].hidden


def test_a_wrong_number_is_put_right_in_its_own_line(desk: Desk, tmp_path: Path) -> None:
    saved = save_volunteer(desk, a_draft(name="王伟", phone="13800001111"))
    assert saved.row_id is not None
    known = volunteer_card(desk, saved.row_id).row.number
    path = a_sheet(tmp_path, ("志愿者编号", "姓名", "电话"), (known, "李娜", "13800002222"))
    plan = plan_volunteer_import(desk, path)
    number = next(
        line for line in field_lines(plan.rows[0], cell_texts(plan, 0), {}) if line.problem
    )
    assert (number.field, number.label, number.raw) == ("number", "志愿者编号", known)
    assert fix_row(desk, plan, 0, {number.field: ""}).rows[0].state is RowState.NEW


def test_an_old_document_number_is_taken_and_remarked_on(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, ("姓名", "身份证号"), ("王伟", "110105850305123"))
    plan = plan_volunteer_import(desk, path)
    assert plan.rows[0].state is RowState.NEW
    assert "15位旧身份证号" in COLUMNS[-1].words(plan.rows[0])
    line = field_lines(plan.rows[0], cell_texts(plan, 0), {})[0]
    assert (line.field, line.mark) == ("id_number", "提醒")
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    again = plan_volunteer_import(desk, path)
    assert COLUMNS[-1].words(again.rows[0]) == ""
