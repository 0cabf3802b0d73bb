"""Activities as signing in sees them: what was printed, who came, what is credited."""

from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.sign_sheets import SignOccasion

_OCCASIONS = """
SELECT activity.id, project.name, activity.held_on, activity.starts, activity.ends,
    activity.place, activity.leader, COALESCE(team.name, ''),
    (SELECT COUNT(*) FROM expected_person WHERE activity_id = activity.id),
    (SELECT COUNT(*) FROM sign_sheet WHERE activity_id = activity.id),
    (SELECT COUNT(DISTINCT volunteer_id) FROM attendance
     WHERE activity_id = activity.id AND ending <> 'dropped'),
    (SELECT COALESCE(SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END), 0) FROM hour_entry
     WHERE activity_id = activity.id)
    + (SELECT COUNT(*) FROM waiting_hours
       WHERE activity_id = activity.id AND state = 'waiting')
FROM activity
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = activity.team_id
WHERE {where}
"""


def find_occasions(
    connection: Connection, first: date, last: date, text: str, limit: int
) -> tuple[SignOccasion, ...]:
    """Activities of a span that are not cancelled, the latest first; ``text`` is in the name."""
    where = (
        "activity.held_on BETWEEN ? AND ? AND activity.state <> 'cancelled' "
        "AND instr(project.name, ?) > 0 ORDER BY activity.held_on DESC, activity.id DESC LIMIT ?"
    )
    found = connection.exec_driver_sql(
        _OCCASIONS.format(where=where), (first.isoformat(), last.isoformat(), text, limit)
    )
    return tuple(_occasion(*row) for row in found)


def read_sign_occasion(connection: Connection, activity_id: int) -> SignOccasion | None:
    """One activity, or None."""
    found = connection.exec_driver_sql(
        _OCCASIONS.format(where="activity.id = ?"), (activity_id,)
    ).first()
    return None if found is None else _occasion(*found)


def team_of(connection: Connection, activity_id: int) -> int | None:
    """The activity's team, else its project's."""
    found = connection.exec_driver_sql(
        "SELECT COALESCE(activity.team_id, project.team_id) FROM activity "
        "JOIN project ON project.id = activity.project_id WHERE activity.id = ?",
        (activity_id,),
    ).first()
    return None if found is None else found[0]


def _occasion(
    number: int,
    project: str,
    held_on: str,
    starts: int | None,
    ends: int | None,
    place: str,
    leader: str,
    team: str,
    expected: int,
    sheets: int,
    present: int,
    credited: int,
) -> SignOccasion:
    return SignOccasion(
        number,
        project,
        date.fromisoformat(held_on),
        starts,
        ends,
        place,
        leader,
        team,
        expected,
        sheets,
        present,
        credited,
    )
