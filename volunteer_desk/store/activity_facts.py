"""One activity with its figures, and who took part in it, straight from the ledger."""

from datetime import date, time
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.activity_facts import ActivityFacts

_FACTS = """
SELECT activity.id, activity.project_id, project.name AS project, activity.team_id,
    COALESCE(team.name, '') AS team,
    COALESCE(team.name, team_unit.name, project_team.name, project_unit.name,
        (SELECT name FROM unit WHERE own = 1 AND active = 1 LIMIT 1), '') AS unit,
    activity.held_on, activity.starts, activity.ends, activity.place, activity.leader,
    activity.content, activity.recipients, activity.weather, activity.remark,
    activity.planned_people, activity.beneficiaries, activity.state, activity.cancel_reason,
    activity.filed_on, activity.checked_on, activity.checked_by, activity.series_id,
    activity.series_day,
    (SELECT COUNT(*) FROM (SELECT 1 FROM hour_entry WHERE activity_id = activity.id
        GROUP BY volunteer_id HAVING SUM(minutes) > 0)) AS people,
    COALESCE((SELECT SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END) FROM hour_entry
        WHERE activity_id = activity.id), 0) AS attendances,
    COALESCE((SELECT SUM(minutes) FROM hour_entry
        WHERE activity_id = activity.id), 0) AS minutes,
    (SELECT COUNT(DISTINCT volunteer_id) FROM waiting_hours
        WHERE activity_id = activity.id AND state = 'waiting') AS waiting_people,
    COALESCE((SELECT SUM(minutes) FROM waiting_hours
        WHERE activity_id = activity.id AND state = 'waiting'), 0) AS waiting_minutes,
    (SELECT COUNT(*) FROM expected_person WHERE activity_id = activity.id) AS expected,
    (SELECT COUNT(*) FROM attachment WHERE activity_id = activity.id AND removed = 0
        AND kind = 'photo') AS photos,
    (SELECT COUNT(*) FROM attachment WHERE activity_id = activity.id AND removed = 0
        AND kind = 'document') AS documents
FROM activity
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = activity.team_id
LEFT JOIN unit AS team_unit ON team_unit.id = team.unit_id
LEFT JOIN team AS project_team ON project_team.id = project.team_id
LEFT JOIN unit AS project_unit ON project_unit.id = project.unit_id
WHERE activity.id = ?
"""

_RECORDERS = """
SELECT DISTINCT made_by FROM batch WHERE made_by <> '' AND id IN (
    SELECT batch_id FROM hour_entry WHERE activity_id = ? AND reverses_id IS NULL)
ORDER BY made_by
"""

_TOOK_PART = """
SELECT volunteer.id, volunteer.name, volunteer.number, entry.starts, entry.ends, entry.minutes
FROM hour_entry AS entry JOIN volunteer ON volunteer.id = entry.volunteer_id
WHERE entry.activity_id = ? AND entry.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id)
ORDER BY entry.id
"""


class TookPart(NamedTuple):
    """One standing credit of an activity."""

    volunteer_id: int
    name: str
    number: str
    starts: int | None
    ends: int | None
    minutes: int


def read_facts(connection: Connection, activity_id: int) -> ActivityFacts | None:
    """An activity in full, or None when there is none of that id."""
    found = connection.exec_driver_sql(_FACTS, (activity_id,)).mappings().first()
    if found is None:
        return None
    recorders = connection.exec_driver_sql(_RECORDERS, (activity_id,)).scalars()
    values = dict(found)
    values |= {
        key: _day(values[key]) for key in ("held_on", "filed_on", "checked_on", "series_day")
    }
    values |= {key: _clock(values[key]) for key in ("starts", "ends")}
    values["state"] = ActivityState(values["state"])
    return ActivityFacts(**values, recorders="、".join(recorders))


def took_part(connection: Connection, activity_id: int) -> list[TookPart]:
    """The credits of an activity that stand, in the order in which they were logged."""
    found = connection.exec_driver_sql(_TOOK_PART, (activity_id,))
    return [TookPart(*row) for row in found]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)
