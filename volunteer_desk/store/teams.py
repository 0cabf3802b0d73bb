"""Teams: their rows, their open members, and their figures of a year."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import cast

from sqlalchemy import Connection, insert, select, update

from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.phone_list import LeaderLine
from volunteer_desk.domain.projects import TeamDraft, TeamRow
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.register_orders import TEAM_ORDERS, order_by, teach_name_order
from volunteer_desk.store.tables import Team
from volunteer_desk.store.units import UNITS_BELOW

_TEAM = Team.__table__

TeamValue = str | int | bool | date | None

# summed first in the order of the covering index, which sorts nothing: half the time
_LISTED = """
WITH as_indexed AS (
    SELECT team_id, activity_id, SUM(minutes) AS minutes
    FROM hour_entry WHERE served_on BETWEEN ? AND ? AND team_id IS NOT NULL
    GROUP BY served_on, team_id, activity_id
), activity_time AS (
    SELECT team_id, activity_id, SUM(minutes) AS minutes
    FROM as_indexed GROUP BY team_id, activity_id
), figure AS (
    SELECT team_id, SUM(CASE WHEN minutes > 0 THEN 1 ELSE 0 END) AS activities,
        SUM(minutes) AS minutes
    FROM activity_time GROUP BY team_id
), members AS (
    SELECT membership.team_id, COUNT(DISTINCT membership.volunteer_id) AS people
    FROM membership JOIN volunteer ON volunteer.id = membership.volunteer_id
    WHERE membership.to_on IS NULL AND volunteer.status <> 'left'
    GROUP BY membership.team_id
)
SELECT team.id, team.name, team.kind, team.leader,
    CASE WHEN team.phone <> '' THEN team.phone ELSE COALESCE(leader.phone, '') END,
    COALESCE(members.people, 0), COALESCE(figure.activities, 0), COALESCE(figure.minutes, 0),
    COALESCE(unit.name, ''), team.active
FROM team
LEFT JOIN unit ON unit.id = team.unit_id
LEFT JOIN volunteer AS leader ON leader.id = team.leader_id
LEFT JOIN members ON members.team_id = team.id
LEFT JOIN figure ON figure.team_id = team.id
WHERE team.active = ?{within}
ORDER BY {order}
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
WHERE team.active
ORDER BY unit.id IS NULL, unit.code IS NULL, unit.code, unit.name, team.name
"""


def listed_teams(
    connection: Connection,
    first: date,
    last: date,
    active: bool = True,
    unit_id: int | None = None,
    sort: str = "",
    descending: bool = False,
) -> tuple[TeamRow, ...]:
    """Every active (or retired) team by name, with what was credited to it in a span.

    ``sort`` is a column of the list (``TEAM_ORDERS``) to order by instead.

    ``unit_id`` keeps those of a unit and of all below it.
    """
    within = "" if unit_id is None else f" AND team.unit_id IN ({UNITS_BELOW})"
    values = (first.isoformat(), last.isoformat(), active)
    order = "team.name"
    if sort:
        teach_name_order(connection)
        order = order_by(TEAM_ORDERS[sort], descending, "team.name, team.id")
    found = connection.exec_driver_sql(
        _LISTED.format(within=within, order=order),
        values if unit_id is None else (*values, unit_id),
    )
    return tuple(
        TeamRow(
            number,
            name,
            kind,
            leader,
            mask_phone(phone),
            members,
            activities,
            minutes,
            unit,
            bool(standing),
        )
        for (
            number,
            name,
            kind,
            leader,
            phone,
            members,
            activities,
            minutes,
            unit,
            standing,
        ) in found
    )


def leader_lines(connection: Connection) -> tuple[LeaderLine, ...]:
    """Every active team with its leader and the phone in full, by unit, then by name."""
    return tuple(
        LeaderLine(team, kind, unit, leader, phone, members)
        for team, kind, unit, leader, phone, members in connection.exec_driver_sql(_LEADERS)
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
