"""Hours that wait to be approved: logged here, and moved into the ledger when they are."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from volunteer_desk.domain.approval import (
    WaitingFilter,
    WaitingGroup,
    WaitingRow,
    WaitingState,
    WaitingTotals,
)
from volunteer_desk.domain.hours import HoursNature, HoursSource
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.ledger import Credit, stored_instant

_CREDIT = (
    "volunteer_id, activity_id, team_id, served_on, starts, ends, minutes, "
    "nature, source, remark, reason, spent, late_month, waived"
)
_ADD = (
    f"INSERT INTO waiting_hours (uid, {_CREDIT}, batch_id, recorded_at, state, decision_reason) "
    f"VALUES ({', '.join('?' * 17)}, 'waiting', '')"
)
_MOVE = (
    f"INSERT INTO hour_entry (uid, {_CREDIT}, batch_id, recorded_at) "
    f"SELECT ?, {_CREDIT}, batch_id, recorded_at FROM waiting_hours WHERE id = ?"
)
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


def add_waiting(
    connection: Connection, rows: Sequence[Credit], *, batch_id: int, now: datetime
) -> int:
    """Let credits wait; the caller has checked them. Returns how many."""
    at = stored_instant(now)
    if rows:
        connection.exec_driver_sql(
            _ADD,
            [
                (
                    uid,
                    row.volunteer_id,
                    row.activity_id,
                    row.team_id,
                    row.served_on.isoformat(),
                    row.starts,
                    row.ends,
                    row.minutes,
                    row.nature,
                    row.source,
                    row.remark,
                    row.reason,
                    row.spent,
                    row.late_month,
                    row.waived,
                    batch_id,
                    at,
                )
                for uid, row in zip(new_uids(len(rows)), rows, strict=True)
            ],
        )
    return len(rows)


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


def record_late(connection: Connection, ids: Iterable[int], month: int, reason: str) -> None:
    """Make waiting hours 补录 of a month, since theirs was closed while they waited."""
    connection.exec_driver_sql(
        "UPDATE waiting_hours SET late_month = ?, source = 'late', "
        "reason = CASE WHEN reason = '' THEN ? ELSE reason END, "
        "waived = TRIM(waived || ' month_locked') WHERE id = ?",
        [(month, reason, one) for one in ids],
    )


def credit_waiting(connection: Connection, ids: Sequence[int], decided_id: int) -> None:
    """Append the credits of waiting hours; each keeps the act that logged it."""
    uids = new_uids(len(ids))
    connection.exec_driver_sql(_MOVE, list(zip(uids, ids, strict=True)))
    connection.exec_driver_sql(
        "UPDATE waiting_hours SET state = 'approved', decided_id = ?, "
        "entry_id = (SELECT id FROM hour_entry WHERE uid = ?) WHERE id = ?",
        [(decided_id, uid, one) for uid, one in zip(uids, ids, strict=True)],
    )


def decide(
    connection: Connection,
    ids: Iterable[int],
    state: WaitingState,
    decided_id: int | None,
    reason: str = "",
) -> None:
    """Return or withdraw waiting hours, or let them wait again (``decided_id`` None)."""
    decisions = [(state.value, decided_id, reason, one) for one in ids]
    if decisions:
        connection.exec_driver_sql(
            "UPDATE waiting_hours SET state = ?, decided_id = ?, decision_reason = ?, "
            "entry_id = NULL WHERE id = ?",
            decisions,
        )


def decided_by(connection: Connection, batch_id: int) -> list[tuple[int, int | None]]:
    """(id, credit) of the hours an act approved or returned."""
    found = connection.exec_driver_sql(
        "SELECT id, entry_id FROM waiting_hours WHERE decided_id = ? ORDER BY id", (batch_id,)
    )
    return [(row[0], row[1]) for row in found]


def activities_waiting(connection: Connection, ids: Iterable[int]) -> set[int]:
    """The activities of these rows."""
    return set(_in_parts(connection, "SELECT DISTINCT activity_id FROM waiting_hours", ids))


def follow_credit(connection: Connection, moves: Iterable[tuple[int, int]]) -> None:
    """Tell approved rows which credits stand for theirs now, after a merge or a parting."""
    followed = [(now, before) for before, now in moves]
    if followed:
        connection.exec_driver_sql(
            "UPDATE waiting_hours SET entry_id = ? WHERE entry_id = ?", followed
        )


def approved_since(
    connection: Connection, ids: Iterable[int], holder: int, moved: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Credits of the hours that waited when their card was merged and were approved since.

    Returns:
        (credit, itself): who merged them gives them back as they stand.
    """
    known = {entry for _, entry in moved}
    found = _in_parts(connection, "SELECT COALESCE(entry_id, 0) FROM waiting_hours", ids)
    wanted = sorted(set(found) - known - {0})
    held = _in_parts(
        connection, f"SELECT id FROM hour_entry WHERE volunteer_id = {int(holder)} AND", wanted
    )
    return [(entry, entry) for entry in held]


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


def _in_parts(connection: Connection, sql: str, ids: Iterable[int]) -> Iterator[int]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), 20_000):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(one)) for one in wanted[start : start + 20_000])
        where = "" if sql.endswith(" AND") else " WHERE"
        for row in connection.exec_driver_sql(f"{sql}{where} id IN ({listed})"):
            yield row[0]


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
