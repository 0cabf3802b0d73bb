"""The dry run of a roster fits 1366×768 in every text size."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.factories import valid_id
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.importing.view import DryRunView
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.volunteers.page import VolunteersPage

NAME = "欧阳·买买提江·吐尔逊"
HEAD = ("姓名", "身份证号", "电话", "居住区域", "备注", "几组")


@pytest.fixture(params=[100, 125, 150])
def sized(window: MainWindow, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    window.resize(1366, 768)
    window.published(change_settings(window.desk, text_percent=request.param))
    yield window
    window.published(change_settings(window.desk, text_percent=100))


def whole_rows(table: TableView) -> int:
    return table.viewport().height() // table.verticalHeader().defaultSectionSize()


def test_lists_are_as_wide_as_their_columns(sized: MainWindow, tmp_path: Path) -> None:
    row = (NAME, valid_id(date(1985, 3, 5), "1"), "1380", "幸福里9号楼", "㛃" * 30, "1")
    path = a_sheet(tmp_path, HEAD, *[row] * 600)
    sized.show_page("volunteers")
    page = sized.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    page.import_file(path)
    view = page.bringing.view
    assert isinstance(view, DryRunView)
    for unfolded in (True, False):
        view.bar.toggle.setChecked(unfolded)
        for _ in range(3):
            QApplication.processEvents()
        assert (sized.width(), sized.height()) == (1366, 768)
        assert view.table.horizontalScrollBar().maximum() == 0
        assert whole_rows(view.table) >= (1 if unfolded else 4)
    assert view.detail.table.horizontalScrollBar().maximum() == 0
    assert "old" not in {column.key for column in view.detail.lines.columns}
    samples = view.bar.strip.parts[0].samples
    assert not samples[0].isHidden()
