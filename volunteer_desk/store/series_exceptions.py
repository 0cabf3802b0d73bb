"""Days on which a series does not meet, or meets on another day."""

from datetime import date

from sqlalchemy import Connection, insert, update

from volunteer_desk.store.activity_tables import SeriesException

_EXCEPTION = SeriesException.__table__


def read_exception(
    connection: Connection, series_id: int, day: date
) -> tuple[int, date | None, str] | None:
    """(id, moved to, reason) of a day's exception, or None."""
    found = connection.exec_driver_sql(
        "SELECT id, moved_to, reason FROM series_exception WHERE series_id = ? AND day = ?",
        (series_id, day.isoformat()),
    ).first()
    if found is None:
        return None
    return found[0], None if found[1] is None else date.fromisoformat(found[1]), found[2]


def add_exception(
    connection: Connection,
    series_id: int,
    day: date,
    moved_to: date | None,
    reason: str,
    batch_id: int,
) -> None:
    """Keep that a day of a series is skipped or moved, and why."""
    connection.execute(
        insert(_EXCEPTION).values(
            series_id=series_id, day=day, moved_to=moved_to, reason=reason, batch_id=batch_id
        )
    )


def change_exception(
    connection: Connection, exception_id: int, moved_to: date | None, reason: str
) -> None:
    """Write another exception for the same day."""
    connection.execute(
        update(_EXCEPTION)
        .where(_EXCEPTION.c.id == exception_id)
        .values(moved_to=moved_to, reason=reason)
    )
