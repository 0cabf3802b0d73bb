"""What lists and cards show of people whose ids are known: rows, hits and figures, unmasked."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.volunteers import VolunteerFigures
from volunteer_desk.store.list_orders import MINUTES, TEAMS

_ROWS = f"""
SELECT id, number, name, gender, birth, id_number, phone, political_status, {TEAMS}, {MINUTES},
    status, registered_on
FROM volunteer WHERE id IN
"""
_HITS = f"""
SELECT id, number, name, birth, {TEAMS}, phone, id_number,
    (SELECT served_on FROM hour_entry WHERE volunteer_id = volunteer.id
     GROUP BY served_on HAVING SUM(minutes) > 0 ORDER BY served_on DESC LIMIT 1)
FROM volunteer WHERE id IN
"""
_CHUNK = 500


class PersonRow(NamedTuple):
    """One line of the list as stored: codes, and nothing masked."""

    id: int
    number: str
    name: str
    gender: str | None
    birth: date | None
    id_number: str | None
    phone: str | None
    political_status: str | None
    teams: str
    minutes: int
    status: str
    registered_on: date | None


class PersonHit(NamedTuple):
    """One person found, with what tells namesakes apart, unmasked."""

    id: int
    number: str
    name: str
    birth: date | None
    teams: str
    phone: str | None
    id_number: str | None
    last_served_on: date | None


def person_rows(connection: Connection, ids: Sequence[int]) -> dict[int, PersonRow]:
    """Id → the line of the list."""
    found: dict[int, PersonRow] = {}
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        for row in connection.exec_driver_sql(f"{_ROWS} ({marks})", part).all():
            number, code, name, gender, birth, document, phone, politics, teams, *rest = row
            minutes, status, registered = rest
            found[number] = PersonRow(
                number, code, name, gender, _day(birth), document, phone, politics,
                teams or "", minutes or 0, status, _day(registered),
            )  # fmt: skip
    return found


def person_hits(connection: Connection, ids: Sequence[int]) -> dict[int, PersonHit]:
    """Id → what a found person shows; for as many as a list of hits holds."""
    part = tuple(ids[:_CHUNK])
    marks = ",".join("?" * len(part))
    rows = connection.exec_driver_sql(f"{_HITS} ({marks})", part)
    return {
        number: PersonHit(
            number, code, name, _day(birth), teams or "", phone, document, _day(served)
        )
        for number, code, name, birth, teams, phone, document, served in rows.all()
    }


def person_figures(connection: Connection, volunteer_id: int, today: date) -> VolunteerFigures:
    """A person's minutes this month, this year and ever; reversed credits count nothing."""
    month = today.replace(day=1).isoformat()
    year = today.replace(month=1, day=1).isoformat()
    row = connection.exec_driver_sql(
        "SELECT SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END), "
        "SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END), SUM(minutes), "
        "SUM(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END) "
        "FROM hour_entry WHERE volunteer_id = ?",
        (month, year, volunteer_id),
    ).one()
    hit = person_hits(connection, [volunteer_id]).get(volunteer_id)
    return VolunteerFigures(
        row[0] or 0, row[1] or 0, row[2] or 0, row[3] or 0, hit.last_served_on if hit else None
    )


def served_figures(
    connection: Connection, ids: Sequence[int], since: date
) -> dict[int, tuple[int, date | None]]:
    """Id → minutes since a day, and the last day of service, for who has entries at all."""
    found: dict[int, tuple[int, date | None]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        for one, minutes, last in connection.exec_driver_sql(
            "SELECT volunteer_id, SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END), "
            "MAX(CASE WHEN total > 0 THEN served_on END) FROM "
            "(SELECT volunteer_id, served_on, minutes, "
            "SUM(minutes) OVER (PARTITION BY volunteer_id, served_on) AS total FROM hour_entry "
            f"WHERE volunteer_id IN ({','.join('?' * len(part))})) GROUP BY volunteer_id",
            (since.isoformat(), *part),
        ):
            found[one] = (minutes or 0, _day(last))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
