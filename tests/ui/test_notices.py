import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui import notices as room
from volunteer_desk.ui.notices import Notice, Notices


@pytest.fixture
def over(qtbot: QtBot, dressed: object) -> QWidget:
    widget = QWidget()
    widget.resize(1182, 700)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_what_was_done_can_be_taken_back(over: QWidget, qtbot: QtBot) -> None:
    notices, taken_back = Notices(over), []
    notice = notices.ok("已登记 28 人。", lambda: taken_back.append(1))
    button = notice.findChild(QPushButton, "undo")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert taken_back == [1]
    assert notices.messages() == []


def test_undo_by_key_takes_the_newest_that_can(over: QWidget) -> None:
    notices, taken_back = Notices(over), []
    notices.ok("一", lambda: taken_back.append(1))
    notices.ok("二", lambda: taken_back.append(2))
    notices.info("三")
    assert notices.undo_last()
    assert taken_back == [2]


def test_a_refusal_shows_reason_and_remedy(over: QWidget) -> None:
    notices = Notices(over)
    notices.refused(UserFacingError("文件打不开。", "请先关掉 WPS。"))
    assert notices.messages() == ["文件打不开。 请先关掉 WPS。"]
    notices.refused(Cancelled())
    assert notices.messages()[-1].startswith("已取消")


def test_good_news_goes_by_itself_and_bad_stays(
    over: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SHOWN_FOR", 20)
    notices = Notices(over)
    notices.error("不行。")
    notices.ok("好了。")
    qtbot.waitUntil(lambda: notices.messages() == ["不行。"])
    assert notices.close_last()
    assert not notices.close_last()


def test_notices_lie_in_the_top_right_corner_also_after_a_resize(over: QWidget) -> None:
    notices = Notices(over)
    notice = notices.ok("好了。")
    assert notice.geometry().right() == over.width() - 25
    over.resize(1400, 700)
    assert notice.geometry().right() == 1375
    assert notice.y() >= 70


def test_a_long_message_stays_inside(over: QWidget) -> None:
    notice: Notice = Notices(over).warn("很长" * 60, "办法" * 40)
    assert over.rect().contains(notice.geometry())


def test_no_more_than_three_are_stacked(over: QWidget) -> None:
    notices = Notices(over)
    for number in range(5):
        notices.info(str(number))
    assert notices.messages() == ["2", "3", "4"]
