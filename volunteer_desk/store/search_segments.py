"""The segments of the people's search index: left lying by large writes, merged when nobody waits.

A search looks into every segment. FTS5 merges some with each write, and all of a level at once
where they are many: 0.6 s that the first card saved after 100,000 new people would wait.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

_HASTE = {"hashsize": 2_097_152, "automerge": 0, "crisismerge": 1_900}
"""Nothing is merged while terms still come: it would be written over and over. The terms gathered
between two segments (bytes) fit into a processor's cache; more are slower to find again."""
_AFTERWARDS = {"hashsize": 1_048_576, "automerge": 4}
_USUAL = {"crisismerge": 16}
"""SQLite's own, as those of ``_AFTERWARDS`` are."""
_STEP = 500
"""Pages that one step merges, in some 50 ms."""
_MANY = 40
"""Usual writes leave no more segments than this."""


def hold_merging(connection: Connection) -> None:
    """Let segments lie while very many terms are written."""
    _set(connection, _HASTE)


def resume_merging(connection: Connection) -> None:
    """Merge a little with every write again; those that lie there wait for ``merge_some``."""
    _set(connection, _AFTERWARDS)


def is_scattered(connection: Connection) -> bool:
    """Whether a large write left its segments lying."""
    found = connection.exec_driver_sql(
        "SELECT COUNT(DISTINCT segid) > ? FROM volunteer_search_idx", (_MANY,)
    )
    return bool(found.scalar_one())


def begin_rewriting(connection: Connection) -> None:
    """Have every segment written anew by the merging to come.

    A person taken out of the index is only crossed out until then.
    """
    _merge(connection, -_STEP)


def merge_some(connection: Connection) -> bool:
    """Merge some segments, a few hundred pages of them; whether anything moved.

    By the documentation of FTS5, a step that changes less than two rows had nothing to do. Then
    everything is as before the large write. Pages that fall free are overwritten.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    before = _changes(connection)
    _merge(connection, _STEP)
    moved = _changes(connection) - before >= 2
    if not moved:
        _set(connection, _USUAL)
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")
    return moved


def _merge(connection: Connection, pages: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO volunteer_search (volunteer_search, rank) VALUES ('merge', ?)", (pages,)
    )


def _set(connection: Connection, settings: Mapping[str, int]) -> None:
    """These are rows of the index's own: a rollback takes them back by itself."""
    connection.exec_driver_sql(
        "INSERT INTO volunteer_search (volunteer_search, rank) VALUES (?, ?)",
        list(settings.items()),
    )


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
