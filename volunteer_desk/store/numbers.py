"""Volunteer numbers: given out in blocks by the desk's pattern, each once and never again."""

import json
from collections.abc import Collection

from sqlalchemy import Connection

from volunteer_desk.domain.cards import NUMBER_PATTERN, number_head
from volunteer_desk.store.settings import read_values, write_values

_COUNTER = "last_serial:"


def allocate_numbers(connection: Connection, prefix: str, year: int, count: int) -> list[str]:
    """The next volunteer numbers (ZY2026000001 …) in a block; never given out again.

    The caller holds the write transaction. The counter outlives the people numbered by it; what
    another pattern has used, or may have used, is passed over.
    """
    stored = read_values(connection)
    pattern = json.loads(stored.get("number_pattern", "null")) or NUMBER_PATTERN
    head, width = number_head(pattern, prefix, year)
    key = f"{_COUNTER}{head}"
    last = int(json.loads(stored[key])) if key in stored else _highest(connection, head, width)
    others = {
        other.removeprefix(_COUNTER): int(json.loads(text))
        for other, text in stored.items()
        if other.startswith(_COUNTER) and other != key
    }
    found: list[str] = []
    while len(found) < count:
        first, last = last + 1, last + count - len(found)
        block = [f"{head}{serial:0{width}d}" for serial in range(first, last + 1)]
        taken = _taken(connection, block)
        found += [
            number for number in block if number not in taken and not _used_by(others, number)
        ]
    write_values(connection, {key: json.dumps(last)})
    return found


def _highest(connection: Connection, head: str, width: int) -> int:
    """The highest serial among numbers of this shape, for a series that has no counter yet."""
    found = connection.exec_driver_sql(
        "SELECT MAX(CAST(substr(number, ?) AS INTEGER)) FROM volunteer "
        "WHERE number > ? AND number < ? AND length(number) BETWEEN ? AND ?",
        (len(head) + 1, head, head + ":", len(head) + width, len(head) + width + 1),
    ).scalar_one()
    return int(found or 0)


def _taken(connection: Connection, block: list[str]) -> set[str]:
    """Which of these numbers somebody bears."""
    found = connection.exec_driver_sql(
        "SELECT number FROM volunteer WHERE number BETWEEN ? AND ?", (min(block), max(block))
    )
    return {row[0] for row in found}


def _used_by(others: dict[str, int], number: str) -> bool:
    """Whether another series may have written a number, even for somebody undone since."""
    for head, last in others.items():
        rest = number.removeprefix(head)
        if len(rest) < len(number) and rest.isdigit() and int(rest) <= last:
            return True
    return False


def people_numbered(
    connection: Connection, numbers: Collection[str]
) -> dict[str, tuple[int, str, bool]]:
    """志愿者编号 → (person, name key, whether 在册); a card merged away is the one it went into."""
    found: dict[str, tuple[int, str, bool]] = {}
    wanted = sorted({number for number in numbers if number})
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        rows = connection.exec_driver_sql(
            "SELECT card.number, COALESCE(kept.id, card.id), card.name_key, "
            "COALESCE(kept.status, card.status) FROM volunteer AS card "
            "LEFT JOIN volunteer AS kept ON kept.id = card.merged_into_id "
            f"WHERE card.number IN ({','.join('?' * len(part))})",
            tuple(part),
        )
        found.update({row[0]: (row[1], row[2], row[3] == "active") for row in rows})
    return found
