"""The code lists as they lie in the store: national ones seeded, local ones added."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select

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


def has_items(connection: Connection) -> bool:
    """Whether any list was seeded."""
    return connection.execute(select(_ITEM.c.id).limit(1)).first() is not None


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
