from datetime import date

import pytest

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.office_calendar import CalendarRow, DayMark
from volunteer_desk.domain.workdays import add_workdays
from volunteer_desk.services.calendar_days import (
    clear_calendar_day,
    day_marks,
    import_calendar,
    set_calendar_day,
    year_table,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.workdays import is_published, workday_rule
from volunteer_desk.store.audit import find_broken_link

MONDAY = date(2026, 11, 23)


def test_a_year_lists_what_is_no_plain_day(desk: Desk) -> None:
    table = year_table(desk, 2026)
    october = [(row.day.day, row.workday, row.name) for row in table.rows if row.day.month == 10]
    assert october == [(day, False, "国庆节") for day in range(1, 8)] + [(10, True, "国庆节")]
    assert table.published
    assert table.told == "已内置国务院放假安排"


def test_a_year_that_is_not_published_says_so(desk: Desk) -> None:
    table = year_table(desk, 2099)
    assert not is_published(2099)
    assert table.rows == ()
    assert "按周一至周五" in table.told


def test_the_office_decides_and_takes_it_back(desk: Desk) -> None:
    set_calendar_day(desk, MONDAY, False, " 街道运动会 ")
    assert not workday_rule(desk)(MONDAY)
    (row,) = [row for row in year_table(desk, 2026).rows if row.own]
    assert row == CalendarRow(MONDAY, False, "街道运动会", True, True)
    assert set_calendar_day(desk, MONDAY, False, "街道运动会").rows == 0
    assert add_workdays(date(2026, 11, 20), 1, workday_rule(desk)) == date(2026, 11, 24)
    assert clear_calendar_day(desk, MONDAY).rows == 1
    assert clear_calendar_day(desk, MONDAY).rows == 0
    assert workday_rule(desk)(MONDAY)


def test_a_pasted_notice_becomes_the_years_table(desk: Desk) -> None:
    notice = "一、元旦：1月1日（周四）至3日（周六）放假，共3天。1月4日（周日）上班。"
    done = import_calendar(desk, 2032, notice)
    assert done.message == "读到3天放假、1天上班，改了4天。"
    assert [(row.day.day, row.workday) for row in year_table(desk, 2032).rows] == [
        (1, False),
        (2, False),
        (3, False),
        (4, True),
    ]
    assert import_calendar(desk, 2032, notice).rows == 0


def test_a_notice_the_program_knows_changes_nothing_but_outweighs_the_office(desk: Desk) -> None:
    assert import_calendar(desk, 2026, "国庆节：10月1日至7日放假。10月10日上班。").rows == 0
    set_calendar_day(desk, date(2026, 10, 7), True)
    assert import_calendar(desk, 2026, "国庆节：10月1日至7日放假。").rows == 1
    assert not workday_rule(desk)(date(2026, 10, 7))


def test_one_bad_clause_and_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="2月30日"):
        import_calendar(desk, 2032, "1月1日放假\n2月30日放假")
    with pytest.raises(UserFacingError, match="没有找到日期"):
        import_calendar(desk, 2032, "关于放假的通知")
    assert year_table(desk, 2032).rows == ()


def test_a_calendar_is_marked_with_holidays_terms_and_the_lunar_day(desk: Desk) -> None:
    marks = day_marks(desk, date(2026, 10, 1), date(2026, 12, 10))
    assert marks[date(2026, 10, 1)] == DayMark(date(2026, 10, 1), False, "休", "国庆节", True)
    assert marks[date(2026, 10, 10)].tag == "班"
    assert marks[date(2026, 11, 22)] == DayMark(date(2026, 11, 22), False, "", "小雪", True)
    assert marks[date(2026, 11, 21)].word == "十三"
    assert marks[date(2026, 12, 9)].word == "冬月"
    set_calendar_day(desk, MONDAY, False, "街道运动会")
    assert day_marks(desk, MONDAY, MONDAY)[MONDAY].word == "街道运动会"


def test_every_decision_is_in_the_audit(desk: Desk) -> None:
    set_calendar_day(desk, MONDAY, False)
    clear_calendar_day(desk, MONDAY)
    with desk.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT action, detail FROM audit_row WHERE noun = 'calendar_day' ORDER BY id"
        ).all()
        assert find_broken_link(connection) is None
    assert [tuple(row) for row in rows] == [
        ("set", '{"days": 1, "year": 2026}'),
        ("clear", '{"days": 1, "year": 2026}'),
    ]
