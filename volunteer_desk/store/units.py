"""Units: the tree in the order it is shown, one node, and what stands below it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, cast

from sqlalchemy import Boolean, Connection, column, insert, select, table, update

from volunteer_desk.domain.units import UnitDraft, UnitFigures, UnitKind
from volunteer_desk.store.instants import new_uid

_UNIT = table(
    "unit",
    column("id"),
    column("uid"),
    column("name"),
    column("kind"),
    column("code"),
    column("parent_id"),
    column("own", Boolean),
    column("contact"),
    column("phone"),
    column("active", Boolean),
    column("batch_id"),
)

UnitValue = str | int | bool | None

_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT ? UNION SELECT unit.id FROM unit JOIN below ON unit.parent_id = below.id
)
"""

_FIGURES = f"""{_BELOW},
team_below AS MATERIALIZED (
    SELECT id FROM team WHERE active AND unit_id IN (SELECT id FROM below)
), as_indexed AS (
    SELECT activity_id, SUM(minutes) AS minutes FROM hour_entry
    WHERE served_on BETWEEN ? AND ? AND team_id IN (SELECT id FROM team_below)
    GROUP BY served_on, team_id, activity_id
), activity_time AS MATERIALIZED (
    SELECT activity_id, SUM(minutes) AS minutes FROM as_indexed GROUP BY activity_id
)
SELECT (SELECT COUNT(*) FROM team_below),
    (SELECT COUNT(*) FROM project WHERE active AND unit_id IN (SELECT id FROM below)),
    (SELECT COUNT(DISTINCT membership.volunteer_id) FROM membership
     JOIN volunteer ON volunteer.id = membership.volunteer_id
     WHERE membership.to_on IS NULL AND volunteer.status <> 'left'
       AND membership.team_id IN (SELECT id FROM team_below)),
    (SELECT COUNT(*) FROM activity_time WHERE minutes > 0),
    (SELECT COALESCE(SUM(minutes), 0) FROM activity_time)
"""


class StoredUnit(NamedTuple):
    """A unit as it can be edited, with whether it is the desk's own and in use."""

    draft: UnitDraft
    own: bool
    active: bool


def read_unit(connection: Connection, unit_id: int) -> StoredUnit | None:
    """One unit, or None when there is none of that id."""
    c = _UNIT.c
    row = connection.execute(
        select(c.name, c.kind, c.code, c.parent_id, c.contact, c.phone, c.own, c.active).where(
            c.id == unit_id
        )
    ).first()
    if row is None:
        return None
    name, kind, code, parent, contact, phone, own, active = row
    draft = UnitDraft(name, UnitKind(kind), code or "", parent, contact, phone)
    return StoredUnit(draft, bool(own), bool(active))


def unit_columns(draft: UnitDraft) -> dict[str, UnitValue]:
    """A draft as the table holds it."""
    return {
        "name": draft.name,
        "kind": draft.kind.value,
        "code": draft.code or None,
        "parent_id": draft.parent_id,
        "contact": draft.contact,
        "phone": draft.phone,
    }


def unit_coded(connection: Connection, code: str) -> tuple[int, str] | None:
    """(id, name) of the unit of this code."""
    row = connection.execute(select(_UNIT.c.id, _UNIT.c.name).where(_UNIT.c.code == code)).first()
    return None if row is None else (row.id, row.name)


def sibling_named(connection: Connection, name: str, parent_id: int | None) -> int | None:
    """The unit of this name right below a parent (or among the roots)."""
    found = connection.execute(
        select(_UNIT.c.id).where(
            _UNIT.c.name == name, _UNIT.c.parent_id.is_not_distinct_from(parent_id)
        )
    )
    return cast("int | None", found.scalars().first())


def own_unit(connection: Connection) -> int | None:
    """The desk's own unit, None until there is one."""
    found = connection.execute(select(_UNIT.c.id).where(_UNIT.c.own).order_by(_UNIT.c.id))
    return cast("int | None", found.scalars().first())


def is_below(connection: Connection, unit_id: int, above_id: int) -> bool:
    """Whether a unit is another one or stands somewhere below it."""
    found = connection.exec_driver_sql(
        f"{_BELOW} SELECT EXISTS (SELECT 1 FROM below WHERE id = ?)", (above_id, unit_id)
    )
    return bool(found.scalar_one())


def code_above(connection: Connection, parent_id: int | None) -> str:
    """The code of the nearest unit from ``parent_id`` upwards that has one, or ""."""
    found = connection.exec_driver_sql(
        "WITH RECURSIVE above(id, code, parent_id, step) AS ("
        " SELECT id, code, parent_id, 0 FROM unit WHERE id = ?"
        " UNION ALL SELECT unit.id, unit.code, unit.parent_id, step + 1"
        " FROM unit JOIN above ON unit.id = above.parent_id WHERE step < 40)"
        " SELECT code FROM above WHERE code IS NOT NULL ORDER BY step LIMIT 1",
        (parent_id,),
    ).scalar_one_or_none()
    return str(found or "")


def codes_below(connection: Connection, unit_id: int) -> list[tuple[str, str]]:
    """(name, code) of every unit below one that has a code."""
    found = connection.exec_driver_sql(
        f"{_BELOW} SELECT name, code FROM unit"
        " WHERE id IN (SELECT id FROM below) AND id <> ? AND code IS NOT NULL",
        (unit_id, unit_id),
    )
    return [(row[0], row[1]) for row in found]


def leaning_on(connection: Connection, unit_id: int) -> tuple[int, int, int]:
    """How many active units, teams and projects stand right below a unit."""
    found = connection.exec_driver_sql(
        "SELECT (SELECT COUNT(*) FROM unit WHERE parent_id = ? AND active),"
        " (SELECT COUNT(*) FROM team WHERE unit_id = ? AND active),"
        " (SELECT COUNT(*) FROM project WHERE unit_id = ? AND active)",
        (unit_id, unit_id, unit_id),
    ).one()
    return found[0], found[1], found[2]


def unit_figures(connection: Connection, unit_id: int, first: date, last: date) -> UnitFigures:
    """What a unit and all below it have; activities and minutes of a span."""
    row = connection.exec_driver_sql(_FIGURES, (unit_id, first.isoformat(), last.isoformat())).one()
    return UnitFigures(*row)


def add_unit(
    connection: Connection, values: Mapping[str, UnitValue], *, own: bool, batch_id: int
) -> int:
    """Insert a unit and return its id."""
    made = connection.execute(
        insert(_UNIT)
        .values(uid=new_uid(), own=own, active=True, batch_id=batch_id, **values)
        .returning(_UNIT.c.id)
    )
    return cast(int, made.scalar_one())


def change_unit(connection: Connection, unit_id: int, values: Mapping[str, UnitValue]) -> None:
    """Write the columns given."""
    connection.execute(update(_UNIT).where(_UNIT.c.id == unit_id).values(**values))
