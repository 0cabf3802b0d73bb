"""The sheet being filled: its rows in order, and everything that may happen to them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import overload

from volunteer_desk.domain.hours import HoursNature
from volunteer_desk.domain.names import name_key
from volunteer_desk.ui.hours.checking import Checker, Circumstances
from volunteer_desk.ui.hours.row_times import retime
from volunteer_desk.ui.hours.rows import GridRow, Person
from volunteer_desk.ui.hours.tally import Tally


class CheckedRows(Sequence[GridRow]):
    """The rows of a sheet with what the checks say, each checked when it is looked at."""

    def __init__(self, sheet: "Sheet") -> None:
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


class Sheet:
    """Rows of one occasion. Rows of which nothing is special are checked when they are looked at.

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
        self._keys = count(1)
        self._dropped: set[str] = set()

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
        if not refused and self._checker.odd is old.odd:
            for place in self._odd:
                self._odd[place] = self._checked(place, self.written[place])
            self._count()
        else:
            self._sort_out()

    def add_people(self, people: Iterable[Person]) -> int:
        """Append those who are not in it yet; returns how many came."""
        fresh = [person for person in people if person.id not in self._people]
        nature = self._nature()
        for person in fresh:
            self._append(GridRow(next(self._keys), person.name, person, nature=nature))
        self.order += bool(fresh)
        return len(fresh)

    def add_rows(self, rows: Iterable[GridRow]) -> int:
        """Append rows that were read elsewhere; returns the place of the first."""
        begin, nature = len(self.written), self._nature()
        self.written += [replace(one, key=next(self._keys), line=0, nature=nature) for one in rows]
        self._arrange()
        return begin

    def show_pasted(self, rows: Sequence[GridRow]) -> None:
        """Put the rows of a pasted text where those of its former reading stood.

        A line that is still there keeps what was chosen and typed for it; a removed row stays
        away until the text is emptied.
        """
        if not rows:
            self._dropped.clear()
        nature = self._nature()
        before = {_written(row): row for row in self.written if row.line}
        fresh = []
        for row in rows:
            if _written(row) in self._dropped:
                continue
            known = before.pop(_written(row), None)
            if known is None:
                fresh.append(replace(row, key=next(self._keys), nature=nature))
            elif known.person is None or (row.person is None and not row.candidates):
                fresh.append(
                    replace(
                        row,
                        key=known.key,
                        person=known.person or row.person,
                        own=known.own or row.own,
                        nature=known.nature,
                    )
                )
            else:
                fresh.append(replace(known, line=row.line, candidates=row.candidates))
        kept = [row for row in self.written if not row.line]
        self.written = kept + fresh
        self._arrange()

    def choose(self, key: int, person: Person | None) -> None:
        """Say who a row means; None forgets who it meant."""
        place = self._places[key]
        row = self.written[place]
        self.written[place] = replace(
            row,
            person=person,
            refused="",
            may_waive=False,
            recalled=False,
            chosen=person is not None and bool(row.candidates),
        )
        self._arrange(moved=False)

    def retime(self, key: int, column: str, text: str) -> None:
        """What was typed into 起, 止 or 小时 of a row."""
        place = self._places[key]
        self._put(place, retime(self.row(place), column, text))

    def change(
        self,
        keys: Iterable[int],
        *,
        remark: str | None = None,
        reason: str | None = None,
        nature: HoursNature | None = None,
    ) -> None:
        """Give rows a remark, a reason or a nature; what is None stays."""
        for key in keys:
            place = self._places[key]
            row = self.written[place]
            if remark is not None:
                row = replace(row, remark=remark)
            if nature is not None:
                row = replace(row, nature=nature)
            if reason is not None:
                refused = "" if row.may_waive else row.refused
                row = replace(row, reason=reason, refused=refused, may_waive=False)
            self._put(place, row)

    def remove(self, keys: Collection[int]) -> None:
        """Take rows away."""
        self._dropped |= {_written(row) for row in self.written if row.key in keys and row.line}
        self.written = [row for row in self.written if row.key not in keys]
        self._arrange()

    def refuse(self, reasons: Mapping[int, str], waivable: Collection[int] = ()) -> None:
        """Paint what the ledger said of rows; key → sentence. Rows gone meanwhile say nothing."""
        for key, reason in reasons.items():
            place = self._places.get(key)
            if place is not None:
                row = replace(self.written[place], refused=reason, may_waive=key in waivable)
                self._put(place, row)

    def settle(self, keys: Collection[int]) -> None:
        """Credited rows go; those that wait stay, free of the text they came from."""
        self.written = [replace(row, line=0) for row in self.written if row.key not in keys]
        self._dropped.clear()
        self._arrange()

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
        return frozenset(said)

    def _nature(self) -> HoursNature:
        """The nature of all rows where it is the same, 信用 otherwise."""
        found = {row.nature for row in self.written}
        return found.pop() if len(found) == 1 else HoursNature.CREDIT

    def _append(self, row: GridRow) -> None:
        place = len(self.written)
        self.written.append(row)
        self._places[row.key] = place
        if row.person is not None:
            self._people.setdefault(row.person.id, []).append(place)
        self.tally.rows += 1
        self._enter(place, 1)

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
        self._places, self._people = {}, {}
        for place, row in enumerate(self.written):
            self._places[row.key] = place
            if row.person is not None:
                self._people.setdefault(row.person.id, []).append(place)
        self._sort_out()

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


def _written(row: GridRow) -> str:
    return f"{name_key(row.written)} {row.phone}"
