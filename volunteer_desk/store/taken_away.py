"""Rows a batch took away, journalled whole, so that undo can put them back."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from volunteer_desk.store.batches import Stored, Value, record_changes

_CHUNK = 500


def take_away(connection: Connection, batch_id: int, table: str, row_ids: Collection[int]) -> int:
    """Delete rows on which nothing hangs, and journal each of them whole.

    Returns:
        How many rows went.
    """
    wanted = sorted(set(row_ids))
    for start in range(0, len(wanted), _CHUNK):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(one)) for one in wanted[start : start + _CHUNK])
        rows = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE id IN ({listed})")
        whole: list[tuple[int, dict[str, Value], dict[str, Value]]] = [
            (row.id, {**row._mapping, "uid": row.uid.hex()}, {}) for row in rows
        ]
        record_changes(connection, batch_id, table, whole)
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id IN ({listed})")
    return len(wanted)


def put_row_back(
    connection: Connection, table: str, row_id: int, before: Mapping[str, Stored]
) -> bool:
    """Insert a row as it was, under another id where its own was given away meanwhile.

    Returns:
        Whether it could be put back: False when the same row (by its uid) is there already.
    """
    values: dict[str, Stored | bytes] = {**before, "uid": bytes.fromhex(str(before["uid"]))}
    if connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE uid = ?", (values["uid"],)).first():
        return False
    if connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).first():
        del values["id"]
    marks = ", ".join("?" * len(values))
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )
    return True
