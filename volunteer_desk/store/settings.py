"""The desk's choices as they lie in the store: one JSON text a key."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection

UNIT = "unit"
"""The key of 填报单位: the name of the desk's own unit, where the tree has one."""


def read_values(connection: Connection) -> dict[str, str]:
    """Every stored key with its JSON text; the own unit of the tree is the one that reports."""
    rows = connection.exec_driver_sql("SELECT key, value FROM setting").all()
    values: dict[str, str] = {row[0]: row[1] for row in rows}
    own = connection.exec_driver_sql("SELECT name FROM unit WHERE own ORDER BY id LIMIT 1").scalar()
    if own is not None:
        values[UNIT] = json.dumps(own, ensure_ascii=False)
    return values


def write_values(connection: Connection, values: Mapping[str, str]) -> None:
    """Store JSON texts under their keys, in place of what was there."""
    if values:
        connection.exec_driver_sql("DELETE FROM setting WHERE key = ?", [(key,) for key in values])
        connection.exec_driver_sql(
            "INSERT INTO setting (key, value) VALUES (?, ?)", list(values.items())
        )
