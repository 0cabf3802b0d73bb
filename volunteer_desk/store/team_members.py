"""Who is or was in a team: ids for a list of any length, and the rows of a window of it."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.memberships import MemberRow

_ROWS = """
SELECT membership.id, membership.volunteer_id, volunteer.name, volunteer.number,
    volunteer.phone, volunteer.birth, membership.role, membership.from_on, membership.to_on,
    COALESCE((SELECT SUM(minutes) FROM hour_entry
        WHERE hour_entry.volunteer_id = membership.volunteer_id
          AND hour_entry.team_id = membership.team_id), 0), membership.team_id
FROM membership JOIN volunteer ON volunteer.id = membership.volunteer_id
WHERE membership.id IN ({marks})
"""


def member_ids(connection: Connection, team_id: int, on: date | None) -> list[int]:
    """Ids of memberships: those of a day, or with None all there ever were, open ones first."""
    where, values = "", tuple[str, ...]()
    if on is not None:
        where = "AND from_on <= ? AND (to_on IS NULL OR to_on > ?) AND volunteer.status <> 'left'"
        values = (on.isoformat(), on.isoformat())
    closed_last = "to_on IS NOT NULL, " if on is None else ""
    found = connection.exec_driver_sql(
        "SELECT membership.id FROM membership "
        "JOIN volunteer ON volunteer.id = membership.volunteer_id "
        f"WHERE team_id = ? {where} "
        f"ORDER BY {closed_last}role = '', from_on, membership.id",
        (team_id, *values),
    )
    return [row[0] for row in found]


def member_rows(
    connection: Connection, ids: Sequence[int], is_hidden: Callable[[date | None], bool]
) -> list[MemberRow]:
    """Memberships in the order of ids; who is hidden by the birth date shows no phone."""
    found: dict[int, MemberRow] = {}
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        marks = ",".join("?" * len(part))
        for row in connection.exec_driver_sql(_ROWS.format(marks=marks), part):
            number, person, name, code, phone, birth, role, first, last, minutes, team = row
            hidden = is_hidden(date.fromisoformat(birth) if birth else None)
            found[number] = MemberRow(
                number,
                person,
                name,
                code,
                "" if hidden else mask_phone(phone),
                role,
                date.fromisoformat(first),
                date.fromisoformat(last) if last else None,
                minutes,
                team,
            )
    return [found[number] for number in ids if number in found]


def has_time_since(connection: Connection, volunteer_id: int, team_id: int, day: date) -> bool:
    """Whether a person is in a team now, or came into it on this very day."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM membership WHERE volunteer_id = ? AND team_id = ?"
        " AND (to_on IS NULL OR from_on = ?) LIMIT 1",
        (volunteer_id, team_id, day.isoformat()),
    )
    return found.first() is not None
