"""Hours that wait, were returned or withdrawn, as the history of a person, activity or batch."""

from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.hours import HourRow, HoursNature, HoursSource
from volunteer_desk.store.ledger import Credit

_ROWS = """
SELECT waiting.id, waiting.volunteer_id, volunteer.number, volunteer.name,
    COALESCE(team.name, ''), project.name, waiting.served_on, waiting.starts, waiting.ends,
    waiting.minutes, waiting.source, waiting.state <> 'waiting',
    CASE WHEN waiting.state = 'waiting' THEN waiting.remark ELSE waiting.decision_reason END,
    waiting.nature, waiting.spent, waiting.late_month, waiting.waived, waiting.reason
FROM waiting_hours AS waiting
JOIN volunteer ON volunteer.id = waiting.volunteer_id
JOIN activity ON activity.id = waiting.activity_id
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = waiting.team_id
WHERE waiting.state <> 'approved' AND {where}
ORDER BY waiting.served_on DESC, waiting.id DESC
LIMIT ?
"""


def unapproved_rows(
    connection: Connection,
    *,
    volunteer_id: int | None = None,
    activity_id: int | None = None,
    batch_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    limit: int,
) -> tuple[HourRow, ...]:
    """What is not in the ledger and fits every given filter, the latest day first.

    Asked for nobody, no activity and no batch there is nothing.
    """
    where, values = list[str](), list[int | str]()
    for clause, value in (
        ("waiting.volunteer_id = ?", volunteer_id),
        ("waiting.activity_id = ?", activity_id),
        ("? IN (waiting.batch_id, waiting.decided_id)", batch_id),
    ):
        if value is not None:
            where.append(clause)
            values.append(value)
    if not where:
        return ()
    for clause, day in (("waiting.served_on >= ?", first), ("waiting.served_on <= ?", last)):
        if day is not None:
            where.append(clause)
            values.append(day.isoformat())
    found = connection.exec_driver_sql(_ROWS.format(where=" AND ".join(where)), (*values, limit))
    return tuple(_row(*tuple(row)) for row in found)


def returned_by(connection: Connection, batch_id: int) -> list[tuple[Credit, str]]:
    """The hours an act returned, as the credits they would be, with their project's name."""
    found = connection.exec_driver_sql(
        "SELECT waiting.volunteer_id, waiting.activity_id, waiting.team_id, waiting.served_on, "
        "waiting.starts, waiting.ends, waiting.minutes, waiting.nature, waiting.source, "
        "waiting.remark, waiting.reason, waiting.spent, waiting.late_month, waiting.waived, "
        "project.name FROM waiting_hours AS waiting "
        "JOIN activity ON activity.id = waiting.activity_id "
        "JOIN project ON project.id = activity.project_id "
        "WHERE waiting.decided_id = ? AND waiting.state = 'returned' ORDER BY waiting.id",
        (batch_id,),
    )
    made = []
    for *values, project in found:
        credit = Credit._make(values)
        on = date.fromisoformat(str(credit.served_on))
        made.append((credit._replace(served_on=on), str(project)))
    return made


def _row(
    number: int,
    person: int,
    code: str,
    name: str,
    team: str,
    project: str,
    served_on: str,
    starts: int | None,
    ends: int | None,
    minutes: int,
    source: str,
    decided: int,
    remark: str,
    nature: str,
    spent: int | None,
    late_month: int | None,
    waived: str,
    reason: str,
) -> HourRow:
    return HourRow(
        number,
        person,
        code,
        name,
        team,
        project,
        date.fromisoformat(served_on),
        starts,
        ends,
        minutes,
        HoursSource(source),
        bool(decided),
        remark,
        HoursNature(nature),
        spent,
        late_month,
        waived,
        waiting=True,
        reason=reason,
    )
