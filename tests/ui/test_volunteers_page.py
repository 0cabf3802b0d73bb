from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_draft, valid_id
from tests.ui.person_keys import write
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer, volunteer_ids, volunteer_rows
from volunteer_desk.ui.fitting_table import fitting
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.columns import COLUMNS, LEAVING
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Page], None]


@pytest.fixture
def page(context: PageContext, show: Show) -> VolunteersPage:
    made = VolunteersPage(context)
    show(made)
    return made


@pytest.fixture
def named_window(named_window: MainWindow) -> MainWindow:
    named_window.show_page("volunteers")
    return named_window


def volunteers_page(window: MainWindow) -> VolunteersPage:
    page = window.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    return page


def names(page: VolunteersPage) -> list[str]:
    model = page.roll.table.roll
    rows = (model.row(number) for number in range(model.rowCount()))
    return [row.name for row in rows if row is not None]


def everyone(desk: Desk) -> list[str]:
    ids = volunteer_ids(desk, VolunteerQuery(status=None))
    return [row.name for row in volunteer_rows(desk, list(ids))]


def some_people(desk: Desk) -> None:
    for number, name in enumerate(("单雄信", "王建华", "欧阳·买买提江·吐尔逊", "㛃𠮷")):
        birth = date(1980, 1, 1 + number)
        save_volunteer(
            desk,
            a_draft(
                name=name,
                birth=birth,
                gender="1",
                id_number=valid_id(birth, "1"),
                phone=f"1380000111{number}",
                team="党员志愿服务队" if number < 2 else None,
            ),
        )


def typed(window: QWidget, *lines: str) -> None:
    """Type each line into whatever has the focus, then Enter."""
    for line in lines:
        focus = window.window().focusWidget()
        assert focus is not None
        write(focus, line)
        QTest.keyClick(focus, Qt.Key.Key_Return)


def test_an_empty_roll_says_the_next_step(page: VolunteersPage) -> None:
    assert page.roll.stack.currentWidget() is page.roll.stack.nobody
    assert page.roll.count.text() == ""


@pytest.mark.parametrize("text", ["shan", "sxx", "雄信", "13800001110", "1110"])
def test_typing_finds_a_person(qtbot: QtBot, context: PageContext, show: Show, text: str) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    assert page.roll.count.text() == "在册 4 人"
    write(page.roll.search, text)
    assert names(page) == ["单雄信"]
    assert page.roll.count.text() == "找到 1 人"
    QTest.keyClick(page.roll.search, Qt.Key.Key_Down)
    assert page.card.name.text() == "单雄信"
    roll = page.roll.table.roll
    assert "138****1110" in [roll.index(0, column).data() for column in range(roll.columnCount())]


def test_nobody_found_is_said(qtbot: QtBot, context: PageContext, show: Show) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    write(page.roll.search, "没有这个人")
    assert page.roll.stack.currentWidget() is page.roll.stack.no_hit


