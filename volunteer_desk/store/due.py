"""The facts of what is due, in a few indexed queries; and the office's own holiday table."""

import json
from datetime import date, datetime, timedelta

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    and_,
    column,
    exists,
    func,
    or_,
    select,
    table,
)

from volunteer_desk.domain.activity_clock import SOON_DAYS
from volunteer_desk.domain.due import DueFacts, WaitingActivity
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.store.instants import Instant
from volunteer_desk.store.settings import read_values

SHEET_WRITTEN = "sheet_written:"
"""Setting key, followed by the month (2026-10): that month's sheet was written."""

LOOK_BACK_DAYS = 60
"""How far back a recorded activity is looked at again: its hours may have been taken back."""

_ACTIVITY = table(
    "activity",
    column("id"),
    column("project_id"),
    column("place"),
    column("held_on", Date),
    column("starts"),
    column("ends"),
    column("planned_people"),
    column("state"),
    column("filed_on", Date),
)
_ENTRY = table(
    "hour_entry",
    column("id"),
    column("activity_id"),
    column("served_on", Date),
    column("minutes"),
    column("reverses_id"),
)
_PROJECT = table("project", column("id"), column("name"))
_DAY = table("calendar_day", column("day", Date), column("workday", Boolean))
_BATCH = table("batch", column("made_at", Instant))


def read_due_facts(connection: Connection, today: date) -> DueFacts:
    """Everything ``compute_due`` asks of the store."""
    stored = read_values(connection)
    last_backup = json.loads(stored.get("last_backup", '""'))
    return DueFacts(
        unrecorded=_activities(connection, _unrecorded(today)),
        tomorrow=_activities(
            connection,
            and_(
                _ACTIVITY.c.state == "planned",
                _ACTIVITY.c.held_on == today + timedelta(days=1),
            ),
        ),
        unfiled=_activities(connection, _unfiled(stored, today)),
        sheets_written=frozenset(
            Month.parse(key.removeprefix(SHEET_WRITTEN))
            for key in stored
            if key.startswith(SHEET_WRITTEN)
        ),
        first_month=_first_month(connection),
        first_write=_first_write(connection),
        last_backup=datetime.fromisoformat(last_backup).astimezone() if last_backup else None,
    )


def read_calendar(connection: Connection) -> dict[date, bool]:
    """Days the office itself made working days or days off."""
    rows = connection.execute(select(_DAY.c.day, _DAY.c.workday))
    return {row.day: row.workday for row in rows}


def _unfiled(stored: dict[str, str], today: date) -> ColumnElement[bool]:
    """Planned, not filed, and near enough; none where filing is not asked for."""
    before = int(json.loads(stored.get("file_before_days", str(DeskSettings.file_before_days))))
    last = today + timedelta(days=before + SOON_DAYS if before else -1)
    return and_(
        _ACTIVITY.c.state == "planned",
        _ACTIVITY.c.filed_on.is_(None),
        _ACTIVITY.c.held_on.between(today, last),
    )


def _unrecorded(today: date) -> ColumnElement[bool]:
    """Held by today, without an unreversed credit; recorded ones only of the last weeks."""
    credit, reversal = _ENTRY.alias("credit"), _ENTRY.alias("reversal")
    standing = exists().where(
        credit.c.activity_id == _ACTIVITY.c.id,
        credit.c.minutes > 0,
        ~exists().where(reversal.c.reverses_id == credit.c.id),
    )
    return and_(
        or_(
            and_(_ACTIVITY.c.state == "planned", _ACTIVITY.c.held_on <= today),
            and_(
                _ACTIVITY.c.state == "recorded",
                _ACTIVITY.c.held_on.between(today - timedelta(days=LOOK_BACK_DAYS), today),
            ),
        ),
        ~standing,
    )


def _activities(connection: Connection, where: ColumnElement[bool]) -> tuple[WaitingActivity, ...]:
    rows = connection.execute(
        select(
            _ACTIVITY.c.id,
            _PROJECT.c.name,
            _ACTIVITY.c.place,
            _ACTIVITY.c.held_on,
            _ACTIVITY.c.starts,
            _ACTIVITY.c.ends,
            _ACTIVITY.c.planned_people,
        )
        .select_from(_ACTIVITY.join(_PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id))
        .where(where)
        .order_by(_ACTIVITY.c.held_on, _ACTIVITY.c.id)
    )
    return tuple(WaitingActivity(*row) for row in rows)


def _first_month(connection: Connection) -> Month | None:
    served = connection.execute(select(func.min(_ENTRY.c.served_on))).scalar_one()
    held = connection.execute(select(func.min(_ACTIVITY.c.held_on))).scalar_one()
    days = [day for day in (served, held) if day is not None]
    return Month.of(min(days)) if days else None


def _first_write(connection: Connection) -> datetime | None:
    found = connection.execute(select(func.min(_BATCH.c.made_at)))
    at: datetime | None = found.scalar_one()
    return at
