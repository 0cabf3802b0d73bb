"""A cell of a list shows in one line what has several."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import Column, RowsModel


def painted(qtbot: QtBot, text: str) -> QImage:
    table, model = TableView(), RowsModel[str]((Column("remark", "备注", str, 200),))
    model.set_rows([text])
    table.show_model(model)
    qtbot.addWidget(table)
    table.resize(260, 90)
    table.show()
    return table.viewport().grab().toImage()


def test_lines_are_painted_behind_each_other(qtbot: QtBot, dressed: QApplication) -> None:
    assert painted(qtbot, "会开车\n周三不来") == painted(qtbot, "会开车 周三不来")
    long = "会开车，有面包车\n周三不来，带孙子\n别忘了问"
    assert painted(qtbot, long) == painted(qtbot, long.replace("\n", " "))
    assert painted(qtbot, "会开车\n周三不来") != painted(qtbot, "会开车")
