"""The sheet being filled: its rows in order, and everything that may happen to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from volunteer_desk.domain.names import name_key
from volunteer_desk.ui.hours.checking import Checker, Circumstances
from volunteer_desk.ui.hours.rows import GridRow, Person, retime
from volunteer_desk.ui.hours.tally import Tally


class Sheet:
    """Rows of one occasion; every change leaves them checked.

    Attributes:
        rows: As the grid shows them; set them by its methods only.
        tally: Their sums, kept up to date with every row.
    """

    def __init__(self, here: Circumstances) -> None:
        self.rows: list[GridRow] = []
        self.tally = Tally()
        self._checker = Checker(here)
        self._places: dict[int, int] = {}
        self._people: dict[int, list[int]] = {}
        self._keys = count(1)
        self._dropped: set[str] = set()

    def move(self, here: Circumstances) -> None:
        """Check against other circumstances; what the ledger refused there says nothing here."""
        before = self._checker.here
        if here == before:
            return
        self._checker = Checker(here)
        moved = (here.on, here.project, here.common) != (before.on, before.project, before.common)
        if moved:
            self.rows = [replace(row, refused="") if row.refused else row for row in self.rows]
        self._check()

    def add_people(self, people: Iterable[Person]) -> int:
        """Append those who are not in it yet; returns how many came."""
        fresh = [person for person in people if person.id not in self._people]
        for person in fresh:
            self._append(GridRow(next(self._keys), person.name, person))
        return len(fresh)

    def show_pasted(self, rows: Sequence[GridRow]) -> None:
        """Put the rows of a pasted text where those of its former reading stood.

        A line that is still there keeps what was chosen and typed for it; a removed row stays
        away until the text is emptied.
        """
        if not rows:
            self._dropped.clear()
        before = {_written(row): row for row in self.rows if row.line}
        fresh = []
        for row in rows:
            if _written(row) in self._dropped:
                continue
            known = before.pop(_written(row), None)
            if known is None:
                fresh.append(replace(row, key=next(self._keys)))
            elif known.person is None or (row.person is None and not row.candidates):
                person, key = known.person or row.person, known.key
                fresh.append(replace(row, key=key, person=person, own=known.own or row.own))
            else:
                fresh.append(replace(known, line=row.line, candidates=row.candidates))
        kept = [row for row in self.rows if not row.line]
        self.rows = kept + fresh
        self._check()

    def choose(self, key: int, person: Person) -> None:
        """Say who a row means."""
        place = self._places[key]
        self.rows[place] = replace(self.rows[place], person=person, refused="")
        self._check()

    def retime(self, key: int, column: str, text: str) -> None:
        """What was typed into 起, 止 or 小时 of a row."""
        place = self._places[key]
        self._put(place, retime(self.rows[place], column, text))

    def remove(self, keys: Collection[int]) -> None:
        """Take rows away."""
        self._dropped |= {_written(row) for row in self.rows if row.key in keys and row.line}
        self.rows = [row for row in self.rows if row.key not in keys]
        self._check()

    def refuse(self, reasons: Mapping[int, str]) -> None:
        """Paint what the ledger said of rows; key → sentence. Rows gone meanwhile say nothing."""
        for key, reason in reasons.items():
            place = self._places.get(key)
            if place is not None:
                self._put(place, replace(self.rows[place], refused=reason))

    def settle(self, keys: Collection[int]) -> None:
        """Credited rows go; those that wait stay, free of the text they came from."""
        self.rows = [replace(row, line=0) for row in self.rows if row.key not in keys]
        self._dropped.clear()
        self._check()

    def settled(self) -> list[GridRow]:
        """Rows that can be credited now."""
        return [row for row in self.rows if row.verdict.settled]

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

    def _append(self, row: GridRow) -> None:
        place = len(self.rows)
        self.rows.append(row)
        self._places[row.key] = place
        if row.person is not None:
            self._people.setdefault(row.person.id, []).append(place)
        self.tally.add(row, 1)
        self._put(place, row)

    def _put(self, place: int, row: GridRow) -> None:
        """Another row of the same person at a place: no other row is concerned."""
        before = None
        if row.person is not None:
            first = self._people[row.person.id][0]
            before = first + 1 if first < place else None
        self.tally.add(self.rows[place], -1)
        self.rows[place] = self._checker.check_row(row, place + 1, before)
        self.tally.add(self.rows[place], 1)

    def _check(self) -> None:
        """Everything anew: order, persons or circumstances moved."""
        self.rows = self._checker.check_rows(self.rows)
        self._places, self._people, self.tally = {}, {}, Tally()
        for place, row in enumerate(self.rows):
            self._places[row.key] = place
            if row.person is not None:
                self._people.setdefault(row.person.id, []).append(place)
            self.tally.add(row, 1)


def _written(row: GridRow) -> str:
    return f"{name_key(row.written)} {row.phone}"
