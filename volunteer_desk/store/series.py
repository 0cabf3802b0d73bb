"""Repeating activities: their rules, and the occasions made of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from sqlalchemy import Connection, insert, update

from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.series import Frequency, SeriesDraft, SeriesRule, days_text, parse_days
from volunteer_desk.store.activities import ActivityValue, add_activities
from volunteer_desk.store.activity_tables import ActivitySeries
from volunteer_desk.store.batches import Value
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.series_lacking import LACKING

_SERIES = ActivitySeries.__table__

_READ = """
SELECT series.id, series.project_id, project.name, series.frequency, series.days, series.from_on,
    series.to_on, series.every, series.starts, series.ends, series.place, series.leader,
    series.content, series.recipients, series.team_id, series.planned_people, series.made_to,
    series.active, series.batch_id
FROM activity_series AS series
JOIN project ON project.id = series.project_id
WHERE {where}
ORDER BY series.id
"""

_AHEAD = """
SELECT series_id, COUNT(*), MIN(held_on) FROM activity
WHERE series_id IN ({ids}) AND held_on >= ? AND state <> 'cancelled'
GROUP BY series_id
"""

_OCCASIONS = """
SELECT activity.id, series_day, held_on, state,
    EXISTS (SELECT 1 FROM hour_entry WHERE activity_id = activity.id)
    OR EXISTS (SELECT 1 FROM waiting_hours WHERE activity_id = activity.id)
    OR EXISTS (SELECT 1 FROM attachment WHERE activity_id = activity.id)
    OR EXISTS (SELECT 1 FROM expected_person WHERE activity_id = activity.id)
    OR EXISTS (SELECT 1 FROM sign_sheet WHERE activity_id = activity.id)
    OR EXISTS (SELECT 1 FROM attendance WHERE activity_id = activity.id)
    OR filed_on IS NOT NULL OR activity.remark <> '' OR held_on <> series_day
    OR COALESCE(activity.starts, -1) <> COALESCE(series.starts, -1)
    OR COALESCE(activity.ends, -1) <> COALESCE(series.ends, -1)
    OR activity.place <> series.place OR activity.leader <> series.leader
