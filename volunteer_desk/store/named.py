"""Teams, projects and units as choices: their labels, the likely ones, the one of a name."""

from collections.abc import Sequence

from sqlalchemy import Connection

from volunteer_desk.store.register_search import Named

# a unit whose name stands twice says the one above it as well
_LABELS = {
    Named.TEAM: "SELECT id, name FROM team WHERE id IN ({ids})",
    Named.PROJECT: "SELECT id, name FROM project WHERE id IN ({ids})",
    Named.UNIT: "SELECT unit.id, CASE WHEN (SELECT COUNT(*) FROM unit AS other"
    " WHERE other.name = unit.name) = 1 THEN unit.name"
    " ELSE unit.name || '（' || COALESCE(above.name, '最上级') || '）' END"
    " FROM unit LEFT JOIN unit AS above ON above.id = unit.parent_id WHERE unit.id IN ({ids})",
}
_DETAILS = {
    Named.TEAM: "SELECT team.id, (SELECT COUNT(DISTINCT volunteer_id) FROM membership"
    " JOIN volunteer ON volunteer.id = volunteer_id WHERE team_id = team.id AND to_on IS NULL"
    " AND volunteer.status <> 'left') || ' 人', COALESCE(unit.name, '')"
    " FROM team LEFT JOIN unit ON unit.id = team.unit_id WHERE team.id IN ({ids})",
    Named.PROJECT: "SELECT project.id, COALESCE(team.name, ''), COALESCE(unit.name, '')"
    " FROM project LEFT JOIN team ON team.id = project.team_id"
    " LEFT JOIN unit ON unit.id = project.unit_id WHERE project.id IN ({ids})",
    Named.UNIT: "SELECT unit.id, COALESCE(unit.code, ''), COALESCE(above.name, '')"
    " FROM unit LEFT JOIN unit AS above ON above.id = unit.parent_id WHERE unit.id IN ({ids})",
}
_USUAL = {
    Named.TEAM: "SELECT team.id FROM team LEFT JOIN unit ON unit.id = team.unit_id"
    " WHERE team.active ORDER BY COALESCE(unit.own, 0) DESC, team.name LIMIT ?",
    # the latest activities by their index; a project without any comes after
    Named.PROJECT: "SELECT id FROM project WHERE active ORDER BY id DESC LIMIT ?",
    Named.UNIT: "SELECT id FROM unit WHERE active ORDER BY own DESC, code IS NULL, code, name, id"
    " LIMIT ?",
}
_LATELY = """
SELECT project.id FROM (
    SELECT project_id, held_on FROM activity WHERE state <> 'cancelled'
    ORDER BY held_on DESC LIMIT 1000
) AS lately JOIN project ON project.id = project_id
WHERE project.active GROUP BY project.id ORDER BY MAX(held_on) DESC, project.id DESC LIMIT ?
"""


def name_labels(connection: Connection, kind: Named, ids: Sequence[int]) -> dict[int, str]:
    """Id → the name as a choice shows it; no two units read the same unless they stand so."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(_sql(_LABELS, kind, ids))}


def name_details(
    connection: Connection, kind: Named, ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """Id → what tells it apart: a team's people and unit, a project's team and unit, a code."""
    rows = connection.exec_driver_sql(_sql(_DETAILS, kind, ids))
    return {one: tuple(word for word in said if word) for one, *said in rows}


def usual_named(connection: Connection, kind: Named, limit: int) -> list[int]:
    """Ids in use to offer before anything is typed, the likely ones first."""
    found: dict[int, None] = {}
    if kind is Named.PROJECT:
        rows = connection.exec_driver_sql(_LATELY, (limit,))
        found = dict.fromkeys(row[0] for row in rows)
    if len(found) < limit:
        rows = connection.exec_driver_sql(_USUAL[kind], (limit,))
        found |= dict.fromkeys(row[0] for row in rows)
    return list(found)[:limit]


def named_exactly(connection: Connection, kind: Named, name: str) -> int | None:
    """The one in use that bears this very name; None for none, and for several."""
    rows = connection.exec_driver_sql(
        f"SELECT id FROM {kind} WHERE name = ? AND active LIMIT 2", (name,)
    ).all()
    return rows[0][0] if len(rows) == 1 else None


def _sql(table: dict[Named, str], kind: Named, ids: Sequence[int]) -> str:
    return table[kind].format(ids=",".join(str(int(one)) for one in ids))
