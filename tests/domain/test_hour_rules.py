from datetime import date

import pytest

from volunteer_desk.domain.hour_rules import Timetable, check_length, span_length
from volunteer_desk.domain.problems import ProblemCode

DAY, NEXT = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "length"),
    [(540, 690, 150), (1320, 60, 180), (0, 1440, 1440), (600, 600, 1440), (1380, 0, 60)],
)
def test_an_end_not_after_the_start_is_tomorrows(starts: int, ends: int, length: int) -> None:
    assert span_length(starts, ends) == length


@pytest.mark.parametrize(
    ("minutes", "starts", "ends", "code"),
    [
        (1, None, None, None),
        (1440, None, None, None),
        (0, None, None, ProblemCode.HOURS_INVALID),
        (-120, None, None, ProblemCode.HOURS_INVALID),
        (1441, None, None, ProblemCode.HOURS_OVER_DAY),
        (120, 540, 690, None),
        (151, 540, 690, ProblemCode.HOURS_INVALID),
        (60, 1440, 60, ProblemCode.HOURS_INVALID),
    ],
)
def test_lengths(
    minutes: int, starts: int | None, ends: int | None, code: ProblemCode | None
) -> None:
    refusal = check_length(minutes, starts, ends)
    assert (refusal and refusal.code) == code


def test_shifts_that_touch_do_not_overlap() -> None:
    table = Timetable()
    table.add(1, DAY, 60, 540, 600, "敬老助餐")
    assert table.refuse(1, DAY, 60, 600, 660) is None
    assert table.refuse(1, DAY, 60, 480, 540) is None
    refusal = table.refuse(1, DAY, 60, 599, 659)
    assert refusal is not None
    assert refusal.code is ProblemCode.OVERLAP


def test_a_night_shift_of_new_years_eve_meets_new_years_morning() -> None:
    table = Timetable()
    table.add(1, DAY, 180, 1320, 60, "守岁")
    refusal = table.refuse(1, NEXT, 60, 30, 90)
    assert refusal is not None
    assert "“守岁”（12月31日 22:00–01:00）" in refusal.message
    assert table.refuse(2, NEXT, 60, 30, 90) is None
    assert table.refuse(1, NEXT, 1440, None, None) is None


def test_a_days_sum_meets_the_desks_limit() -> None:
    table = Timetable(limit=480)
    table.add(1, DAY, 300, None, None, "甲")
    assert table.refuse(1, DAY, 180, None, None) is None
    refusal = table.refuse(1, DAY, 181, 0, 181)
    assert refusal is not None
    assert refusal.code is ProblemCode.HOURS_OVER_DAY


def test_what_a_day_has_already_is_named() -> None:
    table = Timetable()
    for number, project in enumerate(("巡逻", "助餐", "义诊", "植树")):
        table.add(1, DAY, 60, 60 * number, 60 * number + 60, project)
    named = "“巡逻”（00:00–01:00）1小时、“助餐”（01:00–02:00）1小时、“义诊”（02:00–03:00）1小时"
    assert table.beside(1, DAY) == f"当天已有{named}等4条，"
    assert table.beside(2, DAY) == ""
    refusal = table.refuse(1, DAY, 1380, None, None)
    assert refusal is not None
    assert refusal.message.startswith("当天已有“巡逻”")


def test_a_mere_length_may_be_what_was_logged_before() -> None:
    table = Timetable()
    table.add(1, DAY, 120, None, None, "助餐")
    table.add(1, DAY, 60, 540, 600, "巡逻")
    assert table.again(1, DAY, "助餐", 540) == "“助餐”2小时"
    assert table.again(1, DAY, "巡逻", None) == "“巡逻”（09:00–10:00）1小时"
    assert table.again(1, DAY, "巡逻", 660) == ""  # two stays
    assert table.again(1, DAY, "义诊", None) == ""
