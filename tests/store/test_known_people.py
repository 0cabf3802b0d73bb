"""Whom a file may mean, found by statements, is whom a look at everybody finds."""

from random import Random

import pytest

from tests.factories import a_draft, valid_id
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.store import volunteers
from volunteer_desk.store.roster import KnownSearch
from volunteer_desk.store.volunteers import read_drafts

NAMES = ("王伟", "王 伟", "李娜", "阿依古丽·买买提", "阿依古丽买买提")


def somebody(random: Random, serial: int) -> VolunteerDraft:
    """One of few names and phones and with this document, or without either."""
    document = random.random() < 0.5
    return a_draft(
        name=random.choice(NAMES),
        id_type="01" if document else None,
        id_number=valid_id(serial=serial, gender="2") if document else None,
        phone=f"1380000000{random.randrange(4)}" if random.random() < 0.5 else None,
        employer=random.choice((None, "图书馆")),
    )


def seen(drafts: dict[int, VolunteerDraft], sought: VolunteerDraft) -> dict[str, list[int]]:
    """Ids of those whom a draft may mean, by a look at everybody."""
    found: dict[str, list[int]] = {"document": [], "phone": [], "bare": []}
    for person, one in drafts.items():
        named = name_key(one.name) == name_key(sought.name)
        if sought.id_number and (one.id_type, one.id_number) == (sought.id_type, sought.id_number):
            found["document"].append(person)
        if sought.phone and one.phone == sought.phone and named:
            found["phone"].append(person)
        if not sought.id_number and not sought.phone and named:
            found["bare"] += [person] if not one.id_number and not one.phone else []
    return found


@pytest.mark.parametrize("values", [3, 5_000])
def test_nobody_is_overlooked_and_nobody_added(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, values: int
) -> None:
    monkeypatch.setattr(volunteers, "_CHUNK", values)
    random = Random(5)
    for serial in range(60):
        save_volunteer(desk, somebody(random, serial))
    with desk.database.reading() as connection:
        everyone = [row[0] for row in connection.exec_driver_sql("SELECT id FROM volunteer")]
        drafts = read_drafts(connection, everyone)
        sought = [somebody(random, random.randrange(80)) for _one in range(200)]
        search = KnownSearch(connection)
        search.seek(sought)
        known = search.found()
    for draft in sought:
        expected = seen(drafts, draft)
        document = known.by_document.get((draft.id_type or "", draft.id_number or ""))
        assert ([document[0]] if document else []) == expected["document"]
        if draft.phone and not document:
            alike = known.by_phone.get((draft.phone, name_key(draft.name)), ())
            assert [one for one, _draft in alike] == expected["phone"]
        if not draft.id_number and not draft.phone:
            bare = known.bare.get(name_key(draft.name), ())
            assert [(one, drafts[one]) for one in expected["bare"]] == list(bare)
