"""Which blank fields of a card are filled, and which stay blank beside what is there."""

import pytest

from tests.factories import a_draft
from volunteer_desk.domain.filling import document_contradicts, fillable
from volunteer_desk.domain.volunteers import VolunteerDraft


def filled(stored: VolunteerDraft, new: VolunteerDraft) -> list[str]:
    old = stored.__dict__
    moved = [name for name, value in new.__dict__.items() if value is not None]
    return fillable([name for name in moved if value_of(new, name) != old[name]], old)


def value_of(draft: VolunteerDraft, name: str) -> object:
    return draft.__dict__[name]


def test_what_is_there_stays() -> None:
    stored = a_draft(name="王伟", phone="13800001111", employer=None, remark="会手语")
    new = a_draft(name="王玮", phone="13900001111", employer="图书馆", remark="不会")
    assert filled(stored, new) == ["employer"]


@pytest.mark.parametrize(
    ("name", "fields"),
    [("张三", ["emergency_phone"]), ("李四", []), (None, ["emergency_name", "emergency_phone"])],
)
def test_a_phone_is_not_filled_beside_anothers_name(name: str | None, fields: list[str]) -> None:
    new = a_draft(emergency_name="张三", emergency_phone="13900001111")
    assert filled(a_draft(emergency_name=name), new) == fields


def test_the_type_of_a_document_is_filled_with_its_number() -> None:
    new = a_draft(id_type="03", id_number="E12345678")
    assert filled(a_draft(id_type="01", id_number=None), new) == ["id_type", "id_number"]
    assert filled(a_draft(), new) == []


def test_a_document_that_says_another_birth() -> None:
    new, bare = a_draft(), a_draft(id_number=None)
    assert not document_contradicts(new, bare)
    assert not document_contradicts(new, a_draft(id_number=None, birth=None, gender=None))
    assert document_contradicts(new, a_draft(id_number=None, gender="1"))
    assert not document_contradicts(new, a_draft(gender="1"))
    assert not document_contradicts(bare, a_draft(id_number=None, gender="1"))