FROM activity JOIN activity_series AS series ON series.id = activity.series_id
WHERE series_id = ? AND series_day >= ?
ORDER BY series_day
"""


class StoredSeries(NamedTuple):
    """A series as it lies in the store; ``batch_id`` is the act that made it."""

    id: int
    project: str
    draft: SeriesDraft
    made_to: date | None
    active: bool
    batch_id: int | None


class Occurrence(NamedTuple):
    """One occasion of a series.

    ``prepared`` says that something hangs on it that would be lost (hours, people, photos, a
    sheet, its filing, a remark) or that it was changed by hand or moved.
    """

    id: int
    series_day: date
    held_on: date
    state: ActivityState
    prepared: bool


def add_series(connection: Connection, draft: SeriesDraft, batch_id: int) -> int:
    """Insert a series and return its id."""
    made = connection.execute(
        insert(_SERIES)
        .values(**series_columns(draft), uid=new_uid(), active=True, batch_id=batch_id)
        .returning(_SERIES.c.id)
    )
    return int(made.scalar_one())


def series_columns(draft: SeriesDraft) -> dict[str, Value]:
    """A draft as the table holds it."""
    rule = draft.rule
    return {
        "project_id": draft.project_id,
        "team_id": draft.team_id,
        "frequency": rule.frequency.value,
        "every": rule.every,
        "days": days_text(rule.days),
        "from_on": rule.from_on,
        "to_on": rule.to_on,
        "starts": _minutes(draft.starts),
        "ends": _minutes(draft.ends),
        "place": draft.place,
        "leader": draft.leader,
        "content": draft.content,
        "recipients": draft.recipients,
        "planned_people": draft.planned_people,
    }


def change_series(connection: Connection, series_id: int, values: Mapping[str, Value]) -> None:
    """Write the columns given."""
    connection.execute(update(_SERIES).where(_SERIES.c.id == series_id).values(**values))


def read_series(connection: Connection, series_id: int) -> StoredSeries | None:
    """One series, or None when there is none of that id."""
    found = connection.exec_driver_sql(_READ.format(where="series.id = ?"), (series_id,)).first()
    return None if found is None else _stored(*found)


def listed_series(
    connection: Connection, project_id: int | None, today: date
) -> list[tuple[StoredSeries, int, date | None]]:
    """Series that go on (of one project when given), their occasions ahead and the next of them."""
    rows = connection.exec_driver_sql(
        _READ.format(
            where="series.active AND (series.to_on IS NULL OR series.to_on >= ?)"
            " AND (? IS NULL OR series.project_id = ?)"
        ),
        (today.isoformat(), project_id, project_id),
    )
    found = [_stored(*row) for row in rows]
    listed = ",".join(str(one.id) for one in found) or "NULL"
    ahead = {
        row[0]: (row[1], date.fromisoformat(row[2]))
        for row in connection.exec_driver_sql(_AHEAD.format(ids=listed), (today.isoformat(),))
    }
    nothing: tuple[int, date | None] = (0, None)
    return [(one, *ahead.get(one.id, nothing)) for one in found]


def series_to_extend(connection: Connection, until: date) -> list[StoredSeries]:
    """Series of projects in use whose occasions are not made up to a day yet."""
    rows = connection.exec_driver_sql(
        _READ.format(where=LACKING), (until.isoformat(), until.isoformat())
    )
    return [_stored(*row) for row in rows]


def occurrences(connection: Connection, series_id: int, first: date) -> list[Occurrence]:
    """The occasions of a series whose series day is ``first`` or later."""
    rows = connection.exec_driver_sql(_OCCASIONS, (series_id, first.isoformat()))
    return [
        Occurrence(
            number,
            date.fromisoformat(day),
            date.fromisoformat(held_on),
            ActivityState(state),
            bool(prepared),
        )
        for number, day, held_on, state, prepared in rows
    ]


def made_days(connection: Connection, series_ids: Iterable[int]) -> set[tuple[int, date]]:
    """(series, series day) of every occasion these series have."""
    listed = ",".join(str(int(number)) for number in series_ids) or "NULL"
    rows = connection.exec_driver_sql(
        f"SELECT series_id, series_day FROM activity WHERE series_id IN ({listed})"
    )
    return {(number, date.fromisoformat(day)) for number, day in rows}


def add_occasions(
    connection: Connection, series: StoredSeries, days: Sequence[date], batch_id: int
) -> list[int]:
    """Make planned activities of a series on these days; their ids in order."""
    draft = series.draft
    rows: list[dict[str, ActivityValue]] = [
        {
            "project_id": draft.project_id,
            "team_id": draft.team_id,
            "held_on": day,
            "starts": _minutes(draft.starts),
            "ends": _minutes(draft.ends),
            "place": draft.place,
            "leader": draft.leader,
            "content": draft.content,
            "recipients": draft.recipients,
            "planned_people": draft.planned_people,
            "series_id": series.id,
            "series_day": day,
        }
        for day in days
    ]
    return add_activities(connection, rows, batch_id)


def note_made(connection: Connection, series_ids: Collection[int], until: date) -> None:
    """Keep up to which day the occasions of these series are made."""
    listed = ",".join(str(int(number)) for number in series_ids) or "NULL"
    connection.exec_driver_sql(
        f"UPDATE activity_series SET made_to = ? WHERE id IN ({listed})", (until.isoformat(),)
    )


def _stored(
    number: int,
    project_id: int,
    project: str,
    frequency: str,
    days: str,
    from_on: str,
    to_on: str | None,
    every: int,
    starts: int | None,
    ends: int | None,
    place: str,
    leader: str,
    content: str,
    recipients: str,
    team_id: int | None,
    planned_people: int | None,
    made_to: str | None,
    active: int,
    batch_id: int | None,
) -> StoredSeries:
    rule = SeriesRule(
        Frequency(frequency), parse_days(days), date.fromisoformat(from_on), _day(to_on), every
    )
    draft = SeriesDraft(
        project_id,
        rule,
        _clock(starts),
        _clock(ends),
        place,
        leader,
        content,
        recipients,
        team_id,
        planned_people,
    )
    return StoredSeries(number, project, draft, _day(made_to), bool(active), batch_id)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _minutes(clock: time | None) -> int | None:
    return None if clock is None else clock.hour * 60 + clock.minute


def _clock(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)
