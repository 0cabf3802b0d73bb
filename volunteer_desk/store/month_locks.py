"""Closed months: what the ledger may no longer move, who closed them, and what they said then."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from volunteer_desk.domain.months import FrozenFigures, MonthAction, MonthEvent
from volunteer_desk.domain.periods import Month
from volunteer_desk.store.desk_tables import MonthLock
from volunteer_desk.store.hour_tables import MonthEvent as MonthEventRow
from volunteer_desk.store.hour_tables import WaitingHours
from volunteer_desk.store.tables import Activity

_LOCK = MonthLock.__table__
_EVENT = MonthEventRow.__table__
_ACTIVITY = Activity.__table__
_WAITING = WaitingHours.__table__


def locked_months(connection: Connection) -> frozenset[int]:
    """Every closed month as ``yyyymm``; a few hundred at most in the life of a desk."""
    return frozenset(row[0] for row in connection.exec_driver_sql("SELECT month FROM month_lock"))


def locked_among(connection: Connection, days: Iterable[date]) -> tuple[Month, ...]:
    """The closed months that any of the service dates lies in, oldest first."""
    months = {Month.of(day) for day in days}
    if not months:
        return ()
    locked = locked_months(connection)
    return tuple(sorted(month for month in months if month.number in locked))


def lock_month(connection: Connection, month: Month, now: datetime, by: str) -> None:
    """Close a month that is not closed yet."""
    connection.execute(insert(_LOCK), {"month": month.number, "locked_at": now, "locked_by": by})


def unlock_month(connection: Connection, month: Month) -> bool:
    """Open a month again; False when it was not closed."""
    gone = connection.execute(delete(_LOCK).where(_LOCK.c.month == month.number))
    return gone.rowcount > 0


def add_month_event(
    connection: Connection,
    month: Month,
    action: MonthAction,
    *,
    now: datetime,
    by: str,
    reason: str,
    figures: FrozenFigures,
) -> None:
    """Keep that a month was closed or reopened, and its figures then."""
    row = {
        "month": month.number,
        "action": action.value,
        "at": now,
        "by": by,
        "reason": reason,
        "figures": figures.as_text(),
    }
    connection.execute(insert(_EVENT), row)


def month_events(connection: Connection, month: Month | None = None) -> list[MonthEvent]:
    """Closings and reopenings (of one month when given), the latest first."""
    wanted = select(_EVENT).order_by(_EVENT.c.id.desc())
    if month is not None:
        wanted = wanted.where(_EVENT.c.month == month.number)
    return [
        MonthEvent(
            Month(*divmod(row.month, 100)),
            MonthAction(row.action),
            row.at,
            row.by,
            row.reason,
            FrozenFigures.from_text(row.figures),
        )
        for row in connection.execute(wanted)
    ]


def unrecorded_ids(connection: Connection, month: Month, until: date) -> list[int]:
    """The activities that ``count_unrecorded`` counts."""
    found = select(_ACTIVITY.c.id).where(*_unrecorded(month, until))
    return list(connection.execute(found).scalars())


def count_unrecorded(connection: Connection, month: Month, until: date) -> int:
    """Activities of a month that were held up to a day and have no hours."""
    return connection.execute(select(func.count()).where(*_unrecorded(month, until))).scalar_one()


def _unrecorded(month: Month, until: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    held = _ACTIVITY.c.held_on.between(month.first, min(month.last, until))
    return _ACTIVITY.c.state == "planned", held


def count_waiting(connection: Connection, month: Month) -> int:
    """Hours served in a month that wait for approval."""
    found = select(func.count()).where(
        _WAITING.c.state == "waiting", _WAITING.c.served_on.between(month.first, month.last)
    )
    return connection.execute(found).scalar_one()
