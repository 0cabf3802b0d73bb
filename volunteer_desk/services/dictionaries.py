"""Code lists (证件类型, 政治面貌, 服务类别 …): what a code says, and which code a word means."""

import json
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from typing import TypeVar

from volunteer_desk.paths import resource
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import dictionaries as store
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.dictionaries import CodeItem
from volunteer_desk.store.settings import read_values, write_values

Item = TypeVar("Item", bound=CodeItem)

_EDITION = "national_lists"
"""The setting that says which edition of the national lists was brought in."""


def words(desk: Desk, list_name: str) -> dict[str, str]:
    """Code → full word, in the list's order; empty when there is no such list."""
    return {item.code: item.word for item in _items(desk, list_name)}


def short_words(desk: Desk, list_name: str) -> dict[str, str]:
    """Code → the word of lists and prints (中共党员), in the list's order."""
    return {item.code: item.short or item.word for item in _items(desk, list_name)}


def codes_by_word(desk: Desk, list_name: str) -> dict[str, str]:
    """Everything a file may say → code: codes, words, short words and everyday names."""
    items = _items(desk, list_name)
    codes = {item.code for item in items}
    meant = {word: code for word, code in _aliases(list_name).items() if code in codes}
    meant |= {item.code: item.code for item in items}
    meant |= {item.code.lstrip("0"): item.code for item in items if item.code.strip("0")}
    meant |= {item.short: item.code for item in items if item.short}
    meant |= {item.word: item.code for item in items}
    if list_name == "ethnicity":
        meant |= {item.word.removesuffix("族"): item.code for item in items}
    return meant


def code_for(desk: Desk, list_name: str, text: str) -> str | None:
    """The code a word means, or None when nobody can say."""
    return codes_by_word(desk, list_name).get(text.strip())


def every_word(desk: Desk, list_name: str) -> dict[str, str]:
    """Code → the word of lists and prints, with words retired since: what an old card may hold."""
    found = _read(desk, store.editable_items, list_name)
    return {item.code: item.short or item.word for item in found}


def every_words(desk: Desk, *names: str) -> tuple[dict[str, str], ...]:
    """``every_word`` of several lists in one snapshot, for lines that are read again and again."""
    with desk.database.reading() as connection:
        if _is_current(connection):
            found = [store.editable_items(connection, name) for name in names]
            return tuple({one.code: one.short or one.word for one in items} for items in found)
    ensure_seeded(desk)
    return every_words(desk, *names)


def read_lists(
    desk: Desk, names: Sequence[str]
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """``short_words`` and ``every_word`` of several lists, by list name, in one snapshot."""
    ensure_seeded(desk)
    with desk.database.reading() as connection:
        offered = {name: store.list_items(connection, name) for name in names}
        every = {name: store.editable_items(connection, name) for name in names}
    return (
        {name: {one.code: one.short or one.word for one in offered[name]} for name in names},
        {name: {one.code: one.short or one.word for one in every[name]} for name in names},
    )


def ensure_seeded(desk: Desk) -> None:
    """Bring the national lists in, or to the edition of this program; cheap when they are."""
    with desk.database.reading() as connection:
        if _is_current(connection):
            return
    with desk.database.writing() as connection:
        if not _is_current(connection):
            store.update_national(connection, _national_items())
            write_values(connection, {_EDITION: json.dumps(_edition())})


def _items(desk: Desk, list_name: str) -> list[CodeItem]:
    return _read(desk, store.list_items, list_name)


def _read(desk: Desk, read: Callable[[Connection, str], list[Item]], list_name: str) -> list[Item]:
    with desk.database.reading() as connection:
        if _is_current(connection):
            return read(connection, list_name)
    ensure_seeded(desk)
    with desk.database.reading() as connection:
        return read(connection, list_name)


def _is_current(connection: Connection) -> bool:
    return read_values(connection).get(_EDITION) == json.dumps(_edition())


@cache
def _edition() -> str:
    """A digest of the national lists this program brings."""
    said = repr([(item.list, item.code, item.word, item.short) for item in _national_items()])
    return sha256(said.encode()).hexdigest()[:16]


@cache
def _everyday() -> dict[str, dict[str, dict[str, str]]]:
    path = resource("dictionaries", "everyday.toml")
    loaded: dict[str, dict[str, dict[str, str]]] = tomllib.loads(path.read_text("utf-8"))
    return loaded


def _aliases(list_name: str) -> dict[str, str]:
    return _everyday()["alias"].get(list_name, {})


def _national_items() -> list[CodeItem]:
    path = resource("dictionaries", "national.toml")
    lists: dict[str, dict[str, str]] = tomllib.loads(path.read_text("utf-8"))
    shorts = _everyday()["short"]
    return [
        CodeItem(name, code, word, shorts.get(name, {}).get(code, ""), position)
        for name, items in lists.items()
        for position, (code, word) in enumerate(items.items(), 1)
    ]
