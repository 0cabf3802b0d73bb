"""Removing a person's data for good: the card is emptied, the ledger and the numbers stay."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from volunteer_desk.domain.names import name_key
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.search import remove_terms
from volunteer_desk.store.search_segments import begin_rewriting
from volunteer_desk.store.volunteers import FIELDS

ERASED_NAME = "已删除"
"""What stands in the place of a name in the register of certificates."""

_CHUNK = 500
_KEPT = ("name", "registered_on")
_MASKED_SNAPSHOT = {"name": ERASED_NAME, "id_number": "", "body": [], "verify_text": ""}


def find_erased(connection: Connection, ids: Collection[int]) -> set[int]:
    """Which of these people had their data removed."""
    wanted, found = list(ids), set[int]()
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        rows = connection.exec_driver_sql(
            f"SELECT id FROM volunteer WHERE erased_on IS NOT NULL "
            f"AND id IN ({','.join('?' * len(part))})",
            part,
        )
        found.update(row[0] for row in rows)
    return found


def read_standing(connection: Connection, volunteer_id: int) -> tuple[date | None, str, bool]:
    """Since when and why a person has their status, and whether the data was removed."""
    row = connection.exec_driver_sql(
        "SELECT status_on, status_reason, erased_on FROM volunteer WHERE id = ?", (volunteer_id,)
    ).one()
    return date.fromisoformat(row[0]) if row[0] else None, row[1], row[2] is not None


def cards_of_one(connection: Connection, volunteer_id: int) -> list[int]:
    """The card and every card that was merged into it, however often."""
    found = [volunteer_id]
    for one in found:
        rows = connection.exec_driver_sql(
            "SELECT id FROM volunteer WHERE merged_into_id = ?", (one,)
        )
        found += [row[0] for row in rows if row[0] not in found]
    return found


def merged_into(connection: Connection, volunteer_id: int) -> int | None:
    """The card this one was merged into, or None."""
    found = connection.exec_driver_sql(
        "SELECT merged_into_id FROM volunteer WHERE id = ?", (volunteer_id,)
    )
    value: int | None = found.scalar_one_or_none()
    return value


def erase_people(connection: Connection, ids: Sequence[int], *, on: date, now: datetime) -> None:
    """Empty these people's cards and everything personal that hangs on them.

    Hours, certificate numbers with their minutes and dates, and memberships (closed) stay; the
    journal of earlier changes goes, so that no undo can bring anything back. From the search index
    the words are gone with the next tidying; nobody is found by them at once.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for one in ids:
        _forget_journal(connection, one)
        _empty_card(connection, one, on, now)
        for sql in (
            "DELETE FROM custom_value WHERE volunteer_id = ?",
            "DELETE FROM name_choice WHERE volunteer_id = ?",
            "UPDATE person_record SET title = '已删除', by_unit = '', reference = '', score = '', "
            "words = '', outcome = CASE WHEN closed_on IS NULL THEN '' ELSE '已删除' END "
            "WHERE volunteer_id = ?",
            "UPDATE waiting_hours SET remark = '', reason = '', decision_reason = '' "
            "WHERE volunteer_id = ?",
            "UPDATE attendance SET note = '' WHERE volunteer_id = ?",
            "UPDATE status_change SET reason = '' WHERE volunteer_id = ?",
            "UPDATE team SET leader = '', phone = '', leader_id = NULL WHERE leader_id = ?",
            "UPDATE merge SET journal = '{\"erased\": true}' WHERE ? IN (kept_id, merged_id)",
        ):
            connection.exec_driver_sql(sql, (one,))
        connection.exec_driver_sql(
            "UPDATE membership SET role = '', to_on = COALESCE(to_on, MAX(from_on, ?)) "
            "WHERE volunteer_id = ?",
            (on.isoformat(), one),
        )
        _mask_certificates(connection, one)
    begin_rewriting(connection)
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")


def erased_code(connection: Connection, number: str) -> str | None:
    """The check code kept of a certificate whose bearer's name was removed, else None."""
    found = connection.exec_driver_sql(
        "SELECT code FROM certificate WHERE number = ? AND name = ?", (number, ERASED_NAME)
    )
    value: str | None = found.scalar_one_or_none()
    return value


def _forget_journal(connection: Connection, volunteer_id: int) -> None:
    connection.exec_driver_sql(
        "DELETE FROM batch_change WHERE "
        "(noun IN ('volunteer', 'custom_value') AND row_id = ?) "
        "OR (noun = 'person_record' "
        "AND row_id IN (SELECT id FROM person_record WHERE volunteer_id = ?)) "
        "OR (noun = 'membership' "
        "AND row_id IN (SELECT id FROM membership WHERE volunteer_id = ?)) "
        "OR (noun = 'attendance' "
        "AND row_id IN (SELECT id FROM attendance WHERE volunteer_id = ?))",
        (volunteer_id,) * 4,
    )


def _empty_card(connection: Connection, volunteer_id: int, on: date, now: datetime) -> None:
    number = connection.exec_driver_sql(
        "SELECT number FROM volunteer WHERE id = ?", (volunteer_id,)
    ).scalar_one()
    name = f"{ERASED_NAME}{number}"
    nothing = ", ".join(f"{field} = NULL" for field in FIELDS if field not in _KEPT)
    connection.exec_driver_sql(
        f"UPDATE volunteer SET {nothing}, name = ?, name_key = ?, erased_on = ?, updated_at = ?, "
        "status_on = CASE WHEN status = 'left' THEN status_on ELSE ? END, status = 'left', "
        "status_reason = '' WHERE id = ?",
        (name, name_key(name), on.isoformat(), stored_instant(now), on.isoformat(), volunteer_id),
    )
    remove_terms(connection, [volunteer_id])
    # An empty row: the index and the register still have the same people.
    connection.exec_driver_sql(
        "INSERT INTO volunteer_search (rowid, chars, pinyin, digits, team) "
        "VALUES (?, '', '', '', '')",
        (volunteer_id,),
    )


def _mask_certificates(connection: Connection, volunteer_id: int) -> None:
    rows = connection.exec_driver_sql(
        "SELECT id, snapshot FROM certificate WHERE volunteer_id = ?", (volunteer_id,)
    ).all()
    for row_id, snapshot in rows:
        facts: dict[str, Any] = json.loads(snapshot)
        facts |= {key: value for key, value in _MASKED_SNAPSHOT.items() if key in facts}
        connection.exec_driver_sql(
            "UPDATE certificate SET name = ?, snapshot = ? WHERE id = ?",
            (ERASED_NAME, json.dumps(facts, ensure_ascii=False), row_id),
        )
