from dataclasses import replace
from datetime import date

import pytest

from tests.factories import a_crowd, a_draft, valid_id
from tests.registered import register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.duplicates import (
    forget_told_apart,
    look_alikes,
    sweep_duplicates,
    tell_apart,
)
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.volunteers import save_volunteer, volunteer_ids


def _save(desk: Desk, draft: VolunteerDraft) -> int:
    save_volunteer(desk, draft)
    return max(volunteer_ids(desk, VolunteerQuery(status=None)))


@pytest.fixture
def person(desk: Desk) -> int:
    for one in a_crowd(40, team="青年队"):
        save_volunteer(desk, one)
    return _save(desk, a_draft(name="张琳", phone="13800001111", team="青年队"))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (VolunteerDraft("张琳", birth=date(1985, 3, 5)), "姓名相同"),
        (VolunteerDraft("章宁", birth=date(1985, 3, 5)), "姓名读音相同"),
        (VolunteerDraft("张林", team="青年队"), "同在一个队伍"),
        (VolunteerDraft("张琳", phone="138 0000 1111"), "电话相同"),
        (VolunteerDraft("张琳", phone="13800001171"), "电话只差一位，或两位颠倒"),
        (VolunteerDraft("", id_number=a_draft().id_number), "证件号相同"),
    ],
)
def test_found_while_typing(desk: Desk, person: int, typed: VolunteerDraft, reason: str) -> None:
    found = look_alikes(desk, typed)
    assert [one.hit.id for one in found] == [person]
    assert reason in found[0].reasons
    assert found[0].hit.phone_tail == "1111"


@pytest.mark.parametrize(
    "typed",
    [
        VolunteerDraft(""),
        VolunteerDraft("张琳"),
        VolunteerDraft("张琳", birth=date(1990, 1, 1)),
        VolunteerDraft("张琳", id_number="110***********01", phone="138****1111"),
        VolunteerDraft("'; DROP TABLE", phone='"*', birth=date(1985, 3, 5)),
    ],
)
def test_nobody_is_suspected_without_grounds(
    desk: Desk, person: int, typed: VolunteerDraft
) -> None:
    assert person
    assert look_alikes(desk, typed) == ()


def test_an_old_document_finds_the_new_one(desk: Desk) -> None:
    new = valid_id(date(1965, 3, 5), "2")
    person = _save(desk, a_draft(name="张琳", birth=date(1965, 3, 5), id_number=new))
    found = look_alikes(desk, VolunteerDraft("", id_number=new[:6] + new[8:17]))
    assert [one.hit.id for one in found] == [person]


def test_a_card_is_no_look_alike_of_itself(desk: Desk, person: int) -> None:
    assert look_alikes(desk, a_draft(name="张琳"), volunteer_id=person) == ()


def test_a_sweep_finds_pairs_likeliest_first(desk: Desk, person: int) -> None:
    likely = _save(
        desk, VolunteerDraft("章琳", phone="13800001111", birth=date(1985, 3, 5), gender="2")
    )
    hint = _save(desk, VolunteerDraft("张霖", phone="13911112222", team="少年队"))
    also = _save(desk, VolunteerDraft("张霖", phone="13811113333", team="少年队"))
    heard: list[int] = []
    found = sweep_duplicates(desk, lambda done, _total: heard.append(done))
    assert [(pair.first.id, pair.second.id) for pair in found] == [(person, likely), (hint, also)]
    assert found[0].score > found[1].score
    assert found[0].reasons == ("电话相同", "出生日期相同", "姓名读音相同")
    assert found[1].doubts == ("电话不同",)


def test_told_apart_is_remembered_until_forgotten(desk: Desk, person: int) -> None:
    other = _save(desk, VolunteerDraft("张琳", phone="13800001111"))
    assert len(sweep_duplicates(desk)) == 1
    assert tell_apart(desk, other, person).rows == 1
    assert tell_apart(desk, person, other).rows == 0
    assert sweep_duplicates(desk) == ()
    assert look_alikes(desk, a_draft(name="张琳", id_number=None), volunteer_id=other) == ()
    forget_told_apart(desk, other, person)
    assert len(sweep_duplicates(desk)) == 1
    with pytest.raises(UserFacingError, match="找不到这两张卡片"):
        tell_apart(desk, person, person)


def test_a_merged_card_is_no_duplicate_and_what_was_told_of_it_holds(desk: Desk) -> None:
    first, second, third = register(desk, "王伟", "王伟", "王伟", phones=["13800001111"] * 3)
    assert len(sweep_duplicates(desk)) == 3
    tell_apart(desk, second, third)
    merge_volunteers(desk, first, second)
    assert sweep_duplicates(desk) == ()
    assert [
        one.hit.id for one in look_alikes(desk, VolunteerDraft("王伟", phone="13800001111"))
    ] == [first, third]


def test_children_are_shown_without_digits(desk: Desk) -> None:
    child = a_draft(name="张琳", birth=date(2016, 3, 5), phone="13800001111")
    _save(desk, replace(child, guardian_name="张父", guardian_phone="13800002222"))
    (found,) = look_alikes(desk, child)
    assert (found.hit.phone_tail, found.hit.id_tail) == ("", "")
