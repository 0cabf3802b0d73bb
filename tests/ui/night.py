"""A window that stays open over night: a clock that a test moves, and the window under it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pytestqt.qtbot import QtBot

from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow


class Night:
    """A clock that a test moves."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def passes(self, days: int = 1) -> None:
        self.now += timedelta(days=days)


def open_window(qtbot: QtBot, desk: Desk, night: Night, pages: Sequence[str]) -> MainWindow:
    """The active window of a desk with a name, with these pages, the first one in sight."""
    change_settings(desk, unit="幸福里社区")
    specs = [spec for spec in PAGES if spec.name in pages]
    made = MainWindow(replace(desk, clock=night), ImmediateTasks(), specs)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page(pages[0])
    return made
