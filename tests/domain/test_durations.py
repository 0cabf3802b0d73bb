from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.durations import (
    Duration,
    DurationCell,
    duration_between,
    format_clock,
    format_hours,
    format_minutes,
    parse_clock,
    parse_duration,
)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("2", 120),
        ("2.5", 150),
        ("３", 180),
        (8, 480),
        (1.5, 90),
        (1.67, 100),
        ("2小时", 120),
        ("2 小时", 120),
        ("2h", 120),
        ("2H30", 150),
        ("2h30min", 150),
        ("2小时半", 150),
        ("1.5小时", 90),
        ("１．５小时", 90),
        ("一个半小时", 90),
        ("两个半小时", 150),
        ("两小时", 120),
        ("两个小时", 120),
        ("十二小时", 720),
        ("半小时", 30),
        ("半个小时", 30),
        ("1小时40分", 100),
        ("1小时30", 90),
        ("三刻钟", 45),
        ("150分钟", 150),
        ("30分", 30),
        ("90min", 90),
        ("2:30", 150),
        ("3:00", 180),
        ("３：００", 180),
        (time(2, 30), 150),
        (timedelta(hours=26), 1560),
        (datetime(1899, 12, 31, 2, 0, tzinfo=UTC), 1560),
        ("26小时", 1560),
    ],
)
def test_length_is_read(written: DurationCell, minutes: int) -> None:
    found = parse_duration(written)
    assert found is not None
    assert (found.minutes, found.starts, found.ends) == (minutes, None, None)


@pytest.mark.parametrize(
    ("written", "minutes", "starts", "ends"),
    [
        ("9:00-11:30", 150, "09:00", "11:30"),
        ("９：００－１１：３０", 150, "09:00", "11:30"),
        ("14:00—18:00", 240, "14:00", "18:00"),
        ("8：30——11：30", 180, "08:30", "11:30"),
        ("9:00 ~ 11:00", 120, "09:00", "11:00"),
        ("9点-11点半", 150, "09:00", "11:30"),
        ("9-11点", 120, "09:00", "11:00"),
        ("上午9点到11点半", 150, "09:00", "11:30"),
        ("上午9点到下午2点", 300, "09:00", "14:00"),
        ("下午2点到5点", 180, "14:00", "17:00"),
        ("下午两点至四点一刻", 135, "14:00", "16:15"),
        ("中午12点到1点", 60, "12:00", "13:00"),
        ("2:00pm-4:00pm", 120, "14:00", "16:00"),
        ("2pm-4pm", 120, "14:00", "16:00"),
        ("18:00-24:00", 360, "18:00", "00:00"),
    ],
)
def test_from_to_gives_both_ends(written: str, minutes: int, starts: str, ends: str) -> None:
    found = parse_duration(written)
    assert found is not None
    assert found.starts is not None
    assert found.ends is not None
    assert found.minutes == minutes
    assert (format_clock(found.starts), format_clock(found.ends)) == (starts, ends)


@pytest.mark.parametrize("written", ["22:00-01:00", "晚上10点到1点", "晚上10点到凌晨1点"])
def test_overnight_shift_ends_on_the_next_day(written: str) -> None:
    found = parse_duration(written)
    assert found is not None
    assert (found.minutes, found.starts, found.ends) == (180, 22 * 60, 60)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "  ",
        "abc",
        "半天",
        "0",
        0,
        -2,
        "-2",
        "0分钟",
        "2点",
        "9-11",
        "9:00-",
        "9:00-9:00",
        "25:00-3:00",
        "9:70-10:00",
        "上午9点到1点",
        "1个半小时半",
        "百小时",
        True,
        float("nan"),
        float("inf"),
        time(0, 0),
        timedelta(0),
        date(2026, 9, 11),
        datetime(2026, 9, 11, 2, 0, tzinfo=UTC),
    ],
)
def test_vague_or_empty_time_is_not_guessed(written: DurationCell) -> None:
    assert parse_duration(written) is None


@pytest.mark.parametrize(
    ("written", "minute"),
    [
        ("9:00", 540),
        ("09:00:00", 540),
        ("９：３０", 570),
        ("9点半", 570),
        ("下午2点", 840),
        ("2pm", 840),
        ("24:00", 0),
        (time(14, 30), 870),
        (datetime(2026, 10, 1, 14, 30, tzinfo=UTC), 870),
        ("9", None),
        ("25:00", None),
        ("9:00-11:00", None),
        ("到", None),
        (0.375, None),
        (None, None),
    ],
)
def test_a_moment_of_the_day(written: DurationCell, minute: int | None) -> None:
    assert parse_clock(written) == minute


def test_from_sign_in_to_sign_out() -> None:
    assert duration_between(540, 690) == Duration(150, 540, 690)
    assert duration_between(1320, 60) == Duration(180, 1320, 60)
    assert duration_between(540, 540) is None


@given(st.integers(min_value=1, max_value=100_000))
def test_words_come_back_as_the_same_minutes(minutes: int) -> None:
    found = parse_duration(format_minutes(minutes))
    assert found is not None
    assert found.minutes == minutes


@given(st.integers(min_value=1, max_value=100_000))
def test_hours_come_back_as_the_same_minutes(minutes: int) -> None:
    found = parse_duration(format_hours(minutes))
    assert found is not None
    assert found.minutes == minutes


@given(st.integers(min_value=0, max_value=1439), st.integers(min_value=1, max_value=1439))
def test_from_to_lasts_as_long_as_it_says(starts: int, minutes: int) -> None:
    ends = (starts + minutes) % 1440
    found = parse_duration(f"{format_clock(starts)}-{format_clock(ends)}")
    assert found is not None
    assert (found.minutes, found.starts, found.ends) == (minutes, starts, ends)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_but_never_raises(text: str) -> None:
    found = parse_duration(text)
    assert found is None or found.minutes > 0


@pytest.mark.parametrize(
    ("minutes", "hours", "words"),
    [
        (150, "2.5", "2小时30分"),
        (100, "1.67", "1小时40分"),
        (75, "1.25", "1小时15分"),
        (600, "10", "10小时"),
        (0, "0", "0分"),
        (-150, "-2.5", "-2小时30分"),
    ],
)
def test_minutes_in_words(minutes: int, hours: str, words: str) -> None:
    assert (format_hours(minutes), format_minutes(minutes)) == (hours, words)
