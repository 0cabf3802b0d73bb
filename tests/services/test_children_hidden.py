"""Of a child under 14 every screen, list, paper and export shows name and gender alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.factories import a_draft, valid_id
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.custom_fields import custom_fields, define_field, shown_values
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import reveal
from volunteer_desk.services.duplicates import sweep_duplicates
from volunteer_desk.services.exports import export_volunteers
from volunteer_desk.services.list_columns import list_columns
from volunteer_desk.services.list_export import copied_list
from volunteer_desk.services.merge_preview import preview_merge
from volunteer_desk.services.register_papers import roster_sheet
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers, volunteer_card
from volunteer_desk.store.volunteers import read_drafts

BIRTH = date(2014, 5, 1)
CHILD = a_draft(
    name="王小宝",
    birth=BIRTH,
    id_number=valid_id(BIRTH, "2"),
    phone="13700001357",
    political_status="13",
    ethnicity="05",
    education="80",
    occupation="31",
    employer="育才小学",
    area="幸福里9号楼",
    skills="游泳",
    emergency_name="王大山",
    emergency_phone="13700002468",
    guardian_name="李玉兰",
    guardian_relation="外婆",
    guardian_phone="13700003579",
    consent_by="外公",
    remark="对花生过敏",
)
SECRETS = (
    "2014", CHILD.id_number or "", "1357", "2468", "3579", "群众", "维吾尔", "小学", "学生",
    "育才", "9号楼", "游泳", "王大山", "李玉兰", "外婆", "外公", "花生", "三年二班",
)  # fmt: skip


def _child(desk: Desk, draft: VolunteerDraft = CHILD) -> int:
    define_field(desk, CustomFieldDraft("班级"))
    (field,) = custom_fields(desk)
    changed = save_volunteer(desk, draft, custom={field.id: "三年二班"})
    assert changed.row_id is not None
    return changed.row_id


def found(shown: object) -> list[str]:
    return [secret for secret in SECRETS if secret in repr(shown)]


def test_nothing_of_a_child_is_on_a_screen_a_list_or_a_paper(desk: Desk, tmp_path: Path) -> None:
    person = _child(desk)
    card = volunteer_card(desk, person)
    assert found((card.row, card.draft)) == []
    assert found(shown_values(desk, person)) == []
    assert found(search_volunteers(desk, "王小宝")) == []
    assert found(copied_list(desk, [person], list_columns(desk))) == []
    assert found(roster_sheet(desk, [person])) == []
    assert found(roster_sheet(desk, [person], reason="办理保险")) == []
    export_volunteers(desk, tmp_path / "名册.xlsx")
    rows = load_workbook(str(tmp_path / "名册.xlsx")).get_sheet_by_index(0).to_python()
    assert found(rows) == []


def test_two_cards_of_a_child_are_compared_without_showing_them(desk: Desk) -> None:
    person = _child(desk)
    other = save_volunteer(
        desk,
        replace(CHILD, id_number=None, id_type=None, area="平安里", remark="会游泳"),
    ).row_id
    assert other is not None
    assert len(sweep_duplicates(desk)) == 1
    preview = preview_merge(desk, person, other)
    assert {field.field for field in preview.fields} >= {"area", "remark", "id_number"}
    assert found(preview) == []


def test_the_age_is_the_one_of_the_settings(desk: Desk) -> None:
    person = _child(desk)
    change_settings(desk, sensitive_under=12)
    assert volunteer_card(desk, person).draft.area == "幸福里9号楼"
    other = save_volunteer(desk, replace(CHILD, id_number=None, id_type=None)).row_id
    assert other is not None
    (pair,) = sweep_duplicates(desk)
    assert pair.first.phone_tail == "1357"


def test_a_hidden_card_saved_as_it_was_shown_is_not_changed(desk: Desk) -> None:
    person = _child(desk)
    shown = volunteer_card(desk, person).draft
    assert save_volunteer(desk, replace(shown, team=None), person).batch is None
    changed = save_volunteer(desk, replace(shown, remark="已好转"), person)
    assert changed.batch is not None
    with desk.database.reading() as connection:
        kept = read_drafts(connection, [person])[person]
    known = replace(CHILD, remark="已好转", team=None)
    assert replace(kept, registered_on=known.registered_on) == known


def test_one_look_shows_the_whole_card(desk: Desk) -> None:
    person = _child(desk)
    revealed = reveal(desk, person, "上门家访")
    assert revealed.draft is not None
    assert (revealed.draft.area, revealed.draft.remark) == ("幸福里9号楼", "对花生过敏")
    assert list(revealed.values.values()) == ["三年二班"]


@pytest.mark.parametrize("field", ["area", "employer", "remark", "skills"])
def test_a_grown_person_is_not_hidden(desk: Desk, field: str) -> None:
    grown = replace(CHILD, birth=date(1985, 3, 5), id_number=valid_id(date(1985, 3, 5), "2"))
    person = _child(desk, grown)
    assert getattr(volunteer_card(desk, person).draft, field) == getattr(CHILD, field)
