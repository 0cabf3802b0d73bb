"""Whether a team, project or unit is in use."""

from typing import Final

from sqlalchemy import Connection, select, update

from volunteer_desk.store.register_tables import Unit
from volunteer_desk.store.tables import Project, Team

_TABLES: Final = {"team": Team.__table__, "project": Project.__table__, "unit": Unit.__table__}


def standing_of(connection: Connection, table: str, row_id: int) -> tuple[str, bool] | None:
    """(name, whether in use) of a row, None when there is none of that id."""
    columns = _TABLES[table].c
    row = connection.execute(
        select(columns.name, columns.active).where(columns.id == row_id)
    ).first()
    return None if row is None else (row[0], bool(row[1]))


def set_standing(connection: Connection, table: str, row_id: int, active: bool) -> None:
    """Put a row into use or out of it."""
    target = _TABLES[table]
    connection.execute(update(target).where(target.c.id == row_id).values(active=active))
