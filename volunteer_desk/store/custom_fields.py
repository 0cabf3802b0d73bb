"""Custom fields and what people have in them: one text a person and field."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from volunteer_desk.domain.custom_fields import CustomFieldRow, CustomFilter, CustomKind
from volunteer_desk.store.batches import Stored
from volunteer_desk.store.instants import new_uid

_CHUNK = 500
Values = Mapping[int, Mapping[int, str]]
"""Volunteer id → field id → value."""


def list_fields(connection: Connection, *, retired: bool = False) -> list[CustomFieldRow]:
    """The fields in their order; with ``retired`` those no longer used as well."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, kind, choices, active FROM custom_field "
        f"{'' if retired else 'WHERE active '}ORDER BY position, id"
    )
    return [
        CustomFieldRow(row[0], row[1], CustomKind(row[2]), tuple(json.loads(row[3])), bool(row[4]))
        for row in rows
    ]


def add_field(connection: Connection, name: str, kind: CustomKind, choices: Sequence[str]) -> int:
    """Define a field behind the others and return its id; the caller saw that the name is free."""
    made = connection.exec_driver_sql(
        "INSERT INTO custom_field (uid, name, kind, choices, position, active) "
        "VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM custom_field), TRUE) "
        "RETURNING id",
        (new_uid(), name, kind.value, json.dumps(list(choices), ensure_ascii=False)),
    )
    return int(made.scalar_one())


def change_field(
    connection: Connection, field_id: int, *, name: str, choices: Sequence[str], active: bool
) -> None:
    """Write a field's name, choices and whether it is in use."""
    connection.exec_driver_sql(
        "UPDATE custom_field SET name = ?, choices = ?, active = ? WHERE id = ?",
        (name, json.dumps(list(choices), ensure_ascii=False), active, field_id),
    )


def order_fields(connection: Connection, ids: Sequence[int]) -> None:
    """Put the fields into this order."""
    if ids:
        connection.exec_driver_sql(
            "UPDATE custom_field SET position = ? WHERE id = ?",
            [(place, one) for place, one in enumerate(ids, 1)],
        )


def read_values_of(connection: Connection, ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Volunteer id → field id → value, of fields in use and retired ones."""
    wanted = list(ids)
    found: dict[int, dict[int, str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        for person, field, value in connection.exec_driver_sql(
            "SELECT volunteer_id, field_id, value FROM custom_value "
            f"WHERE volunteer_id IN ({','.join('?' * len(part))})",
            part,
        ):
            found.setdefault(person, {})[field] = value
    return found


def write_values_of(connection: Connection, values: Values) -> None:
    """Store values in place of what was there; "" removes one."""
    rows = [
        (person, field, value) for person, given in values.items() for field, value in given.items()
    ]
    if not rows:
        return
    connection.exec_driver_sql(
        "DELETE FROM custom_value WHERE volunteer_id = ? AND field_id = ?",
        [(person, field) for person, field, _ in rows],
    )
    filled = [row for row in rows if row[2]]
    if filled:
        connection.exec_driver_sql(
            "INSERT INTO custom_value (volunteer_id, field_id, value) VALUES (?, ?, ?)", filled
        )


def put_back_values(
    connection: Connection,
    volunteer_id: int,
    before: Mapping[str, Stored],
    after: Mapping[str, Stored],
) -> bool:
    """Put one person's values back from a journal; False when they were changed again since.

    The journal's columns are field ids; None stands for no value.
    """
    known = read_values_of(connection, [volunteer_id]).get(volunteer_id, {})
    if any(known.get(int(field)) != value for field, value in after.items()):
        return False
    values = {int(field): str(value or "") for field, value in before.items()}
    write_values_of(connection, {volunteer_id: values})
    return True


def filter_condition(kind: CustomKind, wanted: CustomFilter) -> tuple[str, tuple[str | int, ...]]:
    """A condition on ``volunteer`` that a list query may append, beginning with " AND ".

    Equality is answered by the index on field and value; bounds and parts of a text read all
    values of the field. Numbers are compared as numbers, ISO dates as text.
    """
    stored = "CAST(value AS REAL)" if kind is CustomKind.NUMBER else "value"
    bound = "CAST(? AS REAL)" if kind is CustomKind.NUMBER else "?"
    tests: list[tuple[str, str]] = []
    if wanted.equals is not None:
        tests.append(("value = ?", wanted.equals))
    if wanted.contains:
        tests.append(("instr(value, ?) > 0", wanted.contains))
    if wanted.low is not None:
        tests.append((f"{stored} >= {bound}", wanted.low))
    if wanted.high is not None:
        tests.append((f"{stored} <= {bound}", wanted.high))
    if not tests and wanted.filled is None:
        return "", ()
    where = "".join(f" AND {test}" for test, _ in tests)
    within = "NOT IN" if wanted.filled is False else "IN"
    return (
        f" AND volunteer.id {within} "
        f"(SELECT volunteer_id FROM custom_value WHERE field_id = ?{where})",
        (wanted.field_id, *(value for _, value in tests)),
    )


def ids_where(connection: Connection, condition: str, values: tuple[str | int, ...]) -> list[int]:
    """Ids by number of those whom a condition beginning with " AND " lets through."""
    rows = connection.exec_driver_sql(
        f"SELECT id FROM volunteer WHERE erased_on IS NULL{condition} ORDER BY number", values
    )
    return [row[0] for row in rows]
