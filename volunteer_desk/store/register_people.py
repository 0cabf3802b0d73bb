"""The people behind the register's figures of a month, by the conditions that count them."""

from array import array

from sqlalchemy import Connection

from volunteer_desk.domain.overview import RegisterPart
from volunteer_desk.domain.periods import Month

_WHERE: dict[RegisterPart, str] = {
    RegisterPart.STANDING: """
        NOT COALESCE(registered_on > :last, 0) AND NOT COALESCE(
            status = 'left' AND registered_on <= :last
            AND (status_on IS NULL OR status_on <= :last), 0)""",
    RegisterPart.CAME: "registered_on BETWEEN :first AND :last",
    RegisterPart.LEFT: "status = 'left' AND status_on BETWEEN :first AND :last",
}


def people_of_register(connection: Connection, month: Month, part: RegisterPart) -> "array[int]":
    """Ids of those on the register at a month's end, who came in it, or who left, as they came."""
    found = connection.exec_driver_sql(
        f"SELECT id FROM volunteer WHERE {_WHERE[part]} ORDER BY id",
        {"first": month.first.isoformat(), "last": month.last.isoformat()},
    )
    return array("q", (row[0] for row in found))
