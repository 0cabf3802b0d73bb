"""Filling an office's own fields inside a transaction that another service began."""

from collections.abc import Mapping, Sequence

from volunteer_desk.domain.custom_fields import CustomFieldRow, read_value
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.store import custom_fields as store
from volunteer_desk.store.batches import record_changes
from volunteer_desk.store.connection import Connection

Moves = dict[int, dict[int, str]]
"""Volunteer id → field id → value to store, "" where one is taken away."""


def read_texts(connection: Connection, texts: Mapping[int, str]) -> dict[int, str]:
    """What was typed (field id → text) as it is stored.

    Raises:
        UserFacingError: A text does not fit its field (the message names it), or a field is not
            in use any more.
    """
    if not texts:
        return {}
    fields = {field.id: field for field in store.list_fields(connection)}
    wanted = {}
    for field_id, text in texts.items():
        if field_id not in fields:
            raise UserFacingError("这个字段已经停用或不在了。", "请刷新后再试。")
        wanted[field_id] = read_one(fields[field_id], text)
    return wanted


def read_one(field: CustomFieldRow, text: str) -> str:
    """One typed text as it is stored.

    Raises:
        UserFacingError: It does not fit the field.
    """
    read = read_value(field, text)
    if read.problem:
        raise UserFacingError(read.problem)
    return read.value


def find_moves(connection: Connection, people: Sequence[int], wanted: Mapping[int, str]) -> Moves:
    """Who would have another value, and which."""
    if not wanted:
        return {}
    known = store.read_values_of(connection, people)
    moves: Moves = {}
    for person in people:
        had = known.get(person, {})
        change = {field: value for field, value in wanted.items() if value != had.get(field, "")}
        if change:
            moves[person] = change
    return moves


def write_moves(connection: Connection, moves: Moves, batch: int) -> None:
    """Store the values and what they were, so that the batch can be taken back."""
    known = store.read_values_of(connection, list(moves))
    store.write_values_of(connection, moves)
    record_changes(
        connection,
        batch,
        "custom_value",
        [
            (
                person,
                {str(field): known.get(person, {}).get(field) for field in change},
                {str(field): value or None for field, value in change.items()},
            )
            for person, change in moves.items()
        ],
    )
