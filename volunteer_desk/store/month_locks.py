"""Closed months: what the ledger may no longer move."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from volunteer_desk.domain.periods import Month
from volunteer_desk.store.desk_tables import MonthLock

_LOCK = MonthLock.__table__


def locked_months(connection: Connection) -> frozenset[int]:
    """Every closed month as ``yyyymm``; a few hundred at most in the life of a desk."""
    return frozenset(connection.execute(select(_LOCK.c.month)).scalars())


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
