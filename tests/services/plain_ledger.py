"""The simplest ledger that can be right: what the desk's must always equal."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from volunteer_desk.domain.durations import DAY
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk

LATE = 202611
"""The month that hours of closed months are recorded for: none but earlier ones are closed."""

Key = tuple[int, str, date, int, int, int | None]
"""(person, project, day, minutes, batch, late month)."""

_STANDING = """
SELECT entry.id, entry.volunteer_id, project.name, entry.served_on, entry.minutes, entry.batch_id,
    entry.late_month
FROM {table} AS entry JOIN activity ON activity.id = entry.activity_id
JOIN project ON project.id = activity.project_id WHERE {where} ORDER BY entry.id
"""
_CREDITS = (
    "entry.reverses_id IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id)"
)


@dataclass(eq=False)
class Entry:
    """Hours that stand or wait; one object all its life, whoever has it and whatever its id."""

    person: int
    project: str
    on: date
    minutes: int
    batch: int
    late: int | None = None
    approved: int | None = None
    id: int = 0

    @property
    def key(self) -> Key:
        return (self.person, self.project, self.on, self.minutes, self.batch, self.late)

    @property
    def month(self) -> int:
        return self.late or Month.of(self.on).number


@dataclass
class PlainLedger:
    """Lists of what stands and what waits, and the closed months."""

    standing: list[Entry] = field(default_factory=list)
    waiting: list[Entry] = field(default_factory=list)
    locked: set[int] = field(default_factory=set)
    undone: set[int] = field(default_factory=set)
    approval: bool = False
    gone: set[int] = field(default_factory=set)

    def all(self) -> list[Entry]:
        return self.standing + self.waiting

    def day(self, person: int, on: date) -> int:
        return sum(one.minutes for one in self.all() if (one.person, one.on) == (person, on))

    def recorded(self, person: int, project: str, on: date, minutes: int) -> bool:
        wanted = (person, project, on, minutes)
        return any((one.person, one.project, one.on, one.minutes) == wanted for one in self.all())

    def closed(self, on: date) -> bool:
        return Month.of(on).number in self.locked

    def takes(self, person: int, project: str, on: date, minutes: int) -> bool:
        return (
            person not in self.gone
            and self.day(person, on) + minutes <= DAY
            and not self.recorded(person, project, on, minutes)
        )

    def add(self, person: int, project: str, on: date, minutes: int, batch: int) -> None:
        late = LATE if self.closed(on) else None
        into = self.waiting if self.approval else self.standing
        into.append(Entry(person, project, on, minutes, batch, late))

    def settle(self, desk: Desk) -> None:
        """Compare with the desk's ledger, and learn its ids.

        Raises:
            AssertionError: They are not the same.
        """
        for ours, table, where in (
            (self.standing, "hour_entry", _CREDITS),
            (self.waiting, "waiting_hours", "entry.state = 'waiting'"),
        ):
            with desk.database.reading() as connection:
                rows = connection.exec_driver_sql(_STANDING.format(table=table, where=where)).all()
            theirs: dict[Key, list[int]] = {}
            for number, person, project, on, minutes, batch, late in rows:
                key = (person, project, date.fromisoformat(on), minutes, batch, late)
                theirs.setdefault(key, []).append(number)
            assert Counter(one.key for one in ours) == {k: len(ids) for k, ids in theirs.items()}
            kept = {one.id for one in ours}
            for one in ours:
                known = theirs[one.key]
                free = [number for number in known if number not in kept]
                one.id = one.id if one.id in known else (free or known)[0]  # alike ones may swap
                known.remove(one.id)
