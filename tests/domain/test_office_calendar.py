from datetime import date, timedelta

import pytest

from volunteer_desk.domain.office_calendar import CalendarEntry, parse_calendar, tag_of

NOTICE = """
各省、自治区、直辖市人民政府：
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历腊月二十九、周五）至13日（周六）放假调休，共9天。1月31日（周日）、2月14日（周日）上班。
三、年末：12月30日至1月2日放假
"""


def spans(entries: tuple[CalendarEntry, ...]) -> list[tuple[str, bool, str]]:
    return [(f"{one.day:%m%d}", one.workday, one.name) for one in entries]


def test_the_published_notice_is_read_as_it_stands() -> None:
    found, problems = parse_calendar(NOTICE, 2027)
    assert problems == ()
    by_day = {one.day: one for one in found}
    assert [one.day.day for one in found if one.name == "元旦"] == [1, 2, 3]
    off = [one.day for one in found if one.name == "春节" and not one.workday]
    assert off == [date(2027, 2, 5) + timedelta(days=n) for n in range(9)]
    worked = [one.day for one in found if one.workday]
    assert worked == [date(2027, 1, 31), date(2027, 2, 14)]
    assert by_day[date(2028, 1, 2)].name == "年末"


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("2027-01-01 休 元旦", [("0101", False, "元旦")]),
        ("2027/2/14 班", [("0214", True, "")]),
        ("2027年5月1日至5月3日 放假 劳动节", [("0501", False, "劳动节")]),
        ("10.4 上班", [("1004", True, "")]),
        ("街道运动会：9月9日休息", [("0909", False, "街道运动会")]),
    ],
)
def test_a_line_a_day_is_read_too(line: str, entries: list[tuple[str, bool, str]]) -> None:
    found, problems = parse_calendar(line, 2027)
    assert problems == ()
    assert spans(found)[:1] == entries


def test_what_cannot_be_read_is_said_and_nothing_is_guessed() -> None:
    found, problems = parse_calendar(
        "2月30日放假\n3月8日\n4月1日至9月1日放假\n关于放假的通知", 2027
    )
    assert found == ()
    assert problems == (
        "“2月30日放假”没有这样的日期。",
        "“3月8日”没有写明放假还是上班。",
        "“4月1日至9月1日放假”没有这样的日期。",
    )


def test_a_day_said_twice_is_as_the_last_line_says() -> None:
    (one,), _ = parse_calendar("5月4日放假\n5月4日上班", 2027)
    assert one.workday


def test_only_a_day_that_differs_from_its_weekday_is_tagged() -> None:
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    assert tag_of(saturday, False, "") == ""
    assert tag_of(saturday, True, "") == "班"
    assert tag_of(saturday, False, "国庆节") == "休"
    assert tag_of(monday, False, "") == "休"
    assert tag_of(monday, True, "") == ""
