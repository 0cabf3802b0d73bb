"""The office's own holiday table: days made working days or days off."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from volunteer_desk.domain.office_calendar import CalendarEntry
from volunteer_desk.store.desk_tables import CalendarDay

_DAY = CalendarDay.__table__
_CHUNK = 500


def own_days(connection: Connection, first: date, last: date) -> dict[date, CalendarEntry]:
    """The office's decisions within a span."""
    rows = connection.execute(
        select(_DAY.c.day, _DAY.c.workday, _DAY.c.name).where(_DAY.c.day.between(first, last))
    )
    return {row.day: CalendarEntry(row.day, bool(row.workday), row.name) for row in rows}


def write_days(connection: Connection, entries: Sequence[CalendarEntry]) -> None:
    """Write decisions, in the place of earlier ones for the same days."""
    remove_days(connection, [entry.day for entry in entries])
    if entries:
        connection.execute(
            insert(_DAY),
            [{"day": entry.day, "workday": entry.workday, "name": entry.name} for entry in entries],
        )


def remove_days(connection: Connection, days: Iterable[date]) -> int:
    """Take decisions away; how many there were."""
    wanted, gone = sorted(set(days)), 0
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        gone += connection.execute(delete(_DAY).where(_DAY.c.day.in_(part))).rowcount
    return gone
