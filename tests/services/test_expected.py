from datetime import date

import pytest

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.expected import MOST_EXPECTED
from volunteer_desk.services.activity_states import cancel_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import expected_people, set_expected
from volunteer_desk.store.tables import Volunteer

LONG = "欧阳·买买提江·吐尔逊"


def names(desk: Desk, activity_id: int) -> list[str]:
    return [row.name for row in expected_people(desk, activity_id)]


def test_the_list_keeps_its_order_and_says_who_each_is(desk: Desk) -> None:
    team = a_team(desk)
    first, second = register(desk, LONG, "㛃小雨", phones=("13812341111", None), team_id=team)
    activity = an_activity(desk)
    changed = set_expected(desk, activity, [second, first, second])
    rows = expected_people(desk, activity)
    assert [row.volunteer_id for row in rows] == [second, first]
    assert [(row.name, row.team, row.phone_masked) for row in rows] == [
        ("㛃小雨", "青年志愿服务队", ""),
        (LONG, "青年志愿服务队", "138****1111"),
    ]
    assert changed.row_id == activity
    assert changed.rows == 2
    assert "加入2人" in changed.message


def test_a_child_shows_no_phone_and_who_left_is_marked(desk: Desk) -> None:
    (child,) = register(desk, "小明", phones=("13812341111",))
    (left,) = register(desk, "老王", status="left")
    with desk.database.writing() as connection:
        connection.execute(
            Volunteer.__table__.update()
            .where(Volunteer.__table__.c.id == child)
            .values(birth=date(2015, 1, 1))
        )
    activity = an_activity(desk)
    set_expected(desk, activity, [child, left])
    one, two = expected_people(desk, activity)
    assert (one.phone_masked, one.serving) == ("", True)
    assert not two.serving


def test_undo_puts_the_list_back_in_its_order(desk: Desk) -> None:
    people = register(desk, "甲", "乙", "丙")
    activity = an_activity(desk)
    set_expected(desk, activity, people)
    turned = set_expected(desk, activity, people[::-1])
    assert turned.batch is not None
    undo_batch(desk, turned.batch)
    assert names(desk, activity) == ["甲", "乙", "丙"]


def test_a_list_changed_since_is_not_put_back(desk: Desk) -> None:
    people = register(desk, "甲", "乙")
    activity = an_activity(desk)
    first = set_expected(desk, activity, people)
    set_expected(desk, activity, people[:1])
    assert first.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, first.batch)
    assert names(desk, activity) == ["甲"]


def test_the_same_list_again_writes_nothing(desk: Desk) -> None:
    people = register(desk, "甲", "乙")
    activity = an_activity(desk)
    set_expected(desk, activity, people)
    again = set_expected(desk, activity, people)
    assert again.batch is None
    assert not again.nouns


def test_unknown_people_are_left_out_and_limits_are_said(desk: Desk) -> None:
    (person,) = register(desk, "甲")
    activity = an_activity(desk)
    set_expected(desk, activity, [person, 987654])
    assert names(desk, activity) == ["甲"]
    with pytest.raises(UserFacingError, match="不在了"):
        set_expected(desk, 999, [person])
    with pytest.raises(UserFacingError, match="最多"):
        set_expected(desk, activity, range(MOST_EXPECTED + 1))


def test_a_cancelled_activity_keeps_its_list(desk: Desk) -> None:
    (person,) = register(desk, "甲")
    activity = an_activity(desk)
    set_expected(desk, activity, [person])
    cancel_activity(desk, activity, "下雨")
    assert names(desk, activity) == ["甲"]
