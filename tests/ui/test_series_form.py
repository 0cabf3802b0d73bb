from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.registered import a_project
from tests.ui.calendar_keys import SATURDAY, TODAY, calendar, held, press, type_text
from volunteer_desk.domain.series import Frequency, SeriesDraft, SeriesRule
from volunteer_desk.services.series import list_series, save_series
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.page import PageContext


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> Iterator[HoursPage]:
    made = HoursPage(context)
    qtbot.addWidget(made)
    made.resize(1182, 708)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.left()


def test_a_series_is_typed_by_keys(page: HoursPage, context: PageContext) -> None:
    a_project(context.desk)
    view = calendar(page)
    view.go_to(SATURDAY)
    view.grid.setFocus()
    view.head.repeat.click()
    form = view.side.form
    assert form is not None
    assert form.weekdays.value() == (6,)
    assert form.project.edit.hasFocus()
    form.project.edit.setText("周末清洁家园")
    press(page, *[Qt.Key.Key_Return] * 5)
    assert form.to_on.edit.hasFocus()
    type_text(page, "2027-6-30")
    press(page, Qt.Key.Key_Return)
    type_text(page, "9:00-11:00")
    assert form.told.text().startswith("每周六 09:00–11:00，到2027年6月30日。现在排出13场")
    QTest.keyClick(form.times.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (series,) = list_series(context.desk)
    assert series.words == "每周六 09:00–11:00，到2027年6月30日"
    assert view.side.currentWidget() is view.side.day
    assert len(view.grid.span.chips[SATURDAY]) == 1


def test_a_rule_that_cannot_be_kept_stands_beside_its_field(
    page: HoursPage, context: PageContext
) -> None:
    project = a_project(context.desk)
    view = calendar(page)
    view.head.repeat.click()
    form = view.side.form
    assert form is not None
    form.project.choose(project)
    form.frequency.choose("monthly")
    form.frequency.changed.emit()
    form.save.click()
    assert "每月几日" in form.problem.text()
    form.monthdays.set_text("31")
    form.monthdays.changed.emit()
    assert "没有31日，跳过" in form.told.text()
    form.save.click()
    assert [row.words for row in list_series(context.desk)] == ["每月31日"]


@pytest.mark.parametrize(
    ("text", "days"),
    [("六", (6,)), ("周一、周三", (1, 3)), ("135", (1, 3, 5)), ("星期天", (7,)), ("六八", ())],
)
def test_weekdays_are_read_as_people_write_them(
    page: HoursPage, text: str, days: tuple[int, ...]
) -> None:
    view = calendar(page)
    view.head.repeat.click()
    form = view.side.form
    assert form is not None
    form.weekdays.edit.setText(text)
    assert form.weekdays.value() == days


def every_saturday(context: PageContext) -> int:
    rule = SeriesRule(Frequency.WEEKLY, (6,), TODAY)
    made = save_series(context.desk, SeriesDraft(a_project(context.desk), rule, time(9), time(11)))
    assert made.row_id is not None
    return made.row_id


def test_one_day_of_a_series_is_moved_or_left_out(page: HoursPage, context: PageContext) -> None:
    every_saturday(context)
    view = calendar(page)
    view.go_to(SATURDAY)
    view.side.day.move_day.click()
    assert view.side.day.asking.day.day() == date(2026, 11, 29)
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert SATURDAY not in view.grid.span.chips
    assert len(view.grid.span.chips[date(2026, 11, 29)]) == 1
    view.go_to(date(2026, 12, 5))
    view.side.day.cancel.click()
    type_text(page, "snow")
    press(page, Qt.Key.Key_Return)
    (chip,) = view.grid.span.chips[date(2026, 12, 5)]
    assert chip.struck


def test_a_series_is_changed_and_ended_from_a_day_on(page: HoursPage, context: PageContext) -> None:
    every_saturday(context)
    view = calendar(page)
    view.go_to(date(2026, 12, 12))
    view.side.day.series.click()
    form = view.side.form
    assert form is not None
    assert form.since.day() == date(2026, 12, 12)
    form.weekdays.edit.setText("日")
    form.save.click()
    assert date(2026, 12, 12) not in view.grid.span.chips
    assert date(2026, 12, 13) in view.grid.span.chips
    assert date(2026, 12, 5) in view.grid.span.chips
    view.go_to(date(2026, 12, 20))
    view.side.day.series.click()
    form.end.click()
    assert max(view.grid.span.chips) == date(2026, 12, 13)


def test_an_activity_becomes_the_first_of_many(page: HoursPage, context: PageContext) -> None:
    held(context, SATURDAY)
    view = calendar(page)
    view.go_to(SATURDAY)
    view.side.day.series.click()
    form = view.side.form
    assert form is not None
    assert (form.times.text(), form.place.text()) == ("09:00-10:00", "东门")
    form.save.click()
    assert len(view.grid.span.chips[SATURDAY]) == 1
    assert len(view.grid.span.chips[date(2026, 12, 5)]) == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_field_hidden_while_its_offers_stand_open_has_no_ring_later(page: HoursPage) -> None:
    view = calendar(page)
    view.head.repeat.click()
    form = view.side.form
    assert form is not None
    form.weekdays.edit.setFocus()
    QTest.keyClick(form.weekdays.edit, Qt.Key.Key_Down)  # the offers keep the loss of the focus
    form.times.edit.setFocus()
    form.closing.emit()
    view.head.repeat.click()
    assert form.weekdays.property("focused") != "true"
