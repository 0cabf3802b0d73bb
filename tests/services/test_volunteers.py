from dataclasses import replace
from datetime import date

import pytest

from tests.factories import a_draft, valid_id
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_by_number,
    volunteer_card,
    volunteer_ids,
    volunteer_rows,
)
from volunteer_desk.store.volunteers import read_drafts


def _save(desk: Desk, draft: VolunteerDraft) -> int:
    save_volunteer(desk, draft)
    return max(volunteer_ids(desk, VolunteerQuery(status=None)))


def _another(serial: int, **changes: object) -> VolunteerDraft:
    return a_draft(id_number=valid_id(gender="2", serial=serial), **changes)


def test_a_registered_person_gets_a_number_and_is_found(desk: Desk) -> None:
    changed = save_volunteer(desk, a_draft(name=" 单　伟 ", phone="138-0000-1111"))
    assert changed.nouns >= {Noun.VOLUNTEER}
    assert changed.batch is not None
    (hit,) = search_volunteers(desk, "shan")
    assert (hit.number, hit.name, hit.phone_tail) == ("ZY2026000001", "单伟", "1111")
    assert volunteer_by_number(desk, "ZY2026000001") == hit.id
    assert search_volunteers(desk, "😀") == ()


def test_numbers_follow_each_other(desk: Desk) -> None:
    for serial in (1, 2, 3):
        save_volunteer(desk, _another(serial, phone=None))
    rows = volunteer_rows(desk, volunteer_ids(desk, VolunteerQuery()))
    assert [row.number for row in rows] == ["ZY2026000001", "ZY2026000002", "ZY2026000003"]


def test_lists_and_cards_are_masked_and_speak_words(desk: Desk) -> None:
    person = _save(desk, a_draft(team="青年志愿服务队"))
    (row,) = volunteer_rows(desk, [person, 999])
    assert (row.gender, row.political_status, row.team) == ("女", "群众", "青年志愿服务队")
    assert row.phone_masked == "138****1111"
    assert row.id_masked == "110*************" + valid_id(gender="2")[-2:]
    card = volunteer_card(desk, person)
    assert card.draft.phone == "138****1111"
    assert card.age == 41
    assert card.draft.team == "青年志愿服务队"
    assert card.figures.minutes_all == 0
    assert "居住区域" in card.lacks


def test_under_fourteen_everything_is_hidden(desk: Desk) -> None:
    birth = date(2014, 5, 1)
    person = _save(desk, a_draft(birth=birth, id_number=valid_id(birth, "2")))
    (row,) = volunteer_rows(desk, [person])
    assert row.phone_masked == row.id_masked == "******"
    (hit,) = search_volunteers(desk, "王建华")
    assert (hit.phone_tail, hit.id_tail) == ("", "")
    assert "监护人" in volunteer_card(desk, person).lacks
    assert volunteer_card(desk, person).age is None  # it would tell the year


def test_birth_and_gender_come_from_the_document(desk: Desk) -> None:
    person = _save(desk, a_draft(birth=None, gender=None, id_number=valid_id(date(1990, 2, 3))))
    card = volunteer_card(desk, person)
    assert (card.draft.birth, card.draft.gender) == (date(1990, 2, 3), "1")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": " "}, "姓名"),
        ({"name": "王\ue000"}, "姓名"),
        ({"id_number": "110105198503050010"}, "证件号码"),
        ({"id_number": "1.1E+17"}, "证件号码"),
        ({"phone": "12345"}, "联系电话"),
        ({"birth": date(1985, 3, 6), "id_number": valid_id(gender="2")}, "出生日期"),
        ({"gender": "1", "id_number": valid_id(gender="2")}, "性别"),
        ({"registered_on": date(2026, 11, 23)}, "注册日期"),
    ],
)
def test_what_cannot_stand_is_refused_by_its_field(
    desk: Desk, changes: dict[str, object], word: str
) -> None:
    with pytest.raises(UserFacingError, match=word):
        save_volunteer(desk, a_draft(**changes))
    assert len(volunteer_ids(desk, VolunteerQuery())) == 0


def test_one_document_is_one_person(desk: Desk) -> None:
    save_volunteer(desk, a_draft())
    with pytest.raises(UserFacingError, match="已经有一位"):
        save_volunteer(desk, a_draft(name="王建花", phone=None))


def test_a_card_saved_as_it_was_shown_changes_nothing(desk: Desk) -> None:
    person = _save(desk, a_draft(emergency_phone="13900002222", team="青年队"))
    changed = save_volunteer(desk, volunteer_card(desk, person).draft, person)
    assert changed.batch is None
    save_volunteer(desk, VolunteerDraft("王建花", employer="区图书馆"), person)
    assert search_volunteers(desk, "jianhua")[0].name == "王建花"
    assert search_volunteers(desk, "王建华") == ()
    assert volunteer_card(desk, person).draft.employer == "区图书馆"
    assert volunteer_card(desk, person).draft.phone == "138****1111"


def test_an_emptied_field_is_empty_and_a_half_masked_phone_is_refused(desk: Desk) -> None:
    person = _save(desk, a_draft(remark="会手语"))
    save_volunteer(desk, a_draft(remark=""), person)
    assert volunteer_card(desk, person).draft.remark is None
    with pytest.raises(UserFacingError, match="联系电话"):
        save_volunteer(desk, a_draft(phone="138****2222"), person)


