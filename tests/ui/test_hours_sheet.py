from datetime import date

import pytest

from volunteer_desk.domain.durations import Duration, parse_duration
from volunteer_desk.domain.hours import Standing
from volunteer_desk.ui.hours.circumstances import Circumstances
from volunteer_desk.ui.hours.row_times import (
    ends_words,
    minutes_words,
    read_clock,
    starts_words,
)
from volunteer_desk.ui.hours.rows import GridRow, Person
from volunteer_desk.ui.hours.sheet import Sheet

DAY = date(2026, 11, 21)
MORNING = Duration(150, 540, 690)


def a_sheet(common: Duration | None = MORNING, *standing: Standing) -> Sheet:
    sheet = Sheet(Circumstances(DAY, common, "周末清洁家园", standing))
    sheet.add_people([Person(1, "王建国"), Person(2, "李秀英")])
    return sheet


def an_entry(
    volunteer_id: int, minutes: int, starts: int | None = None, ends: int | None = None
) -> Standing:
    return Standing(volunteer_id, 1, DAY, starts, ends, minutes, "周末清洁家园")


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        ("minutes", "3", ("09:00", "12:00", "3")),
        ("minutes", "2小时半", ("09:00", "11:30", "2.5")),
        ("minutes", "9:00-12:00", ("09:00", "12:00", "3")),
        ("minutes", "22:00-1:00", ("22:00", "次日 01:00", "3")),
        ("starts", "9:30", ("09:30", "11:30", "2")),
        ("starts", "10", ("10:00", "11:30", "1.5")),
        ("starts", "0930", ("09:30", "11:30", "2")),
        ("starts", "14:00-16:00", ("14:00", "16:00", "2")),
        ("ends", "12", ("09:00", "12:00", "3")),
        ("ends", "次日 01:00", ("09:00", "次日 01:00", "16")),
        ("ends", "次日1:00", ("09:00", "次日 01:00", "16")),
        ("minutes", "9:00-11:00、14:00-16:00", ("", "", "4")),
        ("minutes", "", ("09:00", "11:30", "2.5")),
    ],
)
def test_what_is_typed_into_a_cell(column: str, text: str, shown: tuple[str, str, str]) -> None:
    sheet = a_sheet()
    key = sheet.rows[0].key
    sheet.retime(key, column, text)
    row = sheet.rows[0]
    assert (starts_words(row), ends_words(row), minutes_words(row)) == shown
    assert sheet.rows[1].time == MORNING


@pytest.mark.parametrize("text", ["abc", "25:00", "9:00-9:00", "-3", "半天"])
def test_what_nobody_can_read_waits_in_its_cell(text: str) -> None:
    sheet = a_sheet()
    sheet.retime(sheet.rows[0].key, "ends", text)
    row = sheet.rows[0]
    assert ends_words(row) == text
    assert row.hour_line() is None
    assert text in row.verdict.words
    sheet.retime(row.key, "ends", "")
    assert sheet.rows[0].time == MORNING


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ((("starts", "9:00"), ("ends", "11:30")), ("09:00", "11:30", "2.5")),
        ((("ends", "1130"), ("starts", "9")), ("09:00", "11:30", "2.5")),
        ((("starts", "22:00"), ("ends", "次日1:00")), ("22:00", "次日 01:00", "3")),
        ((("ends", "次日1:00"), ("starts", "22:00")), ("22:00", "次日 01:00", "3")),
        ((("starts", "9:00"), ("minutes", "2小时半")), ("09:00", "11:30", "2.5")),
        ((("ends", "11:30"), ("minutes", "2.5")), ("09:00", "11:30", "2.5")),
    ],
)
def test_from_and_to_are_typed_one_after_the_other(
    typed: tuple[tuple[str, str], ...], shown: tuple[str, str, str]
) -> None:
    sheet = a_sheet(None)
    key = sheet.rows[0].key
    for column, text in typed:
        sheet.retime(key, column, text)
    row = sheet.rows[0]
    assert (starts_words(row), ends_words(row), minutes_words(row)) == shown
    assert row.verdict.settled


def test_one_end_alone_says_what_is_lacking_and_takes_the_common_length() -> None:
    sheet = a_sheet(None)
    sheet.retime(sheet.rows[0].key, "starts", "9:00")
    assert (sheet.rows[0].verdict.words, sheet.rows[0].verdict.cells) == ("还没有“止”", ("ends",))
    sheet.move(Circumstances(DAY, Duration(120), "周末清洁家园"))
    assert (starts_words(sheet.rows[0]), ends_words(sheet.rows[0])) == ("09:00", "11:00")
    assert sheet.tally.settled == 2


