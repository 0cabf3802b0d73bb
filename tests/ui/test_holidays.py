from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Published
from volunteer_desk.domain.changes import Noun
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.workdays import workday_rule
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.settings.holidays import Holidays
from volunteer_desk.ui.settings.page import SettingsPage

MONDAY = date(2026, 11, 23)


def card(context: PageContext, show: Callable[[Page], None]) -> Holidays:
    page = SettingsPage(context)
    show(page)
    return page.holidays.part


def test_the_years_days_are_listed_with_where_they_come_from(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    shown = card(context, show)
    assert shown.told.text() == "2026年已内置国务院放假安排。"
    october = [row for row in shown.model.rows if row.day.month == 10]
    assert [(row.day.day, row.workday) for row in october][-1] == (10, True)
    shown.year.spin.setValue(2099)
    assert "还没有内置" in shown.told.text()
    assert shown.model.rows == ()


def test_a_day_is_decided_by_keys_and_given_back(
    context: PageContext, show: Callable[[Page], None], published: Published
) -> None:
    shown = card(context, show)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Insert)
    shown.day.set_day(MONDAY)
    shown.name.edit.setFocus()
    shown.name.edit.setText("街道运动会")
    QTest.keyClick(shown.name.edit, Qt.Key.Key_Return)
    assert not workday_rule(context.desk)(MONDAY)
    assert Noun.SETTING in published[-1].nouns
    assert not shown.line.isVisible()
    (place,) = [n for n, row in enumerate(shown.model.rows) if row.own]
    shown.table.choose_row(place)
    QTest.keyClick(shown.table, Qt.Key.Key_F2)
    assert (shown.day.day(), shown.name.text()) == (MONDAY, "街道运动会")
    QTest.keyClick(shown.name.edit, Qt.Key.Key_Escape)
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    assert workday_rule(context.desk)(MONDAY)


def test_a_state_day_cannot_be_given_back(
    context: PageContext, show: Callable[[Page], None], published: Published
) -> None:
    shown = card(context, show)
    shown.table.choose_row(0)
    assert not shown.clear.isEnabled()
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    assert published == []


def test_a_notice_is_pasted_or_refused_in_place(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    shown = card(context, show)
    shown.year.spin.setValue(2032)
    shown.bring.click()
    assert shown.window().focusWidget() is shown.paste.text
    shown.paste.text.setPlainText("1月1日放假\n2月30日放假")
    shown.paste.take.click()
    assert "2月30日" in shown.problem.text()
    shown.paste.text.setPlainText("元旦：1月1日（周四）至3日（周六）放假。1月4日上班。")
    QTest.keyClick(shown.paste.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.day.day for row in shown.model.rows] == [1, 2, 3, 4]
    assert not shown.paste.isVisible()
    assert not shown.problem.isVisible()


def test_an_office_may_need_no_filing(context: PageContext, show: Callable[[Page], None]) -> None:
    page = SettingsPage(context)
    show(page)
    field = page.numbers["file_before_days"]
    assert field.value() == 3
    field.spin.setValue(0)
    QTest.keyClick(field.spin, Qt.Key.Key_Return)
    assert read_settings(context.desk).file_before_days == 0
