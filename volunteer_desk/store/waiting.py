"""Hours that wait to be approved: logged here, and moved into the ledger when they are."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from volunteer_desk.domain.approval import (
    WaitingState,
)
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


def _in_parts(connection: Connection, sql: str, ids: Iterable[int]) -> Iterator[int]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), 20_000):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(one)) for one in wanted[start : start + 20_000])
        where = "" if sql.endswith(" AND") else " WHERE"
        for row in connection.exec_driver_sql(f"{sql}{where} id IN ({listed})"):
            yield row[0]
