"""Two cards made one, and parted again: the card's columns, and what hangs on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from volunteer_desk.domain.names import name_key
from volunteer_desk.store.batches import StoredChange, changes_of
from volunteer_desk.store.custom_fields import read_values_of, write_values_of
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.tables import Volunteer

Value = str | int | float | None
"""A column as the driver gives it: dates are ISO text."""

_NOT_FACTS = (
    "id", "uid", "number", "name_key", "status", "status_on", "status_reason", "updated_at",
    "batch_id", "erased_on", "merged_into_id",
)  # fmt: skip
FACTS = tuple(
    column.name for column in Volunteer.__table__.columns if column.name not in _NOT_FACTS
)
"""What is known of the person; the rest is the card itself."""

HANGING = {
    "attendance": "volunteer_id",
    "certificate": "volunteer_id",
    "expected_person": "volunteer_id",
    "name_choice": "volunteer_id",
    "person_record": "volunteer_id",
    "sign_row": "volunteer_id",
    "team": "leader_id",
    "volunteer": "merged_into_id",
    "waiting_hours": "volunteer_id",
}
"""Tables whose rows follow the person, and the column that names the person."""

STAYING = frozenset({"status_change", "disclosure", "merge", "distinct_pair"})
"""Tables whose rows tell of the card and stay with it."""

APART = frozenset({"hour_entry", "membership", "custom_value"})
"""Tables with ways of their own."""

_FEW = {
    # no index on the pointer: few cards were ever merged, and those are looked at
    "volunteer": "AND id IN (SELECT merged_id FROM merge WHERE merged_id <> :to)",
    # who is expected as both cards stays expected once
    "expected_person": "AND activity_id NOT IN "
    "(SELECT activity_id FROM expected_person WHERE volunteer_id = :to)",
}
"""Which rows of a table go over, where not all of them can."""


def read_cards_whole(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    """Id → every column of the card."""
    marks = ",".join("?" * len(ids))
    found = connection.exec_driver_sql(f"SELECT * FROM volunteer WHERE id IN ({marks})", tuple(ids))
    return {row["id"]: dict(row) for row in found.mappings()}


def change_card(
    connection: Connection, volunteer_id: int, values: Mapping[str, Value], now: datetime
) -> None:
    """Write columns of a card; the name key follows the name."""
    written = dict(values)
    if "name" in written:
        written["name_key"] = name_key(str(written["name"]))
    settings = "".join(f"{column} = ?, " for column in written)
    connection.exec_driver_sql(
        f"UPDATE volunteer SET {settings}updated_at = ? WHERE id = ?",
        (*written.values(), stored_instant(now), volunteer_id),
    )


def move_rows(connection: Connection, from_id: int, to_id: int) -> dict[str, list[int]]:
    """Hand over every row that hangs on a card; returns their ids by table.

    Cards merged into it before point to the other from now on, so that one step leads to the
    living card.
    """
    moved: dict[str, list[int]] = {}
    for table, column in HANGING.items():
        rows = connection.execute(
            text(f"SELECT id FROM {table} WHERE {column} = :one {_FEW.get(table, '')} ORDER BY id"),
            {"one": from_id} | ({"to": to_id} if table in _FEW else {}),
        )
        moved[table] = [row[0] for row in rows]
        if moved[table]:
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = ? WHERE id = ?",
                [(to_id, one) for one in moved[table]],
            )
    return moved


def move_rows_back(
    connection: Connection, moved: Mapping[str, Sequence[int]], from_id: int, to_id: int
) -> int:
    """Hand rows back as far as they are there and still with the other card."""
    count = 0
    for table, ids in moved.items():
        column = HANGING[table]
        for one in ids:
            count += connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} = ?",
                (to_id, one, from_id),
            ).rowcount
    return count


def put_back(connection: Connection, batch_id: int, now: datetime) -> tuple[int, int]:
    """Put changed rows back column by column; what was changed again since stays.

    The row changed last comes first, so that the keeper gives up a document before the other
    card takes it back.

    Returns:
        Columns put back, and columns left because they were changed again.
    """
    back = left = 0
    for change in changes_of(connection, batch_id):
        known = _as_known(connection, change)
        if known is None:
            continue
        values = {
            column: before
            for column, before in change.before.items()
            if known.get(column) == change.after[column]
        }
        if "id_number" in change.before and "id_number" not in values:
            values.pop("id_type", None)  # a document and its kind are one
        left += len(change.before) - len(values)
        back += len(values)
        if not values:
            continue
        if change.noun == "custom_value":
            given = {int(one): str(value or "") for one, value in values.items()}
            write_values_of(connection, {change.row_id: given})
        elif change.noun == "volunteer":
            change_card(connection, change.row_id, values, now)
        else:
            settings = ", ".join(f"{column} = ?" for column in values)
            connection.exec_driver_sql(
                f"UPDATE {change.noun} SET {settings} WHERE id = ?",
                (*values.values(), change.row_id),
            )
    connection.exec_driver_sql("DELETE FROM status_change WHERE batch_id = ?", (batch_id,))
    return back, left


def _as_known(connection: Connection, change: StoredChange) -> Mapping[str, Value] | None:
    if change.noun == "custom_value":
        values = read_values_of(connection, [change.row_id]).get(change.row_id, {})
        return {str(one): value for one, value in values.items()}
    found = connection.exec_driver_sql(
        f"SELECT * FROM {change.noun} WHERE id = ?", (change.row_id,)
    )
    row = found.mappings().one_or_none()
    return None if row is None else dict(row)


def bearer_of(
    connection: Connection, id_type: object, id_number: object, but: Sequence[int]
) -> str | None:
    """The number of another card with this document, or None."""
    found = connection.exec_driver_sql(
        "SELECT number FROM volunteer WHERE id_type IS ? AND id_number = ? "
        f"AND id NOT IN ({','.join('?' * len(but))})",
        (id_type, id_number, *but),
    )
    value: str | None = found.scalar_one_or_none()
    return value


def add_status_change(
    connection: Connection, volunteer_id: int, on: str, reason: str, batch_id: int
) -> None:
    """Write 注销 into a card's status history."""
    connection.exec_driver_sql(
        "INSERT INTO status_change (volunteer_id, status, changed_on, reason, batch_id) "
        "VALUES (?, 'left', ?, ?, ?)",
        (volunteer_id, on, reason, batch_id),
    )
