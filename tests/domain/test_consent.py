from datetime import date

import pytest

from tests.factories import a_draft
from volunteer_desk.domain.consent import age_on, born_after, lacks
from volunteer_desk.domain.settings import DeskSettings

TODAY = date(2026, 11, 22)
USUAL = DeskSettings()


def test_a_grown_up_needs_only_the_own_consent() -> None:
    assert lacks(a_draft(), TODAY, USUAL) == ("缺本人同意",)
    assert lacks(a_draft(consent_on=date(2026, 1, 5)), TODAY, USUAL) == ()
    assert lacks(a_draft(birth=None), TODAY, USUAL) == ("缺本人同意",)


def test_a_minor_needs_a_guardian_as_well() -> None:
    minor = a_draft(birth=date(2010, 5, 1), consent_on=date(2026, 1, 5))
    assert lacks(minor, TODAY, USUAL) == ("缺监护人姓名", "缺监护人电话", "缺监护人同意")
    given = a_draft(
        birth=date(2010, 5, 1),
        guardian_name="李秀英",
        guardian_phone="13900002222",
        guardian_consent_on=date(2026, 1, 5),
    )
    assert lacks(given, TODAY, USUAL) == ("缺本人同意",)


def test_for_a_child_under_fourteen_the_guardian_consents() -> None:
    child = a_draft(birth=date(2013, 5, 1), guardian_name="李秀英", guardian_phone="13900002222")
    assert lacks(child, TODAY, USUAL) == ("缺监护人同意",)


def test_the_age_counts_on_the_day_of_service() -> None:
    birth = date(2008, 11, 22)
    assert (age_on(birth, date(2026, 11, 21)), age_on(birth, TODAY)) == (17, 18)
    person = a_draft(birth=birth, consent_on=date(2026, 1, 5))
    assert lacks(person, TODAY, USUAL) == ()
    assert "缺监护人同意" in lacks(person, date(2026, 11, 21), USUAL)


def test_the_ages_are_the_office_s_choice() -> None:
    person = a_draft(birth=date(2009, 5, 1), consent_on=date(2026, 1, 5))
    assert lacks(person, TODAY, DeskSettings(guardian_under=16)) == ()


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2024, 2, 29), date(2026, 2, 28)])
@pytest.mark.parametrize(
    "birth",
    [date(2008, 2, 28), date(2008, 2, 29), date(2008, 3, 1), date(2006, 2, 28), date(2006, 3, 1),
     date(2008, 11, 22), date(2008, 11, 23)],
)  # fmt: skip
def test_the_text_that_sql_compares_says_the_same_as_the_age(birth: date, day: date) -> None:
    assert (birth.isoformat() > born_after(day, 18)) == (age_on(birth, day) < 18)
