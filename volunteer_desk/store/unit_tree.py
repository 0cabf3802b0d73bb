"""The tree of units in the order it is shown, whole or narrowed."""

from dataclasses import replace

from sqlalchemy import Connection

from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.register_filters import ListQuery, UnitFilter
from volunteer_desk.domain.units import UnitKind, UnitRow
from volunteer_desk.store.register_filters import unit_condition
from volunteer_desk.store.register_orders import UNIT_ORDERS, order_by, teach_name_order
from volunteer_desk.store.register_search import MOST_NAMED, Named, find_named

_TREE = """
WITH teams AS (
    SELECT unit_id, COUNT(*) AS number FROM team
    WHERE active AND unit_id IS NOT NULL GROUP BY unit_id
), projects AS (
    SELECT unit_id, COUNT(*) AS number FROM project
    WHERE active AND unit_id IS NOT NULL GROUP BY unit_id
)
SELECT unit.id, unit.name, unit.kind, unit.code, unit.parent_id, unit.own, unit.active,
    unit.contact, unit.phone, COALESCE(teams.number, 0), COALESCE(projects.number, 0)
FROM unit
LEFT JOIN teams ON teams.unit_id = unit.id
LEFT JOIN projects ON projects.unit_id = unit.id
ORDER BY {order}
"""


def unit_ids(connection: Connection, query: ListQuery[UnitFilter]) -> list[int]:
    """Ids of the units a query shows, parents before their children.

    With a text and the usual order the best answers come first, at most ``MOST_NAMED``.
    """
    only = unit_condition(query.where, query.standing)
    if query.text.strip():
        found = find_named(connection, Named.UNIT, query.text, MOST_NAMED, only.sql, only.values)
        if not query.sort:
            return found
    else:
        rows = connection.exec_driver_sql(f"SELECT id FROM unit WHERE TRUE{only.sql}", only.values)
        found = [row[0] for row in rows.all()]
    kept = set(found)
    tree = listed_units(connection, query.sort, query.descending)
    return [row.id for row in tree if row.id in kept]


def listed_units(
    connection: Connection, sort: str = "", descending: bool = False
) -> tuple[UnitRow, ...]:
    """Every unit, retired ones too, parents before their children; by code, then by name.

    ``sort`` is a column of the list (``UNIT_ORDERS``) to order those below one unit by instead.
    """
    order = "unit.code IS NULL, unit.code, unit.name, unit.id"
    if sort:
        teach_name_order(connection)
        order = order_by(UNIT_ORDERS[sort], descending, order)
    children: dict[int | None, list[UnitRow]] = {}
    for row in connection.exec_driver_sql(_TREE.format(order=order)):
        number, name, kind, code, parent, own, active, contact, phone, teams, projects = row
        children.setdefault(parent, []).append(
            UnitRow(
                number,
                name,
                UnitKind(kind),
                code or "",
                parent,
                0,
                bool(own),
                bool(active),
                contact,
                mask_phone(phone),
                teams,
                projects,
            )
        )
    listed: list[UnitRow] = []
    waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        listed.append(replace(unit, depth=depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(unit.id, []))]
    return tuple(listed)
