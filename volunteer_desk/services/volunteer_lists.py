"""A list of people that knows its length and fetches ids only where somebody looks."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from typing import cast, overload

from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store import volunteer_lists as store
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.custom_fields import list_fields
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.volunteer_filters import Scope, scope_of

_WINDOW = 256
_KEPT = 256


class NumberedIds(Sequence[int]):
    """Ids by 志愿者编号, window by window; made anew after a write, as every list is.

    450,000 ids fetched at once would cost more than a page may take to open.
    """

    def __init__(self, desk: Desk, query: VolunteerQuery) -> None:
        self._desk = desk
        self._query = query
        self._windows: dict[int, list[int]] = {}
        self._anchors: list[tuple[int, str]] = []
        """(place, number) of the windows fetched so far: a step away is never walked to."""
        with desk.database.reading() as connection:
            self._length = store.count_people(connection, query)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            return [self._at(index) for index in range(*place.indices(self._length))]
        index = place + self._length if place < 0 else place
        if not 0 <= index < self._length:
            raise IndexError(place)
        return self._at(index)

    def __iter__(self) -> Iterator[int]:
        return iter(self._fetch(0, self._length))

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Where an id stands; reads the whole list once."""
        every = self._fetch(0, self._length)
        return every.index(cast(int, value), start, self._length if stop is None else stop)

    def _at(self, index: int) -> int:
        which, offset = divmod(index, _WINDOW)
        window = self._windows.get(which)
        if window is None:
            if len(self._windows) >= _KEPT:
                self._windows.clear()
            window = self._windows[which] = self._fetch(which * _WINDOW, _WINDOW)
        if offset >= len(window):
            raise IndexError(index)  # somebody left meanwhile; the page is about to reload
        return window[offset]

    def _fetch(self, first: int, count: int) -> list[int]:
        at = bisect_right(self._anchors, (first, "\U0010ffff"))
        below, anchor = self._anchors[at - 1] if at else (0, None)
        above, beyond = self._anchors[at] if at < len(self._anchors) else (self._length, None)
        count = min(count, above - first) if beyond is None else count
        behind = above - first - count
        with self._desk.database.reading() as connection:
            if 0 <= behind < first - below:
                found = store.ids_along(
                    connection, self._query, beyond, behind, count, backwards=True
                )
            else:
                found = store.ids_along(connection, self._query, anchor, first - below, count)
        if found and (not at or below != first):
            insort(self._anchors, (first, found[0][1]))
        return [one for one, _number in found]


class BegunIds(Sequence[int]):
    """A long list whose first people are here; asked for more, it reads the whole.

    Attributes:
        known: How many are here.
    """

    def __init__(
        self, first: Sequence[int], length: int, whole: Callable[[], Sequence[int]]
    ) -> None:
        self.known = len(first)
        self._ids = first
        self._length = length
        self._read: Callable[[], Sequence[int]] | None = whole

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            low, high, step = place.indices(self._length)
            here = step > 0 and high <= self.known
            return self._ids[low:high:step] if here else self.whole()[place]
        return self._ids[place] if 0 <= place < self.known else self.whole()[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self.whole())

    def first(self, value: int) -> int | None:
        """Where an id stands among those that are here, or None."""
        try:
            return self._ids.index(value, 0, self.known)
        except ValueError:
            return None

    def whole(self) -> Sequence[int]:
        """Every id; read once."""
        read = self._read  # two threads may ask at once; both read the same
        if read is not None:
            self._ids, self._read = read(), None
        return self._ids


def count_listed(desk: Desk, query: VolunteerQuery) -> int:
    """How many a query without a text shows."""
    with desk.database.reading() as connection:
        return store.count_people(connection, query, read_scope(desk, connection, query))


def read_scope(desk: Desk, connection: Connection, query: VolunteerQuery) -> Scope:
    """What a query asks beside text, status and team, as of today."""
    settings = settings_from(read_values(connection))
    fields = {one.id: one for one in list_fields(connection, retired=True)}
    return scope_of(query.where, desk.today(), settings, fields, query.sort)
