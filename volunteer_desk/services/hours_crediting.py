"""The ledger rows of an imported hour sheet: its occasions found or made, each row's credit."""

from collections.abc import Sequence
from datetime import date

from volunteer_desk.domain.hours import HoursNature, HoursSource
from volunteer_desk.domain.imports import PlannedHours
from volunteer_desk.domain.months import first_open_month
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import is_locked
from volunteer_desk.store.activities import Held, add_activities, occasions_on
from volunteer_desk.store.activity_states import mark_recorded
from volunteer_desk.store.batches import record_changes
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.ledger import Credit
from volunteer_desk.store.month_locks import locked_months
from volunteer_desk.store.projects import add_projects, projects_named
from volunteer_desk.store.serving import read_servers


def credits_of(
    connection: Connection, desk: Desk, reason: str, rows: Sequence[PlannedHours], batch_id: int
) -> list[Credit]:
    """The ledger rows of planned ones, with their activities found or made."""
    held = _hold(connection, rows, batch_id)
    servers = read_servers(connection, {row.volunteer_id for row in rows if row.volunteer_id})
    locked = locked_months(connection)
    late_month = first_open_month(desk.today(), locked).number
    made = []
    for row in rows:
        who, on, minutes = row.volunteer_id, row.served_on, row.minutes
        if who is None or on is None or minutes is None:
            raise ValueError("a new row has a person, a date and minutes")
        activity = held[row.project, on]
        late = is_locked(on, locked)
        made.append(
            Credit(
                who,
                activity.id,
                activity.team_id or servers[who].team_id,
                on,
                row.starts,
                row.ends,
                minutes,
                HoursNature.CREDIT.value,
                (HoursSource.LATE if late else HoursSource.IMPORTED).value,
                row.remark,
                reason if row.waived else "",
                row.spent,
                late_month if late else None,
                row.waived,
            )
        )
    return made


def _hold(
    connection: Connection, rows: Sequence[PlannedHours], batch_id: int
) -> dict[tuple[str, date], Held]:
    """One activity for each (project, date) of the rows, made where there is none."""
    wanted: dict[tuple[str, date], PlannedHours] = {}
    for row in rows:
        if row.served_on is not None:
            wanted.setdefault((row.project, row.served_on), row)
    names = dict.fromkeys(project for project, _day in wanted)
    known = projects_named(connection, names)
    add_projects(connection, [{"name": name} for name in names if name not in known], batch_id)
    known = projects_named(connection, names)
    days = [day for _project, day in wanted]
    found = occasions_on(connection, known.values(), min(days), max(days))
    held = {key: found[known[key[0]], key[1]] for key in wanted if (known[key[0]], key[1]) in found}
    moved = {one.id: one.state for one in held.values() if one.state is not ActivityState.RECORDED}
    after = ActivityState.RECORDED.value
    mark_recorded(connection, moved)
    record_changes(
        connection,
        batch_id,
        "activity",
        [(number, {"state": state.value}, {"state": after}) for number, state in moved.items()],
    )
    missing = [key for key in wanted if key not in held]
    numbers = add_activities(
        connection,
        [
            {
                "project_id": known[project],
                "held_on": day,
                "state": after,
                "place": wanted[project, day].place,
                "content": wanted[project, day].content,
            }
            for project, day in missing
        ],
        batch_id,
    )
    for key, number in zip(missing, numbers, strict=True):
        held[key] = Held(number, None, ActivityState.RECORDED)
    return held
