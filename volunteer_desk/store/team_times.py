"""People's times in teams: roles, from when, to when; opened and closed many at once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.volunteers import MembershipRow
from volunteer_desk.store.batches import Value
from volunteer_desk.store.instants import new_uids

_CHUNK = 500
_ROWS = """
SELECT membership.id, volunteer_id, team_id, team.name, role, from_on, to_on
FROM membership JOIN team ON team.id = team_id
WHERE volunteer_id IN ({marks}){more}
ORDER BY membership.to_on IS NOT NULL, from_on DESC, membership.id
"""


class NewTime(NamedTuple):
    """A membership about to be written."""

    volunteer_id: int
    team_id: int
    role: str
    from_on: date
    to_on: date | None = None


def team_name(connection: Connection, team_id: int) -> str | None:
    """The name of a team, or None when there is none of that id."""
    found = connection.exec_driver_sql("SELECT name FROM team WHERE id = ?", (team_id,))
    value: str | None = found.scalar_one_or_none()
    return value


def times_of(
    connection: Connection, ids: Collection[int], *, open_only: bool = False
) -> dict[int, list[MembershipRow]]:
    """Volunteer id → that person's times in teams, those that last first, then the newest."""
    wanted, found = list(ids), dict[int, list[MembershipRow]]()
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        sql = _ROWS.format(
            marks=",".join("?" * len(part)), more=" AND to_on IS NULL" if open_only else ""
        )
        for number, person, team, name, role, first, last in connection.exec_driver_sql(sql, part):
            found.setdefault(person, []).append(
                MembershipRow(
                    number,
                    team,
                    name,
                    role,
                    date.fromisoformat(first),
                    date.fromisoformat(last) if last else None,
                )
            )
    return found


def add_times(connection: Connection, times: Sequence[NewTime], batch_id: int) -> None:
    """Write memberships; the caller saw that the person has none of that team and day."""
    if times:
        connection.exec_driver_sql(
            "INSERT INTO membership (uid, volunteer_id, team_id, role, from_on, to_on, batch_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    uid,
                    one.volunteer_id,
                    one.team_id,
                    one.role,
                    one.from_on.isoformat(),
                    one.to_on.isoformat() if one.to_on else None,
                    batch_id,
                )
                for uid, one in zip(new_uids(len(times)), times, strict=True)
            ],
        )


def change_times(connection: Connection, changes: Iterable[tuple[int, dict[str, Value]]]) -> None:
    """Write the columns given (role, from_on, to_on) of each membership id."""
    alike: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    for number, values in changes:
        written = [one.isoformat() if isinstance(one, date) else one for one in values.values()]
        alike.setdefault(tuple(values), []).append((*written, number))
    for columns, rows in alike.items():
        settings = ", ".join(f"{column} = ?" for column in columns)
        connection.exec_driver_sql(f"UPDATE membership SET {settings} WHERE id = ?", rows)
