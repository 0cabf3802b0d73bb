from datetime import date, datetime, timedelta

import pytest

from tests.factories import a_draft, valid_id
from tests.ledger_rows import list_hours
from tests.merges import (
    EVERYONE,
    hang_everything,
    log_one,
    merge_cards,
    minutes_of,
    snapshot,
    two_cards,
)
from tests.registered import register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.merging import Side
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerStatus
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_of, merge_volunteers, undo_merge
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_card,
    volunteer_ids,
)
from volunteer_desk.store.month_locks import lock_month


def test_undone_at_once_everything_is_as_it_was(desk: Desk) -> None:
    kept, merged = two_cards(desk)
    log_one(desk, kept, 60)
    log_one(desk, merged, 90, date(2026, 10, 3))
    hang_everything(desk, kept, merged)
    before = snapshot(desk, kept), snapshot(desk, merged)
    choices: dict[str, Side] = {"name": "merged", "phone": "merged", "custom:2": "merged"}
    merge_volunteers(desk, kept, merged, choices)
    taken = snapshot(desk, kept)
    assert (taken["name"], taken["name_key"], taken["phone"]) == ("王玮", "王玮", "13900002222")
    batch = recent_batches(desk, 1)[0]
    assert batch.undoable
    undo_batch(desk, batch.id)
    assert (snapshot(desk, kept), snapshot(desk, merged)) == before
    assert merge_of(desk, merged) is None
    assert [hit.id for hit in search_volunteers(desk, "王玮")] == [merged]
    assert recent_batches(desk, 2)[1].undone
    with pytest.raises(UserFacingError, match="已经撤销过"):
        undo_batch(desk, batch.id)
    report = check(desk)
    assert report.sound, report.findings


def test_months_later_both_are_restored_and_later_hours_stay_with_the_kept_one(
    desk: Desk, now: datetime
) -> None:
    kept, merged = two_cards(desk)
    log_one(desk, kept, 60, date(2026, 10, 10))
    log_one(desk, merged, 90, date(2026, 10, 3))
    merge = merge_cards(desk, kept, merged)
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 10), now, "")
    later = Desk(desk.database, desk.folder, lambda: now + timedelta(days=200))
    log_one(later, kept, 30, date(2027, 3, 3))
    save_volunteer(later, VolunteerDraft("王伟", remark="新"), kept)
    october = build_sheet(later, Month(2026, 10)).figures
    undo_merge(later, merge)
    assert (minutes_of(later, kept), minutes_of(later, merged)) == (90, 90)
    assert volunteer_card(later, kept).draft.remark == "新"
    assert volunteer_card(later, kept).draft.skills is None
    assert volunteer_card(later, merged).row.status is VolunteerStatus.ACTIVE
    again = build_sheet(later, Month(2026, 10)).figures
    assert (again.minutes, again.attendances) == (october.minutes, october.attendances) == (150, 2)
    assert check(later).sound


def test_an_hour_found_wrong_after_the_merge_is_not_restored(desk: Desk) -> None:
    kept, merged = two_cards(desk)
    log_one(desk, merged, 90)
    merge = merge_cards(desk, kept, merged)
    (entry,) = [row for row in list_hours(desk, volunteer_id=kept) if row.minutes > 0]
    reverse_entry(desk, entry.id, "没有来")
    changed = undo_merge(desk, merge)
    assert "有 1 条时长合并后已冲销，不再恢复。" in changed.message
    assert (minutes_of(desk, kept), minutes_of(desk, merged)) == (0, 0)


@pytest.mark.parametrize("parted", [False, True])
def test_taking_back_the_hours_themselves_works_whoever_has_them(desk: Desk, parted: bool) -> None:
    kept, merged = two_cards(desk)
    batch = log_one(desk, merged, 90)
    merge = merge_cards(desk, kept, merged)
    if parted:
        undo_merge(desk, merge)
    undo_batch(desk, batch)
    assert (minutes_of(desk, kept), minutes_of(desk, merged)) == (0, 0)
    if not parted:
        undo_merge(desk, merge)
        assert (minutes_of(desk, kept), minutes_of(desk, merged)) == (0, 0)
    assert check(desk).sound


