from datetime import date

import pytest

from tests.ledger_rows import list_hours
from tests.registered import register
from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.hours import HourLine, OccasionDraft, counted_minutes
from volunteer_desk.services.approval import approve_hours, return_hours
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.settings import change_settings

ON = date(2026, 11, 14)


@pytest.fixture
def people(desk: Desk) -> list[int]:
    return register(desk, "王建国", "李秀英", "张伟")


def log(desk: Desk, people: list[int]) -> int:
    logged = log_occasion(
        desk, OccasionDraft("清洁家园", ON), [HourLine(one, 90) for one in people]
    )
    assert logged.batch is not None
    return logged.batch


def shown(desk: Desk, batch: int) -> list[int]:
    return sorted(row.minutes for row in list_hours(desk, batch_id=batch, waiting=True))


def total(desk: Desk, batch: int) -> int:
    return counted_minutes(list_hours(desk, batch_id=batch, waiting=True))


def test_a_batch_shows_what_became_of_its_entries(desk: Desk, people: list[int]) -> None:
    batch = log(desk, people)
    first, second, _third = list_hours(desk, batch_id=batch)
    reverse_entry(desk, first.id, "没有来")
    assert shown(desk, batch) == [-90, 90, 90, 90]
    correct_entry(desk, second.id, 60, reason="早走")
    assert shown(desk, batch) == [-90, -90, 60, 90, 90, 90]
    assert total(desk, batch) == 150
    again = next(row for row in list_hours(desk, batch_id=batch) if row.minutes == 60)
    correct_entry(desk, again.id, 75, reason="看错了")
    assert total(desk, batch) == 165, "a correction of a correction belongs to it too"


def test_other_batches_stay_apart(desk: Desk, people: list[int]) -> None:
    batch = log(desk, people[:1])
    other = log_occasion(
        desk, OccasionDraft("敬老助餐", ON), [HourLine(people[1], 30)], request="other"
    )
    assert other.batch is not None
    (entry,) = list_hours(desk, batch_id=other.batch)
    correct_entry(desk, entry.id, 45, reason="少记")
    assert (shown(desk, batch), total(desk, other.batch)) == ([90], 45)


def test_hours_moved_by_a_merge_count_once(desk: Desk, people: list[int]) -> None:
    batch = log(desk, people[1:])
    merge_volunteers(desk, people[0], people[1])
    assert total(desk, batch) == 180


def test_an_undone_batch_adds_up_to_nothing(desk: Desk, people: list[int]) -> None:
    batch = log(desk, people)
    said = undo_batch(desk, batch)
    assert (total(desk, batch), len(shown(desk, batch))) == (0, 6)
    assert said.message.endswith("3人。")


def test_an_undo_says_what_it_left(desk: Desk, people: list[int]) -> None:
    batch = log(desk, people)
    first, second, _third = list_hours(desk, batch_id=batch)
    reverse_entry(desk, first.id, "没有来")
    correct_entry(desk, second.id, 60, reason="早走")
    said = undo_batch(desk, batch)
    assert said.message.endswith(
        "其中2条早已冲销或更正，更正后的1条共1小时仍然有效，不要的请另行冲销。"
    )
    assert total(desk, batch) == 60


def test_an_approval_or_return_shows_its_entries(desk: Desk, people: list[int]) -> None:
    change_settings(desk, approval=True)
    batch = log(desk, people)
    returned = return_hours(desk, WaitingFilter(volunteer_id=people[0]), "没有来").batch
    approved = approve_hours(desk).batch
    assert returned is not None
    assert approved is not None
    assert (shown(desk, approved), total(desk, approved)) == ([90, 90], 180)
    (row,) = list_hours(desk, batch_id=returned, waiting=True)
    assert (row.volunteer_id, row.waiting, row.reversed, row.remark) == (
        people[0],
        True,
        True,
        "没有来",
    )
    assert total(desk, batch) == 180
    assert [one.id for one in recent_batches(desk, 2)] == [approved, returned]
