"""A transaction of very many rows: room enough that no page is written twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from volunteer_desk.store.database import WRITING_CACHE

_WIDE = 128_000
"""Kilobytes of page cache. 100,000 people touch some 100 MB of index pages, in no order."""
_USUAL_TERMS, _WIDE_TERMS = 1_048_576, 16_777_216
"""Bytes of search terms gathered before they become a segment (SQLite's own default, and ours)."""


@contextmanager
def widened(connection: Connection) -> Iterator[None]:
    """More room while many rows are written; as before when the work is done, or undone.

    The setting of the search index is a row of its own, so a rollback takes it back by itself.
    """
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_WIDE}")
    try:
        _gather(connection, _WIDE_TERMS)
        yield
        _gather(connection, _USUAL_TERMS)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITING_CACHE}")


def _gather(connection: Connection, size: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO volunteer_search (volunteer_search, rank) VALUES ('hashsize', ?)", (size,)
    )
