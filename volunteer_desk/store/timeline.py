"""What the tables know of one person's story, and sums with the days behind them."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from volunteer_desk.store.desk_tables import Batch
from volunteer_desk.store.register_tables import Merge
from volunteer_desk.store.tables import Certificate, Volunteer

_SERVED = """
SELECT entry.activity_id, MIN(entry.served_on) AS served_on, SUM(entry.minutes), project.name,
    COALESCE(team.name, ''), activity.place
FROM hour_entry AS entry
JOIN activity ON activity.id = entry.activity_id
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = activity.team_id
WHERE entry.volunteer_id = ?
GROUP BY entry.activity_id ORDER BY served_on DESC, entry.activity_id DESC LIMIT ?
"""
_SUMS = """
SELECT MIN(served_on), SUM(minutes), SUM(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END),
    SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END),
    SUM(CASE WHEN served_on < ? THEN 0 WHEN reverses_id IS NULL THEN 1 ELSE -1 END),
    SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END),
    SUM(CASE WHEN served_on < ? THEN 0 WHEN reverses_id IS NULL THEN 1 ELSE -1 END)
FROM hour_entry WHERE volunteer_id = ?
"""


class Served(NamedTuple):
    """A person's time at one activity; 0 minutes when all was taken back."""

    activity_id: int
    served_on: date
    minutes: int
    project: str
    team: str
    place: str


class Sums(NamedTuple):
    """Minutes and attendances ever, this year, this month, and the first day in the ledger."""

    first: date | None
    minutes: int
    times: int
    year_minutes: int
    year_times: int
    month_minutes: int
    month_times: int


class Paper(NamedTuple):
    """A certificate or proof of the person."""

    id: int
    number: str
    kind: str
    template: str
    issued_on: date
    status: str


class Joined(NamedTuple):
    """A merge that stands: when, the numbers of the two cards, and its id."""

    at: datetime
    kept_id: int
    kept: str
    merged: str
    merge_id: int


def served_activities(connection: Connection, volunteer_id: int, limit: int) -> list[Served]:
    """The person's activities, the newest first."""
    rows = connection.exec_driver_sql(_SERVED, (volunteer_id, limit))
    return [
        Served(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4], row[5]) for row in rows
    ]


def read_sums(connection: Connection, volunteer_id: int, today: date) -> Sums:
    """The person's sums up to now; reversed credits count nothing."""
    year = today.replace(month=1, day=1).isoformat()
    month = today.replace(day=1).isoformat()
    row = connection.exec_driver_sql(_SUMS, (year, year, month, month, volunteer_id)).one()
    first = date.fromisoformat(row[0]) if row[0] else None
    return Sums(first, *(int(value or 0) for value in row[1:]))


def last_served(connection: Connection, volunteer_id: int) -> date | None:
    """The last day on which some service stands."""
    found = connection.exec_driver_sql(
        "SELECT served_on FROM hour_entry WHERE volunteer_id = ? GROUP BY served_on "
        "HAVING SUM(minutes) > 0 ORDER BY served_on DESC LIMIT 1",
        (volunteer_id,),
    ).scalar_one_or_none()
    return date.fromisoformat(found) if found else None


def papers_of(connection: Connection, volunteer_id: int) -> list[Paper]:
    """The person's certificates and proofs, the newest first."""
    c = Certificate.__table__.c
    rows = connection.execute(
        select(c.id, c.number, c.kind, c.template, c.issued_on, c.status)
        .where(c.volunteer_id == volunteer_id)
        .order_by(c.issued_on.desc(), c.id.desc())
    )
    return [Paper(*row) for row in rows]


def merges_of(connection: Connection, volunteer_id: int) -> list[Joined]:
    """Merges of this card into another or of others into it, those undone apart."""
    merge, batch = Merge.__table__, Batch.__table__
    kept, merged = Volunteer.__table__.alias("kept"), Volunteer.__table__.alias("merged")
    rows = connection.execute(
        select(batch.c.made_at, merge.c.kept_id, kept.c.number, merged.c.number, merge.c.id)
        .select_from(
            merge.join(batch, batch.c.id == merge.c.batch_id)
            .join(kept, kept.c.id == merge.c.kept_id)
            .join(merged, merged.c.id == merge.c.merged_id)
        )
        .where(
            or_(merge.c.kept_id == volunteer_id, merge.c.merged_id == volunteer_id),
            merge.c.undone_by_id.is_(None),
        )
    )
    return [Joined(*row) for row in rows]