def test_a_document_goes_over_and_comes_back(desk: Desk) -> None:
    save_volunteer(desk, VolunteerDraft("王伟", phone="13800001111"))
    save_volunteer(desk, a_draft(name="王玮"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    before = snapshot(desk, kept), snapshot(desk, merged)
    merge = merge_cards(desk, kept, merged)
    after = snapshot(desk, kept)
    assert (after["id_number"], after["id_type"]) == (a_draft().id_number, "01")
    assert snapshot(desk, merged)["id_number"] is None
    undo_merge(desk, merge)
    assert (snapshot(desk, kept), snapshot(desk, merged)) == before


def test_a_document_somebody_else_has_by_now_stops_the_parting(desk: Desk) -> None:
    save_volunteer(desk, VolunteerDraft("王伟", phone="13800001111"))
    save_volunteer(desk, a_draft(name="王玮"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    merge = merge_cards(desk, kept, merged)
    other = valid_id(date(1990, 1, 1))
    save_volunteer(
        desk, VolunteerDraft("王伟", id_number=other, birth=date(1990, 1, 1), gender="1"), kept
    )
    save_volunteer(desk, a_draft(name="李敏", phone="13700003333"))
    with pytest.raises(UserFacingError, match=r"原来的证件号现在登记在 ZY2026000003 名下"):
        undo_merge(desk, merge)
    assert merge_of(desk, merged) == merge


def test_a_chain_is_undone_from_its_end(desk: Desk) -> None:
    first, second, third = register(desk, "王伟", "王玮", "王炜")
    for person in (first, second, third):
        log_one(desk, person, 60)
    one = merge_cards(desk, second, third)
    two = merge_cards(desk, first, second)
    assert minutes_of(desk, first) == 180
    assert [hit.id for hit in search_volunteers(desk, "王炜")] == [first]
    with pytest.raises(UserFacingError, match="后来又并入了另一张卡片"):
        undo_merge(desk, one)
    undo_merge(desk, two)
    assert (minutes_of(desk, first), minutes_of(desk, second)) == (60, 120)
    assert [hit.id for hit in search_volunteers(desk, "王炜")] == [second]
    undo_merge(desk, one)
    assert [minutes_of(desk, person) for person in (first, second, third)] == [60, 60, 60]


def test_two_merges_into_one_card_are_undone_in_any_order(desk: Desk) -> None:
    first, second, third = register(desk, "王伟", "王玮", "王炜")
    for person in (first, second, third):
        log_one(desk, person, 60)
    one, two = merge_cards(desk, first, second), merge_cards(desk, first, third)
    undo_merge(desk, one)
    assert [minutes_of(desk, person) for person in (first, second, third)] == [120, 60, 0]
    undo_merge(desk, two)
    assert [minutes_of(desk, person) for person in (first, second, third)] == [60, 60, 60]


def test_an_act_that_made_a_merged_card_says_why_it_stays_until_they_are_parted(
    desk: Desk,
) -> None:
    kept, merged = two_cards(desk)
    made = next(row.id for row in recent_batches(desk) if row.label.endswith("000002"))
    merge = merge_cards(desk, kept, merged)
    with pytest.raises(UserFacingError, match="合并过"):
        undo_batch(desk, made)
    undo_merge(desk, merge)
    undo_batch(desk, made)
    assert search_volunteers(desk, "000002") == ()


def test_the_desk_reopens_with_its_merges(desk: Desk, now: datetime) -> None:
    kept, merged = two_cards(desk)
    log_one(desk, merged, 90)
    merge = merge_cards(desk, kept, merged)
    desk.close()
    again = open_desk(DataFolder(desk.folder.root), lambda: now)
    undo_merge(again, merge)
    assert minutes_of(again, merged) == 90
    again.close()
