"""Coming and going as the kiosk heard it, and the cards its scans mean."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, exists, insert, select, update

from volunteer_desk.domain.attendance import Ending, Stay
from volunteer_desk.domain.kiosk import Presence
from volunteer_desk.store.desk_tables import Batch
from volunteer_desk.store.hour_tables import WaitingHours
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.sign_tables import Attendance
from volunteer_desk.store.tables import Volunteer

_ATTENDANCE, _BATCH = Attendance.__table__, Batch.__table__
_VOLUNTEER, _WAITING = Volunteer.__table__, WaitingHours.__table__

_ELSEWHERE = """
SELECT project.name, activity.held_on FROM attendance
JOIN activity ON activity.id = attendance.activity_id
JOIN project ON project.id = activity.project_id
WHERE attendance.volunteer_id = ? AND attendance.activity_id <> ?
  AND attendance.left_at IS NULL AND attendance.ending = ''
ORDER BY attendance.came_at DESC LIMIT 1
"""
_EXPECTED_ELSEWHERE = """
SELECT project.name, activity.place FROM expected_person
JOIN activity ON activity.id = expected_person.activity_id
JOIN project ON project.id = activity.project_id
WHERE expected_person.volunteer_id = ? AND activity.held_on = ? AND activity.id <> ?
  AND activity.state <> 'cancelled'
ORDER BY activity.starts, activity.id LIMIT 1
"""


class Card(NamedTuple):
    """The living card that a number means."""

    id: int
    number: str
    name: str
    status: str
    gone: bool


class Elsewhere(NamedTuple):
    """Another activity: its project, and the day or the place."""

    project: str
    where: str


def card_by_number(connection: Connection, number: str) -> Card | None:
    """The card of a 志愿者编号; of one merged away the card it went into."""
    found = connection.exec_driver_sql(
        "SELECT card.id, card.number, card.name, card.status, card.erased_on IS NOT NULL "
        "FROM volunteer AS written JOIN volunteer AS card "
        "ON card.id = COALESCE(written.merged_into_id, written.id) WHERE written.number = ?",
        (number,),
    ).one_or_none()
    if found is None:
        return None
    card, code, name, status, gone = found
    return Card(card, code, name, status, bool(gone))


def card_by_id(connection: Connection, volunteer_id: int) -> Card | None:
    """One card, or the card it went into."""
    number = connection.exec_driver_sql(
        "SELECT number FROM volunteer WHERE id = ?", (volunteer_id,)
    ).scalar_one_or_none()
    return None if number is None else card_by_number(connection, str(number))


def stays_of(
    connection: Connection, activity_id: int, volunteer_id: int | None = None
) -> list[Stay]:
    """Stays at an activity (of one person when given), in the order people came.

    One is logged while the act that credited it stands; undone or returned, it is free again.
    """
    undo = _BATCH.alias("undo")
    returned = exists().where(
        _WAITING.c.batch_id == _ATTENDANCE.c.logged_id,
        _WAITING.c.volunteer_id == _ATTENDANCE.c.volunteer_id,
        _WAITING.c.state.in_(("returned", "withdrawn")),
    )
    query = (
        select(
            _ATTENDANCE.c.id,
            _ATTENDANCE.c.volunteer_id,
            _ATTENDANCE.c.came_at,
            _ATTENDANCE.c.left_at,
            _ATTENDANCE.c.ending,
            _ATTENDANCE.c.note,
            _ATTENDANCE.c.logged_id,
            undo.c.id.label("undone_by"),
            returned.label("returned"),
        )
        .select_from(_ATTENDANCE.outerjoin(undo, undo.c.undoes_id == _ATTENDANCE.c.logged_id))
        .where(_ATTENDANCE.c.activity_id == activity_id)
        .order_by(_ATTENDANCE.c.came_at, _ATTENDANCE.c.id)
    )
    if volunteer_id is not None:
        query = query.where(_ATTENDANCE.c.volunteer_id == volunteer_id)
    return [
        Stay(
            number,
            person,
            came,
            left,
            Ending(ending),
            note,
            logged is not None and undone is None and not back,
        )
        for number, person, came, left, ending, note, logged, undone, back in connection.execute(
            query
        )
    ]


def activity_of(connection: Connection, stay_id: int) -> tuple[int, int] | None:
    """Activity and person of a stay, or None when it is gone."""
    found = connection.execute(
        select(_ATTENDANCE.c.activity_id, _ATTENDANCE.c.volunteer_id).where(
            _ATTENDANCE.c.id == stay_id
        )
    ).one_or_none()
    return None if found is None else (int(found[0]), int(found[1]))


def add_stay(connection: Connection, activity_id: int, volunteer_id: int, came_at: datetime) -> int:
    """Somebody came; returns the stay's id."""
    made = connection.execute(
        insert(_ATTENDANCE)
        .values(
            uid=new_uid(),
            activity_id=activity_id,
            volunteer_id=volunteer_id,
            came_at=came_at,
            ending=Ending.OPEN.value,
            note="",
        )
        .returning(_ATTENDANCE.c.id)
    )
    return int(made.scalar_one())


