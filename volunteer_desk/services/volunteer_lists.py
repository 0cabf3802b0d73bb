"""A list of people that knows its length and fetches ids only where somebody looks."""

from collections.abc import Iterator, Sequence
from typing import cast, overload

from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import volunteer_lists as store

_WINDOW = 1024
_KEPT = 64


class NumberedIds(Sequence[int]):
    """Ids by 志愿者编号, window by window; made anew after a write, as every list is.

    450,000 ids fetched at once would cost more than a page may take to open.
    """

    def __init__(self, desk: Desk, query: VolunteerQuery) -> None:
        self._desk = desk
        self._query = query
        self._windows: dict[int, list[int]] = {}
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
        with self._desk.database.reading() as connection:
            return store.ids_between(connection, self._query, first, count)
