"""Taking credits back: each by a reversal that mirrors it, and never in a closed month."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.months import recorded_month
from volunteer_desk.domain.periods import Month
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.month_locks import locked_months

_REVERSAL = """
INSERT INTO hour_entry (
    uid, volunteer_id, activity_id, team_id, served_on, starts, ends, minutes, reverses_id,
    nature, source, remark, reason, batch_id, recorded_at, late_month
)
SELECT ?, volunteer_id, activity_id, team_id, served_on, starts, ends, -minutes, id,
    nature, 'adjusted', '', ?, ?, ?, late_month
FROM hour_entry WHERE id = ?
"""
_STANDING = """
SELECT id, served_on, late_month FROM hour_entry AS credit
WHERE {where} AND credit.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = credit.id)
"""
_CHUNK = 20_000


def reverse_batch(
    connection: Connection, batch_id: int, undo_batch_id: int, now: datetime, reason: str
) -> int:
    """Append the reversal of every credit of a batch that is not reversed yet.

    Returns:
        How many credits were reversed.

    Raises:
        UserFacingError: Some of the credits lie in a closed month; nothing was reversed.
    """
    return _reverse(connection, "credit.batch_id = ?", batch_id, undo_batch_id, now, reason)


def reverse_credit(
    connection: Connection, entry_id: int, batch_id: int, now: datetime, reason: str
) -> int:
    """Append the reversal of one credit.

    Returns:
        1, or 0 when there is no such credit or it is reversed already.

    Raises:
        UserFacingError: The credit lies in a closed month.
    """
    return _reverse(connection, "credit.id = ?", entry_id, batch_id, now, reason)


def reverse_credits(
    connection: Connection, ids: Sequence[int], batch_id: int, now: datetime, reason: str
) -> list[int]:
    """Append the reversals of those of these credits that stand; returns their ids.

    Raises:
        UserFacingError: Some of them lie in a closed month; nothing was reversed.
    """
    done: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(one)) for one in ids[start : start + _CHUNK])
        done += _reverse_standing(connection, f"credit.id IN ({listed})", (), batch_id, now, reason)
    return done


def activities_of(connection: Connection, entry_id: int) -> list[int]:
    """The activity of a ledger row, as a list of one, or of none."""
    found = connection.exec_driver_sql(
        "SELECT activity_id FROM hour_entry WHERE id = ?", (entry_id,)
    )
    return [int(row[0]) for row in found]


def _reverse(
    connection: Connection, where: str, key: int, batch_id: int, now: datetime, reason: str
) -> int:
    return len(_reverse_standing(connection, where, (key,), batch_id, now, reason))


def _reverse_standing(
    connection: Connection,
    where: str,
    values: tuple[int, ...],
    batch_id: int,
    now: datetime,
    reason: str,
) -> list[int]:
    standing = connection.exec_driver_sql(_STANDING.format(where=where), values).all()
    if not standing:
        return []
    closed = closed_among(connection, {(day, late) for _, day, late in standing})
    if closed:
        raise _locked(closed, [_month_of(day, late) for _, day, late in standing])
    at = stored_instant(now)
    uids = new_uids(len(standing))
    connection.exec_driver_sql(
        _REVERSAL,
        [(uid, reason, batch_id, at, row[0]) for uid, row in zip(uids, standing, strict=True)],
    )
    return [row[0] for row in standing]


def _locked(closed: Sequence[Month], counted: Sequence[int]) -> UserFacingError:
    """Why nothing is reversed: how many of the credits lie in which closed month."""
    words = "、".join(month.words for month in closed)
    remedy = "请先由负责人解锁该月份，再冲销。"
    if len(counted) == 1:
        return UserFacingError(f"{words}已锁定，其中的时长不能冲销。", remedy)
    parts = "、".join(f"{month.words}{counted.count(month.number)}条" for month in closed)
    return UserFacingError(
        f"{words}已锁定，其中的时长不能冲销：{len(counted)}条里有{parts}，全部没有改动。", remedy
    )


def _month_of(day: str, late: int | None) -> int:
    """The month (``yyyymm``) an entry belongs to."""
    return recorded_month(date.fromisoformat(day), late)


def closed_among(connection: Connection, times: Iterable[tuple[str, int | None]]) -> list[Month]:
    """The closed months of (service date, ``late_month``), oldest first.

    A 补录 belongs to the month it was recorded for, whatever became of the one it was served in.
    """
    counted = {_month_of(day, late) for day, late in times}
    return [Month(*divmod(number, 100)) for number in sorted(counted & locked_months(connection))]
