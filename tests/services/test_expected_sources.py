from datetime import date

import pytest

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected_sources import (
    UnsureName,
    last_people,
    read_names,
    team_people,
)
from volunteer_desk.services.hours import log_hours

LONG = "欧阳·买买提江·吐尔逊"


def test_a_team_gives_its_people_of_today(desk: Desk) -> None:
    team = a_team(desk)
    people = register(desk, "甲", LONG, team_id=team)
    register(desk, "走了", status="left", team_id=team)
    register(desk, "别队")
    assert team_people(desk, team) == tuple(people)
    with pytest.raises(UserFacingError, match="没有在册"):
        team_people(desk, a_team(desk, "空队"))


def test_the_last_occasion_gives_who_served_there(desk: Desk) -> None:
    one, two, three = register(desk, "甲", "乙", "丙")
    before = an_activity(desk, date(2026, 10, 31))
    last = an_activity(desk, date(2026, 11, 7))
    nobody = an_activity(desk, date(2026, 11, 14))
    coming = an_activity(desk, date(2026, 11, 28))
    assert log_hours(desk, HoursDraft(before, (HourLine(three, 60),))).batch
    assert log_hours(desk, HoursDraft(last, (HourLine(two, 60), HourLine(one, 60)))).batch
    undone = log_hours(desk, HoursDraft(nobody, (HourLine(three, 60),)))
    undo_batch(desk, undone.batch or 0)
    assert last_people(desk, coming) == (two, one)
    assert last_people(desk, last) == (three,)
    with pytest.raises(UserFacingError, match="还没有登记过"):
        last_people(desk, before)


def test_a_text_means_people_some_unsure_some_unknown(desk: Desk) -> None:
    king, long_name, first, second = register(
        desk, "王建国", LONG, "张伟", "张伟", phones=("13800001111",)
    )
    activity = an_activity(desk)
    text = f"#接龙\n周六清洁\n1. 王建国\n2. {LONG}\n3、张伟（带2人）\n4 没来过\n5. 王建国"
    read = read_names(desk, activity, text)
    assert read.found == (king, long_name)
    assert read.unsure == (UnsureName("张伟", (first, second)),)
    assert read.unknown == ("没来过",)
    with pytest.raises(UserFacingError, match="没有认出"):
        read_names(desk, activity, "   ")
    with pytest.raises(UserFacingError, match="不在了"):
        read_names(desk, 999, text)
