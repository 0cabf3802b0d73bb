from datetime import date

from tests.factories import a_crowd, a_draft, valid_id


def test_a_known_number_has_its_known_check_digit() -> None:
    assert valid_id(date(1949, 12, 31), "2", "110105", 1) == "11010519491231002X"


def test_a_crowd_shares_neither_document_nor_phone_nor_name() -> None:
    crowd = a_crowd(2000)
    assert len({person.id_number for person in crowd}) == 2000
    assert len({person.phone for person in crowd}) == 2000
    assert len({person.name for person in crowd[:500]}) == 500


def test_a_draft_keeps_what_it_is_given() -> None:
    assert a_draft(name="李秀英", phone=None).name == "李秀英"
    assert a_draft(phone=None).phone is None
