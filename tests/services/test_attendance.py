from datetime import timedelta

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, register
from tests.services.people import a_person
from tests.services.signing import TODAY, an_occasion, expecting, number_of, with_clock
from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursSource
from volunteer_desk.domain.kiosk import Answer, AttendanceLine, Presence
from volunteer_desk.services.approval import return_hours
from volunteer_desk.services.attendance import hear_card, hear_person
from volunteer_desk.services.attendance_edit import change_stay, drop_stays, give_end, restore_stays
from volunteer_desk.services.attendance_list import attendance_of, log_attendance
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import set_expected
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.keeping import check
from volunteer_desk.services.kiosk_pin import has_pin, is_pin, set_pin
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.presence import day_problem, presence_at
from volunteer_desk.services.settings import change_settings, read_settings
from volunteer_desk.services.sign_occasions import read_sign_occasion
from volunteer_desk.services.sign_sheets import make_sheet


def line_of(desk: Desk, activity: int, person: int) -> AttendanceLine:
    found = [one for one in attendance_of(desk, activity).lines if one.volunteer_id == person]
    return found[-1]


def test_beep_in_and_beep_out(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    number = number_of(desk, person)
    clock.set("9:05")
    came = hear_card(desk, activity, number)
    assert (came.answer, came.headline, came.name) == (Answer.CAME, "签到 09:05", "王*")
    assert came.presence == Presence(1, 1)
    clock.set("11:20")
    left = hear_card(desk, activity, number)
    assert (left.answer, left.headline, left.detail) == (
        Answer.LEFT,
        "签退 11:20",
        "这次2小时15分。",
    )
    assert left.presence == Presence(1, 0)
    assert left.presence.left == 1
    line = line_of(desk, activity, person)
    assert (line.counted, line.ready) == (135, True)


def test_a_double_scan_is_said_and_not_counted(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    number = number_of(desk, person)
    clock.set("9:05")
    hear_card(desk, activity, number)
    clock.now += timedelta(seconds=5)
    again = hear_card(desk, activity, number)
    assert again.answer is Answer.DOUBLE
    assert again.presence == Presence(1, 1)
    change_settings(desk, kiosk_double_seconds=3)
    assert hear_card(desk, activity, number).answer is Answer.LEFT


def test_who_comes_early_is_told_from_when_it_counts(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    clock.set("8:40")
    assert "从09:00算起" in hear_card(desk, activity, number_of(desk, person)).detail
    clock.set("11:00")
    hear_card(desk, activity, number_of(desk, person))
    assert line_of(desk, activity, person).counted == 120
    change_settings(desk, kiosk_from_start=False)
    assert line_of(desk, activity, person).counted == 140


def test_over_midnight_counts_on_its_first_day(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk, starts="22:00", ends="1:00")
    (person,) = expecting(desk, activity, "王建国")
    clock.set("22:00")
    hear_card(desk, activity, number_of(desk, person))
    clock.set("1:00", days=1)
    assert day_problem(desk, read_sign_occasion(desk, activity)) == ""
    hear_card(desk, activity, number_of(desk, person))
    log_attendance(desk, activity, [person], "one")
    (entry,) = list_hours(desk, activity_id=activity)
    assert (entry.served_on, entry.minutes, entry.starts, entry.ends) == (TODAY, 180, 1320, 60)
    assert entry.source is HoursSource.SCANNED


def test_another_days_activity_is_not_signed_in_at(desk: Desk) -> None:
    activity = an_occasion(desk, on=TODAY - timedelta(days=2))
    assert day_problem(desk, read_sign_occasion(desk, activity)) == (
        "这场活动在11月20日，今天是11月22日。"
    )


def test_an_unknown_card_and_a_paused_person_are_refused(desk: Desk) -> None:
    activity = an_occasion(desk)
    (paused,) = register(desk, "王暂停", status="paused")
    assert hear_card(desk, activity, "ZY2026999999").answer is Answer.UNKNOWN
    refused = hear_card(desk, activity, number_of(desk, paused))
    assert (refused.answer, refused.headline) == (Answer.REFUSED, "已暂停，不能签到")
    assert refused.presence == Presence(0, 0)


def test_who_is_expected_elsewhere_is_told_and_may_insist(desk: Desk) -> None:
    here, there = an_occasion(desk), an_occasion(desk, project="敬老助餐", place="食堂")
    (person,) = expecting(desk, there, "王建国")
    number = number_of(desk, person)
    asked = hear_card(desk, here, number)
    assert asked.answer is Answer.ELSEWHERE
    assert "敬老助餐”（食堂）" in asked.detail
    assert asked.presence == Presence(0, 0)
    assert hear_card(desk, here, number, confirmed=True).answer is Answer.CAME


def test_who_is_not_on_the_list_is_let_in_and_told(desk: Desk) -> None:
    activity = an_occasion(desk)
    expecting(desk, activity, "王建国")
    (other,) = register(desk, "李秀英")
    came = hear_card(desk, activity, number_of(desk, other))
    assert came.answer is Answer.CAME
    assert "不在名单上" in came.detail


def test_who_never_left_another_activity_is_told(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    morning = an_occasion(desk)
    afternoon = an_occasion(desk, starts="14:00", ends="16:00", project="敬老助餐")
    (person,) = register(desk, "王建国")
    hear_card(desk, morning, number_of(desk, person))
    clock.set("14:00")
    came = hear_card(desk, afternoon, number_of(desk, person))
    assert came.answer is Answer.CAME
    assert "“周末清洁家园”还没有签退" in came.detail


def test_a_typed_text_gives_choices_and_one_is_chosen(desk: Desk) -> None:
    activity = an_occasion(desk)
    first = a_person(desk, 1, name="王建国", phone="13800001111")
    a_person(desk, 2, name="王建军", phone="13800002222")
    answer = hear_card(desk, activity, "wangjian")
    assert answer.answer is Answer.CHOOSE
    assert {choice.name for choice in answer.choices} == {"王*"}
    assert {choice.detail for choice in answer.choices} == {"尾号1111", "尾号2222"}
    (last,) = hear_card(desk, activity, "1111").choices
    assert last.volunteer_id == first
    assert hear_person(desk, activity, first).answer is Answer.CAME


def test_names_are_shown_in_full_where_the_desk_says_so(desk: Desk) -> None:
    activity = an_occasion(desk)
    (person,) = register(desk, "欧阳·买买提江·吐尔逊")
    change_settings(desk, kiosk_mask_names=False)
    assert hear_card(desk, activity, number_of(desk, person)).name == "欧阳·买买提江·吐尔逊"
    assert presence_at(desk, activity)[1][0].name == "欧阳·买买提江·吐尔逊"


def test_full_width_and_lower_case_and_a_prefix_are_read(desk: Desk) -> None:
    activity = an_occasion(desk)
    (person,) = register(desk, "王建国")
    with desk.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE volunteer SET number = 'ZY2026000001' WHERE id = ?", (person,)
        )
    change_settings(desk, kiosk_prefix="]C1", kiosk_double_seconds=3600)
    assert hear_card(desk, activity, "]C1zy2026000001\r").answer is Answer.CAME
    assert hear_card(desk, activity, "ＺＹ２０２６０００００１").answer is Answer.DOUBLE


def test_a_merged_cards_number_means_the_living_card(desk: Desk) -> None:
    activity = an_occasion(desk)
    kept, merged = register(desk, "王建国", "王建国")
    number = number_of(desk, merged)
    merge_volunteers(desk, kept, merged)
    assert hear_card(desk, activity, number).volunteer_id == kept


def test_a_row_of_this_activitys_sheet_counts_and_another_ones_does_not(desk: Desk) -> None:
    here, there = an_occasion(desk), an_occasion(desk, project="敬老助餐")
    (person,) = expecting(desk, here, "王建国")
    own, other = make_sheet(desk, here, [person], 1), make_sheet(desk, there, [person], 1)
    assert hear_card(desk, here, own.lines[0].code).answer is Answer.CAME
    wrong = hear_card(desk, here, other.lines[0].code)
    assert (wrong.answer, wrong.headline) == (Answer.REFUSED, "不是这场活动")
    assert hear_card(desk, here, own.lines[1].code).headline == "这一行没有名字"
    assert hear_card(desk, here, own.code).answer is Answer.UNKNOWN


def test_a_forgotten_sign_out_waits_and_is_given_an_end(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    clock.set("18:00")
    waiting = line_of(desk, activity, person)
    assert (waiting.problem, waiting.ready) == ("还没有签退", False)
    assert waiting.open_stay is not None
    clock.set("11:30")
    with pytest.raises(UserFacingError, match="还没有到"):
        give_end(desk, [waiting.open_stay.id], clock.now + timedelta(minutes=1))
    give_end(desk, [waiting.open_stay.id], clock.now, "未签退，按活动结束时间计")
    done = line_of(desk, activity, person)
    assert (done.counted, done.stays[0].ending) == (120, "assumed")
    logged = log_attendance(desk, activity, [person], "one")
    assert logged.people == 1
    assert list_hours(desk, activity_id=activity)[0].remark == "未签退，按活动结束时间计"


def test_no_end_before_somebody_came(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    stay = line_of(desk, activity, person).open_stay
    assert stay is not None
    with pytest.raises(UserFacingError, match="之后才签到"):
        give_end(desk, [stay.id], clock.now - timedelta(minutes=1))


def test_a_dropped_stay_does_not_count_and_comes_back(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    stay = line_of(desk, activity, person).stays[0].id
    with pytest.raises(UserFacingError, match="原因"):
        drop_stays(desk, [stay], " ")
    drop_stays(desk, [stay], "扫错了")
    dropped = line_of(desk, activity, person)
    assert (dropped.problem, dropped.dropped) == ("不计", True)
    assert presence_at(desk, activity) == (Presence(0, 0), ())
    restore_stays(desk, [stay])
    assert presence_at(desk, activity)[0] == Presence(1, 1)
    drop_stays(desk, [stay], "扫错了")
    clock.set("10:00")
    hear_card(desk, activity, number_of(desk, person))
    with pytest.raises(UserFacingError, match="后来又签到了"):
        restore_stays(desk, [stay])


def test_a_time_is_changed_with_a_reason_that_is_kept(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    clock.set("11:30")
    stay = line_of(desk, activity, person).stays[0]
    with pytest.raises(UserFacingError, match="签退要在签到之后"):
        change_stay(desk, stay.id, clock.now, clock.now, "扫晚了")
    change_stay(desk, stay.id, stay.came_at - timedelta(minutes=30), clock.now, "扫晚了")
    line = line_of(desk, activity, person)
    assert (line.counted, line.stays[0].note) == (150, "扫晚了")


def test_what_a_hand_did_to_a_stay_is_taken_back_as_it_was(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    clock.set("11:30")
    hear_card(desk, activity, number_of(desk, person))
    (scanned,) = line_of(desk, activity, person).stays
    changed = change_stay(desk, scanned.id, scanned.came_at, clock.now, "扫晚了")
    dropped = drop_stays(desk, [scanned.id], "扫错了")
    assert changed.batch is not None
    assert dropped.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, changed.batch)
    assert undo_batch(desk, dropped.batch).message == "已撤销：签到：把1次签到标为不计。"
    undo_batch(desk, changed.batch)
    assert line_of(desk, activity, person).stays == (scanned,)
    drop_stays(desk, [scanned.id], "扫错了")
    restore_stays(desk, [scanned.id])
    assert line_of(desk, activity, person).stays[0].ending == scanned.ending, "still scanned"


def test_a_stay_that_cannot_be_put_back_stays(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    (stay,) = line_of(desk, activity, person).stays
    clock.set("10:00")
    dropped = drop_stays(desk, [stay.id], "扫错了").batch
    hear_card(desk, activity, number_of(desk, person))  # in anew
    clock.set("11:30")
    again = line_of(desk, activity, person).stays[-1]
    ended = give_end(desk, [again.id], clock.now).batch
    logged = log_attendance(desk, activity, [person], "one")
    for batch in (dropped, ended):
        assert batch is not None
        with pytest.raises(UserFacingError, match="不能撤销"):
            undo_batch(desk, batch)
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    assert ended is not None
    undo_batch(desk, ended)
    assert line_of(desk, activity, person).stays[-1].open


def test_attendance_is_credited_once_and_again_after_undo(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    people = expecting(desk, activity, "王建国", "李秀英")
    for person in people:
        hear_card(desk, activity, number_of(desk, person))
    clock.set("11:30")
    for person in people:
        hear_card(desk, activity, number_of(desk, person))
    logged = log_attendance(desk, activity, people, "one")
    assert log_attendance(desk, activity, people, "one").batch == logged.batch
    with pytest.raises(UserFacingError, match="已经登记过"):
        log_attendance(desk, activity, people, "two")
    assert all(line.logged for line in attendance_of(desk, activity).lines)
    stay = line_of(desk, activity, people[0]).stays[0].id
    with pytest.raises(UserFacingError, match="已经登记了时长"):
        drop_stays(desk, [stay], "扫错了")
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    assert not any(line.logged for line in attendance_of(desk, activity).lines)
    assert log_attendance(desk, activity, people, "two").people == 2
    assert not [one for one in check(desk).findings if "时长" in one or "批" in one]


def test_the_rules_are_said_in_the_list_and_a_reason_sets_them_aside(desk: Desk) -> None:
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    other = an_occasion(desk, project="敬老助餐", starts="9:00", ends="10:30")
    (person,) = expecting(desk, activity, "王建国")
    log_hours(desk, HoursDraft(other, (HourLine(person, 90, 540, 630),)))
    hear_card(desk, activity, number_of(desk, person))
    clock.set("11:30")
    hear_card(desk, activity, number_of(desk, person))
    line = line_of(desk, activity, person)
    assert "敬老助餐" in line.problem
    assert not line.ready
    assert log_attendance(desk, activity, [person], "one").batch is None


def test_the_pin_is_kept_as_a_hash(desk: Desk) -> None:
    assert not has_pin(desk)
    assert not is_pin(desk, "")
    for pin, again, said in (
        ("123", "123", "4到12位"),
        ("1234", "1235", "不一样"),
        ("abcd", "abcd", "数字"),
    ):
        with pytest.raises(UserFacingError, match=said):
            set_pin(desk, pin, again)
    set_pin(desk, "２４６８", "2468")
    assert "2468" not in read_settings(desk).kiosk_pin
    assert is_pin(desk, "2468")
    assert not is_pin(desk, "2469")


def test_an_activity_that_lists_nobody_lets_everybody_in(desk: Desk) -> None:
    activity = an_occasion(desk)
    set_expected(desk, activity, [])
    (person,) = register(desk, "王建国")
    assert a_project(desk)
    assert hear_card(desk, activity, number_of(desk, person)).detail == ""


def test_returned_hours_free_the_attendance_again(desk: Desk) -> None:
    change_settings(desk, approval=True)
    desk, clock = with_clock(desk)
    activity = an_occasion(desk)
    (person,) = expecting(desk, activity, "王建国")
    hear_card(desk, activity, number_of(desk, person))
    clock.set("11:30")
    hear_card(desk, activity, number_of(desk, person))
    assert log_attendance(desk, activity, [person], "one").waiting
    assert line_of(desk, activity, person).logged
    return_hours(desk, WaitingFilter(), "时间写错了")
    assert line_of(desk, activity, person).ready
    assert log_attendance(desk, activity, [person], "two").people == 1
