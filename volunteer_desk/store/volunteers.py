"""Volunteers' rows: numbers, adding, changing, and finding the people a file speaks of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.numbers import allocate_numbers

__all__ = [
    "DATES",
    "FIELDS",
    "add_people",
    "allocate_numbers",
    "change_people",
    "find_bare",
    "find_by_documents",
    "find_by_numbers",
    "find_by_phones",
    "id_by_number",
    "numbers_of",
    "read_drafts",
]

FIELDS: tuple[str, ...] = tuple(one.name for one in fields(VolunteerDraft) if one.name != "team")
"""The fields of a draft that are columns of their own."""
DATES = frozenset({"birth", "guardian_consent_on", "consent_on", "registered_on"})

_CHUNK = 5_000
"""Values in one statement: few enough statements that a thread of their own is seldom held up."""
_COLUMNS = ", ".join(FIELDS)
_BARE = "AND COALESCE(id_number, '') = '' AND COALESCE(phone, '') = ''"
"""Of a thousand namesakes in a city hardly one."""
_EXTRA = ("id", "uid", "number", "name_key", "status", "status_reason", "updated_at", "batch_id")

Changes = Mapping[str, str | date | None]


def add_people(
    connection: Connection,
    drafts: Sequence[VolunteerDraft],
    numbers: Sequence[str],
    *,
    now: datetime,
    batch_id: int,
) -> list[int]:
    """Insert checked people under allocated numbers; returns their ids.

    Who gives no registration date is registered today.
    """
    last = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM volunteer").scalar_one()
    ids = list(range(last + 1, last + len(drafts) + 1))
    stamp, today = stored_instant(now), now.date()
    # An unused column costs as much to bind as a used one: half the time of a roster.
    used = [
        name
        for name in FIELDS
        if name == "registered_on" or any(getattr(draft, name) is not None for draft in drafts)
    ]
    registered = used.index("registered_on")
    days = [place for place, name in enumerate(used) if name in DATES]
    rows = []
    for number, person, draft, uid in zip(numbers, ids, drafts, new_uids(len(drafts)), strict=True):
        row = [getattr(draft, name) for name in used]
        row[registered] = draft.registered_on or today
        for place in days:
            if row[place] is not None:
                row[place] = row[place].isoformat()
        row += (person, uid, number, name_key(draft.name), "active", "", stamp, batch_id)
        rows.append(tuple(row))
    if rows:
        columns = (*used, *_EXTRA)
        connection.exec_driver_sql(
            f"INSERT INTO volunteer ({', '.join(columns)}) "
            f"VALUES ({', '.join('?' * len(columns))})",
            rows,
        )
    return ids


def change_people(
    connection: Connection, changes: Iterable[tuple[int, Changes]], *, now: datetime
) -> None:
    """Write the columns given of each (id, column → value); the name key follows the name."""
    stamp = stored_instant(now)
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for person, values in changes:
        written: dict[str, Any] = {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in values.items()
        }
        if "name" in written:
            written["name_key"] = name_key(written["name"])
        row = (*written.values(), stamp, person)
        alike.setdefault(tuple(written), []).append(row)
    for columns, rows in alike.items():
        settings = "".join(f"{column} = ?, " for column in columns)
        connection.exec_driver_sql(
            f"UPDATE volunteer SET {settings}updated_at = ? WHERE id = ?", rows
        )


def read_drafts(connection: Connection, ids: Collection[int]) -> dict[int, VolunteerDraft]:
    """Id → everything that is known of the person, unmasked, without the team."""
    return {person: draft for person, _number, draft in _read(connection, "id", list(ids))}


def find_by_documents(
    connection: Connection, numbers: Collection[str]
) -> dict[tuple[str, str], tuple[int, VolunteerDraft]]:
    """(id_type, id_number) → id and draft of those who bear one of these document numbers."""
    return {
        (draft.id_type or "", draft.id_number or ""): (person, draft)
        for person, _number, draft in _read(connection, "id_number", list(numbers))
    }


def find_by_numbers(
    connection: Connection, numbers: Collection[str]
) -> dict[str, tuple[int, VolunteerDraft]]:
    """志愿者编号 → id and draft of those who bear one of these."""
    read = _read(connection, "number", list(numbers))
    return {number: (person, draft) for person, number, draft in read}


def find_by_phones(
    connection: Connection, phones: Collection[str]
) -> dict[tuple[str, str], list[tuple[int, VolunteerDraft]]]:
    """(phone, name key) → id and draft of those who have one of these phones."""
    found: dict[tuple[str, str], list[tuple[int, VolunteerDraft]]] = {}
    for person, _number, draft in _read(connection, "phone", list(phones)):
        key = (draft.phone or "", name_key(draft.name))
        found.setdefault(key, []).append((person, draft))
    return found


def find_bare(
    connection: Connection, keys: Collection[str]
) -> dict[str, list[tuple[int, VolunteerDraft]]]:
    """Name key → id and draft of those of that name who have neither document nor phone."""
    found: dict[str, list[tuple[int, VolunteerDraft]]] = {}
    for person, _number, draft in _read(connection, "name_key", list(keys), _BARE):
        found.setdefault(name_key(draft.name), []).append((person, draft))
    return found


def id_by_number(connection: Connection, number: str) -> int | None:
    """The id of the person with this 志愿者编号, or None; a card merged away is its keeper's."""
    found = connection.exec_driver_sql(
        "SELECT COALESCE(merged_into_id, id) FROM volunteer WHERE number = ?", (number,)
    )
    value: int | None = found.scalar_one_or_none()
    return value


def numbers_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Id → 志愿者编号."""
    return {person: number for person, number, _draft in _read(connection, "id", list(ids))}


def _read(
    connection: Connection, column: str, values: list[Any], alone: str = ""
) -> Iterable[tuple[int, str, VolunteerDraft]]:
    values = sorted(values)  # neighbours lie on the same pages of the index
    for start in range(0, len(values), _CHUNK):
        part = tuple(values[start : start + _CHUNK])
        rows = connection.exec_driver_sql(
            f"SELECT id, number, {_COLUMNS} FROM volunteer "
            f"WHERE {column} IN ({','.join('?' * len(part))}) {alone} ORDER BY id",
            part,
        )
        for person, number, *said in rows.all():
            known = {
                name: value
                for name, value in zip(FIELDS, said, strict=True)
                if value is not None  # half the fields of most, and a third of the memory
            }
            for name in DATES & known.keys():
                known[name] = date.fromisoformat(known[name])
            yield person, number, VolunteerDraft.holding(known)
