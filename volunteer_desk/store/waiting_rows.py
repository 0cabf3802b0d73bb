"""What waits to be approved, as lists show it: rows, groups by activity or team, and how much."""

from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.approval import (
    WaitingFilter,
    WaitingGroup,
    WaitingRow,
    WaitingTotals,
)
from volunteer_desk.domain.hours import HoursNature, HoursSource

_ROWS = """
SELECT waiting.id, waiting.volunteer_id, volunteer.number, volunteer.name,
    COALESCE(team.name, ''), waiting.activity_id, project.name, waiting.served_on,
    waiting.starts, waiting.ends, waiting.minutes, waiting.nature, waiting.source,
    waiting.remark, waiting.reason, waiting.waived, waiting.late_month
FROM waiting_hours AS waiting
JOIN volunteer ON volunteer.id = waiting.volunteer_id
JOIN activity ON activity.id = waiting.activity_id
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = waiting.team_id
WHERE {where}
ORDER BY waiting.served_on DESC, waiting.activity_id, waiting.id
"""
_GROUPS = {
    "activity": (
        "waiting.activity_id",
        "project.name",
        "JOIN activity ON activity.id = waiting.activity_id "
        "JOIN project ON project.id = activity.project_id",
    ),
    "team": (
        "COALESCE(waiting.team_id, 0)",
        "COALESCE(team.name, '未编队')",
        "LEFT JOIN team ON team.id = waiting.team_id",
    ),
}


def waiting_order(connection: Connection, which: WaitingFilter) -> list[int]:
    """Ids of what waits, the latest day first."""
    where, values = _where(which)
    found = connection.exec_driver_sql(
        f"SELECT waiting.id FROM waiting_hours AS waiting WHERE {where} "
        "ORDER BY waiting.served_on DESC, waiting.activity_id, waiting.id",
        values,
    )
    return [row[0] for row in found]


def waiting_rows(connection: Connection, which: WaitingFilter) -> list[WaitingRow]:
    """What waits, the latest day first."""
    where, values = _where(which)
    found = connection.exec_driver_sql(_ROWS.format(where=where), values)
    return [_row(*tuple(row)) for row in found]


def waiting_groups(connection: Connection, by: str) -> list[WaitingGroup]:
    """What waits, by ``activity`` or by ``team``, the oldest first."""
    key, label, joined = _GROUPS[by]
    found = connection.exec_driver_sql(
        f"SELECT {key}, {label}, MIN(waiting.served_on), COUNT(DISTINCT waiting.volunteer_id), "
        "SUM(waiting.minutes), SUM(waiting.waived <> '') FROM waiting_hours AS waiting "
        f"{joined} WHERE waiting.state = 'waiting' GROUP BY {key} ORDER BY 3, 1"
    )
    return [
        WaitingGroup(key, label, date.fromisoformat(day), people, minutes, waived)
        for key, label, day, people, minutes, waived in found
    ]


def waiting_totals(connection: Connection, which: WaitingFilter) -> WaitingTotals:
    """How much waits."""
    where, values = _where(which)
    row = connection.exec_driver_sql(
        "SELECT COUNT(*), COUNT(DISTINCT waiting.volunteer_id), "
        f"COALESCE(SUM(waiting.minutes), 0) FROM waiting_hours AS waiting WHERE {where}",
        values,
    ).one()
    return WaitingTotals(*row)


def waiting_ids(connection: Connection, which: WaitingFilter) -> list[tuple[int, str, int | None]]:
    """(id, service date, late month) of what waits, in the order it was logged."""
    where, values = _where(which)
    found = connection.exec_driver_sql(
        "SELECT waiting.id, waiting.served_on, waiting.late_month FROM waiting_hours AS waiting "
        f"WHERE {where} ORDER BY waiting.id",
        values,
    )
    return [(row[0], row[1], row[2]) for row in found]


def _row(
    number: int,
    person: int,
    code: str,
    name: str,
    team: str,
    activity: int,
    project: str,
    served_on: str,
    starts: int | None,
    ends: int | None,
    minutes: int,
    nature: str,
    source: str,
    remark: str,
    reason: str,
    waived: str,
    late_month: int | None,
) -> WaitingRow:
    return WaitingRow(
        number,
        person,
        code,
        name,
        team,
        activity,
        project,
        date.fromisoformat(served_on),
        starts,
        ends,
        minutes,
        HoursNature(nature),
        HoursSource(source),
        remark,
        reason,
        waived,
        late_month,
    )


def _where(which: WaitingFilter) -> tuple[str, tuple[int, ...]]:
    where, values = ["waiting.state = 'waiting'"], list[int]()
    if which.ids is not None:
        listed = ",".join(str(int(one)) for one in sorted(set(which.ids))) or "NULL"
        where.append(f"waiting.id IN ({listed})")
    if which.team_id == 0:
        where.append("waiting.team_id IS NULL")
    for column, value in (
        ("activity_id", which.activity_id),
        ("team_id", which.team_id or None),
        ("volunteer_id", which.volunteer_id),
        ("batch_id", which.batch_id),
    ):
        if value is not None:
            where.append(f"waiting.{column} = ?")
            values.append(value)
    return " AND ".join(where), tuple(values)
