"""What runs in a fresh process of its own: ``python -m tests.bench.probe empty|ours|pages …``."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow

if TYPE_CHECKING:
    from volunteer_desk.ui.shell import MainWindow
    from volunteer_desk.ui.worker_tasks import WorkerTasks

_SETTLE = 400
_TURNS = 6
_PATIENCE = 60_000
_IDLE = 0.3
"""Seconds in which what a page makes behind itself is there."""


class Watch(QObject):
    """Tells when a main window was painted and had answered a click, when it showed its figures,
    and the memory a little later."""

    def __init__(self, app: QApplication, empty: bool = False) -> None:
        super().__init__(app)
        self._told = False
        self._empty = empty
        app.installEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not self._told and event.type() == QEvent.Type.Paint:
            widgets = QApplication.topLevelWidgets()
            if any(isinstance(one, QMainWindow) and one.isVisible() for one in widgets):
                self._told = True
                QTimer.singleShot(0, self._click)  # once the loop is free
        return super().eventFilter(seen, event)

    def _click(self) -> None:
        """Click another page of the rail, and the first again; the header must have answered."""
        for window in QApplication.topLevelWidgets():
            buttons = [one for one in window.findChildren(QAbstractButton) if one.isCheckable()]
            for button in (*buttons[1:2], *buttons[:1]):
                place = QPointF(button.rect().center())
                for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                    left = Qt.MouseButton.LeftButton
                    plain = Qt.KeyboardModifier.NoModifier
                    event = QMouseEvent(kind, place, button.mapToGlobal(place), left, left, plain)
                    QApplication.sendEvent(button, event)
                if button.text() not in [label.text() for label in window.findChildren(QLabel)]:
                    raise RuntimeError("the window did not answer a click")
            window.repaint()
        self._shown = time.time()
        QTimer.singleShot(_PATIENCE, self, self._give_up)
        self._look = QTimer(self)
        self._look.timeout.connect(self._await_figures)
        self._look.start(5)

    def _await_figures(self) -> None:
        if self._empty or _figures_shown():
            self._look.stop()
            self._figures = time.time()
            QTimer.singleShot(_SETTLE, self._leave)

    def _give_up(self) -> None:
        sys.stderr.write("no figures came\n")
        QApplication.exit(1)

    def _leave(self) -> None:
        say({"shown": self._shown, "figures": self._figures, "memory": resident()})
        for widget in QApplication.topLevelWidgets():
            widget.close()
        QApplication.quit()


def _figures_shown() -> bool:
    from volunteer_desk.ui.big_figure import BigFigure

    windows = QApplication.topLevelWidgets()
    figures = [one for window in windows for one in window.findChildren(BigFigure)]
    return any(figure.figure() for figure in figures)


def open_empty() -> None:
    """The limit: a window with a word in it."""
    app = QApplication([])
    watch = Watch(app, empty=True)
    window = QMainWindow()
    window.setCentralWidget(QLabel("empty"))
    window.resize(1366, 768)
    window.show()
    app.exec()
    watch.deleteLater()


def open_ours(folder: str) -> None:
    """The program as it starts, on a data folder."""
    from volunteer_desk.__main__ import main

    app = QApplication(["volunteer_desk"])
    watch = Watch(app)
    main(["--data", folder])
    watch.deleteLater()


def open_pages(folder: str, now: str) -> None:
    """Every page shown and read again and again, with the worker threads of the real window."""
    from volunteer_desk.paths import DataFolder
    from volunteer_desk.services.desk import open_desk
    from volunteer_desk.ui.pages import PAGES
    from volunteer_desk.ui.shell import MainWindow
    from volunteer_desk.ui.theme import dress, load_window_fonts
    from volunteer_desk.ui.worker_tasks import WorkerTasks

    app = QApplication([])
    load_window_fonts()
    dress(app, "light")
    instant = datetime.fromisoformat(now)
    desk = open_desk(DataFolder(Path(folder)), lambda: instant)
    tasks = WorkerTasks()
    faults: list[object] = []
    tasks.broke.connect(faults.append)
    window = MainWindow(desk, tasks)
    window.show()
    _settle(app, tasks)
    names = [spec.name for spec in PAGES if spec.exists()]
    first = {name: _open_first(app, tasks, window, name) for name in names}
    shown: dict[str, list[float]] = {}
    filled: dict[str, list[float]] = {}
    drawn: dict[str, list[float]] = {}
    for _turn in range(_TURNS):
        for name in names:
            start = time.perf_counter()
            window.show_page(name)
            window.pages[name].reload()
            window.repaint()
            app.processEvents()
            seen = time.perf_counter() - start
            _settle(app, tasks)
            window.repaint()
            shown.setdefault(name, []).append(seen)
            filled.setdefault(name, []).append(time.perf_counter() - start)
            if tasks.reading_slowly():
                _await_papers(app, tasks)
                drawn.setdefault(name, []).append(time.perf_counter() - start)
    if faults:
        raise RuntimeError(repr(faults[0]))
    say({"first": first, "shown": shown, "filled": filled, "drawn": drawn, "memory": resident()})
    window.close()
    desk.close()


def _open_first(
    app: QApplication, tasks: WorkerTasks, window: MainWindow, page_name: str
) -> tuple[float, float]:
    """Seconds to a page opened for the first time, and the longest the window stood still.

    Watched until all its data is there, and what comes while the window is idle.
    """
    start = beat = time.perf_counter()
    longest = 0.0

    def turn() -> float:
        nonlocal beat, longest
        app.processEvents()
        now = time.perf_counter()
        longest, beat = max(longest, now - beat), now
        return now

    window.show_page(page_name)
    while turn() and window.current_page() != page_name:
        time.sleep(0.0005)  # as an idle window does: the interpreter is the loading thread's
    window.repaint()
    end = turn()
    while turn() and (tasks.reading() or tasks.busy()):
        time.sleep(0.0005)
    while turn() < end + _IDLE:
        time.sleep(0.0005)
    _await_papers(app, tasks)
    return end - start, longest


def _await_papers(app: QApplication, tasks: WorkerTasks) -> None:
    while tasks.reading_slowly():
        app.processEvents()
        time.sleep(0.001)


def _settle(app: QApplication, tasks: WorkerTasks) -> None:
    while tasks.reading() or tasks.busy():
        app.processEvents()
        time.sleep(0.0005)


def resident() -> int:
    """Resident memory in KB, 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]
    return int(lines[0].split()[1])


def say(found: object) -> None:
    """One JSON line on stdout."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["empty"]:
            open_empty()
        case ["ours", folder]:
            open_ours(folder)
        case ["pages", folder, now]:
            open_pages(folder, now)
        case _:
            sys.exit(2)
