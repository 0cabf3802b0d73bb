from datetime import date

import pytest

from tests.registered import a_team, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import MembershipDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import (
    join_team,
    leave_team,
    list_memberships,
    move_to_team,
    set_memberships,
)
from volunteer_desk.services.volunteers import search_volunteers, volunteer_card

DAY = date(2026, 11, 20)


def _undo(desk: Desk, batch: int | None) -> None:
    assert batch is not None
    undo_batch(desk, batch)


def test_hundreds_join_and_the_search_knows_it(desk: Desk) -> None:
    people = register(desk, *(f"王{index}" for index in range(600)))
    team = a_team(desk, "青年队")
    changed = join_team(desk, people, team, role="队员", on=DAY)
    assert changed.rows == 600
    (row,) = list_memberships(desk, people[5])
    assert (row.team, row.role, row.from_on, row.to_on) == ("青年队", "队员", DAY, None)
    assert len(search_volunteers(desk, "青年队", 500)) == 500
    _undo(desk, changed.batch)
    assert list_memberships(desk, people[5]) == ()
    assert search_volunteers(desk, "青年队") == ()


def test_leaving_closes_and_undo_opens_again(desk: Desk) -> None:
    team = a_team(desk, "青年队")
    people = register(desk, "王伟", "李敏", team_id=team)
    changed = leave_team(desk, people, team, DAY)
    assert [list_memberships(desk, one)[0].to_on for one in people] == [DAY, DAY]
    assert search_volunteers(desk, "青年队") == ()
    with pytest.raises(UserFacingError, match="都不在"):
        leave_team(desk, people, team, DAY)
    _undo(desk, changed.batch)
    assert list_memberships(desk, people[0])[0].to_on is None


def test_who_left_and_joins_on_the_same_day_is_a_member_again(desk: Desk) -> None:
    team = a_team(desk)
    (person,) = register(desk, "王伟")
    join_team(desk, [person], team, on=DAY)
    leave_team(desk, [person], team, DAY)
    again = join_team(desk, [person], team, on=DAY)
    assert [row.to_on for row in list_memberships(desk, person)] == [None]
    _undo(desk, again.batch)
    assert [row.to_on for row in list_memberships(desk, person)] == [DAY]


def test_moving_leaves_every_other_team(desk: Desk) -> None:
    old, other, new = a_team(desk, "旧队"), a_team(desk, "另队"), a_team(desk, "新队")
    first, second = register(desk, "王伟", "李敏", team_id=old)
    join_team(desk, [second], other)
    join_team(desk, [second], new)
    changed = move_to_team(desk, [first, second], new)
    assert (volunteer_card(desk, first).teams, volunteer_card(desk, second).teams) == (
        ("新队",),
        ("新队",),
    )
    with pytest.raises(UserFacingError, match="本来就只在"):
        move_to_team(desk, [first, second], new)
    _undo(desk, changed.batch)
    assert volunteer_card(desk, second).teams == ("旧队", "另队", "新队")
    assert volunteer_card(desk, first).teams == ("旧队",)


def test_a_join_that_was_ended_since_is_not_undone(desk: Desk) -> None:
    team = a_team(desk)
    (person,) = register(desk, "王伟")
    joined = join_team(desk, [person], team)
    left = leave_team(desk, [person], team)
    with pytest.raises(UserFacingError, match="后来又改过"):
        _undo(desk, joined.batch)
    _undo(desk, left.batch)
    _undo(desk, joined.batch)
    assert list_memberships(desk, person) == ()


def test_one_person_s_times_are_written_as_edited(desk: Desk) -> None:
    old, new = a_team(desk, "旧队"), a_team(desk, "新队")
    (person,) = register(desk, "王伟", team_id=old)
    begun = date(2026, 1, 5)
    changed = set_memberships(
        desk,
        person,
        [
            MembershipDraft(old, "队长", begun, date(2026, 6, 30)),
            MembershipDraft(new, "副队长", date(2026, 7, 1)),
        ],
    )
    rows = [(row.team, row.role, row.to_on) for row in list_memberships(desk, person)]
    assert rows == [("新队", "副队长", None), ("旧队", "队长", date(2026, 6, 30))]
    gone = set_memberships(desk, person, [])
    assert volunteer_card(desk, person).teams == ()
    _undo(desk, gone.batch)
    _undo(desk, changed.batch)
    assert [(row.team, row.role) for row in list_memberships(desk, person)] == [("旧队", "")]


def test_the_first_day_of_a_time_is_put_right(desk: Desk) -> None:
    team = a_team(desk, "青年队")
    (person,) = register(desk, "王伟", team_id=team)
    (row,) = list_memberships(desk, person)
    right = MembershipDraft(team, "队员", date(2020, 3, 5), id=row.id)
    changed = set_memberships(desk, person, [right])
    (after,) = list_memberships(desk, person)
    assert (after.id, after.role, after.from_on) == (row.id, "队员", date(2020, 3, 5))
    _undo(desk, changed.batch)
    assert list_memberships(desk, person) == (row,)


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        (date(2026, 11, 23), None, "晚于今天"),
        (date(2026, 2, 1), date(2026, 1, 1), "早于加入"),
    ],
)
def test_times_that_cannot_be_are_refused(
    desk: Desk, first: date, last: date | None, word: str
) -> None:
    team = a_team(desk)
    (person,) = register(desk, "王伟")
    with pytest.raises(UserFacingError, match=word):
        set_memberships(desk, person, [MembershipDraft(team, "", first, last)])
    with pytest.raises(UserFacingError, match="不能同时"):
        set_memberships(
            desk, person, [MembershipDraft(team), MembershipDraft(team, "", date(2026, 1, 5))]
        )
    with pytest.raises(UserFacingError, match="已经不在"):
        join_team(desk, [person], 99)
    join_team(desk, [person], team)
    with pytest.raises(UserFacingError, match="加入队伍的日期晚于"):
        leave_team(desk, [person], team, date(2026, 1, 1))
