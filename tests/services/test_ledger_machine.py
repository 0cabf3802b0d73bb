"""Credit, reverse, correct, undo, lock and import in any order: always a plain Python ledger."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.conftest import NOW
from tests.registered import register
from volunteer_desk.domain.durations import DAY as DAY_MINUTES
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, LoggedHours, OccasionDraft
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.periods import Month
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.hours import correct_entry, list_hours, log_occasion, reverse_entry
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import
from volunteer_desk.services.keeping import check
from volunteer_desk.store.ledger import totals
from volunteer_desk.store.month_locks import lock_month

NAMES = ("王建国", "李秀英", "张伟")
PROJECTS = ("敬老助餐", "周末清洁家园")
DAYS = tuple(date(2026, month, day) for month in (9, 10, 11) for day in (10, 11))


@dataclass
class Entry:
    """One credit of the plain ledger."""

    person: int
    project: str
    on: date
    minutes: int
    batch: int
    stands: bool = True


@dataclass
class Plain:
    """What the ledger must say, by the simplest rules."""

    entries: dict[int, Entry] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    undone: set[int] = field(default_factory=set)

    def standing(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.stands]

    def day(self, person: int, on: date) -> int:
        return sum(e.minutes for e in self.standing() if (e.person, e.on) == (person, on))

    def recorded(self, person: int, project: str, on: date, minutes: int) -> bool:
        wanted = (person, project, on, minutes)
        return any((e.person, e.project, e.on, e.minutes) == wanted for e in self.standing())


class LedgerMachine(RuleBasedStateMachine):
    """Minutes without from–to, so that only days and sameness decide."""

    @initialize()
    def open(self) -> None:
        self.place = TemporaryDirectory()
        self.desk: Desk = open_desk(DataFolder(Path(self.place.name) / "data"), lambda: NOW)
        self.people = register(self.desk, *NAMES)
        self.plain = Plain()
        self.requests: dict[str, LoggedHours] = {}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            findings = [said for said in check(self.desk).findings if "搜索" not in said]
            self.desk.close()
            self.place.cleanup()
            assert findings == []

    def _note(self, batch: int | None) -> None:
        """Take the credits of a batch into the plain ledger."""
        assert batch is not None
        for row in list_hours(self.desk, batch_id=batch):
            if row.minutes > 0:
                self.plain.entries[row.id] = Entry(
                    row.volunteer_id, row.project, row.served_on, row.minutes, batch
                )

    @rule(
        who=st.sets(st.integers(0, 2), min_size=1),
        project=st.sampled_from(PROJECTS),
        on=st.sampled_from(DAYS),
        minutes=st.sampled_from((30, 60, 600, 1440)),
    )
    def credit(self, who: set[int], project: str, on: date, minutes: int) -> None:
        people = [self.people[one] for one in sorted(who)]
        lines = [HourLine(person, minutes) for person in people]
        request = f"request-{len(self.requests)}"
        logged = log_occasion(self.desk, OccasionDraft(project, on), lines, request=request)
        fine = Month.of(on).number not in self.plain.locked and all(
            self.plain.day(person, on) + minutes <= DAY_MINUTES
            and not self.plain.recorded(person, project, on, minutes)
            for person in people
        )
        assert (logged.batch is not None) == fine
        if fine:
            self.requests[request] = logged
            self._note(logged.batch)

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.requests)))
        draft, line = OccasionDraft(PROJECTS[0], DAYS[0]), HourLine(self.people[0], 1)
        again = log_occasion(self.desk, draft, [line], request=request)
        assert again == replace(self.requests[request], warnings=())

    @precondition(lambda self: self.plain.entries)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.plain.entries)))
        entry = self.plain.entries[number]
        fine = entry.stands and Month.of(entry.on).number not in self.plain.locked
        assert self._done(lambda: reverse_entry(self.desk, number, "登错人")) == fine
        entry.stands = entry.stands and not fine

    @precondition(lambda self: self.plain.entries)
    @rule(data=st.data(), minutes=st.sampled_from((30, 45, 600, 1440)))
    def correct(self, data: st.DataObject, minutes: int) -> None:
        number = data.draw(st.sampled_from(sorted(self.plain.entries)))
        old = self.plain.entries[number]
        others = self.plain.day(old.person, old.on) - (old.minutes if old.stands else 0)
        fine = (
            old.stands
            and old.minutes != minutes
            and Month.of(old.on).number not in self.plain.locked
            and others + minutes <= DAY_MINUTES
            and not self.plain.recorded(old.person, old.project, old.on, minutes)
        )
        assert self._done(lambda: correct_entry(self.desk, number, minutes, reason="填错")) == fine
        if fine:
            old.stands = False
            new = list_hours(self.desk, volunteer_id=old.person, span=None, limit=10_000)
            newest = max(row.id for row in new if row.minutes > 0)
            self.plain.entries[newest] = replace(old, minutes=minutes, stands=True, batch=0)

    @precondition(lambda self: self.plain.entries)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        batches = sorted({entry.batch for entry in self.plain.entries.values() if entry.batch})
        batch = data.draw(st.sampled_from(batches))
        own = [e for e in self.plain.entries.values() if e.batch == batch and e.stands]
        locked = any(Month.of(entry.on).number in self.plain.locked for entry in own)
        done = self._done(lambda: undo_batch(self.desk, batch))
        if batch in self.plain.undone or locked:
            assert not done
        if own and not locked and batch not in self.plain.undone:
            assert done
        if done:
            self.plain.undone.add(batch)
            for entry in own:
                entry.stands = False

    @rule(month=st.sampled_from((9, 10)))
    def lock(self, month: int) -> None:
        closed = Month(2026, month)
        if closed.number not in self.plain.locked:
            with self.desk.database.writing() as connection:
                lock_month(connection, closed, NOW, "")
            self.plain.locked.add(closed.number)

    @rule(
        who=st.sets(st.integers(0, 2), min_size=1),
        on=st.sampled_from(DAYS),
        minutes=st.sampled_from((20, 40)),
    )
    def import_twice(self, who: set[int], on: date, minutes: int) -> None:
        sheet = Path(self.place.name) / "hours.csv"
        rows = [f"{NAMES[one]},{PROJECTS[0]},{on.isoformat()},{minutes}分钟" for one in sorted(who)]
        sheet.write_text("\n".join(["姓名,项目名称,服务日期,服务时长", *rows]), "utf-8")
        for turn in range(2):
            before = self._total()
            plan = plan_hours_import(self.desk, sheet)
            report = commit_hours_import(self.desk, plan, OnProblem.SKIP)
            if turn:
                assert self._total() == before
            elif report.batch is not None:
                self._note(report.batch)

    @invariant()
    def totals_are_those_of_the_plain_ledger(self) -> None:
        if not hasattr(self, "desk"):
            return
        with self.desk.database.reading() as connection:
            for person in self.people:
                own = [e.minutes for e in self.plain.standing() if e.person == person]
                found = totals(connection, volunteer_id=person)
                assert (found.attendances, found.minutes) == (len(own), sum(own))
            for on in DAYS:
                own = [e.minutes for e in self.plain.standing() if e.on == on]
                assert totals(connection, first=on, last=on).minutes == sum(own)
            twice = connection.exec_driver_sql(
                "SELECT COUNT(*) FROM (SELECT reverses_id FROM hour_entry "
                "WHERE reverses_id IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1)"
            ).scalar_one()
        assert twice == 0

    def _total(self) -> int:
        with self.desk.database.reading() as connection:
            return totals(connection).minutes

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserFacingError:
            return False
        return True


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, derandomize=True
)
