from collections import Counter
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_of, merge_volunteers, undo_merge
from volunteer_desk.services.teams import team_id_by_name

DAYS = (date(2026, 9, 5), date(2026, 10, 10), date(2026, 11, 14))
_PEOPLE = st.integers(0, 3)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("log"), _PEOPLE, st.integers(0, 2)),
        st.tuples(st.just("merge"), _PEOPLE, _PEOPLE),
        st.tuples(st.just("merge"), _PEOPLE, _PEOPLE),
        st.tuples(st.just("part"), _PEOPLE, st.just(0)),
        st.tuples(st.just("part"), _PEOPLE, st.just(0)),
        st.tuples(st.just("reverse"), _PEOPLE, st.integers(0, 5)),
    ),
    min_size=6,
    max_size=12,
)


class _Model:
    """Who was credited what, and who stands for whom."""

    def __init__(self, people: list[int]) -> None:
        self.into: dict[int, int] = {}
        self.credits: dict[int, Counter[date]] = {one: Counter() for one in people}
        """By the card that was credited; what it earned while another stood for it is not its."""

    def holder(self, person: int) -> int:
        while person in self.into:
            person = self.into[person]
        return person

    def minutes(self, person: int) -> int:
        return sum(
            sum(days.values()) for one, days in self.credits.items() if self.holder(one) == person
        )


@settings(
    max_examples=30,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example([("merge", 1, 2), ("merge", 0, 1), ("part", 1, 0), ("part", 2, 0)])
@example([("merge", 1, 2), ("reverse", 1, 1), ("merge", 0, 1), ("part", 1, 0), ("part", 2, 0)])
@example([("merge", 0, 1), ("part", 1, 0), ("merge", 1, 0), ("log", 1, 0), ("part", 0, 0)])
@given(_STEPS)
def test_any_order_keeps_every_total(desk: Desk, steps: list[tuple[str, int, int]]) -> None:
    team = team_id_by_name(desk, "青年队") or a_team(desk, "青年队")
    people = register(desk, "王伟", "王玮", "王炜", "王薇", team_id=team)
    model = _Model(people)
    everybody = [("log", one, one % 3) for one in range(4)]
    for number, (verb, a, b) in enumerate([*everybody, *steps]):
        one, other = people[a], people[b % 4]
        if verb == "log":
            activity = an_activity(desk, DAYS[b], f"项目{people[0]}-{number}", team)
            logged = log_hours(desk, HoursDraft(activity, (HourLine(one, 10 + number),)))
            assert (logged.batch is not None) == (one not in model.into)
            if logged.batch:
                model.credits[one][DAYS[b]] += 10 + number
        elif verb == "merge":
            try:
                merge_volunteers(desk, one, other)
            except UserFacingError:
                assert one == other or {one, other} & set(model.into)
            else:
                model.into[other] = one
        elif verb == "part" and (merge := merge_of(desk, one)) is not None:
            try:
                undo_merge(desk, merge)
            except UserFacingError:
                assert model.into[one] in model.into
            else:
                del model.into[one]
        elif verb == "reverse":
            _reverse(desk, model, one, b)
        _agree(desk, model, people)
    # people put straight into the store were never indexed
    assert [said for said in check(desk).findings if "搜索索引" not in said] == []


def _reverse(desk: Desk, model: _Model, person: int, which: int) -> None:
    rows = [
        row for row in list_hours(desk, volunteer_id=person) if row.minutes > 0 and not row.reversed
    ]
    if rows:
        row = rows[which % len(rows)]
        reverse_entry(desk, row.id, "没有来")
        # minutes name the step at which they were logged, so the card first credited is known
        for one, days in model.credits.items():
            if model.holder(one) == person and _logged(desk, one, row.project):
                days[row.served_on] -= row.minutes
                return
        raise AssertionError("an hour of nobody")


def _logged(desk: Desk, person: int, project: str) -> bool:
    """Whether a card was the first to be credited for a project."""
    firsts = [
        row
        for one in (person,)
        for row in list_hours(desk, volunteer_id=one)
        if row.project == project and row.minutes > 0
    ]
    return any(row.source.value == "typed" for row in firsts)


def _agree(desk: Desk, model: _Model, people: list[int]) -> None:
    months: Counter[date] = Counter()
    for person in people:
        rows = list_hours(desk, volunteer_id=person)
        assert sum(row.minutes for row in rows) == model.minutes(person)
        assert all(row.team == "青年队" for row in rows)
        for row in rows:
            months[row.served_on] += row.minutes
    for day in DAYS:
        assert months[day] == sum(days[day] for days in model.credits.values())
