"""签到表 as they were printed, and what the ledger has of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from volunteer_desk.domain.sign_codes import row_code
from volunteer_desk.domain.sign_sheets import SheetRow
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.sign_tables import SignRow, SignSheet

_SHEET, _ROW = SignSheet.__table__, SignRow.__table__

_CREDITED = """
SELECT volunteer_id, MAX(minutes) FROM (
    SELECT volunteer_id, minutes FROM hour_entry AS credit
    WHERE batch_id IN ({batches}) AND reverses_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = credit.id AND NOT EXISTS (
            SELECT 1 FROM hour_entry AS anew
            WHERE anew.volunteer_id = credit.volunteer_id AND anew.served_on = credit.served_on
                AND anew.minutes > 0 AND +anew.batch_id = back.batch_id))
    UNION ALL
    SELECT volunteer_id, minutes FROM waiting_hours
    WHERE batch_id IN ({batches}) AND state = 'waiting'
) AS logged GROUP BY volunteer_id
"""


class StoredSheet(NamedTuple):
    """A sheet's own row; ``uid`` as hexadecimal text."""

    id: int
    uid: str
    activity_id: int
    code: str
    blank_rows: int
    printed_at: datetime


class StoredRow(NamedTuple):
    """A printed row."""

    position: int
    code: str
    volunteer_id: int | None


class SignPerson(NamedTuple):
    """A card as signing in needs it, unmasked; ``gone`` are those erased."""

    id: int
    number: str
    name: str
    phone: str | None
    birth: date | None
    status: str
    gone: bool


def read_people(connection: Connection, ids: Iterable[int]) -> dict[int, SignPerson]:
    """The cards of these ids."""
    found = connection.exec_driver_sql(
        "SELECT id, number, name, phone, birth, status, "
        f"erased_on IS NOT NULL OR merged_into_id IS NOT NULL FROM volunteer WHERE id IN "
        f"({_listed(ids)})"
    )
    return {
        row[0]: SignPerson(
            row[0],
            row[1],
            row[2],
            row[3],
            date.fromisoformat(row[4]) if row[4] else None,
            row[5],
            bool(row[6]),
        )
        for row in found
    }


def is_code_taken(connection: Connection, code: str) -> bool:
    """Whether a sheet bears this code."""
    return read_sheet(connection, code=code) is not None


def add_sheet(
    connection: Connection,
    activity_id: int,
    code: str,
    people: Sequence[int],
    blank_rows: int,
    now: datetime,
) -> int:
    """Keep a sheet with its rows, the people first, and return its id."""
    made = connection.execute(
        insert(_SHEET)
        .values(
            uid=new_uid(),
            activity_id=activity_id,
            code=code,
            blank_rows=blank_rows,
            printed_at=now,
        )
        .returning(_SHEET.c.id)
    )
    number = int(made.scalar_one())
    whose: list[int | None] = [*people, *[None] * blank_rows]
    connection.execute(
        insert(_ROW),
        [
            {
                "sheet_id": number,
                "position": position,
                "volunteer_id": person,
                "code": row_code(code, position),
            }
            for position, person in enumerate(whose, 1)
        ],
    )
    return number


def remove_sheet(connection: Connection, sheet_id: int) -> None:
    """Forget a sheet and its rows."""
    for table, column in (("sign_row", "sheet_id"), ("sign_sheet", "id")):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (sheet_id,))


def read_sheet(
    connection: Connection, *, sheet_id: int | None = None, code: str | None = None
) -> StoredSheet | None:
    """One sheet by its id or its code, or None."""
    which = _SHEET.c.id == sheet_id if code is None else _SHEET.c.code == code
    found = connection.execute(
        select(
            _SHEET.c.id,
            _SHEET.c.uid,
            _SHEET.c.activity_id,
            _SHEET.c.code,
            _SHEET.c.blank_rows,
            _SHEET.c.printed_at,
        ).where(which)
    ).one_or_none()
    if found is None:
        return None
    number, uid, activity_id, written, blank_rows, printed_at = found
    return StoredSheet(number, uid.hex(), activity_id, written, blank_rows, printed_at)


def read_rows(connection: Connection, sheet_id: int) -> list[StoredRow]:
    """A sheet's rows in printed order."""
    found = connection.execute(
        select(_ROW.c.position, _ROW.c.code, _ROW.c.volunteer_id)
        .where(_ROW.c.sheet_id == sheet_id)
        .order_by(_ROW.c.position)
    )
    return [StoredRow(*row) for row in found]


def sheets_of(connection: Connection, activity_id: int) -> list[SheetRow]:
    """The sheets printed for an activity, the newest first."""
    found = connection.execute(
        select(_SHEET.c.id, _SHEET.c.code, _SHEET.c.printed_at, _SHEET.c.blank_rows, _SHEET.c.uid)
        .where(_SHEET.c.activity_id == activity_id)
        .order_by(_SHEET.c.id.desc())
    ).all()
    counted = connection.exec_driver_sql(
        "SELECT sheet_id, COUNT(volunteer_id) FROM sign_row WHERE sheet_id IN "
        f"({_listed(row[0] for row in found)}) GROUP BY sheet_id"
    )
    counts: dict[int, int] = {row[0]: row[1] for row in counted}
    return [
        SheetRow(
            number,
            code,
            printed_at,
            counts.get(number, 0),
            blank_rows,
            bool(standing_batches(connection, request_head(uid.hex()))),
        )
        for number, code, printed_at, blank_rows, uid in found
    ]


def request_head(uid: str) -> str:
    """How the request keys of the acts that log a sheet begin."""
    return f"sign-sheet:{uid}:"


def standing_batches(connection: Connection, head: str) -> list[int]:
    """Acts whose request key begins so and that were not undone, by the index on the key."""
    found = connection.exec_driver_sql(
        "SELECT id FROM batch WHERE request >= ? AND request < ? AND NOT EXISTS "
        "(SELECT 1 FROM batch AS undo WHERE undo.undoes_id = batch.id) ORDER BY id",
        (head, head[:-1] + ";"),
    )
    return [row[0] for row in found]


def credited_in(connection: Connection, batches: Collection[int]) -> dict[int, int]:
    """Person → minutes that these acts credited, or that wait for approval.

    Who was corrected counts still; what was taken back without another in its place does not.
    """
    if not batches:
        return {}
    found = connection.exec_driver_sql(_CREDITED.format(batches=_listed(batches)))
    return {row[0]: row[1] for row in found}


def mark_logged(connection: Connection, sheet_id: int, batch_id: int) -> None:
    """Keep which act logged a sheet last."""
    connection.execute(update(_SHEET).where(_SHEET.c.id == sheet_id).values(logged_id=batch_id))


def _listed(ids: Iterable[int]) -> str:
    """Our own integers, written out: no limit on bound variables."""
    return ",".join(str(int(number)) for number in sorted(set(ids))) or "NULL"
