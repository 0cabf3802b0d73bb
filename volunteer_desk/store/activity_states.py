"""States of activities: the hours and columns they rest on, and letting them follow the ledger."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, text, update

from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.store.tables import Activity, Project

_ACTIVITY = Activity.__table__
_PROJECT = Project.__table__
_CHUNK = 500

_HELD_BACK = """
SELECT COALESCE((SELECT SUM(minutes) FROM hour_entry WHERE activity_id = :id), 0) > 0,
    EXISTS (SELECT 1 FROM waiting_hours WHERE activity_id = :id AND state = 'waiting')
"""


class Condition(NamedTuple):
    """The columns of one activity that its states are made of."""

    id: int
    project: str
    held_on: date
    state: ActivityState
    cancel_reason: str
    filed_on: date | None
    checked_on: date | None
    checked_by: str


class Hours(NamedTuple):
    """Whether hours of an activity stand in the ledger, and whether some wait (待核)."""

    standing: bool
    waiting: bool


def read_conditions(connection: Connection, activity_ids: Collection[int]) -> list[Condition]:
    """The activities of these ids, by day; ids that are none are passed over."""
    wanted = sorted(set(activity_ids))
    found: list[Condition] = []
    for start in range(0, len(wanted), _CHUNK):
        rows = connection.execute(
            select(
                _ACTIVITY.c.id,
                _PROJECT.c.name,
                _ACTIVITY.c.held_on,
                _ACTIVITY.c.state,
                _ACTIVITY.c.cancel_reason,
                _ACTIVITY.c.filed_on,
                _ACTIVITY.c.checked_on,
                _ACTIVITY.c.checked_by,
            )
            .select_from(_ACTIVITY.join(_PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id))
            .where(_ACTIVITY.c.id.in_(wanted[start : start + _CHUNK]))
        )
        found += (
            Condition(row[0], row[1], row[2], ActivityState(row[3]), *row[4:]) for row in rows
        )
    return sorted(found, key=lambda one: (one.held_on, one.id))


def hours_of(connection: Connection, activity_id: int) -> Hours:
    """What stands in the way of cancelling an activity."""
    standing, waiting = connection.execute(text(_HELD_BACK), {"id": activity_id}).one()
    return Hours(bool(standing), bool(waiting))


def waiting_among(connection: Connection, activity_ids: Collection[int]) -> set[int]:
    """Those of these activities that have hours waiting for approval."""
    listed = ",".join(str(int(number)) for number in sorted(set(activity_ids))) or "NULL"
    found = connection.exec_driver_sql(
        "SELECT DISTINCT activity_id FROM waiting_hours "
        f"WHERE state = 'waiting' AND activity_id IN ({listed})"
    )
    return {row[0] for row in found}


def write_columns(
    connection: Connection,
    activity_ids: Collection[int],
    values: Mapping[str, str | int | date | None],
) -> None:
    """Write the same columns into many activities."""
    connection.execute(
        update(_ACTIVITY).where(_ACTIVITY.c.id == bindparam("activity")).values(**values),
        [{"activity": number} for number in sorted(set(activity_ids))],
    )


def mark_recorded(connection: Connection, activity_ids: Collection[int]) -> None:
    """Set the state of planned and checked activities to recorded: what came new is unchecked."""
    listed = ",".join(str(int(number)) for number in sorted(set(activity_ids))) or "NULL"
    connection.exec_driver_sql(
        "UPDATE activity SET state = 'recorded' "
        f"WHERE state IN ('planned', 'checked') AND id IN ({listed})"
    )


def settle_states(connection: Connection, activity_ids: Collection[int]) -> None:
    """Let the state follow the ledger: recorded while a credit stands or waits, else planned.

    A checked activity some of whose hours wait (again) is recorded: it is to be checked anew.
    """
    listed = ",".join(str(int(number)) for number in sorted(set(activity_ids))) or "NULL"
    waiting = (
        "EXISTS (SELECT 1 FROM waiting_hours WHERE activity_id = activity.id "
        "AND waiting_hours.state = 'waiting')"
    )
    standing = (
        "((SELECT COALESCE(SUM(minutes), 0) FROM hour_entry WHERE activity_id = activity.id) > 0 "
        f"OR {waiting})"
    )
    for state, other, condition in (
        ("recorded", "planned", standing),
        ("planned", "recorded", f"NOT {standing}"),
        ("planned", "checked", f"NOT {standing}"),
        ("recorded", "checked", waiting),
    ):
        connection.exec_driver_sql(
            f"UPDATE activity SET state = ? WHERE state = ? AND id IN ({listed}) AND {condition}",
            (state, other),
        )
