"""Teams: their rows, their open members, and their figures of a year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import cast

from sqlalchemy import Connection, insert, select, update

from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.phone_list import LeaderLine
from volunteer_desk.domain.projects import TeamDraft, TeamRow
from volunteer_desk.domain.register_filters import ListQuery, TeamFilter
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.register_filters import HOMELESS, MEMBERS, team_condition
from volunteer_desk.store.register_orders import (
    BY_FIGURE,
    TEAM_ORDERS,
    order_by,
    teach_name_order,
)
from volunteer_desk.store.register_search import MOST_NAMED, Named, find_named
from volunteer_desk.store.tables import Team

_TEAM = Team.__table__

TeamValue = str | int | bool | date | None

_CHUNK = 500

# summed first in the order of the covering index, which sorts nothing: half the time
_FIGURES = """
WITH as_indexed AS (
    SELECT team_id, activity_id, SUM(minutes) AS minutes
    FROM hour_entry WHERE served_on BETWEEN ? AND ? AND team_id IS NOT NULL
    GROUP BY served_on, team_id, activity_id
), activity_time AS (
    SELECT team_id, activity_id, SUM(minutes) AS minutes
    FROM as_indexed GROUP BY team_id, activity_id
)
SELECT team_id, SUM(CASE WHEN minutes > 0 THEN 1 ELSE 0 END) AS activities,
    SUM(minutes) AS minutes
FROM activity_time GROUP BY team_id
"""

_ROWS = f"""
SELECT team.id, team.name, team.kind, team.leader,
    CASE WHEN team.phone <> '' THEN team.phone ELSE COALESCE(leader.phone, '') END,
    {MEMBERS}, COALESCE(unit.name, ''), team.active, team.founded_on, {HOMELESS}
FROM team
LEFT JOIN unit ON unit.id = team.unit_id
LEFT JOIN volunteer AS leader ON leader.id = team.leader_id
WHERE team.id IN ({{ids}})
"""

_LEADERS = """
WITH members AS (
    SELECT membership.team_id, COUNT(DISTINCT membership.volunteer_id) AS people
    FROM membership JOIN volunteer ON volunteer.id = membership.volunteer_id
    WHERE membership.to_on IS NULL AND volunteer.status <> 'left'
    GROUP BY membership.team_id
)
SELECT team.name, team.kind, COALESCE(unit.name, ''), team.leader,
    CASE WHEN team.phone <> '' THEN team.phone ELSE COALESCE(leader.phone, '') END,
    COALESCE(members.people, 0)
FROM team
LEFT JOIN members ON members.team_id = team.id
LEFT JOIN unit ON unit.id = team.unit_id
LEFT JOIN volunteer AS leader ON leader.id = team.leader_id
WHERE team.active{only}
ORDER BY unit.id IS NULL, unit.code IS NULL, unit.code, unit.name, team.name
"""


def team_ids(connection: Connection, query: ListQuery[TeamFilter], today: date) -> list[int]:
    """Ids of the teams a query shows, by name, or by a column (``TEAM_ORDERS``).

    With a text and the usual order the best answers come first, at most ``MOST_NAMED``.

    Raises:
        KeyError: The sort is no column of the list.
    """
    only = team_condition(query.where, query.standing, today)
    limits, values = only.sql, only.values
    if query.text.strip():
        found = find_named(connection, Named.TEAM, query.text, MOST_NAMED, limits, values)
        if not query.sort:
            return found
        limits, values = f" AND team.id IN ({','.join(map(str, found))})", ()
    joined, before, order = "", tuple[str, ...](), "team.name"
    if query.sort:
        teach_name_order(connection)
        order = order_by(TEAM_ORDERS[query.sort], query.descending, "team.name, team.id")
        if query.sort in BY_FIGURE:
            joined = f" LEFT JOIN ({_FIGURES}) AS figure ON figure.team_id = team.id"
            before = (f"{today.year:04d}-01-01", f"{today.year:04d}-12-31")
    rows = connection.exec_driver_sql(
        f"SELECT team.id FROM team{joined} WHERE TRUE{limits} ORDER BY {order}",
        (*before, *values),
    )
    return [row[0] for row in rows.all()]


def team_figures(connection: Connection, first: date, last: date) -> dict[int, tuple[int, int]]:
    """Id → (activities, minutes) credited to a team in a span, of those with any."""
    found = connection.exec_driver_sql(_FIGURES, (first.isoformat(), last.isoformat()))
    return {row[0]: (row[1], row[2]) for row in found.all()}


def team_rows(
    connection: Connection, ids: Sequence[int], figures: Mapping[int, tuple[int, int]]
) -> list[TeamRow]:
    """The lines of these teams in the order of ``ids``; a team that is gone is left out."""
    rows: dict[int, TeamRow] = {}
    for start in range(0, len(ids), _CHUNK):
        listed = ",".join(str(int(one)) for one in ids[start : start + _CHUNK])
        for row in connection.exec_driver_sql(_ROWS.format(ids=listed)).all():
            number, name, kind, leader, phone, members, unit, *rest = row
            active, founded, homeless = rest
            rows[number] = TeamRow(
                number,
                name,
                kind,
                leader,
                mask_phone(phone),
                members,
                *figures.get(number, (0, 0)),
                unit,
                bool(active),
                date.fromisoformat(founded) if founded else None,
                bool(homeless),
            )
    return [rows[one] for one in ids if one in rows]


def leader_lines(
    connection: Connection, ids: Collection[int] | None = None
) -> tuple[LeaderLine, ...]:
    """Active teams (of these ``ids``) with leader and the phone in full, by unit, then by name."""
    listed = "" if ids is None else f" AND team.id IN ({','.join(map(str, ids))})"
    return tuple(
        LeaderLine(team, kind, unit, leader, phone, members)
        for team, kind, unit, leader, phone, members in connection.exec_driver_sql(
            _LEADERS.format(only=listed)
        )
    )


def team_kinds(connection: Connection) -> tuple[str, ...]:
    """Kinds in use, the most used first."""
    found = connection.exec_driver_sql(
        "SELECT kind FROM team WHERE kind <> '' GROUP BY kind ORDER BY COUNT(*) DESC, kind LIMIT 50"
    )
    return tuple(row[0] for row in found)


def team_named(connection: Connection, name: str) -> int | None:
    """The team of exactly this name, or None."""
    found = connection.execute(select(_TEAM.c.id).where(_TEAM.c.name == name))
    return cast("int | None", found.scalar_one_or_none())


def read_team(connection: Connection, team_id: int) -> TeamDraft | None:
    """A team as it can be edited, or None when there is no such team."""
    columns = [_TEAM.c[field.name] for field in fields(TeamDraft)]
    found = connection.execute(select(*columns).where(_TEAM.c.id == team_id)).first()
    return None if found is None else TeamDraft(*found)


def add_team(connection: Connection, values: Mapping[str, TeamValue], batch_id: int) -> int:
    """Insert a team and return its id."""
    made = connection.execute(
        insert(_TEAM)
        .values(uid=new_uid(), active=True, batch_id=batch_id, **values)
        .returning(_TEAM.c.id)
    )
    return cast(int, made.scalar_one())


def change_team(connection: Connection, team_id: int, values: Mapping[str, TeamValue]) -> None:
    """Write the columns given."""
    connection.execute(update(_TEAM).where(_TEAM.c.id == team_id).values(**values))
