"""Who is in which team: opening memberships, and making the teams a roster names."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection

from volunteer_desk.store.instants import new_uid, new_uids

_CHUNK = 500


def team_ids(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Name → id of the teams that exist among these."""
    wanted = list(names)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        rows = connection.exec_driver_sql(
            f"SELECT name, id FROM team WHERE name IN ({marks})", part
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def make_teams(connection: Connection, names: Collection[str], batch_id: int) -> dict[str, int]:
    """Name → id of all these teams; those that are missing are made."""
    found = team_ids(connection, names)
    missing = [name for name in dict.fromkeys(names) if name not in found]
    if missing:
        connection.exec_driver_sql(
            "INSERT INTO team (uid, name, kind, leader, phone, active, remark, batch_id) "
            "VALUES (?, ?, '', '', '', TRUE, '', ?)",
            [(new_uid(), name, batch_id) for name in missing],
        )
        found |= team_ids(connection, missing)
    return found


def open_teams(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Volunteer id → names of the teams that person is in now, first joined first."""
    wanted = list(ids)
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        for person, team in connection.exec_driver_sql(
            "SELECT volunteer_id, team.name FROM membership JOIN team ON team.id = team_id "
            f"WHERE volunteer_id IN ({marks}) AND to_on IS NULL ORDER BY membership.id",
            part,
        ):
            found[person] = (*found.get(person, ()), team)
    return found


def join_teams(
    connection: Connection, pairs: Iterable[tuple[int, int]], on: date, batch_id: int
) -> None:
    """Open a membership for each (volunteer id, team id) not open yet, from a day on.

    A membership closed on the very day it began is opened again.
    """
    joined = list(pairs)
    if not joined:
        return
    uids = new_uids(len(joined))
    connection.exec_driver_sql(
        "INSERT INTO membership (uid, volunteer_id, team_id, role, from_on, batch_id) "
        "VALUES (?, ?, ?, '', ?, ?) "
        "ON CONFLICT (volunteer_id, team_id, from_on) DO UPDATE SET to_on = NULL",
        [
            (uid, person, team, on.isoformat(), batch_id)
            for uid, (person, team) in zip(uids, joined, strict=True)
        ],
    )
