"""The desk's choices as they lie in the store: one JSON text a key."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from volunteer_desk.store.desk_tables import Setting

_SETTING = Setting.__table__


def read_values(connection: Connection) -> dict[str, str]:
    """Every stored key with its JSON text."""
    rows = connection.execute(select(_SETTING.c.key, _SETTING.c.value))
    return {row.key: row.value for row in rows}


def write_values(connection: Connection, values: Mapping[str, str]) -> None:
    """Store JSON texts under their keys, in place of what was there."""
    if not values:
        return
    connection.execute(
        delete(_SETTING).where(_SETTING.c.key == bindparam("old")), [{"old": key} for key in values]
    )
    connection.execute(
        insert(_SETTING), [{"key": key, "value": value} for key, value in values.items()]
    )
