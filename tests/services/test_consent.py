from datetime import date

from tests.services.people import a_person
from volunteer_desk.domain.consent import Lack
from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery, VolunteerStatus
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.list_rows import list_rows
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.status import change_status
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card, volunteer_ids

DAY = date(2026, 1, 5)


def lacking(desk: Desk, lack: Lack) -> list[int]:
    return list(volunteer_ids(desk, VolunteerQuery(where=VolunteerFilter(lack=lack))))


def test_the_list_and_the_card_agree(desk: Desk) -> None:
    grown = a_person(desk, 1)
    agreed = a_person(desk, 2, consent_on=DAY, consent_way="纸质签字", consent_by="本人")
    minor = a_person(desk, 3, birth=date(2010, 5, 1), consent_on=DAY)
    child = a_person(desk, 4, birth=date(2014, 5, 1), guardian_name="李秀英")
    unknown = a_person(desk, 5, birth=None, id_number=None, id_type=None, phone="13900000005")
    left = a_person(desk, 6)
    change_status(desk, [left], VolunteerStatus.LEFT, desk.today(), "迁出")
    expected = {
        Lack.CONSENT: [grown, unknown],
        Lack.GUARDIAN_NAME: [minor],
        Lack.GUARDIAN_PHONE: [minor, child],
        Lack.GUARDIAN_CONSENT: [minor, child],
    }
    assert {lack: lacking(desk, lack) for lack in Lack} == expected
    worst = list(volunteer_ids(desk, VolunteerQuery(sort="lacks", descending=True)))
    assert worst == [minor, child, unknown, grown, agreed]
    rows = list_rows(desk, worst, ["lacks"])
    assert [row.more["lacks"] for row in rows] == [
        "缺监护人姓名、缺监护人电话、缺监护人同意",
        "缺监护人电话、缺监护人同意",
        "缺本人同意",
        "缺本人同意",
        "",
    ]
    assert volunteer_card(desk, agreed).consent_lacks == ()
    assert volunteer_card(desk, child).consent_lacks == ("缺监护人电话", "缺监护人同意")


def test_the_ages_are_settings(desk: Desk) -> None:
    minor = a_person(desk, birth=date(2010, 5, 1), consent_on=DAY)
    assert lacking(desk, Lack.GUARDIAN_NAME) == [minor]
    change_settings(desk, guardian_under=16)
    assert lacking(desk, Lack.GUARDIAN_NAME) == []
    assert volunteer_card(desk, minor).consent_lacks == ()


def test_consent_and_free_time_are_saved_with_the_card(desk: Desk) -> None:
    person = a_person(desk)
    save_volunteer(
        desk,
        VolunteerDraft(
            "王建华", availability="16 17", consent_way="电子签字", consent_by="本人",
            guardian_relation="母亲", consent_on=DAY,
        ),
        person,
    )  # fmt: skip
    draft = volunteer_card(desk, person).draft
    assert (draft.availability, draft.consent_way, draft.consent_by) == (
        "16 17",
        "电子签字",
        "本人",
    )
    assert draft.guardian_relation == "母亲"


def test_a_child_s_card_hides_family_and_school_and_is_saved_as_shown(desk: Desk) -> None:
    child = a_person(
        desk, birth=date(2014, 5, 1), guardian_name="李秀英", guardian_phone="13900002222",
        employer="第一小学", area="城南新村",
    )  # fmt: skip
    card = volunteer_card(desk, child)
    hidden = (card.draft.guardian_name, card.draft.employer, card.draft.area, card.draft.phone)
    assert set(hidden) == {"******"}
    assert card.draft.birth is card.row.birth is None
    assert save_volunteer(desk, card.draft, child).batch is None
    change_settings(desk, sensitive_under=10, guardian_under=18)
    assert volunteer_card(desk, child).draft.employer == "第一小学"


def test_whoever_agrees_and_is_not_named_is_the_person(desk: Desk) -> None:
    person = a_person(desk)
    save_volunteer(desk, VolunteerDraft("王建华", consent_on=DAY), person)
    assert volunteer_card(desk, person).draft.consent_by == "本人"
    save_volunteer(desk, VolunteerDraft("王建华", consent_by="外婆"), person)
    save_volunteer(desk, VolunteerDraft("王建华", consent_on=date(2026, 2, 1)), person)
    assert volunteer_card(desk, person).draft.consent_by == "外婆"