def write_stay(connection: Connection, stay: Stay) -> None:
    """Write times, ending and note of a stay."""
    connection.execute(
        update(_ATTENDANCE)
        .where(_ATTENDANCE.c.id == stay.id)
        .values(
            came_at=stay.came_at,
            left_at=stay.left_at,
            ending=stay.ending.value,
            note=stay.note,
        )
    )


def mark_logged(connection: Connection, stay_ids: Collection[int], batch_id: int) -> None:
    """Keep which act credited these stays."""
    connection.exec_driver_sql(
        "UPDATE attendance SET logged_id = ? WHERE id = ?",
        [(batch_id, int(one)) for one in stay_ids],
    )


def count_presence(connection: Connection, activity_id: int) -> Presence:
    """How many people came to an activity, and how many of them are still there."""
    came, here = connection.exec_driver_sql(
        "SELECT COUNT(DISTINCT volunteer_id), "
        "COUNT(DISTINCT CASE WHEN left_at IS NULL THEN volunteer_id END) "
        "FROM attendance WHERE activity_id = ? AND ending <> 'dropped'",
        (activity_id,),
    ).one()
    return Presence(came, here)


def last_scans(
    connection: Connection, activity_id: int, limit: int
) -> list[tuple[str, bool, datetime]]:
    """(name, whether that was a coming, when) of the last scans that count, the newest first."""
    came = _ATTENDANCE.c.came_at
    left = _ATTENDANCE.c.left_at
    found: list[tuple[str, bool, datetime]] = []
    for column, coming in ((came, True), (left, False)):
        rows = connection.execute(
            select(_VOLUNTEER.c.name, column)
            .select_from(
                _ATTENDANCE.join(_VOLUNTEER, _VOLUNTEER.c.id == _ATTENDANCE.c.volunteer_id)
            )
            .where(
                _ATTENDANCE.c.activity_id == activity_id,
                _ATTENDANCE.c.ending != Ending.DROPPED.value,
                _ATTENDANCE.c.ending != Ending.ASSUMED.value if not coming else came.is_not(None),
                column.is_not(None),
            )
            .order_by(column.desc())
            .limit(limit)
        )
        found += ((name, coming, at) for name, at in rows)
    return sorted(found, key=lambda one: one[2], reverse=True)[:limit]


def open_elsewhere(connection: Connection, volunteer_id: int, activity_id: int) -> Elsewhere | None:
    """Where somebody signed in and never out, at another activity."""
    found = connection.exec_driver_sql(_ELSEWHERE, (volunteer_id, activity_id)).first()
    return None if found is None else Elsewhere(*found)


def expected_elsewhere(
    connection: Connection, volunteer_id: int, activity_id: int, on: date
) -> Elsewhere | None:
    """Where else somebody is expected on a day."""
    found = connection.exec_driver_sql(
        _EXPECTED_ELSEWHERE, (volunteer_id, on.isoformat(), activity_id)
    ).first()
    return None if found is None else Elsewhere(*found)


def is_expected(connection: Connection, volunteer_id: int, activity_id: int) -> bool:
    """Whether somebody is on an activity's list."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM expected_person WHERE activity_id = ? AND volunteer_id = ?",
        (activity_id, volunteer_id),
    ).first()
    return found is not None
