"""What other programs read wrongly: decimals, seconds, midnight, whole days, several shifts."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.durations import (
    Duration,
    DurationCell,
    format_clock,
    format_hours,
    format_minutes,
    parse_clock,
    parse_duration,
    served_between,
)
from volunteer_desk.domain.hour_rules import check_length, span_length
from volunteer_desk.domain.problems import ProblemCode

KIMAI: tuple[tuple[DurationCell, int | None], ...] = (
    # the values of kimai/kimai tests/Utils/DurationTest.php, in whole minutes
    (1, 60),
    (1.5, 90),
    ("1", 60),
    ("1.5", 90),
    ("-1.5", None),
    ("-1,5", None),
    # decimals whose binary value lies just under the exact one
    ("2.05", 123),
    ("4.10", 246),
    ("4.35", 261),
    ("8.20", 492),
    ("-8.20", None),
    ("8.45", 507),
    ("8.70", 522),
    ("8.95", 537),
    ("16.15", 969),
    (2.05, 123),
    (4.10, 246),
    (4.35, 261),
    (8.20, 492),
    (8.45, 507),
    (8.70, 522),
    (8.95, 537),
    (16.15, 969),
    ("", None),
    (0, None),
    (-12, None),
    ("99s", 2),
    ("2h", 120),
    ("38m", 38),
    ("2h38m", 158),
    ("2h38m17s", 158),
    ("1h96m137s", 158),
    ("3:27", 207),
    ("3h27m", 207),
    ("13:27", 807),
    ("-13:27", None),
    ("13:27:54", 808),
    ("3127:00:00", 187_620),
    ("3127:00", 187_620),
    ("-3127:01:17", None),
    ("13-13", None),
    ("3127::00", None),
    ("00::", None),
    ("3127:00:", None),
    (":3127:00", None),
    ("::3127", None),
    ("3127:-01", None),
    # read otherwise than there: bare numbers are hours, and 87 is no minute of an hour
    ("13", 780),
    ("13.13", 788),
    ("12:87:54", None),
    # a comma stands between two numbers as often as within one: it is not guessed
    ("1,5", None),
    ("8,20", None),
)


@pytest.mark.parametrize(("written", "minutes"), KIMAI)
def test_the_values_of_a_time_trackers_own_tests(
    written: DurationCell, minutes: int | None
) -> None:
    found = parse_duration(written)
    assert (found and found.minutes) == minutes


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # playasoft/volunteers#58: a shift that ended at midnight counted negative
        ("18:00-24:00", Duration(360, 1080, 0)),
        ("18:00-0:00", Duration(360, 1080, 0)),
        ("18:00-次日0:00", Duration(360, 1080, 0)),
        ("晚上10点到12点", Duration(120, 1320, 0)),
        ("23:59-0:01", Duration(2, 1439, 1)),
        ("0:00-8:00", Duration(480, 0, 480)),
        # OCA/hr-attendance#237: a night counted twice where its hours lie after midnight
        ("1:00-9:00", Duration(480, 60, 540)),
        ("凌晨1点到上午9点", Duration(480, 60, 540)),
        # a whole day is no empty one
        ("0:00-24:00", Duration(1440, 0, 0)),
        ("8:00-次日8:00", Duration(1440, 480, 480)),
        # the next day, named
        ("22:00-次日1:00", Duration(180, 1320, 60)),
        ("22:00 - 次日 01:00", Duration(180, 1320, 60)),
        ("22：00—第二天1：00", Duration(180, 1320, 60)),
        ("晚上10点到次日1点", Duration(180, 1320, 60)),
        ("晚上10点至次日凌晨1点半", Duration(210, 1320, 90)),
        ("8:00-次日下午2点", Duration(1800, 480, 840)),
        # bacca87/great2#168: the same time as start and end was counted as 24 hours
        ("8:00-8:00", None),
        ("上午8点到8点", None),
        # nothing is guessed
        ("9:00-9:00", None),
        ("0:00-0:00", None),
        ("24:00-2:00", None),
        ("次日", None),
        ("22:00-次日", None),
        ("次日1:00-3:00", None),
        ("22:00-次日24:00", None),
    ],
)
def test_midnight_and_whole_days(written: str, expected: Duration | None) -> None:
    assert parse_duration(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # bacca87/great2: a day's second period ran past midnight, and all that ended before it
        # began was lost or negative; a day could hold more than 24 hours
        ("8:00-12:00、22:00-2:00", Duration(480, shifts=2)),
        ("22:00-2:00、8:00-12:00", Duration(480, shifts=2)),
        ("22:00-2:00、1:00-3:00", None),  # of which night 1:00 is, nobody can say
        ("20:00-次日2:00、8:00-12:00", Duration(600, shifts=2)),
        ("8:00-20:00、20:00-次日8:00", Duration(1440, shifts=2)),
        ("8:00-20:00、20:00-次日9:00", None),  # 25 hours
        ("8:00-次日9:00、20:00-21:00", None),
    ],
)
def test_periods_past_midnight_beside_others(written: str, expected: Duration | None) -> None:
    assert parse_duration(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2", Duration(120)),
        ("2.5", Duration(150)),
        ("2h30", Duration(150)),
        ("2小时半", Duration(150)),
        ("150分钟", Duration(150)),
        ("2:30", Duration(150)),
        ("9:00-11:30", Duration(150, 540, 690)),
        ("上午9点到11点半", Duration(150, 540, 690)),
        ("22:00-01:00", Duration(180, 1320, 60)),
        ("２．５", Duration(150)),
        ("２ｈ３０", Duration(150)),
        ("２小时半", Duration(150)),
        ("１５０分钟", Duration(150)),
        ("２：３０", Duration(150)),
        ("９：００－１１：３０", Duration(150, 540, 690)),
        ("上午９点到１１点半", Duration(150, 540, 690)),
        ("２２：００－０１：００", Duration(180, 1320, 60)),
    ],
)
def test_every_way_the_office_writes_a_time(written: str, expected: Duration) -> None:
    assert parse_duration(written) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("9:00", "11:30", Duration(150, 540, 690)),
        (time(9), time(11, 30), Duration(150, 540, 690)),
        ("22:00", "1:00", Duration(180, 1320, 60)),
        ("22:00", "次日1:00", Duration(180, 1320, 60)),
        ("22:00", "次日 01:00", Duration(180, 1320, 60)),
        ("２２：００", "第二天凌晨1点", Duration(180, 1320, 60)),
        ("18:00", "24:00", Duration(360, 1080, 0)),
        ("8:00", "次日8:00", Duration(1440, 480, 480)),
        ("8:00", "次日9:00", Duration(1500, 480, 540)),
        ("9:00", "9:00", None),
        ("次日1:00", "3:00", None),
        ("9:00", "次日", None),
        ("9:00", "", None),
        ("", "次日1:00", None),
        (None, time(11), None),
    ],
)
def test_a_sign_in_and_a_sign_out_cell(
    starts: DurationCell, ends: DurationCell, expected: Duration | None
) -> None:
    assert served_between(starts, ends) == expected


def test_more_than_a_day_is_read_and_then_refused() -> None:
    # benwbrum/fromthepage#3496: 83 hours on one day
    for written in ("83小时", "83:00", "9:00-次日10:00", "3127:00"):
        found = parse_duration(written)
        assert found is not None
        refusal = check_length(found.minutes, found.starts, found.ends)
        assert refusal is not None
        assert refusal.code is ProblemCode.HOURS_OVER_DAY
    for written in ("24小时", "0:00-24:00", "8:00-次日8:00"):
        found = parse_duration(written)
        assert found is not None
        assert check_length(found.minutes, found.starts, found.ends) is None


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("9:00-11:00、14:00-16:00", 240),
        ("9:00-11:00，14:00-16:30", 270),
        ("9:00-11:00;14:00-16:00;19:00-20:00", 300),
        ("9:00-11:00 14:00-16:00", 240),
        ("9:00 - 11:00 14:00 - 16:00", 240),
        ("9:00-11:00\n14:00-16:00", 240),
        ("9:00-11:00+14:00-16:00", 240),
        ("上午9点到11点，下午2点到4点半", 270),
        ("上午9点到11点下午2点到4点", 240),
        ("上午9点到11点半和下午2点到4点", 270),
        ("22:00-1:00、8:00-10:00", 300),
        ("9:00-11:00、11:00-12:00", 180),
    ],
)
def test_several_shifts_in_one_cell_are_summed_without_ends(written: str, minutes: int) -> None:
    found = parse_duration(written)
    assert found is not None
    assert (found.minutes, found.starts, found.ends) == (minutes, None, None)
    assert found.shifts > 1


@pytest.mark.parametrize(
    "written",
    [
        "9:00-11:00、10:00-12:00",  # both cannot be true
        "22:00-3:00、2:00-4:00、22:30-23:00",
        "22:00-次日9:00、8:00-10:00",
        "9:00-11:00、2小时",
        "9:00-11:00、下午",
        "9:00-11:00、14:00",
        "、",
    ],
)
def test_several_shifts_of_which_one_is_doubtful_are_not_read(written: str) -> None:
    assert parse_duration(written) is None


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("'2", 120),  # Excel's mark that a number is text
        ("45'", None),  # minutes to some; never 45 hours
        ("2'30", None),
        ("一百五十分钟", 150),
        ("一百零五分钟", 105),
        ("一百分钟", 100),
        ("一百二分钟", None),
        ("两小时零五分", 125),
        ("九点零五分到十点", 55),
        ("零点到六点", 360),
        ("九点十五到十一点四十五", 150),
        ("两个钟", 120),
        ("2个钟半", 150),
        ("一二小时", None),
    ],
)
def test_numerals_in_words_and_signs_that_mean_something_else(
    written: str, minutes: int | None
) -> None:
    found = parse_duration(written)
    assert (found and found.minutes) == minutes


@pytest.mark.parametrize("written", ["次日1:00", "次日", "第二天9点"])
def test_a_moment_of_another_day_is_no_moment_of_this_one(written: str) -> None:
    assert parse_clock(written) is None


MOMENTS = st.integers(0, 1439)


@given(MOMENTS, MOMENTS)
def test_the_next_day_named_comes_back_as_it_was(starts: int, ends: int) -> None:
    found = parse_duration(f"{format_clock(starts)}-次日{format_clock(ends)}")
    assert found == Duration(ends + 1440 - starts, starts, ends)
    if ends <= starts:
        assert found.minutes == span_length(starts, ends)


@given(
    st.lists(MOMENTS, min_size=4, max_size=8, unique=True).filter(lambda one: len(one) % 2 == 0),
    st.sampled_from(("、", "，", "；", " ", "+", "\n")),
)
def test_shifts_apart_from_each_other_are_summed(moments: list[int], between: str) -> None:
    moments.sort()
    pairs = list(zip(moments[::2], moments[1::2], strict=True))
    written = between.join(f"{format_clock(a)}-{format_clock(b)}" for a, b in pairs)
    total = sum(b - a for a, b in pairs)
    assert parse_duration(written) == Duration(total, shifts=len(pairs))


@given(st.integers(1, 1440))
def test_every_length_of_a_day_is_its_own_spelling_back(minutes: int) -> None:
    for written in (
        format_minutes(minutes),
        format_hours(minutes),
        f"{minutes}分钟",
        f"{minutes // 60}:{minutes % 60:02d}",
        f"{minutes // 60}h{minutes % 60}m",
        f"{minutes // 60}小时{minutes % 60}分0秒",
    ):
        assert parse_duration(written) == Duration(minutes)


@given(st.text("0123456789:：-—~到至次日、，；+ 点半上下午晚小时分钟hm.", max_size=24))
def test_nothing_made_of_the_same_signs_is_read_as_no_time_or_breaks(text: str) -> None:
    found = parse_duration(text)
    if found is None:
        return
    assert found.minutes > 0
    if found.starts is not None:
        assert found.ends is not None
        assert 0 <= found.starts < 1440
        assert 0 <= found.ends < 1440
        assert (found.ends - found.starts - found.minutes) % 1440 == 0


@given(MOMENTS, MOMENTS, st.sampled_from(("次日", "第二天", "翌日 ")))
def test_two_cells_say_what_one_cell_says(starts: int, ends: int, named: str) -> None:
    first, last = format_clock(starts), format_clock(ends)
    assert served_between(first, last) == parse_duration(f"{first}-{last}")
    assert served_between(first, f"{named}{last}") == parse_duration(f"{first}-次日{last}")
