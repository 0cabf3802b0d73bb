from datetime import date

import pytest

from tests.registered import register
from tests.services.people import a_person
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery, VolunteerStatus
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.keeping import check
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.status import change_status, status_history
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card, volunteer_ids

DAY = date(2026, 11, 20)
PAUSED, LEFT, ACTIVE = VolunteerStatus.PAUSED, VolunteerStatus.LEFT, VolunteerStatus.ACTIVE


def test_hundreds_pause_and_come_back_as_one_act(desk: Desk) -> None:
    people = register(desk, *(f"王{index}" for index in range(700)))
    changed = change_status(desk, people, PAUSED, DAY, "疫情期间停止活动")
    assert (changed.rows, changed.message) == (700, "已将700人设为暂停。")
    assert len(volunteer_ids(desk, VolunteerQuery(status=PAUSED))) == 700
    card = volunteer_card(desk, people[0])
    assert (card.status_on, card.status_reason) == (DAY, "疫情期间停止活动")
    assert changed.batch is not None
    assert recent_batches(desk)[0].undoable
    undo_batch(desk, changed.batch)
    assert len(volunteer_ids(desk, VolunteerQuery(status=ACTIVE))) == 700
    assert status_history(desk, people[0]) == ()
    assert volunteer_card(desk, people[0]).status_on is None
    assert check(desk).sound


def test_the_history_keeps_dates_and_reasons(desk: Desk) -> None:
    person = a_person(desk)
    change_status(desk, [person], PAUSED, date(2026, 3, 1), "怀孕")
    change_status(desk, [person], ACTIVE, date(2026, 9, 1), "")
    change_status(desk, [person], LEFT, DAY, "迁出本社区")
    said = [(line.status, line.changed_on, line.reason) for line in status_history(desk, person)]
    assert said == [
        (LEFT, DAY, "迁出本社区"),
        (ACTIVE, date(2026, 9, 1), ""),
        (PAUSED, date(2026, 3, 1), "怀孕"),
    ]


def test_who_has_the_status_already_is_passed_over(desk: Desk) -> None:
    first, second = register(desk, "王伟", "李敏")
    change_status(desk, [first], PAUSED, DAY, "外出")
    changed = change_status(desk, [first, second], PAUSED, DAY, "外出")
    assert changed.message == "已将1人（另有1人不需要改）设为暂停。"
    with pytest.raises(UserFacingError, match="已经都是暂停"):
        change_status(desk, [first, second], PAUSED, DAY, "外出")


@pytest.mark.parametrize(
    ("status", "on", "reason", "word"),
    [
        (LEFT, DAY, " ", "原因"),
        (LEFT, date(2026, 11, 23), "迁出", "晚于今天"),
        (LEFT, date(2025, 1, 1), "迁出", "注册日期"),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, status: VolunteerStatus, on: date, reason: str, word: str
) -> None:
    people = register(desk, "王伟")
    with pytest.raises(UserFacingError, match=word):
        change_status(desk, people, status, on, reason)
    with pytest.raises(UserFacingError, match="没有选择"):
        change_status(desk, [], status, DAY, "迁出")
    with pytest.raises(UserFacingError, match="找不到"):
        change_status(desk, [999], status, DAY, "迁出")
    assert recent_batches(desk) == ()


def test_registering_is_undone_only_after_the_later_status(desk: Desk) -> None:
    made = save_volunteer(desk, VolunteerDraft("王伟"))
    (person,) = volunteer_ids(desk, VolunteerQuery(status=None))
    later = change_status(desk, [person], PAUSED, desk.today(), "外出")
    assert made.batch is not None
    assert later.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, made.batch)
    undo_batch(desk, later.batch)
    undo_batch(desk, made.batch)
    assert len(volunteer_ids(desk, VolunteerQuery(status=None))) == 0
