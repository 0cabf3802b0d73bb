"""Credit, reverse, correct, approve, lock, undo, merge and import in any order: a plain ledger."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.conftest import NOW
from tests.new_desk import open_new_desk
from tests.registered import register
from tests.services.plain_ledger import Entry, PlainLedger
from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.durations import DAY as DAY_MINUTES
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, LoggedHours, OccasionDraft
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.periods import Month
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.approval import approve_hours, return_hours
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.months import close_month, reopen_month
from volunteer_desk.services.parting import merge_of, undo_merge
from volunteer_desk.services.settings import change_settings
from volunteer_desk.store.ledger import totals

NAMES = ("王建国", "李秀英", "张伟")
PROJECTS = ("敬老助餐", "周末清洁家园")
DAYS = tuple(date(2026, month, day) for month in (9, 10, 11) for day in (10, 11))
some_people = st.sets(st.integers(0, 2), min_size=1)


class LedgerMachine(RuleBasedStateMachine):
    """Minutes without from–to, so that only days and sameness decide."""

    @initialize()
    def open(self) -> None:
        self.place = TemporaryDirectory()
        self.desk: Desk = open_new_desk(DataFolder(Path(self.place.name) / "data"), lambda: NOW)
        self.people = register(self.desk, *NAMES)
        self.plain = PlainLedger()
        self.requests: dict[str, LoggedHours] = {}
        self.seen: set[int] = set()
        self.approvals: set[int] = set()
        self.moved: dict[int, list[Entry]] = {}
        self.into: dict[int, int] = {}
        self.followed: dict[int, list[int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            findings = [said for said in check(self.desk).findings if "搜索" not in said]
            self.desk.close()
            self.place.cleanup()
            assert findings == []

    @rule(
        who=some_people,
        project=st.sampled_from(PROJECTS),
        on=st.sampled_from(DAYS),
        minutes=st.sampled_from((30, 60, 600, 1440)),
        reason=st.sampled_from(("", "补录")),
    )
    def credit(self, who: set[int], project: str, on: date, minutes: int, reason: str) -> None:
        people = [self.people[one] for one in sorted(who)]
        lines = [HourLine(person, minutes, reason=reason) for person in people]
        request = f"request-{len(self.requests)}"
        logged = log_occasion(self.desk, OccasionDraft(project, on), lines, request=request)
        fine = (not self.plain.closed(on) or bool(reason)) and all(
            self.plain.takes(person, project, on, minutes) for person in people
        )
        assert (logged.batch is not None) == fine
        if logged.batch is not None:
            self.requests[request] = logged
            for person in people:
                self.plain.add(person, project, on, minutes, logged.batch)

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.requests)))
        draft, line = OccasionDraft(PROJECTS[0], DAYS[0]), HourLine(self.people[0], 1)
        again = log_occasion(self.desk, draft, [line], request=request)
        first = self.requests[request]
        rests = any(one.batch == first.batch for one in self.plain.waiting)
        assert replace(again, people=0) == replace(first, warnings=(), waiting=rests, people=0)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.seen)))
        entry = next((one for one in self.plain.standing if one.id == number), None)
        fine = entry is not None and entry.month not in self.plain.locked
        assert self._done(lambda: reverse_entry(self.desk, number, "登错人")) == fine
        if entry is not None and fine:
            self.plain.standing.remove(entry)

    @precondition(lambda self: self.plain.standing)
    @rule(data=st.data(), minutes=st.sampled_from((30, 45, 600, 1440)))
    def correct(self, data: st.DataObject, minutes: int) -> None:
        place = data.draw(st.integers(0, len(self.plain.standing) - 1))
        old = self.plain.standing[place]
        others = self.plain.day(old.person, old.on) - old.minutes
        fine = (
            old.minutes != minutes
            and old.month not in self.plain.locked
            and others + minutes <= DAY_MINUTES
            and not self.plain.recorded(old.person, old.project, old.on, minutes)
        )
        assert self._done(lambda: correct_entry(self.desk, old.id, minutes, reason="填错")) == fine
        if fine:
            with self.desk.database.reading() as connection:
                batch = connection.exec_driver_sql("SELECT MAX(id) FROM batch").scalar_one()
            self.plain.standing.remove(old)
            new = Entry(old.person, old.project, old.on, minutes, batch, old.late)
            self.plain.standing.append(new)

    @rule(on=st.booleans())
    def switch_approval(self, on: bool) -> None:
        change_settings(self.desk, approval=on)
        self.plain.approval = on

    @precondition(lambda self: self.plain.waiting)
    @rule(data=st.data(), all_of_them=st.booleans(), reason=st.sampled_from(("", "晚核")))
    def approve(self, data: st.DataObject, all_of_them: bool, reason: str) -> None:
        person = data.draw(st.sampled_from(sorted({one.person for one in self.plain.waiting})))
        which = WaitingFilter() if all_of_them else WaitingFilter(volunteer_id=person)
        wanted = [one for one in self.plain.waiting if all_of_them or one.person == person]
        late = [one for one in wanted if one.month in self.plain.locked]
        changed = self._changed(lambda: approve_hours(self.desk, which, reason))
        assert (changed is not None) == (not late or bool(reason))
        if changed is not None:
            assert changed.batch is not None
            self.approvals.add(changed.batch)
            for one in wanted:
                one.late = 202611 if one in late else one.late
                one.approved, one.id = changed.batch, 0
                self.plain.waiting.remove(one)
                self.plain.standing.append(one)

    @precondition(lambda self: self.plain.waiting)
    @rule(data=st.data())
    def send_back(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.plain.waiting))
        return_hours(self.desk, WaitingFilter(ids=(one.id,)), "没有来")
        self.plain.waiting.remove(one)

    @precondition(lambda self: self.plain.all())
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        logs = {one.batch for one in self.plain.all()} & {
            logged.batch for logged in self.requests.values()
        }
        batch = data.draw(st.sampled_from(sorted(logs | self.approvals, key=int) or [0]))
        if not batch:
            return
        approving = batch in self.approvals
        own = [
            one
            for one in self.plain.standing
            if (one.approved if approving else one.batch) == batch
        ]
        resting = [] if approving else [one for one in self.plain.waiting if one.batch == batch]
        locked = any(one.month in self.plain.locked for one in own)
        done = self._done(lambda: undo_batch(self.desk, batch))
        if batch in self.plain.undone or locked:
            assert not done
        elif own or resting:
            assert done
        if done:
            self.plain.undone.add(batch)
            for one in own:
                self.plain.standing.remove(one)
                if approving:
                    one.approved, one.id = None, 0
                    self.plain.waiting.append(one)
            for one in resting:
                self.plain.waiting.remove(one)

    @rule(month=st.sampled_from((9, 10)))
    def lock_or_reopen(self, month: int) -> None:
        which = Month(2026, month)
        if which.number in self.plain.locked:
            reopen_month(self.desk, which, "改错")
            self.plain.locked.remove(which.number)
        else:
            close_month(self.desk, which)
            self.plain.locked.add(which.number)

    @rule(kept=st.integers(0, 2), merged=st.integers(0, 2))
    def merge(self, kept: int, merged: int) -> None:
        ours, theirs = self.people[kept], self.people[merged]
        fine = ours != theirs and not {ours, theirs} & self.plain.gone
        assert self._done(lambda: merge_volunteers(self.desk, ours, theirs)) == fine
        if fine:
            self.plain.gone.add(theirs)
            self.followed[theirs] = [one for one, kept in self.into.items() if kept == theirs]
            self.into |= dict.fromkeys(self.followed[theirs], ours)
            self.into[theirs] = ours
            self.moved[theirs] = [one for one in self.plain.all() if one.person == theirs]
            for one in self.moved[theirs]:
                one.person = ours

    @precondition(lambda self: self.plain.gone)
    @rule(data=st.data())
    def part(self, data: st.DataObject) -> None:
        merged = data.draw(st.sampled_from(sorted(self.plain.gone)))
        merge_id = merge_of(self.desk, merged)
        assert merge_id is not None
        if self._done(lambda: undo_merge(self.desk, merge_id)):
            self.plain.gone.remove(merged)
            own = self.moved.pop(merged)
            for one in own:
                one.person = merged
            del self.into[merged]
            for card in self.followed.pop(merged):  # merged into this one before
                if card in self.into:
                    self.into[card] = merged

    @rule(
        who=some_people,
        on=st.sampled_from(DAYS),
        minutes=st.sampled_from((20, 40)),
    )
    def import_twice(self, who: set[int], on: date, minutes: int) -> None:
        sheet = Path(self.place.name) / "hours.csv"
        rows = [f"{NAMES[one]},{PROJECTS[0]},{on.isoformat()},{minutes}分钟" for one in sorted(who)]
        sheet.write_text("\n".join(["姓名,项目名称,服务日期,服务时长", *rows]), "utf-8")
        # a name of a merged card means the living one; the same record twice waits
        people = dict.fromkeys(self._living(self.people[one]) for one in sorted(who))
        new = [
            person
            for person in people
            if not self.plain.closed(on) and self.plain.takes(person, PROJECTS[0], on, minutes)
        ]
        for turn in range(2):
            plan = plan_hours_import(self.desk, sheet)
            report = commit_hours_import(self.desk, plan, OnProblem.SKIP)
            assert report.new == (0 if turn else len(new))
            if report.batch is not None:
                for person in new:
                    self.plain.add(person, PROJECTS[0], on, minutes, report.batch)

    @invariant()
    def the_desk_says_what_the_plain_ledger_says(self) -> None:
        if not hasattr(self, "desk"):
            return
        self.plain.settle(self.desk)
        self.seen |= {one.id for one in self.plain.standing}
        with self.desk.database.reading() as connection:
            for person in self.people:
                own = [one.minutes for one in self.plain.standing if one.person == person]
                found = totals(connection, volunteer_id=person)
                assert (found.attendances, found.minutes) == (len(own), sum(own))
            for on in DAYS:
                own = [one.minutes for one in self.plain.standing if one.on == on]
                assert totals(connection, first=on, last=on).minutes == sum(own)
            twice = connection.exec_driver_sql(
                "SELECT COUNT(*) FROM (SELECT reverses_id FROM hour_entry "
                "WHERE reverses_id IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1)"
            ).scalar_one()
        assert twice == 0

    def _living(self, person: int) -> int:
        return self.into.get(person, person)

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserFacingError:
            return False
        return True

    def _changed(self, act: Callable[[], Changed]) -> Changed | None:
        try:
            return act()
        except UserFacingError:
            return None


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # shrinking acts of 50 ms takes minutes
)
