import re
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import inspect

from tests.factories import a_draft, valid_id
from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.merging import Side
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery, VolunteerStatus
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.batches import recent_batches, undo_batch
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.hours import list_hours, log_hours, reverse_entry
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_of, merge_volunteers, undo_merge
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_card,
    volunteer_ids,
)
from volunteer_desk.store import merging as store
from volunteer_desk.store.month_locks import lock_month

EVERYONE = VolunteerQuery(status=None)


def _two(desk: Desk) -> tuple[int, int]:
    save_volunteer(desk, a_draft(name="王伟", phone="13800001111", remark="旧"))
    save_volunteer(desk, VolunteerDraft("王玮", phone="13900002222", skills="01"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    return kept, merged


def _log(desk: Desk, person: int, minutes: int, on: date = date(2026, 11, 14)) -> int:
    project = f"项目{on}"
    activity = an_activity(desk, on, project)
    logged = log_hours(desk, HoursDraft(activity, (HourLine(person, minutes, remark="扫地"),)))
    assert logged.batch is not None, logged.problems
    return logged.batch


def _minutes(desk: Desk, person: int) -> int:
    return volunteer_card(desk, person).figures.minutes_all


def _merge(desk: Desk, kept: int, merged: int, **choices: Side) -> int:
    merge_volunteers(desk, kept, merged, choices)
    found = merge_of(desk, merged)
    assert found is not None
    return found


def _standing(desk: Desk, person: int) -> list[tuple[date, int, str, str]]:
    rows = list_hours(desk, volunteer_id=person)
    return sorted(
        (row.served_on, row.minutes, row.project, row.source.value)
        for row in rows
        if row.minutes > 0 and not row.reversed
    )


def _snapshot(desk: Desk, person: int) -> dict[str, object]:
    """Everything that is known of a card and hangs on it."""
    with desk.database.reading() as connection:
        card = store.read_cards_whole(connection, [person])[person]
        card.pop("updated_at")
        hanging = {
            f"{table}.{column}": connection.exec_driver_sql(
                f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", (person,)
            )
            .scalars()
            .all()
            for table, column in store.HANGING.items()
        }
        teams = connection.exec_driver_sql(
            "SELECT id, team_id, role, from_on, to_on FROM membership WHERE volunteer_id = ? "
            "ORDER BY id",
            (person,),
        ).all()
        customs = connection.exec_driver_sql(
            "SELECT field_id, value FROM custom_value WHERE volunteer_id = ? ORDER BY 1", (person,)
        ).all()
        history = connection.exec_driver_sql(
            "SELECT status, changed_on, reason FROM status_change WHERE volunteer_id = ?", (person,)
        ).all()
    return {
        **card,
        **hanging,
        "teams": [tuple(row) for row in teams],
        "customs": [tuple(row) for row in customs],
        "history": [tuple(row) for row in history],
        "hours": _standing(desk, person),
    }


def _hang_everything(desk: Desk, kept: int, merged: int) -> None:
    """One of each kind on the merged card, and something in its way on the kept one."""
    both, own = a_team(desk, "青年队"), a_team(desk, "党员队")
    with desk.database.writing() as connection:
        run = connection.exec_driver_sql
        for person, team, day in (
            (kept, both, "2026-03-01"),
            (merged, both, "2025-01-01"),
            (merged, own, "2026-02-01"),
        ):
            run(
                "INSERT INTO membership (uid, volunteer_id, team_id, role, from_on) "
                "VALUES (randomblob(16), ?, ?, '', ?)",
                (person, team, day),
            )
        run(
            "INSERT INTO person_record (uid, volunteer_id, kind, held_on, title, by_unit, "
            "reference, score, words, outcome) "
            "VALUES (randomblob(16), ?, 'award', '2026-05-01', '优秀', '', '', '', '', '')",
            (merged,),
        )
        run("UPDATE team SET leader_id = ? WHERE id = ?", (merged, own))
        run(
            "INSERT INTO custom_field (id, uid, name, kind, choices, position, active) VALUES "
            "(1, randomblob(16), '车牌', 'text', '[]', 1, 1), "
            "(2, randomblob(16), '楼号', 'text', '[]', 2, 1)"
        )
        run("INSERT INTO custom_value VALUES (?, 1, 'A'), (?, 2, '3'), (?, 2, '5')",
            (merged, merged, kept))  # fmt: skip
        run(
            "INSERT INTO certificate (uid, number, prefix, year, serial, kind, template, "
            "volunteer_id, name, minutes, from_on, to_on, issued_on, code, snapshot, status, "
            "void_reason, batch_id) VALUES (randomblob(16), '证〔2026〕第0001号', '证', 2026, 1, "
            "'certificate', 'honour', ?, '王玮', 60, '2026-01-01', '2026-12-31', '2026-11-01', "
            "'x', '{}', 'valid', '', (SELECT MAX(id) FROM batch))",
            (merged,),
        )


def test_the_kept_card_has_everything_and_the_other_is_out_of_sight(desk: Desk) -> None:
    kept, merged = _two(desk)
    _log(desk, kept, 60)
    _log(desk, merged, 90, date(2026, 10, 3))
    _hang_everything(desk, kept, merged)
    number = volunteer_card(desk, merged).row.number
    changed = merge_volunteers(desk, kept, merged)
    assert "带过来 1 条时长" in changed.message
    card = volunteer_card(desk, kept)
    assert (card.figures.minutes_all, card.draft.skills, card.draft.remark) == (150, "01", "旧")
    assert card.teams == ("青年队", "党员队")
    after = _snapshot(desk, kept)
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
    assert _minutes(desk, merged) == 0
    report = check(desk)
    assert report.sound, report.findings


def _list(value: object) -> list[tuple[object, ...]]:
    assert isinstance(value, list)
    return value


def test_undone_at_once_everything_is_as_it_was(desk: Desk) -> None:
    kept, merged = _two(desk)
    _log(desk, kept, 60)
    _log(desk, merged, 90, date(2026, 10, 3))
    _hang_everything(desk, kept, merged)
    before = _snapshot(desk, kept), _snapshot(desk, merged)
    choices: dict[str, Side] = {"name": "merged", "phone": "merged", "custom:2": "merged"}
    merge_volunteers(desk, kept, merged, choices)
    taken = _snapshot(desk, kept)
    assert (taken["name"], taken["name_key"], taken["phone"]) == ("王玮", "王玮", "13900002222")
    batch = recent_batches(desk, 1)[0]
    assert batch.undoable
    undo_batch(desk, batch.id)
    assert (_snapshot(desk, kept), _snapshot(desk, merged)) == before
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
    kept, merged = _two(desk)
    _log(desk, kept, 60, date(2026, 10, 10))
    _log(desk, merged, 90, date(2026, 10, 3))
    merge = _merge(desk, kept, merged)
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 10), now, "")
    later = Desk(desk.database, desk.folder, lambda: now + timedelta(days=200))
    _log(later, kept, 30, date(2027, 3, 3))
    save_volunteer(later, VolunteerDraft("王伟", remark="新"), kept)
    october = build_sheet(later, Month(2026, 10)).figures
    undo_merge(later, merge)
    assert (_minutes(later, kept), _minutes(later, merged)) == (90, 90)
    assert volunteer_card(later, kept).draft.remark == "新"
    assert volunteer_card(later, kept).draft.skills is None
    assert volunteer_card(later, merged).row.status is VolunteerStatus.ACTIVE
    again = build_sheet(later, Month(2026, 10)).figures
    assert (again.minutes, again.attendances) == (october.minutes, october.attendances) == (150, 2)
    assert check(later).sound


