from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.ui.fields import Field


def test_a_long_text_shows_its_beginning(qtbot: QtBot, dressed: QApplication) -> None:
    field = Field("名称")
    qtbot.addWidget(field)
    field.resize(200, 38)
    field.set_text("幸福里街道新时代文明实践所党员先锋邻里守望志愿服务总队第一分队")
    assert field.edit.cursorPosition() == 0
