"""A transaction of very many rows: room enough that no page is written twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from volunteer_desk.store.database import WRITING_CACHE
from volunteer_desk.store.search_segments import hold_merging, resume_merging

_WIDE = 64_000
"""Kilobytes of page cache; twice as much makes 100,000 people no quicker."""


@contextmanager
def widened(connection: Connection) -> Iterator[None]:
    """More room while many rows are written; as before when the work is done, or undone."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_WIDE}")
    try:
        hold_merging(connection)
        yield
        resume_merging(connection)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITING_CACHE}")
