"""The hour ledger: credits and their reversals, appended and never changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import Standing
from volunteer_desk.domain.months import recorded_month
from volunteer_desk.domain.periods import Month
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.month_locks import locked_months

_COLUMNS = (
    "uid, volunteer_id, activity_id, team_id, served_on, starts, ends, minutes, "
    "nature, source, remark, reason, batch_id, recorded_at, spent, late_month, waived"
)
_CREDIT = f"INSERT INTO hour_entry ({_COLUMNS}) VALUES ({', '.join('?' * 17)})"
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


class Credit(NamedTuple):
    """One credit to append; ``minutes`` 1 to 1440, times in minutes after midnight.

    Attributes:
        spent: Minutes before rounding, where rounding changed them.
        late_month: ``yyyymm`` a 补录 is recorded for, when its own month was closed by then.
        waived: Codes of the rules set aside for ``reason``, spaces between.
    """

    volunteer_id: int
    activity_id: int
    team_id: int | None
    served_on: date
    starts: int | None
    ends: int | None
    minutes: int
    nature: str
    source: str
    remark: str
    reason: str = ""
    spent: int | None = None
    late_month: int | None = None
    waived: str = ""


class Totals(NamedTuple):
    """Sums of the ledger: reversed credits count nothing."""

    people: int
    attendances: int
    minutes: int


def add_credits(
    connection: Connection, rows: Sequence[Credit], *, batch_id: int, now: datetime
) -> int:
    """Append credits in one prepared statement; the caller has checked them.

    Args:
        connection: Within a writing transaction.
        rows: What to credit.
        batch_id: The act they belong to.
        now: Aware instant of recording.

    Returns:
        How many rows were appended.
    """
    if not rows:
        return 0
    at = stored_instant(now)
    days = {row.served_on: row.served_on.isoformat() for row in rows}
    connection.exec_driver_sql(
        _CREDIT,
        [
            (
                uid,
                row.volunteer_id,
                row.activity_id,
                row.team_id,
                days[row.served_on],
                row.starts,
                row.ends,
                row.minutes,
                row.nature,
                row.source,
                row.remark,
                row.reason,
                batch_id,
                at,
                row.spent,
                row.late_month,
                row.waived,
            )
            for uid, row in zip(new_uids(len(rows)), rows, strict=True)
        ],
    )
    return len(rows)


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


def standing_credits(
    connection: Connection,
    volunteer_ids: Iterable[int],
    first: date,
    last: date,
    *,
    beside: tuple[date, int] | None = None,
) -> Iterator[Standing]:
    """Every credit of these people from ``first`` to ``last`` that is not reversed, or waits.

    One statement for up to 20,000 people, by the index on person and date.

    Args:
        connection: To read from.
        volunteer_ids: The people.
        first: First service date.
        last: Last service date.
        beside: A day and an activity: of other days and activities only credits that say from–to
            are given, since nothing else of them can stand against a credit of that occasion.
    """
    only, asked = "", list[str | int]()
    if beside is not None:
        only = "AND (credit.served_on = ? OR credit.activity_id = ? OR credit.starts IS NOT NULL)"
        asked = [beside[0].isoformat(), beside[1]]
    people = sorted(set(volunteer_ids))
    for start in range(0, len(people), _CHUNK):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(person)) for person in people[start : start + _CHUNK])
        found = connection.exec_driver_sql(
            f"""
            SELECT credit.volunteer_id, credit.activity_id, credit.served_on,
                credit.starts, credit.ends, credit.minutes, project.name, credit.spent
            FROM hour_entry AS credit
            JOIN activity ON activity.id = credit.activity_id
            JOIN project ON project.id = activity.project_id
            WHERE credit.volunteer_id IN ({listed})
              AND credit.served_on BETWEEN ? AND ? AND credit.minutes > 0
              AND NOT EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = credit.id)
              {only}
            UNION ALL
            SELECT credit.volunteer_id, credit.activity_id, credit.served_on,
                credit.starts, credit.ends, credit.minutes, project.name, credit.spent
            FROM waiting_hours AS credit
            JOIN activity ON activity.id = credit.activity_id
            JOIN project ON project.id = activity.project_id
            WHERE credit.volunteer_id IN ({listed})
              AND credit.served_on BETWEEN ? AND ? AND credit.state = 'waiting'
              {only}
            """,
            (first.isoformat(), last.isoformat(), *asked) * 2,
        ).all()
        days: dict[str, date] = {}
        for person, activity, day, starts, ends, minutes, project, spent in found:
            on = days.get(day) or days.setdefault(day, date.fromisoformat(day))
            yield Standing(person, activity, on, starts, ends, minutes, project, spent)


def totals(
    connection: Connection,
    *,
    volunteer_id: int | None = None,
    activity_id: int | None = None,
    batch_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Totals:
    """People with served time, attendances and minutes of the rows that fit every given filter.

    ``batch_id`` counts what a batch credited, and its reversals wherever they were made.
    """
    where, values = ["1 = 1"], list[int | str]()
    for clause, value in (
        ("volunteer_id = ?", volunteer_id),
        ("activity_id = ?", activity_id),
        ("served_on >= ?", None if first is None else first.isoformat()),
        ("served_on <= ?", None if last is None else last.isoformat()),
    ):
        if value is not None:
            where.append(clause)
            values.append(value)
    if batch_id is not None:
        where.append(
            "(batch_id = ? OR reverses_id IN (SELECT id FROM hour_entry WHERE batch_id = ?))"
        )
        values += [batch_id, batch_id]
    row = connection.exec_driver_sql(
        f"""
        SELECT COALESCE(SUM(CASE WHEN times > 0 THEN 1 END), 0),
            COALESCE(SUM(times), 0), COALESCE(SUM(served), 0)
        FROM (
            SELECT SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END) AS times, SUM(minutes) AS served
            FROM hour_entry WHERE {" AND ".join(where)} GROUP BY volunteer_id
        ) AS person
        """,
        tuple(values),
    ).one()
    return Totals(int(row[0]), int(row[1]), int(row[2]))


def credited_by(connection: Connection, batch_id: int) -> Totals:
    """What a batch credited when it was made, whether reversed since or not.

    A credit that a merge moved to another card keeps its batch; it was not made by it.
    """
    row = connection.exec_driver_sql(
        "SELECT COUNT(DISTINCT volunteer_id), COUNT(*), COALESCE(SUM(minutes), 0) FROM ("
        "SELECT volunteer_id, minutes FROM hour_entry WHERE batch_id = ? AND minutes > 0 "
        "AND ' ' || waived || ' ' NOT LIKE '% merge %' "
        "UNION ALL SELECT volunteer_id, minutes FROM waiting_hours "
        "WHERE batch_id = ? AND state <> 'approved')",
        (batch_id, batch_id),
    ).one()
    return Totals(int(row[0]), int(row[1]), int(row[2]))


def stored_instant(at: datetime) -> str:
    """An aware instant as the ``Instant`` column stores it, for driver-level statements."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
