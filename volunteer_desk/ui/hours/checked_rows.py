"""The rows of a sheet with what the checks say: kept up to date, looked up, counted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import overload

from volunteer_desk.domain.durations import Duration
from volunteer_desk.domain.hours import HoursNature
from volunteer_desk.ui.hours.checking import Checker
from volunteer_desk.ui.hours.circumstances import Circumstances
from volunteer_desk.ui.hours.row_times import retime, time_of
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.hours.tally import Tally


class CheckedRows(Sequence[GridRow]):
    """The rows of a sheet with what the checks say, each checked when it is looked at."""

    def __init__(self, sheet: "CheckedSheet") -> None:
        self._sheet = sheet

    def __len__(self) -> int:
        return len(self._sheet.written)

    @overload
    def __getitem__(self, place: int) -> GridRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[GridRow]: ...
    def __getitem__(self, place: int | slice) -> GridRow | list[GridRow]:
        """One row, or some."""
        if isinstance(place, slice):
            return [self._sheet.row(one) for one in range(*place.indices(len(self)))]
        return self._sheet.row(range(len(self))[place])

    def __iter__(self) -> Iterator[GridRow]:
        return (self._sheet.row(place) for place in range(len(self)))


class CheckedSheet:
    """Rows of which nothing is special are checked when they are looked at.

    Attributes:
        written: The rows as they were written; what is said of them is in ``rows``.
        rows: The rows as the grid shows them.
        tally: Their sums, kept up to date with every row.
        order: Another number whenever rows came, went or changed places.
    """

    def __init__(self, here: Circumstances) -> None:
        self.written: list[GridRow] = []
        self.rows = CheckedRows(self)
        self.tally = Tally()
        self.order = 0
        self._checker = Checker(here)
        self._odd: dict[int, GridRow] = {}
        self._places: dict[int, int] = {}
        self._people: dict[int, list[int]] = {}

    def row(self, place: int) -> GridRow:
        """The row at a place, checked."""
        odd = self._odd.get(place)
        return odd or self._checker.check_plain(self.written[place], place + 1)

    def move(self, here: Circumstances) -> None:
        """Check against other circumstances; what the ledger refused there says nothing here."""
        before = self._checker.here
        if here == before:
            return
        old, self._checker = self._checker, Checker(here, self._checker)
        moved = (here.on, here.project, here.common) != (before.on, before.project, before.common)
        refused = moved and any(row.refused for row in self._odd.values())
        if refused:
            self.written = [
                replace(row, refused="", may_waive=False) if row.refused else row
                for row in self.written
            ]
        if here.common != before.common:
            for place, row in self._odd.items():
                if row.unread:  # 起 alone says more once it is known how long
                    now = replace(self.written[place], time=time_of(row.own, here.common))
                    self.written[place] = retime(now, *row.unread)
        if not refused and self._checker.odd is old.odd:
            for place in self._odd:
                self._odd[place] = self._checked(place, self.written[place])
            self._count()
        else:
            self._sort_out()

    def settled(self) -> list[GridRow]:
        """Rows that can be credited now."""
        return [row for row in self.rows if row.verdict.settled]

    def waiving(self) -> list[GridRow]:
        """Rows that wait for a reason."""
        return [row for row in self.rows if row.verdict.waivable and not row.verdict.settled]

    def waiting_after(self, position: int) -> int | None:
        """The next row to look at, from the top again behind the last; None when all is settled."""
        waiting = [n for n, row in enumerate(self.rows) if not row.verdict.settled]
        return next((n for n in waiting if n > position), waiting[0] if waiting else None)

    def people(self) -> frozenset[int]:
        """Everybody who is certain."""
        return frozenset(self._people)

    def place_of(self, person_id: int) -> int:
        """Where somebody stands first."""
        return self._people[person_id][0]

    def speaking(self) -> frozenset[str]:
        """Columns in which rows differ or say something."""
        rows, said = self.written, set[str]()
        if any(row.remark for row in rows):
            said.add("remark")
        if any(row.nature is not HoursNature.CREDIT for row in rows):
            said.add("nature")
        if len({row.pasted for row in rows}) > 1:
            said.add("source")
        common = self._checker.here.common
        own = (row.own for row in rows if row.own is not None)
        if any(_ends_tomorrow(time) for time in (common, *own)):
            said.add("overnight")
        return frozenset(said)

    def _put(self, place: int, row: GridRow) -> None:
        """Another row of the same person at a place: no other row is concerned."""
        self._weigh(place, -1)
        self._odd.pop(place, None)
        self.written[place] = row
        self._enter(place, 1)

    def _enter(self, place: int, times: int) -> None:
        row = self.written[place]
        if not self._checker.is_plain(row, self._before(place, row)):
            self._odd[place] = self._checked(place, row)
        self._weigh(place, times)

    def _weigh(self, place: int, times: int) -> None:
        self.tally.add(self.row(place), times)

    def _checked(self, place: int, row: GridRow) -> GridRow:
        return self._checker.check_row(row, place + 1, self._before(place, row))

    def _before(self, place: int, row: GridRow) -> int | None:
        """The number of the first row that means the same person, where that is above."""
        if row.person is None:
            return None
        first = self._people[row.person.id][0]
        return first + 1 if first < place else None

    def _arrange(self, *, moved: bool = True) -> None:
        """Order or persons moved: who stands where, and all that hangs on it, anew."""
        self.order += moved
        self._find_places()
        self._sort_out()

    def _take_out(self, keys: Collection[int]) -> None:
        """Rows go: of nothing else can anything special be said than of what was special before."""
        odd = [self.written[place].key for place in self._odd]
        self.written = [row for row in self.written if row.key not in keys]
        self.order += 1
        self._find_places()
        self._odd = {}
        for place in sorted(self._places[key] for key in odd if key in self._places):
            row = self.written[place]
            if not self._checker.is_plain(row, self._before(place, row)):
                self._odd[place] = self._checked(place, row)
        self._count()

    def _find_places(self) -> None:
        self._places, self._people = {}, {}
        for place, row in enumerate(self.written):
            self._places[row.key] = place
            if row.person is not None:
                self._people.setdefault(row.person.id, []).append(place)

    def _sort_out(self) -> None:
        """Find the rows of which something is special, and check those."""
        plain = self._checker.is_plain
        self._odd = {}
        for place, row in enumerate(self.written):
            if not plain(row, self._before(place, row)):
                self._odd[place] = self._checked(place, row)
        self._count()

    def _count(self) -> None:
        self.tally = Tally()
        self.tally.rows = len(self.written)
        for row in self._odd.values():
            self.tally.add(row, 1)
        alike = len(self.written) - len(self._odd)
        if alike:
            first = next(n for n in range(len(self.written)) if n not in self._odd)
            self.tally.add(self.row(first), alike)


def _ends_tomorrow(time: Duration | None) -> bool:
    return (
        time is not None
        and time.starts is not None
        and time.ends is not None
        and time.ends <= time.starts
    )
