import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.factories import valid_id
from tests.services.people import a_person
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures, reveal
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.volunteers import search_volunteers, volunteer_card, volunteer_rows
from volunteer_desk.store.audit import find_broken_link
from volunteer_desk.store.desk_tables import AuditRow


def test_a_look_needs_a_reason_lasts_a_minute_and_is_logged(desk: Desk) -> None:
    person = a_person(desk, guardian_phone="13900002222")
    with pytest.raises(UserFacingError, match="理由"):
        reveal(desk, person, " ")
    assert list_disclosures(desk) == ()
    shown = reveal(desk, person, "核对 保险信息")
    assert (shown.document, shown.phone) == (valid_id(gender="2"), "13800001111")
    assert (shown.guardian_phone, shown.birth) == ("13900002222", "1985-03-05")
    assert shown.until == desk.now() + timedelta(seconds=60)
    (row,) = list_disclosures(desk, person)
    assert (row.kind, row.reason, row.rows) == (DisclosureKind.REVEAL, "核对 保险信息", 1)
    assert row.volunteer_number == "ZY2026000001"
    assert row.at == desk.now()


def test_the_audit_row_says_no_personal_data(desk: Desk) -> None:
    person = a_person(desk)
    reveal(desk, person, "王建华本人要求 13800001111")
    with desk.database.reading() as connection:
        rows = connection.execute(select(AuditRow.__table__.c.detail)).scalars().all()
        assert find_broken_link(connection) is None
    assert json.loads(rows[-1]) == {"rows": 1}
    assert not any("王建华" in text or "1380000" in text for text in rows)


def test_nobody_is_nobody_to_look_at(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="找不到"):
        reveal(desk, 99, "核对")


def test_a_child_is_hidden_everywhere_until_revealed(desk: Desk) -> None:
    birth = date(2014, 5, 1)
    person = a_person(desk, birth=birth)
    (row,) = volunteer_rows(desk, [person])
    (hit,) = search_volunteers(desk, "王建华")
    draft = volunteer_card(desk, person).draft
    said = repr((row, hit, draft))
    assert valid_id(birth, "2")[-4:] not in said
    assert "1111" not in said
    assert "2014" not in said
    assert reveal(desk, person, "办理保险").birth == "2014-05-01"


def test_the_registration_of_somebody_looked_at_is_not_undone(desk: Desk) -> None:
    person = a_person(desk)
    (registered,) = recent_batches(desk)
    reveal(desk, person, "核对")
    with pytest.raises(UserFacingError, match="被查看过") as refused:
        undo_batch(desk, registered.id)
    assert "改为注销" in refused.value.remedy
