"""Activities: the occasions of projects, with what the ledger says of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, time
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from volunteer_desk.domain.projects import ActivityDraft, ActivityRow, ActivityState
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.tables import Activity

_ACTIVITY = Activity.__table__
ActivityValue = str | int | date | None

_LISTED = """
WITH page AS (
    SELECT * FROM activity
    WHERE {of}held_on BETWEEN ? AND ?
    ORDER BY held_on DESC, id DESC
    LIMIT ?
), figure AS (
    SELECT activity_id, SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END) AS times,
        SUM(minutes) AS minutes
    FROM hour_entry WHERE activity_id IN (SELECT id FROM page)
    GROUP BY activity_id
)
SELECT page.id, page.project_id, project.name, page.held_on, page.starts, page.ends, page.place,
    COALESCE(team.name, ''), page.state, page.cancel_reason, page.filed_on, page.checked_on,
    page.series_id, page.planned_people, page.leader, page.series_day, COALESCE(figure.times, 0),
    COALESCE(figure.minutes, 0)
FROM page
JOIN project ON project.id = page.project_id
LEFT JOIN team ON team.id = page.team_id
LEFT JOIN figure ON figure.activity_id = page.id
ORDER BY page.held_on DESC, page.id DESC
"""


_NAMED = """
SELECT activity.id, activity.project_id, project.name, activity.held_on, activity.starts,
    activity.ends, activity.place, COALESCE(team.name, ''), activity.state,
    activity.cancel_reason, activity.filed_on, activity.checked_on, activity.series_id,
    activity.planned_people, activity.leader, activity.series_day
