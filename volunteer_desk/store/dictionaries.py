"""The code lists as they lie in the store: national ones seeded, local ones added."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, insert, select, update

from volunteer_desk.store.desk_tables import DictionaryItem

_ITEM = DictionaryItem.__table__


@dataclass(frozen=True)
class CodeItem:
    """A code with the word people use; ``short`` is the word of lists and prints, or ""."""

    list: str
    code: str
    word: str
    short: str
    position: int


@dataclass(frozen=True)
class EditableItem(CodeItem):
    """A code as the page of dictionaries shows it: whose it is, and whether it is in use."""

    national: bool
    active: bool


def add_items(connection: Connection, items: Sequence[CodeItem], origin: str = "national") -> None:
    """Add codes; the caller saw to it that they are new."""
    connection.execute(
        insert(_ITEM), [asdict(item) | {"origin": origin, "active": True} for item in items]
    )


def list_items(connection: Connection, name: str) -> list[CodeItem]:
    """One list's active codes in their order; empty when there is no such list."""
    rows = connection.execute(
        select(_ITEM.c.list, _ITEM.c.code, _ITEM.c.word, _ITEM.c.short, _ITEM.c.position)
        .where(_ITEM.c.list == name, _ITEM.c.active)
        .order_by(_ITEM.c.position, _ITEM.c.code)
    )
    return [CodeItem(row.list, row.code, row.word, row.short, row.position) for row in rows]


def editable_items(connection: Connection, name: str) -> list[EditableItem]:
    """One list with its retired words, in its order."""
    c = _ITEM.c
    rows = connection.execute(
        select(c.list, c.code, c.word, c.short, c.position, c.origin, c.active)
        .where(c.list == name)
        .order_by(c.position, c.code)
    )
    return [
        EditableItem(
            row.list, row.code, row.word, row.short, row.position, row.origin == "national",
            row.active,
        )
        for row in rows
    ]  # fmt: skip


def list_names(connection: Connection) -> list[str]:
    """The lists there are."""
    return list(
        connection.execute(select(_ITEM.c.list).distinct().order_by(_ITEM.c.list)).scalars()
    )


def change_item(connection: Connection, name: str, code: str, **values: str | int | bool) -> None:
    """Write columns (word, short, position, active) of one code."""
    connection.execute(
        update(_ITEM).where(_ITEM.c.list == name, _ITEM.c.code == code).values(**values)
    )


def last_position(connection: Connection, name: str) -> int:
    """The place of a list's last word; 0 when it has none."""
    found = connection.execute(select(func.max(_ITEM.c.position)).where(_ITEM.c.list == name))
    return int(found.scalar_one() or 0)


def update_national(connection: Connection, items: Sequence[CodeItem]) -> None:
    """Bring the national lists to a newer edition; what the office did stays.

    New codes are added behind the others, changed words are written, codes that the edition no
    longer has are retired. Local words, a local word on a code that became national, the order
    and what was retired here are left alone.
    """
    c = _ITEM.c
    known = {
        (row.list, row.code): row
        for row in connection.execute(select(c.list, c.code, c.word, c.short, c.origin))
    }
    ends = {name: last_position(connection, name) for name in {item.list for item in items}}
    fresh = [item for item in items if (item.list, item.code) not in known]
    first = {name for name, end in ends.items() if end == 0}
    for item in items:
        row = known.get((item.list, item.code))
        if row and row.origin == "national" and (row.word, row.short) != (item.word, item.short):
            change_item(connection, item.list, item.code, word=item.word, short=item.short)
    if fresh:
        add_items(
            connection,
            [
                item
                if item.list in first
                else CodeItem(
                    item.list, item.code, item.word, item.short, ends[item.list] + item.position
                )
                for item in fresh
            ],
        )
    current = {(item.list, item.code) for item in items}
    for (name, code), row in known.items():
        if row.origin == "national" and (name, code) not in current:
            change_item(connection, name, code, active=False)
