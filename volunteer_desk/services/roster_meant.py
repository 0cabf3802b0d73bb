"""Whom the rows of a roster may mean: looked up while further rows are still being read."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from volunteer_desk.services.roster_reading import ReadPerson
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.roster import Known, KnownSearch

_PART = 5_000
"""Rows whose people are looked up together."""


def read_and_load(
    connection: Connection, rows: Iterable[ReadPerson]
) -> tuple[list[ReadPerson], Known]:
    """The rows, read to the end, and everyone whom those without problems of their own may mean.

    A statement lets go of the interpreter, so a thread of its own asks for the people of one part
    while the next part is read; the connection is that thread's meanwhile.

    Raises:
        Cancelled: By the reading; no statement is under way then.
    """
    search = KnownSearch(connection)
    waiting, read, asked = iter(rows), [], []
    with ThreadPoolExecutor(1) as aside:
        while part := list(islice(waiting, _PART)):
            read += part
            asked.append(aside.submit(_seek, search, part))
        for one in asked:
            one.result()
    return read, search.found()


def load_meant(connection: Connection, rows: Sequence[ReadPerson]) -> Known:
    """Everyone whom the rows without problems of their own may mean."""
    search = KnownSearch(connection)
    _seek(search, rows)
    return search.found()


def _seek(search: KnownSearch, rows: Sequence[ReadPerson]) -> None:
    good = [one for one in rows if not one.problems]
    search.seek([one.draft for one in good], {one.number for one in good if one.number})
