from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from volunteer_desk.domain.custom_fields import CustomKind
from volunteer_desk.services.custom_fields import custom_fields
from volunteer_desk.services.dictionaries import words
from volunteer_desk.services.settings import read_settings
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.settings.numbering import example_number
from volunteer_desk.ui.settings.page import SettingsPage

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(context: PageContext, show: Callable[[Page], None]) -> SettingsPage:
    made = SettingsPage(context)
    show(made)
    return made


def write(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_a_word_is_added_renamed_moved_and_put_away_by_keys(
    page: SettingsPage, context: PageContext
) -> None:
    lists = page.word_lists.part
    lists.chooser.choose("clothing_size")
    lists.read_words()
    table = lists.table
    QTest.keyClick(table, Qt.Key.Key_Insert)
    write(lists.word.edit, "童装")
    QTest.keyClick(lists.word.edit, Qt.Key.Key_Return)
    QTest.keyClick(lists.short.edit, Qt.Key.Key_Return)
    assert list(words(context.desk, "clothing_size").values())[-1] == "童装"
    assert lists.line.isHidden()
    last = len(lists.model.rows) - 1
    table.choose_row(last)
    QTest.keyClick(table, Qt.Key.Key_F2)
    lists.word.edit.selectAll()
    write(lists.word.edit, "儿童码")
    QTest.keyClick(lists.word.edit, Qt.Key.Key_Return)
    QTest.keyClick(lists.short.edit, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Up, ALT)
    assert list(words(context.desk, "clothing_size").values())[-2] == "儿童码"
    assert table.current_row() == last - 1
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "儿童码" not in words(context.desk, "clothing_size").values()
    assert lists.retire.text() == "启用"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "儿童码" in words(context.desk, "clothing_size").values()


def test_a_national_word_is_not_renamed(page: SettingsPage) -> None:
    QTest.keyClick(page.word_lists.part.table, Qt.Key.Key_F2)
    assert "国家统一" in page.word_lists.part.problem.text()
    assert page.word_lists.part.line.isHidden()


def test_a_word_twice_is_refused_in_place(page: SettingsPage) -> None:
    lists = page.word_lists.part
    lists.add.click()
    lists.word.set_text(lists.model.rows[0].word)
    lists.line.save.click()
    assert "已经有" in lists.problem.text()
    assert lists.line.isVisible()


def test_own_fields_are_made_changed_ordered_and_put_away(
    page: SettingsPage, context: PageContext
) -> None:
    fields = page.own_fields.part
    for name, kind, choices in (
        ("楼栋", CustomKind.TEXT, ""),
        ("班组", CustomKind.CHOICE, "甲、乙，丙"),
    ):
        QTest.keyClick(fields.table, Qt.Key.Key_Insert)
        fields.name.set_text(name)
        fields.kind.choose(kind.value)
        fields.kind.changed.emit()
        assert fields.choices.isVisible() is (kind is CustomKind.CHOICE)
        fields.choices.set_text(choices)
        fields.line.save.click()
    made = custom_fields(context.desk)
    assert [one.name for one in made] == ["楼栋", "班组"]
    assert made[1].choices == ("甲", "乙", "丙")
    fields.table.choose_row(1)
    QTest.keyClick(fields.table, Qt.Key.Key_Up, ALT)
    assert [one.name for one in custom_fields(context.desk)] == ["班组", "楼栋"]
    QTest.keyClick(fields.table, Qt.Key.Key_Return)
    fields.name.set_text("小组")
    fields.choices.set_text("甲、乙")
    fields.line.save.click()
    changed = custom_fields(context.desk)[0]
    assert (changed.name, changed.choices) == ("小组", ("甲", "乙"))
    QTest.keyClick(fields.table, Qt.Key.Key_Delete)
    assert [one.name for one in custom_fields(context.desk)] == ["楼栋"]


def test_the_number_rule_is_chosen_by_example(page: SettingsPage, context: PageContext) -> None:
    card = page.pattern
    assert card.example.text() == "今年第一个：ZY2026000001"
    card.usual.choose("{prefix}{yy}{serial:05d}")
    card.usual.changed.emit()
    assert read_settings(context.desk).number_pattern == "{prefix}{yy}{serial:05d}"
    page.reload()
    assert card.example.text() == "今年第一个：ZY2600001"


def test_a_pattern_without_a_serial_is_refused(page: SettingsPage, context: PageContext) -> None:
    before = read_settings(context.desk).number_pattern
    page.pattern.own.set_text("{prefix}")
    page.pattern.own.entered.emit()
    assert read_settings(context.desk).number_pattern == before
    assert "流水号" in context.notices.messages()[0]
    assert example_number("{year}-{serial:04d}", "", 2026) == "2026-0001"


def test_the_ages_are_kept(page: SettingsPage, context: PageContext) -> None:
    page.numbers["guardian_under"].set_value(16)
    page.numbers["guardian_under"].spin.editingFinished.emit()
    assert read_settings(context.desk).guardian_under == 16
