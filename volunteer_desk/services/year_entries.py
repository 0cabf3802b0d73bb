"""这个数怎么来的: the ledger rows that make 本年累计 of a month's sheet."""

from datetime import date

from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.monthly import Basis
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.hour_rows import hour_rows


def entries_of_year(
    desk: Desk, month: Month, limit: int, basis: Basis = Basis.RECORDED
) -> tuple[HourRow, ...]:
    """What counts from January to a month, reversals included, the latest day first.

    By recording, a 补录 counts for the month it was recorded for, whenever it was served.

    Args:
        desk: The desk.
        month: The sheet's month.
        limit: At most so many rows.
        basis: As the sheet's.
    """
    first = date(month.year, 1, 1)
    with desk.database.reading() as connection:
        if basis is Basis.SERVED:
            return hour_rows(connection, first=first, last=month.last, limit=limit)
        rows = list(hour_rows(connection, first=first, last=month.last, late=False, limit=limit))
        for number in range(1, month.month + 1):
            late = Month(month.year, number).number
            rows += hour_rows(connection, late_month=late, limit=limit)
    rows.sort(key=lambda row: (row.served_on, row.id), reverse=True)
    return tuple(rows[:limit])
