"""The page of certificates at large text: the list of candidates needs no sideways scrolling."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registered import an_activity, register
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> Iterator[MainWindow]:
    people = register(desk, "欧阳·买买提江·吐尔逊", *(f"王{name}" for name in "伟芳娜敏静强磊洋"))
    lines = tuple(HourLine(person, 20 * 60) for person in people)
    for month in range(1, 7):
        assert log_hours(desk, HoursDraft(an_activity(desk, date(2026, month, 1)), lines)).batch
    specs = [spec for spec in PAGES if spec.name == "certificates"]
    made = MainWindow(desk, ImmediateTasks(), specs)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.show_page("certificates")
    yield made
    made.published(change_settings(desk, text_percent=100))


@pytest.mark.parametrize(("percent", "with_team"), [(100, True), (150, False)])
def test_candidates_fit_and_the_team_gives_way_first(
    qtbot: QtBot, window: MainWindow, desk: Desk, percent: int, with_team: bool
) -> None:
    window.published(change_settings(desk, text_percent=percent))
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    table = page.issuing.list.table
    assert table.isVisible()
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert ("team" in [one.key for one in page.issuing.list.model.columns]) is with_team
