import re
from datetime import date, datetime

import pytest
from sqlalchemy import inspect

from tests.factories import a_draft, valid_id
from tests.merges import (
    EVERYONE,
    hang_everything,
    log_one,
    minutes_of,
    snapshot,
    two_cards,
)
from tests.registered import an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.matching import Roll
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery, VolunteerStatus
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_volunteers, undo_merge
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.signup import read_signup
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_by_number,
    volunteer_card,
    volunteer_ids,
)
from volunteer_desk.store import merging as store
from volunteer_desk.store.month_locks import lock_month
from volunteer_desk.store.roll import known_people


def _list(value: object) -> list[tuple[object, ...]]:
    assert isinstance(value, list)
    return value


def test_the_kept_card_has_everything_and_the_other_is_out_of_sight(desk: Desk) -> None:
    kept, merged = two_cards(desk)
    log_one(desk, kept, 60)
    log_one(desk, merged, 90, date(2026, 10, 3))
    hang_everything(desk, kept, merged)
    number = volunteer_card(desk, merged).row.number
    changed = merge_volunteers(desk, kept, merged)
    assert "带过来 1 条时长" in changed.message
    card = volunteer_card(desk, kept)
    assert (card.figures.minutes_all, card.draft.skills, card.draft.remark) == (150, "01", "旧")
    assert card.teams == ("青年队", "党员队")
    after = snapshot(desk, kept)
    assert len(_list(after["certificate.volunteer_id"])) == 1
    assert len(_list(after["person_record.volunteer_id"])) == 1
    assert len(_list(after["team.leader_id"])) == 1
    assert after["customs"] == [(1, "A"), (2, "5")]
    assert [row[3] for row in _list(after["teams"])] == ["2025-01-01", "2026-02-01"]
    for status in (None, *VolunteerStatus):
        assert merged not in volunteer_ids(desk, VolunteerQuery(status=status))
        assert merged not in volunteer_ids(desk, VolunteerQuery(status=status, sort="name"))
    for text in (number, "王玮", "wangwei", "13900002222"):
        assert [hit.id for hit in search_volunteers(desk, text)] == [kept]
    assert volunteer_by_number(desk, number) == kept  # an old paper still leads to the person
    assert minutes_of(desk, merged) == 0
    report = check(desk)
    assert report.sound, report.findings


def test_a_locked_month_does_not_stop_a_merge_and_its_sums_stay(desk: Desk, now: datetime) -> None:
    kept, merged = two_cards(desk)
    log_one(desk, kept, 60, date(2026, 10, 10))
    log_one(desk, merged, 90, date(2026, 10, 3))
    before = build_sheet(desk, Month(2026, 10)).figures
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 10), now, "")
    changed = merge_volunteers(desk, kept, merged)
    assert "2026年10月已锁定：时长和人次不变，有时长人数少 1。" in changed.message
    after = build_sheet(desk, Month(2026, 10)).figures
    assert (after.minutes, after.attendances) == (before.minutes, before.attendances)


def test_what_cannot_be_merged_is_said(desk: Desk) -> None:
    first, second, third = register(desk, "王伟", "王玮", "王炜")
    (left,) = register(desk, "王薇", status="left")
    with pytest.raises(UserFacingError, match="同一张卡片"):
        merge_volunteers(desk, first, first)
    with pytest.raises(UserFacingError, match="找不到"):
        merge_volunteers(desk, first, 99)
    with pytest.raises(UserFacingError, match="已注销"):
        merge_volunteers(desk, left, first)
    merge_volunteers(desk, first, second)
    with pytest.raises(UserFacingError, match="已经并入"):
        merge_volunteers(desk, third, second)
    with pytest.raises(UserFacingError, match="没有这一次合并"):
        undo_merge(desk, 99)
    with pytest.raises(ValueError, match="no field"):
        merge_volunteers(desk, first, third, {"number": "merged"})


def test_the_same_activity_on_both_cards_is_pointed_out(desk: Desk) -> None:
    kept, merged = register(desk, "王伟", "王玮")
    activity = an_activity(desk)
    log_hours(desk, HoursDraft(activity, (HourLine(kept, 60), HourLine(merged, 60))))
    assert "有 1 场活动两张卡都记过时长" in merge_volunteers(desk, kept, merged).message


def test_what_names_the_merged_card_means_the_kept_one(desk: Desk) -> None:
    kept, merged = register(desk, "王伟", "阿依古丽", phones=["13800001111", "13900002222"])
    merge_volunteers(desk, kept, merged)
    reading = read_signup(desk, "1. 阿依古丽\n2. 王伟\n3. 阿依古丽 13900002222", 60)
    assert [line.volunteer_id for line in reading.lines] == [kept] * 3


def test_a_merged_card_does_not_lend_its_name_to_another_document(desk: Desk) -> None:
    save_volunteer(desk, a_draft(name="王伟"))
    save_volunteer(desk, VolunteerDraft("王玮", phone="13900002222"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    merge_volunteers(desk, kept, merged)
    with desk.database.reading() as connection:
        roll = Roll.of(known_people(connection, keys=["王玮"]))
    assert roll.find("王玮").person == kept
    assert roll.find("王玮", document=valid_id(date(1990, 1, 1))).person is None


def test_numbers_of_merged_cards_are_not_given_again(desk: Desk) -> None:
    kept, merged = two_cards(desk)
    merge_volunteers(desk, kept, merged)
    save_volunteer(desk, a_draft(name="李敏", id_number=None, id_type=None, phone="13700003333"))
    assert search_volunteers(desk, "李敏")[0].number == "ZY2026000003"


def test_every_table_that_names_a_volunteer_has_a_place_in_a_merge(desk: Desk) -> None:
    known = set(store.HANGING) | store.STAYING | store.APART
    reader = inspect(desk.database.engine)
    naming = {
        table
        for table in reader.get_table_names()
        if any(key["referred_table"] == "volunteer" for key in reader.get_foreign_keys(table))
    }
    assert naming == known


def test_the_journal_of_a_merge_holds_no_personal_data(desk: Desk) -> None:
    kept, merged = two_cards(desk)
    hang_everything(desk, kept, merged)
    merge_volunteers(desk, kept, merged)
    with desk.database.reading() as connection:
        (text,) = connection.exec_driver_sql("SELECT journal FROM merge").scalars()
    assert not re.search(r"1[38]\d{9}|王", text)


def test_a_request_sent_again_after_a_merge_tells_what_it_made(desk: Desk) -> None:
    kept, merged = two_cards(desk)
    draft = HoursDraft(
        an_activity(desk), (HourLine(kept, 60), HourLine(merged, 90)), request="form-1"
    )
    first = log_hours(desk, draft)
    made = (first.batch, first.people, first.minutes)
    merge = merge_volunteers(desk, kept, merged)
    again = log_hours(desk, draft)
    assert (again.batch, again.people, again.minutes) == made
    assert merge.batch is not None
    undo_batch(desk, merge.batch)
    again = log_hours(desk, draft)
    assert (again.batch, again.people, again.minutes) == made
