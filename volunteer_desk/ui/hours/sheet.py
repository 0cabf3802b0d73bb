"""The sheet being filled: everything that may happen to its rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from volunteer_desk.domain.hours import HoursNature
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.signup_doubts import DoubtKind
from volunteer_desk.ui.hours.checked_rows import CheckedSheet
from volunteer_desk.ui.hours.circumstances import Circumstances
from volunteer_desk.ui.hours.row_times import retime
from volunteer_desk.ui.hours.rows import GridRow, Person

_FEW = 20
"""Rows changed one by one; more are checked anew together."""


class Sheet(CheckedSheet):
    """Rows of one occasion; every change leaves them checked."""

    def __init__(self, here: Circumstances) -> None:
        super().__init__(here)
        self._keys = count(1)
        self._dropped: set[str] = set()

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

        A line that is still there keeps who was chosen, and what was typed while the text says
        the same; a removed row stays away until the text is emptied.
        """
        if not rows:
            self._dropped.clear()
        nature = self._nature()
        before: dict[str, list[GridRow]] = {}
        for row in self.written:
            if row.line:
                before.setdefault(_written(row), []).append(row)
        fresh = []
        for row in rows:
            if _written(row) in self._dropped:
                continue
            alike = before.get(_written(row))
            known = alike.pop(0) if alike else None
            if known is not None and known.recalled:  # in another project others are meant
                known = replace(known, person=None, recalled=False)
            if known is None:
                fresh.append(replace(row, key=next(self._keys), nature=nature))
            else:
                fresh.append(_again(known, row))
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

    def doubted(self) -> list[GridRow]:
        """Rows of which something is to be asked that only who pastes can know."""
        return [row for row in self.written if row.doubt is not None]

    def answer_doubts(self, kind: DoubtKind, *, yes: bool) -> None:
        """Say it of every row alike: numbers are hours or words, people came or are removed."""
        asked = {row.key for row in self.doubted() if row.doubt and row.doubt.kind is kind}
        if not yes and kind is not DoubtKind.HOURS:
            self.remove(asked)
            return
        self.written = [row.answered(yes=yes) if row.key in asked else row for row in self.written]
        self._sort_out()

    def change(
        self,
        keys: Iterable[int],
        *,
        remark: str | None = None,
        reason: str | None = None,
        nature: HoursNature | None = None,
    ) -> None:
        """Give rows a remark, a reason or a nature; what is None stays."""
        places = [self._places[key] for key in keys]
        changed = [self._changed(self.written[place], remark, reason, nature) for place in places]
        if len(places) <= _FEW:
            for place, row in zip(places, changed, strict=True):
                self._put(place, row)
            return
        for place, row in zip(places, changed, strict=True):
            self.written[place] = row
        self._sort_out()

    def _changed(
        self, row: GridRow, remark: str | None, reason: str | None, nature: HoursNature | None
    ) -> GridRow:
        if reason is not None:
            refused = "" if row.may_waive else row.refused
            row = replace(row, reason=reason, refused=refused, may_waive=False)
        if remark is None and nature is None:
            return row
        return replace(
            row,
            remark=row.remark if remark is None else remark,
            nature=nature or row.nature,
        )

    def remove(self, keys: Collection[int]) -> None:
        """Take rows away."""
        self._dropped |= {_written(row) for row in self.written if row.key in keys and row.line}
        self._take_out(keys)

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


def _again(known: GridRow, row: GridRow) -> GridRow:
    """A line read again: what it says now, or what was typed since where it says the same."""
    if known.said != row.said:
        known = replace(
            known,
            own=row.own,
            unread=row.unread,
            doubt=row.doubt,
            remark=row.remark,
            said=row.said,
            refused="",
            may_waive=False,
        )
    return replace(
        known,
        line=row.line,
        candidates=row.candidates,
        person=known.person or row.person,
        recalled=known.person is None and row.recalled,
    )


def _written(row: GridRow) -> str:
    return f"{name_key(row.written)} {row.phone}"
