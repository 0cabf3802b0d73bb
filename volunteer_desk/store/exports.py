"""Whole lists for a workbook, streamed: everyone registered, and every row of the ledger."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, literal, select

from volunteer_desk.store.hour_tables import WaitingHours
from volunteer_desk.store.tables import Activity, HourEntry, Membership, Project, Team, Volunteer

_ENTRY = HourEntry.__table__
_VOLUNTEER = Volunteer.__table__
_MEMBERSHIP = Membership.__table__
_TEAM = Team.__table__
_ACTIVITY = Activity.__table__
_PROJECT = Project.__table__
_WAITING = WaitingHours.__table__


class ExportedPerson(NamedTuple):
    """One registered person, codes as they are; nothing is masked yet."""

    number: str
    name: str
    gender: str | None
    birth: date | None
    id_type: str | None
    id_number: str | None
    phone: str | None
    political_status: str | None
    team: str | None
    minutes: int
    registered_on: date
    status: str


class ExportedEntry(NamedTuple):
    """One row of the ledger, or one that waits for approval (``waiting``) and counts nowhere.

    ``undone`` says that a later row takes this credit back.
    """

    served_on: date
    number: str
    name: str
    team: str | None
    project: str
    starts: int | None
    ends: int | None
    minutes: int
    source: str
    undone: bool
    remark: str
    nature: str
    spent: int | None
    late_month: int | None
    reason: str
    waiting: bool = False


def exported_people(connection: Connection) -> Iterator[ExportedPerson]:
    """Everyone in the order of their numbers, with all-time minutes."""
    c = _VOLUNTEER.c
    minutes = select(func.coalesce(func.sum(_ENTRY.c.minutes), 0)).where(
        _ENTRY.c.volunteer_id == c.id
    )
    team = (
        select(_TEAM.c.name)
        .select_from(_MEMBERSHIP.join(_TEAM, _TEAM.c.id == _MEMBERSHIP.c.team_id))
        .where(_MEMBERSHIP.c.volunteer_id == c.id, _MEMBERSHIP.c.to_on.is_(None))
        .order_by(_MEMBERSHIP.c.from_on, _MEMBERSHIP.c.id)
        .limit(1)
    )
    rows = connection.execute(
        select(
            c.number,
            c.name,
            c.gender,
            c.birth,
            c.id_type,
            c.id_number,
            c.phone,
            c.political_status,
            team.scalar_subquery(),
            minutes.scalar_subquery(),
            c.registered_on,
            c.status,
        )
        .where(c.merged_into_id.is_(None))
        .order_by(c.number)
    )
    return (ExportedPerson._make(row) for row in rows)


def exported_entries(connection: Connection) -> Iterator[ExportedEntry]:
    """Every row of the ledger by date; reversals are rows of their own, so minutes add up."""
    reversal = _ENTRY.alias("reversal")
    rows = connection.execute(
        select(
            _ENTRY.c.served_on,
            _VOLUNTEER.c.number,
            _VOLUNTEER.c.name,
            _TEAM.c.name,
            _PROJECT.c.name,
            _ENTRY.c.starts,
            _ENTRY.c.ends,
            _ENTRY.c.minutes,
            _ENTRY.c.source,
            reversal.c.id.is_not(None),
            _ENTRY.c.remark,
            _ENTRY.c.nature,
            _ENTRY.c.spent,
            _ENTRY.c.late_month,
            _ENTRY.c.reason,
        )
        .select_from(
            _ENTRY.join(_VOLUNTEER, _VOLUNTEER.c.id == _ENTRY.c.volunteer_id)
            .join(_ACTIVITY, _ACTIVITY.c.id == _ENTRY.c.activity_id)
            .join(_PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id)
            .outerjoin(_TEAM, _TEAM.c.id == _ENTRY.c.team_id)
            .outerjoin(reversal, reversal.c.reverses_id == _ENTRY.c.id)
        )
        .order_by(_ENTRY.c.served_on, _ENTRY.c.id)
    )
    return (ExportedEntry(*row) for row in rows)


def exported_waiting(connection: Connection) -> Iterator[ExportedEntry]:
    """What waits for approval, by date."""
    rows = connection.execute(
        select(
            _WAITING.c.served_on,
            _VOLUNTEER.c.number,
            _VOLUNTEER.c.name,
            _TEAM.c.name,
            _PROJECT.c.name,
            _WAITING.c.starts,
            _WAITING.c.ends,
            _WAITING.c.minutes,
            _WAITING.c.source,
            literal(value=False),
            _WAITING.c.remark,
            _WAITING.c.nature,
            _WAITING.c.spent,
            _WAITING.c.late_month,
            _WAITING.c.reason,
            literal(value=True),
        )
        .select_from(
            _WAITING.join(_VOLUNTEER, _VOLUNTEER.c.id == _WAITING.c.volunteer_id)
            .join(_ACTIVITY, _ACTIVITY.c.id == _WAITING.c.activity_id)
            .join(_PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id)
            .outerjoin(_TEAM, _TEAM.c.id == _WAITING.c.team_id)
        )
        .where(_WAITING.c.state == "waiting")
        .order_by(_WAITING.c.served_on, _WAITING.c.id)
    )
    return (ExportedEntry(*row) for row in rows)
