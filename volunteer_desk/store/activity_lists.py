"""Activities in calendars and long lists: spans by day, ids in an order, pages with figures."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, text

from volunteer_desk.domain.activities import ActivityRow, Stage
from volunteer_desk.domain.activity_filters import ActivityFilter
from volunteer_desk.store.activities import activities_of
from volunteer_desk.store.register_filters import UNITS_BELOW

_FIGURES = """
SELECT activity_id, SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END), SUM(minutes)
FROM hour_entry WHERE activity_id IN ({ids})
GROUP BY activity_id
"""

_STAGE = """CASE
    WHEN activity.state <> 'planned' THEN activity.state
    WHEN activity.held_on < :today THEN 'running'
    WHEN activity.held_on = :today AND COALESCE(activity.starts, 0) <= :minute THEN 'running'
    ELSE 'planned' END"""

_ORDER = {
    "held_on": "activity.held_on {way}, COALESCE(activity.starts, -1) {way}",
    "project": "project.name {way}, activity.held_on DESC",
    "team": "COALESCE(team.name, '') {way}, activity.held_on DESC",
    "place": "activity.place {way}, activity.held_on DESC",
    "stage": (
        f"CASE {_STAGE} WHEN 'planned' THEN 0 WHEN 'running' THEN 1 WHEN 'recorded' THEN 2"
        " WHEN 'checked' THEN 3 ELSE 4 END {way}, activity.held_on DESC"
    ),
    "attendances": "COALESCE(figure.times, 0) {way}, activity.held_on DESC",
    "minutes": "COALESCE(figure.minutes, 0) {way}, activity.held_on DESC",
}

_FIGURE = """
LEFT JOIN (
    SELECT activity_id, SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END) AS times,
        SUM(minutes) AS minutes
    FROM hour_entry WHERE served_on BETWEEN :first AND :last GROUP BY activity_id
) AS figure ON figure.activity_id = activity.id
"""

_BELOW = UNITS_BELOW.replace("?", ":unit_id")

_CONDITIONS = {
    "project_id": "activity.project_id = :project_id",
    "team_id": "activity.team_id = :team_id",
    "unit_id": (f"(project.unit_id IN ({_BELOW}) OR team.unit_id IN ({_BELOW}))"),
    "text": (
        "(project.name LIKE :text ESCAPE '\\' OR activity.place LIKE :text ESCAPE '\\'"
        " OR activity.leader LIKE :text ESCAPE '\\' OR activity.content LIKE :text ESCAPE '\\'"
        " OR team.name LIKE :text ESCAPE '\\')"
    ),
}

_FROM = """
FROM activity
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = activity.team_id
"""


def spanned_activities(connection: Connection, first: date, last: date) -> list[ActivityRow]:
    """The activities of a span by day and time, without figures (an index of days answers)."""
    ids = connection.exec_driver_sql(
        "SELECT id FROM activity WHERE held_on BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    ).scalars()
    rows = activities_of(connection, dict.fromkeys(ids, (0, 0)))
    return sorted(rows, key=by_time)


def by_time(row: ActivityRow) -> tuple[date, bool, int, int]:
    """The order of a day: by start, those without one first, then as they were made."""
    minute = -1 if row.starts is None else row.starts.hour * 60 + row.starts.minute
    return row.held_on, row.starts is not None, minute, row.id


def read_page(connection: Connection, ids: Sequence[int]) -> list[ActivityRow]:
    """The activities of these ids with their figures, in the order of the ids."""
    if not ids:
        return []
    # our own integers, written out: no limit on bound variables
    listed = ",".join(str(int(number)) for number in ids)
    found = connection.exec_driver_sql(_FIGURES.format(ids=listed))
    figures = dict.fromkeys(ids, (0, 0)) | {row[0]: (row[1], row[2]) for row in found}
    rows = {row.id: row for row in activities_of(connection, figures)}
    return [rows[number] for number in ids if number in rows]


def listed_ids(
    connection: Connection, wanted: ActivityFilter, now: datetime, sort: str, descending: bool
) -> list[int]:
    """The ids of a list in its order.

    Args:
        connection: To read from.
        wanted: Which activities.
        now: The aware local instant that tells 计划 from 进行.
        sort: One of ``SORTS``.
        descending: The other way round.
    """
    way = "DESC" if descending else "ASC"
    where, values = _where(wanted, now)
    if wanted.stage is not None:
        where += f" AND {_STAGE} = :stage"
        values["stage"] = wanted.stage.value
    figure = _FIGURE if sort in ("attendances", "minutes") else ""
    order = _ORDER[sort].replace("{way}", way)
    sql = f"SELECT activity.id {_FROM} {figure} WHERE {where} ORDER BY {order}, activity.id {way}"
    return list(connection.execute(text(sql), values).scalars())


def count_stages(connection: Connection, wanted: ActivityFilter, now: datetime) -> dict[Stage, int]:
    """How many activities of a list are in each state; its own ``stage`` is no condition."""
    where, values = _where(wanted, now)
    sql = f"SELECT {_STAGE}, COUNT(*) {_FROM} WHERE {where} GROUP BY 1"
    rows = connection.execute(text(sql), values)
    return {Stage(stage): count for stage, count in rows}


def _where(wanted: ActivityFilter, now: datetime) -> tuple[str, dict[str, str | int]]:
    part = wanted.text.strip()
    for mark in "\\%_":
        part = part.replace(mark, f"\\{mark}")
    values: dict[str, str | int] = {
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "today": now.date().isoformat(),
        "minute": now.hour * 60 + now.minute,
    }
    chosen: dict[str, str | int | None] = {
        "project_id": wanted.project_id,
        "team_id": wanted.team_id,
        "unit_id": wanted.unit_id,
        "text": f"%{part}%" if part else None,
    }
    where = ["activity.held_on BETWEEN :first AND :last"]
    for key, value in chosen.items():
        if value is not None:
            where.append(_CONDITIONS[key])
            values[key] = value
    return " AND ".join(where), values
