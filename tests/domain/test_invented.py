from datetime import date
from random import Random

from volunteer_desk.domain.identity import check_document
from volunteer_desk.domain.invented import LONGEST, Inventor, make_document

TODAY = date(2026, 11, 22)


def test_every_document_is_valid_and_says_the_gender_and_birth() -> None:
    inventor = Inventor(Random(7), TODAY)
    for person in (inventor.invent() for _ in range(500)):
        checked = check_document("01", person.id_number)
        assert checked.problem is None, person.id_number
        assert (checked.birth, checked.gender) == (person.birth, person.gender)


def test_no_document_and_no_phone_twice() -> None:
    inventor = Inventor(Random(7), TODAY)
    people = [inventor.invent() for _ in range(5_000)]
    assert len({person.id_number for person in people}) == 5_000
    assert len({person.phone for person in people}) == 5_000


def test_the_crowd_holds_minors_with_guardians_and_rare_names() -> None:
    inventor = Inventor(Random(7), TODAY)
    people = [inventor.invent() for _ in range(600)]
    minors = [person for person in people if person.guardian_name]
    assert 3 <= len(minors) <= 30
    assert all(person.birth > date(2008, 11, 21) for person in minors)
    names = {person.name for person in people}
    assert LONGEST in names
    assert any(ord(mark) > 0xFFFF or "\u3400" <= mark <= "\u4dbf" for mark in "".join(names))


def test_a_known_document_number() -> None:
    # the example number of GB 11643-1999
    assert make_document("110105", date(1949, 12, 31), 1, "2") == "11010519491231002X"
