"""The sheet being filled: its rows in order, and everything that may happen to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from volunteer_desk.domain.names import name_key
from volunteer_desk.ui.hours.checking import Circumstances, check_rows
from volunteer_desk.ui.hours.rows import GridRow, Person, retime


class Sheet:
    """Rows of one occasion; every change leaves them checked.

    Attributes:
        rows: As the grid shows them.
        here: What they are checked against.
    """

    def __init__(self, here: Circumstances) -> None:
        self.rows: list[GridRow] = []
        self.here = here
        self._keys = count(1)
        self._dropped: set[str] = set()

    def move(self, here: Circumstances) -> None:
        """Check against other circumstances; what the ledger refused there says nothing here."""
        moved = (here.on, here.project, here.common) != (
            self.here.on,
            self.here.project,
            self.here.common,
        )
        self.here = here
        if moved:
            self.rows = [replace(row, refused="") for row in self.rows]
        self._check()

    def add_people(self, people: Iterable[Person]) -> int:
        """Append those who are not in it yet; returns how many came."""
        known = {row.person.id for row in self.rows if row.person}
        fresh = [person for person in people if person.id not in known]
        self.rows += [GridRow(next(self._keys), person.name, person) for person in fresh]
        self._check()
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
        self._replace(key, person=person, refused="")

    def retime(self, key: int, column: str, text: str) -> None:
        """What was typed into 起, 止 or 小时 of a row."""
        self.rows = [retime(row, column, text) if row.key == key else row for row in self.rows]
        self._check()

    def remove(self, keys: Collection[int]) -> None:
        """Take rows away."""
        self._dropped |= {_written(row) for row in self.rows if row.key in keys and row.line}
        self.rows = [row for row in self.rows if row.key not in keys]
        self._check()

    def refuse(self, reasons: Mapping[int, str]) -> None:
        """Paint what the ledger said of rows; key → sentence."""
        self.rows = [
            replace(row, refused=reasons[row.key]) if row.key in reasons else row
            for row in self.rows
        ]
        self._check()

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

    def _replace(self, key: int, *, person: Person, refused: str) -> None:
        self.rows = [
            replace(row, person=person, refused=refused) if row.key == key else row
            for row in self.rows
        ]
        self._check()

    def _check(self) -> None:
        self.rows = check_rows(self.rows, self.here)


def _written(row: GridRow) -> str:
    return f"{name_key(row.written)} {row.phone}"
