from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.attendance import (
    Ending,
    Heard,
    Occasion,
    Stay,
    add_up,
    hear_scan,
    wait_after,
)

CHINA = timezone(timedelta(hours=8))
DAY = date(2026, 11, 21)
MORNING = Occasion(DAY, 540, 690, True, CHINA)
NIGHT = Occasion(DAY, 1320, 60, True, CHINA)


def at(clock: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock.rjust(5, "0")), CHINA)


def stay(came: str, left: str | None = None, ending: Ending | None = None) -> Stay:
    usual = Ending.SCANNED if left else Ending.OPEN
    return Stay(1, 7, at(came), at(left) if left else None, ending or usual)


def test_the_first_scan_comes_and_the_next_leaves() -> None:
    assert hear_scan([], at("9:00"), 60) is Heard.CAME
    assert hear_scan([stay("9:00")], at("11:30"), 60) is Heard.LEFT
    assert hear_scan([stay("9:00", "11:30")], at("14:00"), 60) is Heard.CAME


def test_a_double_scan_changes_nothing() -> None:
    assert hear_scan([stay("9:00")], at("09:00:59"), 60) is Heard.DOUBLE
    assert hear_scan([stay("9:00")], at("9:01"), 60) is Heard.LEFT
    assert hear_scan([stay("9:00", "11:30")], at("11:30:30"), 60) is Heard.DOUBLE
    assert hear_scan([stay("9:00")], at("09:00:01"), 0) is Heard.LEFT


def test_a_clock_set_back_is_said() -> None:
    assert hear_scan([stay("9:00")], at("8:59"), 60) is Heard.CLOCK


def test_a_dropped_stay_says_nothing() -> None:
    assert hear_scan([stay("9:00", ending=Ending.DROPPED)], at("09:00:10"), 60) is Heard.CAME


def test_a_stay_of_yesterday_is_not_ended_by_a_scan_of_today() -> None:
    later = at("9:30", DAY + timedelta(days=1))
    assert hear_scan([stay("9:00")], later, 60) is Heard.STALE


def test_time_is_counted_to_the_minute() -> None:
    done = add_up([stay("09:02:40", "11:29:10")], MORNING)
    assert (done.minutes, done.starts, done.ends) == (147, 542, 689)


def test_who_came_early_counts_from_the_start_or_from_the_scan() -> None:
    early = [stay("8:40", "11:30")]
    fromstart = add_up(early, MORNING)
    assert (fromstart.minutes, fromstart.starts, fromstart.early) == (150, 540, 20)
    scanned = add_up(early, replace(MORNING, from_start=False))
    assert (scanned.minutes, scanned.starts, scanned.early) == (170, 520, 0)


def test_who_left_before_the_start_has_no_time() -> None:
    assert add_up([stay("8:10", "8:50")], MORNING).problem == "活动开始前就签退了"


def test_over_midnight_counts_on_the_first_day() -> None:
    night = Stay(1, 7, at("21:50"), at("1:05", DAY + timedelta(days=1)), Ending.SCANNED)
    done = add_up([night], NIGHT)
    assert (done.minutes, done.starts, done.ends) == (185, 1320, 65)


def test_who_came_after_midnight_has_minutes_but_no_clock_of_the_first_day() -> None:
    next_day = DAY + timedelta(days=1)
    late = Stay(1, 7, at("0:10", next_day), at("1:00", next_day), Ending.SCANNED)
    done = add_up([late], NIGHT)
    assert (done.minutes, done.starts, done.ends) == (50, None, None)


def test_the_end_of_a_night_is_on_the_next_day() -> None:
    assert NIGHT.finishes == at("1:00", DAY + timedelta(days=1))
    assert MORNING.finishes == at("11:30")
    assert replace(MORNING, ends=None).finishes is None


def test_a_typed_time_of_a_night_lies_on_the_day_it_must() -> None:
    next_day = DAY + timedelta(days=1)
    assert NIGHT.instant_typed(1325, False, None) == at("22:05")
    assert NIGHT.instant_typed(30, False, at("22:05")) == at("0:30", next_day)
    assert NIGHT.instant_typed(90, False, at("22:05")) == at("1:30", next_day)
    assert MORNING.instant_typed(660, False, at("9:00")) == at("11:00")
    assert MORNING.instant_typed(60, True, at("9:00")) == at("1:00", next_day)


def test_two_stays_add_up() -> None:
    done = add_up([stay("14:00", "16:00"), stay("9:00", "11:00")], MORNING)
    assert (done.minutes, done.starts, done.ends) == (240, 540, 960)


def test_stays_that_overlap_after_a_merge_count_once() -> None:
    assert add_up([stay("9:00", "11:00"), stay("9:10", "11:10")], MORNING).minutes == 130
    assert add_up([stay("9:00", "11:00"), stay("9:10", "10:00")], MORNING).minutes == 120


def test_an_open_stay_waits() -> None:
    assert add_up([stay("9:00", "11:00"), stay("14:00")], MORNING).problem == "还没有签退"


def test_a_stay_over_a_day_waits() -> None:
    long = Stay(1, 7, at("9:00"), at("9:01", DAY + timedelta(days=1)), Ending.ASSUMED)
    assert add_up([long], MORNING).problem == "签到到签退超过24小时"


def test_a_wrong_pin_is_waited_for_longer_and_longer() -> None:
    assert [wait_after(times) for times in range(7)] == [0, 0, 0, 4, 8, 16, 32]
    assert wait_after(50) == 300


@given(
    st.lists(st.tuples(st.integers(0, 40_000), st.booleans()), min_size=1, max_size=25),
    st.integers(0, 120),
    st.booleans(),
)
def test_scans_never_make_negative_or_double_time(
    scans: list[tuple[int, bool]], double: int, from_start: bool
) -> None:
    """Whatever is scanned whenever: stays lie one after the other, and their sum is no longer."""
    stays: list[Stay] = []
    begun = at("7:00").astimezone(UTC)
    for second, forwards in scans:
        now = begun + timedelta(seconds=second)
        if forwards and stays:
            last = stays[-1].left_at or stays[-1].came_at
            now = last + timedelta(seconds=second)
        heard = hear_scan(stays, now, double)
        if heard is Heard.CAME:
            assert not any(one.open for one in stays)
            stays.append(Stay(len(stays), 7, now))
        elif heard is Heard.LEFT:
            stays[-1] = replace(stays[-1], left_at=now, ending=Ending.SCANNED)
    for one in stays:
        assert one.left_at is None or one.left_at >= one.came_at
    for before, after in pairwise(stays):
        assert before.left_at is not None
        assert before.left_at <= after.came_at
    done = add_up(stays, replace(MORNING, from_start=from_start))
    assert done.minutes >= 0
    if done.minutes:
        first, last_left = stays[0].came_at, stays[-1].left_at
        assert last_left is not None
        assert done.minutes <= (last_left - first) // timedelta(minutes=1) + 1
    if done.starts is not None and done.ends is not None:
        assert done.minutes <= ((done.ends - done.starts) % 1440 or 1440)
