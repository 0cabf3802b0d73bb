"""A transaction of very many rows: room enough that no page is written twice."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection

from volunteer_desk.store.database import WRITING_CACHE

_WIDE = 64_000
"""Kilobytes of page cache; twice as much makes 100,000 people no quicker."""
_USUAL_TERMS = {"hashsize": 1_048_576, "automerge": 4, "crisismerge": 16}
"""SQLite's own: bytes of search terms that become a segment, and when segments are merged."""
_WIDE_TERMS = {"hashsize": 4_194_304, "automerge": 0, "crisismerge": 64}
"""Merging while terms still come would write them over and over; later writes merge them."""


@contextmanager
def widened(connection: Connection) -> Iterator[None]:
    """More room while many rows are written; as before when the work is done, or undone.

    The settings of the search index are rows of its own, so a rollback takes them back by itself.
    """
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_WIDE}")
    try:
        _gather(connection, _WIDE_TERMS)
        yield
        _gather(connection, _USUAL_TERMS)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITING_CACHE}")


def _gather(connection: Connection, settings: Mapping[str, int]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO volunteer_search (volunteer_search, rank) VALUES (?, ?)",
        list(settings.items()),
    )
