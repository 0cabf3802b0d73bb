"""What tests of the window may ask for: a dressed application, contexts, windows; no leftovers."""

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from volunteer_desk.domain.changes import Changed
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.demo import fill_demo
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.settings import change_settings, shown_settings
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.notices import Notices
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.theme import dress, load_window_fonts


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    load_window_fonts()
    dress(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    gc.freeze()  # what is older than the test is not searched for its timers, a tenth of a second
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left running: {left}"
    ticking = [timer.interval() for timer in _timers() if timer.isActive()]
    gc.unfreeze()
    assert not ticking, f"timers left ticking (ms): {ticking}"


def _timers() -> list[QTimer]:
    """Every timer made by the test that Qt has not freed, whoever owns it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # by type alone: isinstance would call into objects that are half gone
    timers = [one for one in gc.get_objects() if issubclass(type(one), QTimer)]
    return [one for one in timers if isValid(one)]


@pytest.fixture(scope="session")
def community(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("community")
    instant = datetime.fromisoformat("2026-11-22T09:30:00+08:00")
    made = open_desk(DataFolder(root / "made"), lambda: instant)
    fill_demo(made, "community")
    (root / "kept").mkdir()
    made.database.copy_to(root / "kept" / "desk.sqlite3")
    made.close()
    return root / "kept"


@pytest.fixture
def filled_desk(community: Path, tmp_path: Path, now: datetime) -> Iterator[Desk]:
    shutil.copytree(community, tmp_path / "filled")
    opened = open_desk(DataFolder(tmp_path / "filled"), lambda: now)
    yield opened
    opened.close()


class Published(list[Changed]):
    """What pages told the window, in order."""


@pytest.fixture
def published() -> Published:
    return Published()


@pytest.fixture
def gone() -> list[tuple[str, int | None]]:
    return []


def _context(
    qtbot: QtBot, desk: Desk, published: Published, gone: list[tuple[str, int | None]]
) -> PageContext:
    over = QWidget()
    over.resize(1182, 768)
    qtbot.addWidget(over)
    notices = Notices(over)
    tasks = ImmediateTasks(over)
    tasks.refused.connect(notices.refused)
    return PageContext(
        desk,
        tasks,
        notices,
        lambda: shown_settings(desk),
        lambda page_name, subject=None, noun=None: gone.append((page_name, subject)),
        published.append,
        lambda _path: None,
    )


@pytest.fixture
def context(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    published: Published,
    gone: list[tuple[str, int | None]],
) -> PageContext:
    return _context(qtbot, desk, published, gone)


@pytest.fixture
def filled_context(
    qtbot: QtBot,
    dressed: QApplication,
    filled_desk: Desk,
    published: Published,
    gone: list[tuple[str, int | None]],
) -> PageContext:
    return _context(qtbot, filled_desk, published, gone)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Page], None]:
    # Qt's test plugin holds widgets weakly: a page that only the test's own local variable held
    # would be collected, in the midst of painting itself, by the events run after the test.
    held: list[Page] = []

    def shown(page: Page) -> None:
        held.append(page)
        qtbot.addWidget(page)
        page.resize(1182, 708)
        page.reload()
        page.show()
        qtbot.waitExposed(page)

    return shown


def _window(qtbot: QtBot, desk: Desk) -> MainWindow:
    window = MainWindow(desk, ImmediateTasks())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> MainWindow:
    return _window(qtbot, desk)


@pytest.fixture
def filled_window(qtbot: QtBot, dressed: QApplication, filled_desk: Desk) -> MainWindow:
    return _window(qtbot, filled_desk)


@pytest.fixture
def named_window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> MainWindow:
    """The window of an empty desk whose unit has a name, active, with the two pages of people."""
    change_settings(desk, unit="幸福里社区")
    specs = [spec for spec in PAGES if spec.name in ("volunteers", "projects")]
    window = MainWindow(desk, ImmediateTasks(), specs)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
