"""The hour ledger: credits appended and never changed, what stands of them, and their sums."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.hours import Standing
from volunteer_desk.store.instants import new_uids

_UNSAID: dict[str, tuple[object, str]] = {
    **dict.fromkeys(("team_id", "starts", "ends", "spent", "late_month"), (None, "NULL")),
    **dict.fromkeys(("remark", "reason", "waived"), ("", "''")),
}
"""What a column of a credit says when there is nothing to say, and that in SQL."""
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
    columns: dict[str, Sequence[object]] = dict(
        zip(Credit._fields, zip(*rows, strict=True), strict=True)
    )
    words = {day: day.isoformat() for day in {row.served_on for row in rows}}
    columns["served_on"] = [words[row.served_on] for row in rows]
    # what no row says stands in the statement: binding all of it takes a third of the time
    unsaid = {
        name: word
        for name, (value, word) in _UNSAID.items()
        if columns[name].count(value) == len(rows)
    }
    bound = [name for name in columns if name not in unsaid]
    connection.exec_driver_sql(
        f"INSERT INTO hour_entry (uid, {', '.join((*bound, *unsaid))}, batch_id, recorded_at) "
        f"VALUES ({', '.join(('?', *('?' for _ in bound), *unsaid.values(), '?', '?'))})",
        list(
            zip(
                new_uids(len(rows)),
                *(columns[name] for name in bound),
                repeat(batch_id, len(rows)),
                repeat(stored_instant(now), len(rows)),
                strict=True,
            )
        ),
    )
    return len(rows)


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

    A credit that a merge moved to another card keeps its batch; it was not made by it. What
    waited is told by the rows that waited: approved and taken back, it may have several credits.
    """
    sums = "SELECT COUNT(DISTINCT volunteer_id), COUNT(*), COALESCE(SUM(minutes), 0) FROM"
    waited = connection.exec_driver_sql(
        f"{sums} waiting_hours WHERE batch_id = ?", (batch_id,)
    ).one()
    row = (
        waited
        if waited[1]
        else connection.exec_driver_sql(
            f"{sums} hour_entry WHERE batch_id = ? AND minutes > 0 "
            "AND ' ' || waived || ' ' NOT LIKE '% merge %'",
            (batch_id,),
        ).one()
    )
    return Totals(int(row[0]), int(row[1]), int(row[2]))


def stored_instant(at: datetime) -> str:
    """An aware instant as the ``Instant`` column stores it, for driver-level statements."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