def test_a_list_is_sorted_and_filtered(desk: Desk) -> None:
    first = _save(desk, _another(1, name="王伟", team="党员队", phone=None))
    second = _save(desk, _another(2, name="李秀", phone="13900000001"))
    third = _save(desk, _another(3, name="王芳", team="党员队", phone="13900000002"))
    (team,) = {row.team for row in volunteer_rows(desk, [first])}
    assert team == "党员队"
    assert list(volunteer_ids(desk, VolunteerQuery(descending=True))) == [third, second, first]
    assert list(volunteer_ids(desk, VolunteerQuery(sort="phone_masked"))) == [second, third, first]
    assert list(volunteer_ids(desk, VolunteerQuery(team_id=1))) == [first, third]
    assert set(volunteer_ids(desk, VolunteerQuery(text="王"))) == {first, third}
    assert list(volunteer_ids(desk, VolunteerQuery(text="wang", sort="name"))) == [third, first]
    assert list(volunteer_ids(desk, VolunteerQuery(text='"'))) == []
    for sort in ("gender", "birth", "id_masked", "political_status", "team", "minutes", "status"):
        found = volunteer_ids(desk, VolunteerQuery(sort=sort, descending=True))
        assert set(found) == {first, second, third}


def test_a_long_list_fetches_what_is_looked_at(desk: Desk) -> None:
    people = [_save(desk, _another(serial, phone=None)) for serial in range(1, 6)]
    ids = volunteer_ids(desk, VolunteerQuery(status=None))
    assert len(ids) == 5
    assert ids[1:3] == people[1:3]
    assert (ids[-1], ids.index(people[3])) == (people[4], 3)
    assert list(ids) == people
    with pytest.raises(IndexError):
        ids[5]


@pytest.mark.parametrize("sort", ["number", "name", "minutes"])
def test_a_whole_document_is_found_in_every_order(desk: Desk, sort: str) -> None:
    wanted = _save(desk, _another(1))
    _save(desk, _another(2, phone=None))
    document = valid_id(gender="2", serial=1)
    for text in (document, f"{document[:6]} {document[6:14]} {document[14:]}"):
        assert list(volunteer_ids(desk, VolunteerQuery(text=text, sort=sort))) == [wanted]


def test_what_was_left_as_it_was_seen_stays_as_it_is_now(desk: Desk) -> None:
    person = _save(desk, a_draft(employer="一厂", remark="旧"))
    seen = volunteer_card(desk, person).draft
    save_volunteer(desk, VolunteerDraft("王芳", employer="二厂", phone="13900002222"), person)
    save_volunteer(desk, replace(seen, remark="新"), person, seen=seen)  # from another window
    card = volunteer_card(desk, person)
    assert (card.draft.employer, card.draft.remark) == ("二厂", "新")
    assert card.row.phone_masked == "139****2222"


def test_a_date_and_a_word_that_were_seen_can_be_emptied(desk: Desk) -> None:
    person = _save(desk, a_draft(consent_on=date(2026, 1, 5), employer="一厂"))
    seen = volunteer_card(desk, person).draft
    save_volunteer(desk, replace(seen, consent_on=None, employer=None), person, seen=seen)
    card = volunteer_card(desk, person)
    assert (card.draft.consent_on, card.draft.employer) == (None, None)
    assert "缺本人同意" in card.consent_lacks


def test_a_registration_always_has_its_day(desk: Desk) -> None:
    person = _save(desk, a_draft())
    seen = volunteer_card(desk, person).draft
    with pytest.raises(UserFacingError, match="注册日期"):
        save_volunteer(desk, replace(seen, registered_on=None), person, seen=seen)


def test_a_child_left_hidden_is_not_emptied(desk: Desk) -> None:
    person = _save(desk, a_draft(id_number=None, birth=date(2016, 3, 5), guardian_name="李梅"))
    seen = volunteer_card(desk, person).draft
    assert seen.birth is None
    save_volunteer(desk, replace(seen, clothing_size="M"), person, seen=seen)
    with desk.database.reading() as connection:
        stored = read_drafts(connection, [person])[person]
    assert (stored.birth, stored.guardian_name) == (date(2016, 3, 5), "李梅")


def test_a_card_merged_into_another_is_changed_there(desk: Desk) -> None:
    kept, merged = _save(desk, a_draft()), _save(desk, _another(2, phone=None))
    changed = merge_volunteers(desk, kept, merged)
    with pytest.raises(UserFacingError, match="已并入"):
        save_volunteer(desk, VolunteerDraft("王芳", employer="一厂"), merged)
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    save_volunteer(desk, VolunteerDraft("王芳", employer="一厂"), merged)


def test_a_team_nobody_knew_is_said_to_be_new(desk: Desk) -> None:
    first = save_volunteer(desk, a_draft(team="青年队"))
    assert first.message == "已登记志愿者 ZY2026000001。队伍“青年队”是新建的。"
    again = save_volunteer(desk, _another(2, phone=None, team="青年队"))
    assert again.message == "已登记志愿者 ZY2026000002。"
