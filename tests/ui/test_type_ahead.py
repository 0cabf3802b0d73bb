from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.ui import type_ahead
from volunteer_desk.ui.fields import ComboField

WORDS = ("不填", "汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def box(qtbot: QtBot, dressed: QApplication) -> Iterator[ComboField]:
    field = ComboField("民族", [(str(at), word) for at, word in enumerate(WORDS)])
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.combo.setFocus()
    yield field
    field.combo.hidePopup()


def test_letters_go_to_the_word_that_is_meant(box: ComboField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.changed):
        QTest.keyClicks(box.combo, "wwe")
    assert box.text() == "维吾尔族"


def test_one_letter_again_and_again_goes_on(box: ComboField) -> None:
    said = []
    for _ in range(3):
        QTest.keyClick(box.combo, Qt.Key.Key_H)
        said.append(box.text())
    assert said == ["汉族", "回族", "汉族"]


def test_after_a_pause_typing_begins_anew(box: ComboField, monkeypatch: pytest.MonkeyPatch) -> None:
    QTest.keyClicks(box.combo, "m")
    assert box.text() == "蒙古族"
    monkeypatch.setattr(type_ahead, "_PAUSE", 0.0)
    QTest.keyClicks(box.combo, "z")
    assert box.text() == "藏族"


def test_a_letter_that_begins_nothing_changes_nothing(box: ComboField) -> None:
    QTest.keyClicks(box.combo, "h")
    QTest.keyClicks(box.combo, "q")
    assert box.text() == "汉族"


def test_letters_find_in_the_unfolded_list_too(box: ComboField) -> None:
    box.combo.showPopup()
    QTest.keyClicks(box.combo.view(), "wwe")
    assert box.combo.view().currentIndex().data() == "维吾尔族"
    QTest.keyClick(box.combo.view(), Qt.Key.Key_Return)
    assert box.text() == "维吾尔族"