def test_a_heading_sorts_in_sql(qtbot: QtBot, context: PageContext, show: Show) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    header = page.roll.table.horizontalHeader()
    keys = [column.key for column in page.roll.table.roll.columns]
    for _ in range(2):
        place = QPoint(header.sectionViewportPosition(keys.index("number")) + 20, 10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(page) == ["㛃𠮷", "欧阳·买买提江·吐尔逊", "王建华", "单雄信"]


def test_a_team_narrows_the_roll(context: PageContext, show: Show) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    QTest.keyClicks(page.roll.team.edit, "dyzy")
    assert len(names(page)) > 2  # half a name is no team yet
    QTest.keyClick(page.roll.team.offers.popup(), Qt.Key.Key_Return)
    assert page.roll.team.text() == "党员志愿服务队"
    assert names(page) == ["单雄信", "王建华"]


def test_columns_give_way_where_there_is_little_room() -> None:
    assert fitting(COLUMNS, LEAVING, 2000) == COLUMNS
    narrow = [column.key for column in fitting(COLUMNS, LEAVING, 722)]
    assert narrow == ["number", "name", "phone_masked", "team", "minutes", "status"]
    assert "name" in [column.key for column in fitting(COLUMNS, LEAVING, 100)]


def test_a_person_is_registered_by_keyboard_alone(
    qtbot: QtBot, named_window: MainWindow, desk: Desk
) -> None:
    page = volunteers_page(named_window)
    QTest.keyClick(named_window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(page.room.form.isVisible)
    number = valid_id(date(1990, 2, 3), "2")
    typed(named_window, "李　秀英", number)
    assert page.room.form.days["birth"].text() == "1990-02-03"
    assert page.room.form.codes["gender"].text() == "女"
    typed(named_window, "", "", "138 0000 2222", "巾帼志愿服务队")
    focus = named_window.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(page.card.isVisible)
    assert everyone(desk) == ["李秀英"]
    assert page.card.name.text() == "李秀英"
    assert named_window.notices.messages()[0].startswith("已登记志愿者")
    QTest.keyClick(named_window, Qt.Key.Key_Z, CONTROL)
    assert everyone(desk) == [], named_window.notices.messages()


def test_a_wrong_number_is_refused_beside_the_form(
    qtbot: QtBot, named_window: MainWindow, desk: Desk
) -> None:
    page = volunteers_page(named_window)
    QTest.keyClick(named_window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(page.room.form.isVisible)
    wrong = valid_id(date(1990, 2, 3), "2")
    typed(named_window, "李秀英", wrong[:-1] + ("1" if wrong[-1] != "1" else "2"))
    QTest.keyClick(page.room.form.texts["phone"].edit, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(page.room.form.problem.isVisible)
    assert "校验不通过" in page.room.form.problem.text()
    assert named_window.focusWidget() is page.room.form.texts["id_number"].edit
    assert everyone(desk) == []
    for _ in range(2):  # the first asks whether what was typed may be lost
        QTest.keyClick(named_window.focusWidget(), Qt.Key.Key_Escape)
    assert page.card.isVisible()


def test_a_second_bearer_of_a_document_is_refused_beside_the_form(
    qtbot: QtBot, context: PageContext, show: Show
) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    page.card.make.click()
    typed(page, "王小二", valid_id(date(1980, 1, 1), "1"))
    page.room.form.save.click()
    assert "已经有一位志愿者" in page.room.form.problem.text()
    assert len(everyone(context.desk)) == 4
    assert page.room.form.save.isEnabled()


def test_a_masked_value_left_alone_is_not_changed(
    qtbot: QtBot, context: PageContext, show: Show
) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    page.roll.enter_list()
    QTest.keyClick(page.roll.table, Qt.Key.Key_Return)
    assert page.room.detail.isVisible()
    page.room.detail.edit.click()
    assert page.room.form.texts["phone"].text() == "138****1110"
    page.room.form.boxes.remark.set_text("周末有空")
    page.room.form.save.click()
    assert page.room.detail.isVisible()
    QTest.keyClick(page.room.detail, Qt.Key.Key_Escape)
    write(page.roll.search, "13800001110")
    assert names(page) == ["单雄信"]


def test_a_minor_is_asked_for_a_guardian(page: VolunteersPage) -> None:
    page.card.make.click()
    assert not page.room.form.texts["guardian_name"].isVisible()
    page.room.form.texts["id_number"].set_text(valid_id(date(2012, 5, 5), "1"))
    page.room.form.texts["id_number"].changed.emit()
    assert page.room.form.texts["guardian_name"].isVisible()


def test_a_person_is_opened_from_elsewhere(context: PageContext, show: Show) -> None:
    some_people(context.desk)
    page = VolunteersPage(context)
    show(page)
    page.roll.search.setText("王建华")
    wanted = volunteer_ids(context.desk, VolunteerQuery())[3]
    page.open_subject(wanted)
    assert page.card.volunteer_id == wanted
    assert page.roll.table.current_row() == 3