def test_a_locked_month_does_not_stop_a_merge_and_its_sums_stay(desk: Desk, now: datetime) -> None:
    kept, merged = _two(desk)
    _log(desk, kept, 60, date(2026, 10, 10))
    _log(desk, merged, 90, date(2026, 10, 3))
    before = build_sheet(desk, Month(2026, 10)).figures
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 10), now, "")
    changed = merge_volunteers(desk, kept, merged)
    assert "2026年10月已锁定：时长和人次不变，有时长人数少 1。" in changed.message
    after = build_sheet(desk, Month(2026, 10)).figures
    assert (after.minutes, after.attendances) == (before.minutes, before.attendances)


def test_an_hour_found_wrong_after_the_merge_is_not_restored(desk: Desk) -> None:
    kept, merged = _two(desk)
    _log(desk, merged, 90)
    merge = _merge(desk, kept, merged)
    (entry,) = [row for row in list_hours(desk, volunteer_id=kept) if row.minutes > 0]
    reverse_entry(desk, entry.id, "没有来")
    changed = undo_merge(desk, merge)
    assert "有 1 条时长合并后已冲销，不再恢复。" in changed.message
    assert (_minutes(desk, kept), _minutes(desk, merged)) == (0, 0)


@pytest.mark.parametrize("parted", [False, True])
def test_taking_back_the_hours_themselves_works_whoever_has_them(desk: Desk, parted: bool) -> None:
    kept, merged = _two(desk)
    batch = _log(desk, merged, 90)
    merge = _merge(desk, kept, merged)
    if parted:
        undo_merge(desk, merge)
    undo_batch(desk, batch)
    assert (_minutes(desk, kept), _minutes(desk, merged)) == (0, 0)
    if not parted:
        undo_merge(desk, merge)
        assert (_minutes(desk, kept), _minutes(desk, merged)) == (0, 0)
    assert check(desk).sound


