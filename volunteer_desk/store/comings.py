"""Where one person was expected, and when they came and left."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

_STAYS = """
SELECT activity.held_on, project.name, attendance.came_at, attendance.left_at, attendance.note
FROM attendance JOIN activity ON activity.id = attendance.activity_id
JOIN project ON project.id = activity.project_id
WHERE attendance.volunteer_id = ? ORDER BY attendance.came_at DESC, attendance.id DESC
"""
_EXPECTED = """
SELECT activity.held_on, project.name FROM expected_person
JOIN activity ON activity.id = expected_person.activity_id
JOIN project ON project.id = activity.project_id
WHERE expected_person.volunteer_id = ? ORDER BY activity.held_on DESC, activity.id DESC
"""


class Coming(NamedTuple):
    """A stay at an activity; its instants are aware, ``left_at`` None while it lasts."""

    held_on: date
    project: str
    came_at: datetime
    left_at: datetime | None
    note: str


def comings_of(connection: Connection, volunteer_id: int) -> list[Coming]:
    """A person's stays as the kiosk heard them, the latest first."""
    return [
        Coming(date.fromisoformat(day), project, _instant(came), left and _instant(left), note)
        for day, project, came, left, note in connection.exec_driver_sql(_STAYS, (volunteer_id,))
    ]


def expected_at(connection: Connection, volunteer_id: int) -> list[tuple[date, str]]:
    """Day and project of every activity on whose list a person stands, the latest first."""
    rows = connection.exec_driver_sql(_EXPECTED, (volunteer_id,))
    return [(date.fromisoformat(day), project) for day, project in rows]


def _instant(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
