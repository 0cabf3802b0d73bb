from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, a_team, an_activity, register
from volunteer_desk.domain.activities import ActivityDraft, Stage
from volunteer_desk.domain.activity_filters import SORTS, ActivityFilter
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.activity_lists import (
    count_stages,
    day_activities,
    fetch_activities,
    list_activity_ids,
    read_clocks,
    span_activities,
)
from volunteer_desk.services.activity_states import cancel_activity, check_activities
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.projects import save_project
from volunteer_desk.services.units import save_unit

TODAY = date(2026, 11, 22)
YEAR = ActivityFilter(date(2026, 1, 1), date(2026, 12, 31))


def held(desk: Desk, on: date, project: str = "周末清洁家园", **changes: Any) -> int:
    draft = replace(ActivityDraft(a_project(desk, project), on), **changes)
    number = save_activity(desk, draft).row_id
    assert number is not None
    return number


def served(desk: Desk, activity: int, *names: str) -> None:
    people = register(desk, *names)
    log_hours(desk, HoursDraft(activity, tuple(HourLine(one, 60) for one in people)))


def test_a_span_is_ordered_by_day_and_start(desk: Desk) -> None:
    late = held(desk, TODAY, starts=time(14))
    early = held(desk, TODAY, starts=time(9))
    whole = held(desk, TODAY)
    before = held(desk, TODAY - timedelta(days=1), starts=time(20))
    held(desk, TODAY + timedelta(days=9))
    found = span_activities(desk, TODAY - timedelta(days=1), TODAY)
    assert [row.id for row in found] == [before, whole, early, late]


def test_a_day_has_people_and_minutes_of_what_stands(desk: Desk) -> None:
    activity = held(desk, TODAY, starts=time(9))
    served(desk, activity, "王建国", "李芳")
    entry = list_hours(desk, activity_id=activity)[0]
    reverse_entry(desk, entry.id, "登错了")
    (row,) = day_activities(desk, TODAY)
    assert (row.attendances, row.minutes) == (1, 60)


def test_the_list_is_filtered_in_every_way(desk: Desk) -> None:
    save_unit(desk, UnitDraft("幸福街道"))
    save_unit(desk, UnitDraft("幸福里社区", parent_id=1))
    save_project(desk, ProjectDraft("敬老助餐", unit_id=2))
    team = a_team(desk)
    mine = held(desk, TODAY, "敬老助餐", place="食堂 100%")
    theirs = held(desk, TODAY, team_id=team, leader="欧阳·买买提江·吐尔逊")

    def ids(**changes: Any) -> set[int]:
        return set(list_activity_ids(desk, replace(YEAR, **changes)))

    assert ids() == {mine, theirs}
    assert ids(project_id=a_project(desk)) == {theirs}
    assert ids(team_id=team) == {theirs}
    assert ids(unit_id=1) == ids(unit_id=2) == {mine}
    assert ids(text="买买提江") == ids(text="青年") == {theirs}
    assert ids(text="100%") == {mine}
    assert ids(text="1_0") == set()
    assert ids(first=TODAY + timedelta(days=1)) == set()


def test_the_states_are_counted_and_chosen(desk: Desk) -> None:
    recorded, checked, cancelled, running = (
        an_activity(desk, TODAY - timedelta(days=n)) for n in range(1, 5)
    )
    later = held(desk, TODAY, starts=time(9, 31))
    now_on = held(desk, TODAY, starts=time(9, 30))
    served(desk, recorded, "王建国")
    served(desk, checked, "李芳")
    check_activities(desk, [checked])
    cancel_activity(desk, cancelled, "下雨")
    wanted = {
        Stage.PLANNED: {later},
        Stage.RUNNING: {running, now_on},
        Stage.RECORDED: {recorded},
        Stage.CHECKED: {checked},
        Stage.CANCELLED: {cancelled},
    }
    for stage, ids in wanted.items():
        assert set(list_activity_ids(desk, replace(YEAR, stage=stage))) == ids, stage
    shown = replace(YEAR, stage=Stage.CHECKED)
    assert count_stages(desk, shown) == {stage: len(ids) for stage, ids in wanted.items()}


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_can_be_turned_round(desk: Desk, sort: str) -> None:
    many = [held(desk, TODAY - timedelta(days=n), f"项目{n % 3}", place=f"{n}") for n in range(7)]
    served(desk, many[2], "王建国", "李芳")
    served(desk, many[5], "赵敏")
    up = list_activity_ids(desk, YEAR, sort, descending=False)
    down = list_activity_ids(desk, YEAR, sort, descending=True)
    assert sorted(up) == sorted(down) == sorted(many)

    def key(number: int) -> object:
        (row,) = fetch_activities(desk, [number])
        return row.state if sort == "stage" else getattr(row, sort)

    assert [key(one) for one in up] == [key(one) for one in reversed(down)]
    if sort in ("attendances", "minutes"):
        assert down[:2] == [many[2], many[5]]


def test_an_unknown_order_is_no_order(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no order"):
        list_activity_ids(desk, YEAR, "id; DROP TABLE activity")


def test_a_page_keeps_the_order_of_its_ids(desk: Desk) -> None:
    ids = [an_activity(desk, TODAY - timedelta(days=n)) for n in range(4)]
    wanted = [ids[2], ids[0], 99, ids[3]]
    assert [row.id for row in fetch_activities(desk, wanted)] == [ids[2], ids[0], ids[3]]
    assert fetch_activities(desk, []) == ()


def test_clocks_are_those_of_the_desk(desk: Desk) -> None:
    an_activity(desk, TODAY + timedelta(days=5))
    (row,) = list_activities(desk)
    shown = read_clocks(desk)
    assert shown.of(row)[0].words == "报备还剩2天"
    assert shown.of(row) is shown.of(row)
