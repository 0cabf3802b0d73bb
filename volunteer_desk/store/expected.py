"""Who is to come to an activity: read in order, written whole, put back from the journal."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from volunteer_desk.store.activity_tables import ExpectedPerson

_EXPECTED = ExpectedPerson.__table__

EXPECTED = "expected_person"
"""The noun under which an activity's list is journalled; ``row_id`` is the activity's."""

_ROWS = """
SELECT volunteer.id, volunteer.number, volunteer.name, volunteer.phone, volunteer.birth,
    volunteer.status, COALESCE((SELECT SUM(minutes) FROM hour_entry
        WHERE hour_entry.activity_id = expected_person.activity_id
          AND hour_entry.volunteer_id = expected_person.volunteer_id), 0)
FROM expected_person JOIN volunteer ON volunteer.id = expected_person.volunteer_id
WHERE expected_person.activity_id = ? AND volunteer.erased_on IS NULL
ORDER BY expected_person.position, expected_person.id
"""


class ExpectedPersonRow(NamedTuple):
    """One person of a list, unmasked; ``minutes`` is what the activity credited."""

    id: int
    number: str
    name: str
    phone: str | None
    birth: date | None
    status: str
    minutes: int


def expected_ids(connection: Connection, activity_id: int) -> list[int]:
    """Whose names are on an activity's list, in its order."""
    found = connection.execute(
        select(_EXPECTED.c.volunteer_id)
        .where(_EXPECTED.c.activity_id == activity_id)
        .order_by(_EXPECTED.c.position, _EXPECTED.c.id)
    )
    return [int(number) for number in found.scalars()]


def expected_rows(connection: Connection, activity_id: int) -> list[ExpectedPersonRow]:
    """The people of an activity's list, in its order; who was erased is left out."""
    found = connection.exec_driver_sql(_ROWS, (activity_id,))
    return [
        ExpectedPersonRow(
            number,
            code,
            name,
            phone,
            date.fromisoformat(birth) if birth else None,
            status,
            minutes,
        )
        for number, code, name, phone, birth, status, minutes in found
    ]


def known_among(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those of the ids that are cards which were neither erased nor merged away."""
    # our own integers, written out: no limit on bound variables
    listed = ",".join(str(int(number)) for number in sorted(set(ids))) or "NULL"
    found = connection.exec_driver_sql(
        f"SELECT id FROM volunteer WHERE id IN ({listed})"
        " AND erased_on IS NULL AND merged_into_id IS NULL"
    )
    return {row[0] for row in found}


def serving_among(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those of the ids who are 在册."""
    listed = ",".join(str(int(number)) for number in sorted(set(ids))) or "NULL"
    found = connection.exec_driver_sql(
        f"SELECT id FROM volunteer WHERE id IN ({listed}) AND status = 'active'"
    )
    return {row[0] for row in found}


def write_expected(
    connection: Connection, activity_id: int, ids: Sequence[int], batch_id: int | None
) -> None:
    """Give an activity this list and no other."""
    connection.execute(delete(_EXPECTED).where(_EXPECTED.c.activity_id == activity_id))
    if ids:
        connection.execute(
            insert(_EXPECTED),
            [
                {
                    "activity_id": activity_id,
                    "volunteer_id": number,
                    "position": position,
                    "batch_id": batch_id,
                }
                for position, number in enumerate(ids)
            ],
        )


def expected_json(ids: Sequence[int]) -> str:
    """A list as the journal keeps it."""
    return json.dumps([int(number) for number in ids])


def put_back_expected(connection: Connection, activity_id: int, before: str, after: str) -> bool:
    """Put an activity's list back as it was; False when it was changed again since.

    Who is no longer registered is not put back.
    """
    if expected_json(expected_ids(connection, activity_id)) != after:
        return False
    ids: list[int] = json.loads(before)
    known = known_among(connection, ids)
    write_expected(connection, activity_id, [one for one in ids if one in known], None)
    return True


def people_in_team(connection: Connection, team_id: int, on: date) -> list[int]:
    """Who is in a team on a day and 在册, leaders first, then by the day they joined."""
    found = connection.exec_driver_sql(
        "SELECT volunteer_id FROM membership"
        " JOIN volunteer ON volunteer.id = membership.volunteer_id"
        " WHERE team_id = ? AND from_on <= ? AND (to_on IS NULL OR to_on > ?)"
        " AND volunteer.status = 'active' ORDER BY role = '', from_on, membership.id",
        (team_id, on.isoformat(), on.isoformat()),
    )
    return list(dict.fromkeys(row[0] for row in found))
