from datetime import date, datetime

import pytest

from tests.conftest import CHINA
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.sign_codes import row_code, sheet_code
from volunteer_desk.domain.sign_sheets import SignLine, SignOccasion, SignSheet
from volunteer_desk.services.sheet_logging import Tried
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.signing.rows import came_words, left_words, length_words
from volunteer_desk.ui.signing.sheet_rows import SheetRows

CODE = sheet_code(482913)
ROOM = SignOccasion(1, "周末清洁家园", date(2026, 11, 22), 540, 690)
NIGHT = SignOccasion(1, "平安夜巡", date(2026, 11, 22), 1320, 60)
NO_TIME = SignOccasion(1, "敬老助餐", date(2026, 11, 22))


def some_rows(here: SignOccasion = ROOM, named: int = 4, blank: int = 1) -> SheetRows:
    lines = [SignLine(at, row_code(CODE, at), at, f"王{at}") for at in range(1, named + 1)]
    lines += [SignLine(at, row_code(CODE, at)) for at in range(named + 1, named + blank + 1)]
    printed = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)
    return SheetRows(SignSheet(1, CODE, "幸福里社区居委会", here, printed, tuple(lines)))


def times(rows: SheetRows, number: int) -> tuple[int, int | None, int | None] | None:
    time = rows.entries[number].time
    return None if time is None else (time.minutes, time.starts, time.ends)


@pytest.mark.parametrize(
    ("came", "left", "length", "expected"),
    [
        ("9:05", "11:00", "", (115, 545, 660)),
        ("905", "1100", "", (115, 545, 660)),
        ("9", "11", "", (120, 540, 660)),
        ("9:05", "", "", (145, 545, 690)),
        ("", "11:00", "", (120, 540, 660)),
        ("", "", "2.5", (150, 540, 690)),
        ("", "", "2小时半", (150, 540, 690)),
        ("9:30", "", "1", (60, 570, 630)),
        ("9:00-11:00", "", "", (120, 540, 660)),
        ("上午9点到11点半", "", "", (150, 540, 690)),
        ("", "", "14:00-16:00", (120, 840, 960)),
        ("９：３０", "１１：３０", "", (120, 570, 690)),
    ],
)
def test_times_are_read_as_people_write_them(
    came: str, left: str, length: str, expected: tuple[int, int, int]
) -> None:
    rows = some_rows()
    for column, text in (("came", came), ("left", left), ("length", length)):
        rows.type_time(0, column, text)
    assert times(rows, 0) == expected
    assert rows.entries[0].settled


def test_a_length_typed_under_sign_in_is_a_length() -> None:
    rows = some_rows()
    rows.type_time(0, "came", "2.5")
    assert (rows.entries[0].came, rows.entries[0].length) == ("", "2.5")
    assert times(rows, 0) == (150, 540, 690)


def test_over_midnight_counts_on_the_first_day_and_says_so() -> None:
    rows = some_rows(NIGHT)
    rows.type_time(0, "came", "22:00")
    rows.type_time(0, "left", "次日1:00")
    assert times(rows, 0) == (180, 1320, 60)
    assert rows.verdicts()[0].words == "到场 3 小时，到次日"
    rows.mark(1)
    assert (came_words(rows.entries[1]), left_words(rows.entries[1])) == ("22:00", "次日01:00")


def test_nothing_typed_is_nobody_who_came() -> None:
    rows = some_rows()
    assert rows.drafts() == ([], [])
    assert rows.settled() == []
    assert rows.waiting() == 0
    rows.type_time(0, "came", "9:00")
    rows.type_time(0, "came", "")
    assert not rows.entries[0].present


@pytest.mark.parametrize(
    ("came", "left", "said"),
    [
        ("九点多", "", "“九点多”看不懂"),
        ("9:00", "9:00", "签到和签退是同一时刻"),
        ("25", "", "“25”看不懂"),
        ("九", "", "“九”看不懂"),
    ],
)
def test_what_nobody_can_read_waits(came: str, left: str, said: str) -> None:
    rows = some_rows()
    rows.type_time(0, "came", came)
    rows.type_time(0, "left", left)
    assert rows.waiting() == 1
    assert rows.verdicts()[0].words.startswith(said)


def test_without_times_of_the_activity_both_ends_are_needed() -> None:
    rows = some_rows(NO_TIME)
    rows.type_time(0, "came", "9:00")
    assert rows.verdicts()[0].words == "还没有签退时间"
    rows.type_time(0, "left", "11:00")
    assert times(rows, 0) == (120, 540, 660)
    rows.mark(1)
    assert rows.verdicts()[1].words == "还没有签到时间"
    rows.type_time(2, "length", "2")
    assert times(rows, 2) == (120, None, None)


def test_a_mark_is_the_activitys_time_and_is_not_doubled() -> None:
    rows = some_rows()
    assert rows.mark(0)
    assert not rows.mark(0)
    assert times(rows, 0) == (150, 540, 690)
    assert length_words(rows.entries[0]) == "2.5"
    rows.clear(0)
    assert not rows.entries[0].present


def test_the_time_above_is_repeated_over_those_who_did_not_come() -> None:
    rows = some_rows()
    assert not rows.repeat_above(0)
    rows.type_time(0, "came", "9:10")
    assert rows.repeat_above(2)
    assert times(rows, 2) == times(rows, 0)
    assert not rows.entries[1].present


def test_a_blank_row_needs_a_person() -> None:
    rows = some_rows()
    rows.type_time(4, "came", "9:00")
    assert rows.verdicts()[4].words == "缺姓名"
    rows.type_name(4, "李秀英")
    assert rows.verdicts()[4].words == "是哪一位？"
    rows.resolve(4, Person(9, "李秀英"))
    assert rows.settled() == [4]


def test_one_person_on_two_rows_is_said_and_credited_once() -> None:
    rows = some_rows()
    rows.mark(0)
    rows.mark(4)
    rows.resolve(4, Person(1, "王1"))
    assert rows.verdicts()[4].words == "与第 1 行是同一人"
    assert rows.settled() == [0]
    assert rows.waiting() == 1


def test_what_the_rules_say_stands_at_its_row_until_it_moves() -> None:
    rows = some_rows()
    rows.mark(1)
    rows.mark(3)
    numbers, _lines = rows.drafts()
    problem = Problem(2, "hours", ProblemCode.OVERLAP, "与“敬老助餐”重叠，请核对。", True)
    rows.take(Tried((problem,), (), (150, 150)), numbers)
    said = rows.verdicts()[3]
    assert (said.words, said.waivable, said.settled) == ("与“敬老助餐”重叠", True, False)
    assert rows.settled() == [1]
    rows.type_time(3, "left", "10:00")
    assert rows.settled() == [1, 3]


def test_a_note_is_remark_and_reason() -> None:
    rows = some_rows()
    rows.mark(0)
    rows.type_note(0, "补写的")
    line = rows.entries[0].hour_line()
    assert line is not None
    assert (line.remark, line.reason) == ("补写的", "补写的")