def test_the_same_moment_twice_is_no_whole_day() -> None:
    # bacca87/great2#168: 8:00 to 8:00 was counted as 24 hours
    sheet = a_sheet(Duration(120, 480, 600))
    sheet.retime(sheet.rows[0].key, "ends", "8:00")
    assert sheet.rows[0].verdict.words == "起和止是同一时刻"
    assert not sheet.rows[0].verdict.settled
    sheet.retime(sheet.rows[0].key, "ends", "次日8:00")
    assert sheet.rows[0].minutes == 1440


def test_the_next_day_typed_is_not_taken_for_this_one() -> None:
    sheet = a_sheet()
    sheet.retime(sheet.rows[0].key, "ends", "次日 10:00")
    assert sheet.rows[0].hour_line() is None
    assert "25小时超过了一天" in sheet.rows[0].verdict.words


def test_a_length_follows_the_common_start() -> None:
    sheet = a_sheet()
    sheet.retime(sheet.rows[0].key, "minutes", "1")
    sheet.move(Circumstances(DAY, parse_duration("14:00-16:00")))
    assert starts_words(sheet.rows[0]) == "14:00"
    assert ends_words(sheet.rows[0]) == "15:00"


def test_a_long_day_is_said_and_an_impossible_one_refused() -> None:
    sheet = a_sheet(Duration(120), an_entry(1, 400), an_entry(2, 1400))
    first, second = (row.verdict for row in sheet.rows)
    assert first.settled
    assert first.words == "当天 8.67 小时，请核对"
    assert not second.settled
    assert "超过每日上限" in second.words


def test_the_same_record_again_is_refused() -> None:
    sheet = a_sheet(Duration(120), an_entry(1, 120))
    assert [row.verdict.settled for row in sheet.rows] == [False, True]
    assert sheet.tally.words == "2 人 · 2 小时 · 1 处要看"


def test_a_removed_line_stays_away_until_the_text_is_emptied() -> None:
    sheet = Sheet(Circumstances(DAY, MORNING))
    pasted = [GridRow(0, "王建国", Person(1, "王建国"), line=1), GridRow(0, "路人甲", line=2)]
    sheet.show_pasted(pasted)
    sheet.remove({sheet.rows[1].key})
    sheet.show_pasted(pasted)
    assert [row.written for row in sheet.rows] == ["王建国"]
    sheet.show_pasted([])
    sheet.show_pasted(pasted)
    assert [row.written for row in sheet.rows] == ["王建国", "路人甲"]


@pytest.mark.parametrize("gone", [{0}, {1}, {3}, {0, 2}, {2, 4}, {0, 1, 2, 3, 4, 5}])
def test_rows_taken_out_leave_what_sorting_all_anew_would_say(gone: set[int]) -> None:
    sheet = a_sheet(MORNING, an_entry(4, 60, 600, 660))
    again = (1, "王建国"), (3, "张伟"), (1, "王建国"), (4, "赵敏")
    sheet.show_pasted(
        [
            GridRow(0, name, Person(one, name), line=line, pasted=True)
            for line, (one, name) in enumerate(again, 1)
        ]
    )
    sheet.retime(sheet.rows[1].key, "minutes", "半天")
    sheet.remove({sheet.rows[place].key for place in gone})
    said, tally, people = list(sheet.rows), sheet.tally.words, sheet.people()
    sheet._arrange()
    assert (said, tally, people) == (list(sheet.rows), sheet.tally.words, sheet.people())


def test_what_waits_stays_when_the_text_is_gone() -> None:
    sheet = Sheet(Circumstances(DAY, MORNING))
    sheet.show_pasted(
        [GridRow(0, "王建国", Person(1, "王建国"), line=1), GridRow(0, "路人甲", line=2)]
    )
    sheet.settle({row.key for row in sheet.settled()})
    sheet.show_pasted([])
    assert [row.written for row in sheet.rows] == ["路人甲"]
    assert sheet.waiting_after(-1) == 0


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9", 540), ("930", 570), ("0930", 570), ("9点半", 570), ("24", 0), ("99", None)],
)
def test_a_bare_clock(text: str, clock: int | None) -> None:
    assert read_clock(text) == clock
