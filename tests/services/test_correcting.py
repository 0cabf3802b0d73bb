from datetime import date

import pytest

from tests.ledger_rows import list_hours
from tests.registered import an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursNature, HoursSource
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.activity_states import check_activities
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.keeping import check
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.settings import change_settings
from volunteer_desk.store.ledger import totals
from volunteer_desk.store.month_locks import lock_month

DAY = date(2026, 11, 14)


def _entry(desk: Desk) -> int:
    (person,) = register(desk, "王建国")
    line = HourLine(person, 120, 540, 660, "带队")
    log_hours(desk, HoursDraft(an_activity(desk), (line,), nature=HoursNature.HONOUR))
    return list_hours(desk)[0].id


def _total(desk: Desk) -> tuple[int, int]:
    with desk.database.reading() as connection:
        found = totals(connection)
    return found.attendances, found.minutes


def test_reversal_and_new_credit_are_one_act_and_both_stay(desk: Desk) -> None:
    entry = _entry(desk)
    batches = len(recent_batches(desk))
    changed = correct_entry(desk, entry, 180, 540, 720, reason="少记一小时")
    assert (changed.batch, changed.message) == (None, "已把2小时更正为3小时。")
    new, back, old = list_hours(desk)
    assert (old.id, old.minutes, old.reversed) == (entry, 120, True)
    assert (back.minutes, back.remark, back.source) == (-120, "少记一小时", HoursSource.ADJUSTED)
    assert (new.minutes, new.starts, new.ends, new.remark) == (180, 540, 720, "带队")
    assert (new.source, new.reversed) == (HoursSource.ADJUSTED, False)
    assert _total(desk) == (1, 180)
    made = recent_batches(desk)
    assert len(made) == batches + 1
    assert (made[0].label, made[0].undoable) == ("更正“周末清洁家园”11月14日时长 1人", False)
    assert {row.id for row in list_hours(desk, batch_id=made[0].id)} == {new.id, back.id}
    assert list_activities(desk)[0].minutes == 180
    assert not [said for said in check(desk).findings if "搜索" not in said]
    correct_entry(desk, new.id, 60, reason="还是不对")
    assert _total(desk) == (1, 60)


def test_a_correction_stays_when_the_first_batch_is_undone(desk: Desk) -> None:
    entry = _entry(desk)
    logged = recent_batches(desk)[0]
    correct_entry(desk, entry, 180, reason="少记一小时")
    undo_batch(desk, logged.id)
    assert _total(desk) == (1, 180)


@pytest.mark.parametrize(
    ("minutes", "starts", "ends", "reason", "said"),
    [
        (180, None, None, " ", "更正原因"),
        (120, 540, 660, "填错", "和原来一样"),
        (0, None, None, "填错", "大于0"),
        (1441, None, None, "填错", "超过了一天"),
        (180, 540, 660, "填错", "还长"),
        (120, 780, 900, "填错", "敬老助餐"),
        (1430, None, None, "填错", "每日上限"),
    ],
)
def test_what_cannot_be_leaves_everything_as_it_was(
    desk: Desk, minutes: int, starts: int | None, ends: int | None, reason: str, said: str
) -> None:
    entry = _entry(desk)
    person = list_hours(desk)[0].volunteer_id
    other = an_activity(desk, DAY, "敬老助餐")
    log_hours(desk, HoursDraft(other, (HourLine(person, 60, 840, 900),)))
    before = list_hours(desk)
    with pytest.raises(UserFacingError, match=said):
        correct_entry(desk, entry, minutes, starts, ends, reason=reason)
    assert list_hours(desk) == before


def test_a_reversed_a_missing_and_a_locked_entry_are_refused(desk: Desk) -> None:
    entry = _entry(desk)
    with pytest.raises(UserFacingError, match="不在了"):
        correct_entry(desk, 999, 60, reason="填错")
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 11), desk.now(), "")
    with pytest.raises(UserFacingError, match="已锁定"):
        correct_entry(desk, entry, 60, reason="填错")
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM month_lock")
    reverse_entry(desk, entry, "登错人")
    back = list_hours(desk)[0]
    for one, said in ((entry, "已经冲销"), (back.id, "不在了")):
        with pytest.raises(UserFacingError, match=said):
            correct_entry(desk, one, 60, reason="填错")


def test_an_activity_whose_hours_moved_is_to_be_checked_anew(desk: Desk) -> None:
    entry = _entry(desk)
    (activity,) = list_activities(desk)
    check_activities(desk, [activity.id], checked=True)
    correct_entry(desk, entry, 180, 540, 720, reason="少记一小时")
    assert list_activities(desk)[0].state is ActivityState.RECORDED
    check_activities(desk, [activity.id], checked=True)
    reverse_entry(desk, list_hours(desk)[0].id, "没有来")
    assert list_activities(desk)[0].state is ActivityState.PLANNED


def test_a_correction_that_moves_no_hours_says_what_it_moved(desk: Desk) -> None:
    entry = _entry(desk)
    assert correct_entry(desk, entry, 120, 600, 720, reason="晚到").message == (
        "起止时间已更正，仍是2小时。"
    )
    change_settings(desk, rounding_step=30)
    standing = next(row for row in list_hours(desk) if row.minutes > 0 and not row.reversed)
    assert correct_entry(desk, standing.id, 125, reason="量过").message == (
        "实际时间已更正为2小时5分，取整后仍是2小时。"
    )


def test_nature_and_remark_are_corrected_as_the_time_is(desk: Desk) -> None:
    entry = _entry(desk)
    changed = correct_entry(
        desk, entry, 120, 540, 660, reason="选错了", nature=HoursNature.CREDIT, remark="副队长"
    )
    assert changed.message == "性质和备注已更正，时长不变。"
    new, back, old = list_hours(desk)
    assert (new.nature, new.remark, new.minutes) == (HoursNature.CREDIT, "副队长", 120)
    assert (back.nature, back.reason) == (HoursNature.HONOUR, "选错了")
    assert (old.remark, old.reversed) == ("带队", True)
    with pytest.raises(UserFacingError, match="和原来一样"):
        correct_entry(desk, new.id, 120, 540, 660, reason="再来", nature=HoursNature.CREDIT)
    assert _total(desk) == (1, 120)
