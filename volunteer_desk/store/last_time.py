"""Who served at an activity, and at the last one of a project; their hours may wait still."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

_SERVED = """
SELECT volunteer_id FROM (
    SELECT volunteer_id, minutes, recorded_at, id FROM hour_entry WHERE activity_id = ?1
    UNION ALL
    SELECT volunteer_id, minutes, recorded_at, id FROM waiting_hours
    WHERE activity_id = ?1 AND state = 'waiting'
) AS logged
GROUP BY volunteer_id HAVING SUM(minutes) > 0 ORDER BY MIN(recorded_at), MIN(id)
"""
_LAST = """
SELECT id, held_on, starts, ends, place FROM activity AS past
WHERE project_id = ? AND held_on < ? AND state <> 'cancelled' AND (
    (SELECT SUM(minutes) FROM hour_entry WHERE activity_id = past.id) > 0
    OR EXISTS (SELECT 1 FROM waiting_hours WHERE activity_id = past.id AND state = 'waiting'))
ORDER BY held_on DESC, id DESC LIMIT 1
"""


class PastOccasion(NamedTuple):
    """An occasion that people served at; times in minutes after midnight."""

    id: int
    held_on: date
    starts: int | None
    ends: int | None
    place: str


def served_at(connection: Connection, activity_id: int) -> list[int]:
    """Who served at an activity, in the order they were logged."""
    return [row[0] for row in connection.exec_driver_sql(_SERVED, (activity_id,))]


def last_occasion(connection: Connection, project_id: int, before: date) -> PastOccasion | None:
    """The last occasion of a project before a day that people served at."""
    found = connection.exec_driver_sql(_LAST, (project_id, before.isoformat())).first()
    if found is None:
        return None
    number, held_on, starts, ends, place = found
    return PastOccasion(number, date.fromisoformat(held_on), starts, ends, place)


def came_before(connection: Connection, activity_id: int) -> list[int]:
    """Who served at the last occasion of an activity's project on an earlier day than its own."""
    here = connection.exec_driver_sql(
        "SELECT project_id, held_on FROM activity WHERE id = ?", (activity_id,)
    ).first()
    last = here and last_occasion(connection, here[0], date.fromisoformat(here[1]))
    return served_at(connection, last.id) if last else []