FROM activity
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = activity.team_id
WHERE activity.id IN ({ids})
"""


class Occasion(NamedTuple):
    """What logging hours needs to know of an activity."""

    id: int
    project: str
    team_id: int | None
    held_on: date
    state: ActivityState


class Held(NamedTuple):
    """The activity that a project and a date mean."""

    id: int
    team_id: int | None
    state: ActivityState


def listed_activities(
    connection: Connection, project_id: int | None, first: date, last: date, limit: int
) -> tuple[ActivityRow, ...]:
    """Activities of a span (of one project when given), the latest first."""
    # one text each: "any project or this one" would keep SQLite from the index of projects
    of, key = ("", ()) if project_id is None else ("project_id = ? AND ", (project_id,))
    found = connection.exec_driver_sql(
        _LISTED.replace("{of}", of), (*key, first.isoformat(), last.isoformat(), limit)
    )
    return tuple(_row(*row) for row in found)


def activities_of(
    connection: Connection, figures: Mapping[int, tuple[int, int]]
) -> tuple[ActivityRow, ...]:
    """The activities of these ids with these (attendances, minutes), the latest first."""
    listed: list[ActivityRow] = []
    wanted = sorted(figures)
    for start in range(0, len(wanted), 20_000):
        # our own integers, written out: no limit on bound variables
        part = ",".join(str(int(number)) for number in wanted[start : start + 20_000])
        found = connection.exec_driver_sql(_NAMED.format(ids=part))
        listed += (_row(*(*row, *figures[row[0]])) for row in found)
    return tuple(sorted(listed, key=lambda row: (row.held_on, row.id), reverse=True))


def read_occasion(connection: Connection, activity_id: int) -> Occasion | None:
    """One activity, or None when there is none of that id."""
    found = connection.exec_driver_sql(
        "SELECT activity.id, project.name, activity.team_id, activity.held_on, activity.state "
        "FROM activity JOIN project ON project.id = activity.project_id WHERE activity.id = ?",
        (activity_id,),
    ).first()
    if found is None:
        return None
    number, project, team_id, held_on, state = found
    return Occasion(number, project, team_id, date.fromisoformat(held_on), ActivityState(state))


def occasions_on(
    connection: Connection, project_ids: Collection[int], first: date, last: date
) -> dict[tuple[int, date], Held]:
    """The first activity of each (project, date) in a span that was not cancelled."""
    found: dict[tuple[int, date], Held] = {}
    wanted = sorted(set(project_ids))
    for start in range(0, len(wanted), 5000):
        rows = connection.execute(
            select(
                _ACTIVITY.c.project_id,
                _ACTIVITY.c.held_on,
                _ACTIVITY.c.id,
                _ACTIVITY.c.team_id,
                _ACTIVITY.c.state,
            )
            .where(
                _ACTIVITY.c.project_id.in_(wanted[start : start + 5000]),
                _ACTIVITY.c.held_on.between(first, last),
                _ACTIVITY.c.state != ActivityState.CANCELLED.value,
            )
            .order_by(_ACTIVITY.c.id.desc())
        )
        for project, day, number, team_id, state in rows:
            found[project, day] = Held(number, team_id, ActivityState(state))
    return found


def read_activity(
    connection: Connection, activity_id: int
) -> tuple[ActivityDraft, ActivityState] | None:
    """An activity as it can be edited, with its state, or None when there is none of that id."""
    columns = [_ACTIVITY.c[field.name] for field in fields(ActivityDraft)]
    found = connection.execute(
        select(_ACTIVITY.c.state, *columns).where(_ACTIVITY.c.id == activity_id)
    ).first()
    if found is None:
        return None
    draft = ActivityDraft(*found[1:])
    # the columns hold minutes after midnight where the draft holds a time of day
    return (
        replace(draft, starts=_clock(found.starts), ends=_clock(found.ends)),
        ActivityState(found.state),
    )


def activity_columns(draft: ActivityDraft) -> dict[str, ActivityValue]:
    """A draft as the table holds it."""
    return {**asdict(draft), "starts": _minutes(draft.starts), "ends": _minutes(draft.ends)}


def add_activities(
    connection: Connection, rows: Sequence[Mapping[str, ActivityValue]], batch_id: int
) -> list[int]:
    """Insert activities (same columns in every row) and return their ids in order."""
    blank: dict[str, ActivityValue] = {
        **dict.fromkeys(("starts", "ends", "team_id", "planned_people", "beneficiaries")),
        **dict.fromkeys(("place", "leader", "content", "remark", "recipients", "weather"), ""),
        "state": ActivityState.PLANNED.value,
        "batch_id": batch_id,
    }
    if not rows:
        return []
    made = connection.execute(
        insert(_ACTIVITY).returning(_ACTIVITY.c.id, sort_by_parameter_order=True),
        [{**blank, **row, "uid": uid} for row, uid in zip(rows, new_uids(len(rows)), strict=True)],
    )
    return [int(number) for number in made.scalars()]


def change_activity(
    connection: Connection, activity_id: int, values: Mapping[str, ActivityValue]
) -> None:
    """Write the columns given."""
    connection.execute(update(_ACTIVITY).where(_ACTIVITY.c.id == activity_id).values(**values))


def _row(
    number: int,
    project_id: int,
    project: str,
    held_on: str,
    starts: int | None,
    ends: int | None,
    place: str,
    team: str,
    state: str,
    cancel_reason: str,
    filed_on: str | None,
    checked_on: str | None,
    series_id: int | None,
    planned_people: int | None,
    leader: str,
    series_day: str | None,
    times: int,
    minutes: int,
) -> ActivityRow:
    return ActivityRow(
        number,
        project_id,
        project,
        date.fromisoformat(held_on),
        _clock(starts),
        _clock(ends),
        place,
        team,
        ActivityState(state),
        times,
        minutes,
        cancel_reason,
        None if filed_on is None else date.fromisoformat(filed_on),
        None if checked_on is None else date.fromisoformat(checked_on),
        series_id,
        planned_people,
        leader,
        None if series_day is None else date.fromisoformat(series_day),
    )


def _minutes(clock: time | None) -> int | None:
    return None if clock is None else clock.hour * 60 + clock.minute


def _clock(minutes: int | None) -> time | None:
    """A time of day; 1440 is the midnight that ends the day."""
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)
