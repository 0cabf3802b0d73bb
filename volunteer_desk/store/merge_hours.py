"""Hours of one card credited to another: reversed and credited anew, so that nothing is edited.

What is appended keeps date, activity, team and minutes, so the sums of every month, team and
activity stay what they were, and a locked month need not stop it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from volunteer_desk.domain.periods import Month
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.month_locks import locked_months
from volunteer_desk.store.waiting import follow_credit

Move = tuple[int, int]
"""A credit, and the credit on the other card that stands for it."""

_STANDING = """
SELECT id FROM hour_entry AS credit
WHERE credit.volunteer_id = ? AND credit.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = credit.id)
ORDER BY id
"""
_REVERSE = """
INSERT INTO hour_entry (
    uid, volunteer_id, activity_id, team_id, served_on, starts, ends, minutes, reverses_id,
    nature, source, remark, reason, batch_id, recorded_at, late_month, waived
)
SELECT ?, volunteer_id, activity_id, team_id, served_on, starts, ends, -minutes, id,
    nature, 'adjusted', '', ?, ?, ?, late_month, 'merge'
FROM hour_entry WHERE id = ?
"""
_CREDIT = """
INSERT INTO hour_entry (
    uid, volunteer_id, activity_id, team_id, served_on, starts, ends, minutes,
    nature, source, remark, reason, batch_id, recorded_at, spent, late_month, waived
)
SELECT ?, ?, activity_id, team_id, served_on, starts, ends, minutes,
    nature, {source}, remark, CASE WHEN reason = '' THEN ? ELSE reason END, batch_id, ?,
    spent, late_month, CASE WHEN ' ' || waived || ' ' LIKE '% merge %' THEN waived
        ELSE TRIM(waived || ' merge') END
FROM hour_entry WHERE id = ?
"""
"""The credit keeps the batch of the one it stands for: who takes back that import or that sign-up
takes back the hour, whoever has it by then."""

MERGED, PARTED = "合并", "撤销合并"
"""Reasons in the ledger."""


def move_hours(
    connection: Connection, from_id: int, to_id: int, *, batch_id: int, now: datetime
) -> list[Move]:
    """Reverse every standing credit of a card and credit it to another, in the caller's writing.

    Returns:
        (credit of the one, credit of the other).
    """
    standing = [row[0] for row in connection.exec_driver_sql(_STANDING, (from_id,))]
    made = _append(connection, standing, standing, to_id, batch_id, now, MERGED, "'adjusted'")
    moves = list(zip(standing, made, strict=True))
    follow_credit(connection, moves)
    return moves


def move_hours_back(
    connection: Connection, moves: Sequence[Move], owner_id: int, *, batch_id: int, now: datetime
) -> dict[int, int]:
    """Give moved credits back to their card, with the source they first had.

    A credit that was reversed on the other card since stays reversed: it was found to be wrong.

    Returns:
        The card's credit of before the merge → the one that stands for it from now on.
    """
    wanted = [move for move in moves if _stands(connection, move[1])]
    before = [one for one, _ in wanted]
    reversed_ids = [other for _, other in wanted]
    made = _append(connection, reversed_ids, before, owner_id, batch_id, now, PARTED, "source")
    follow_credit(connection, zip(reversed_ids, made, strict=True))
    return dict(zip(before, made, strict=True))


def shared_activities(connection: Connection, a: int, b: int) -> int:
    """Activities for which both cards have hours that stand."""
    found = connection.exec_driver_sql(
        "SELECT COUNT(*) - COUNT(DISTINCT activity_id) FROM (SELECT activity_id FROM hour_entry "
        "WHERE volunteer_id IN (?, ?) GROUP BY activity_id, volunteer_id "
        "HAVING SUM(minutes) > 0) AS served",
        (a, b),
    )
    return int(found.scalar_one())


def shared_locked_months(connection: Connection, a: int, b: int) -> list[Month]:
    """Locked months in which both cards served: there one person less is counted."""
    locked = locked_months(connection)
    if not locked:
        return []
    rows = connection.exec_driver_sql(
        "SELECT substr(served_on, 1, 7) FROM (SELECT served_on, volunteer_id, "
        "SUM(minutes) AS total FROM hour_entry WHERE volunteer_id IN (?, ?) "
        "GROUP BY substr(served_on, 1, 7), volunteer_id) AS served "
        "WHERE total > 0 GROUP BY substr(served_on, 1, 7) HAVING COUNT(*) = 2 ORDER BY 1",
        (a, b),
    )
    months = [Month.of(date.fromisoformat(f"{row[0]}-01")) for row in rows]
    return [month for month in months if month.number in locked]


def _append(
    connection: Connection,
    reversed_ids: Sequence[int],
    copied_ids: Sequence[int],
    to_id: int,
    batch_id: int,
    now: datetime,
    reason: str,
    source: str,
) -> list[int]:
    if not reversed_ids:
        return []
    at = stored_instant(now)
    back, uids = new_uids(len(reversed_ids)), new_uids(len(copied_ids))
    connection.exec_driver_sql(
        _REVERSE,
        [(uid, reason, batch_id, at, one) for uid, one in zip(back, reversed_ids, strict=True)],
    )
    connection.exec_driver_sql(
        _CREDIT.format(source=source),
        [(uid, to_id, reason, at, one) for uid, one in zip(uids, copied_ids, strict=True)],
    )
    made: dict[bytes, int] = {}
    for start in range(0, len(uids), 500):
        part = tuple(uids[start : start + 500])
        rows = connection.exec_driver_sql(
            f"SELECT uid, id FROM hour_entry WHERE uid IN ({','.join('?' * len(part))})", part
        )
        made.update((row[0], row[1]) for row in rows)
    return [made[uid] for uid in uids]


def _stands(connection: Connection, entry_id: int) -> bool:
    found = connection.exec_driver_sql(
        "SELECT NOT EXISTS (SELECT 1 FROM hour_entry WHERE reverses_id = ?)", (entry_id,)
    )
    return bool(found.scalar_one())