def test_a_document_goes_over_and_comes_back(desk: Desk) -> None:
    save_volunteer(desk, VolunteerDraft("王伟", phone="13800001111"))
    save_volunteer(desk, a_draft(name="王玮"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    before = _snapshot(desk, kept), _snapshot(desk, merged)
    merge = _merge(desk, kept, merged)
    after = _snapshot(desk, kept)
    assert (after["id_number"], after["id_type"]) == (a_draft().id_number, "01")
    assert _snapshot(desk, merged)["id_number"] is None
    undo_merge(desk, merge)
    assert (_snapshot(desk, kept), _snapshot(desk, merged)) == before


def test_a_document_somebody_else_has_by_now_stops_the_parting(desk: Desk) -> None:
    save_volunteer(desk, VolunteerDraft("王伟", phone="13800001111"))
    save_volunteer(desk, a_draft(name="王玮"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    merge = _merge(desk, kept, merged)
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
        _log(desk, person, 60)
    one = _merge(desk, second, third)
    two = _merge(desk, first, second)
    assert _minutes(desk, first) == 180
    assert [hit.id for hit in search_volunteers(desk, "王炜")] == [first]
    with pytest.raises(UserFacingError, match="后来又并入了另一张卡片"):
        undo_merge(desk, one)
    undo_merge(desk, two)
    assert (_minutes(desk, first), _minutes(desk, second)) == (60, 120)
    assert [hit.id for hit in search_volunteers(desk, "王炜")] == [second]
    undo_merge(desk, one)
    assert [_minutes(desk, person) for person in (first, second, third)] == [60, 60, 60]


def test_two_merges_into_one_card_are_undone_in_any_order(desk: Desk) -> None:
    first, second, third = register(desk, "王伟", "王玮", "王炜")
    for person in (first, second, third):
        _log(desk, person, 60)
    one, two = _merge(desk, first, second), _merge(desk, first, third)
    undo_merge(desk, one)
    assert [_minutes(desk, person) for person in (first, second, third)] == [120, 60, 0]
    undo_merge(desk, two)
    assert [_minutes(desk, person) for person in (first, second, third)] == [60, 60, 60]


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


def test_numbers_of_merged_cards_are_not_given_again(desk: Desk) -> None:
    kept, merged = _two(desk)
    merge_volunteers(desk, kept, merged)
    save_volunteer(desk, a_draft(name="李敏", id_number=None, id_type=None, phone="13700003333"))
    assert search_volunteers(desk, "李敏")[0].number == "ZY2026000003"


def test_an_import_that_made_a_merged_card_says_why_it_stays(desk: Desk) -> None:
    kept, merged = _two(desk)
    made = next(row.id for row in recent_batches(desk) if row.label.endswith("000002"))
    merge = _merge(desk, kept, merged)
    with pytest.raises(UserFacingError, match="合并过"):
        undo_batch(desk, made)
    undo_merge(desk, merge)
    with pytest.raises(UserFacingError, match="合并过"):
        undo_batch(desk, made)


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
    kept, merged = _two(desk)
    _hang_everything(desk, kept, merged)
    merge_volunteers(desk, kept, merged)
    with desk.database.reading() as connection:
        (text,) = connection.exec_driver_sql("SELECT journal FROM merge").scalars()
    assert not re.search(r"1[38]\d{9}|王", text)


def test_the_desk_reopens_with_its_merges(desk: Desk, now: datetime) -> None:
    kept, merged = _two(desk)
    _log(desk, merged, 90)
    merge = _merge(desk, kept, merged)
    desk.close()
    again = open_desk(DataFolder(desk.folder.root), lambda: now)
    undo_merge(again, merge)
    assert _minutes(again, merged) == 90
    again.close()
