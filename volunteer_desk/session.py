"""One data folder open in one window: log, desk, scheduler and window, from opening to closing."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.keeping import KeepingReport
from volunteer_desk.logs import start_log, stop_log
from volunteer_desk.paths import DataFolder
from volunteer_desk.ui.errors import BugDesk
from volunteer_desk.ui.failure import FailureWindow, WaitingWindow
from volunteer_desk.ui.instance import FirstInstance
from volunteer_desk.ui.look import Look
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.tasks import Refusal, Tasks
from volunteer_desk.ui.theme import load_rare_font
from volunteer_desk.ui.tray import Tray, make_tray
from volunteer_desk.ui.worker_tasks import WorkerTasks

if TYPE_CHECKING:  # SQLAlchemy takes ten times as long to import as an empty window: see open()
    from volunteer_desk.scheduling.nightly import NightWork
    from volunteer_desk.scheduling.ticks import Ticker
    from volunteer_desk.services.desk import Desk


class Session(QObject):
    """One data folder open in one window, from its opening to its closing."""

    ticked = Signal()

    def __init__(
        self, app: QApplication, folder: DataFolder, first: FirstInstance, bugs: BugDesk
    ) -> None:
        super().__init__(app)
        self._folder = folder
        self._first = first
        self._claimed = False
        self._bugs = bugs
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self.tray: Tray | None = None
        self._ticker: Ticker | None = None
        self._night: NightWork | None = None
        self._other: QWidget | None = None
        self._tasks: Tasks = WorkerTasks()
        self._message: UserFacingError | str | None = None

    def open(self) -> None:
        """Show that we are here at once; open the desk beside it, then show its window."""
        try:
            self._claim()
        except UserFacingError as fault:
            self._show_failure(fault)
            return
        self._tasks = WorkerTasks()
        self._tasks.broke.connect(self._bugs.tell)
        folder = self._folder
        self._show_other(MainWindow(None, self._tasks, worn=Look.kept(folder)))
        QApplication.processEvents()  # painted before the imports compete for the interpreter
        self._tasks.read(
            lambda: _open_beside(folder),
            self._opened,
            key="desk",
            failed=self._not_opened,
            quiet=True,
        )

    def _opened(self, desk: Desk) -> None:
        self.desk = desk
        window, self._other = self._other, None
        if not isinstance(window, MainWindow):
            return
        self.window = window
        window.restore_wanted.connect(self._restore)
        window.receive(desk)
        if self._message is not None:
            if isinstance(self._message, UserFacingError):
                self.window.notices.error(self._message)
            else:
                self.window.notices.info(self._message)
            self._message = None
        QTimer.singleShot(0, self._complete)

    def _not_opened(self, fault: Refusal) -> None:
        self._tasks.close()
        if isinstance(fault, UserFacingError):
            self._show_failure(fault)

    def raise_window(self) -> None:
        """Bring what is shown to the front."""
        if self.window is not None:
            self.window.raise_window()
        elif self._other is not None:
            self._other.raise_()

    def close(self) -> None:
        """Close everything; no thread is left."""
        if self._night is not None:
            self._night.stop()
            self._night = None
        if self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        if self.tray is not None:
            self.tray.close()
            self.tray = None
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._tasks.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        stop_log()

    def _claim(self) -> None:
        if self._claimed:
            return
        if not self._first.claim():
            raise UserFacingError(
                "这个数据文件夹正在另一个窗口里用着。", "请用那个窗口，或先关掉它。"
            )
        self._claimed = True
        QTimer.singleShot(0, self._first.listen)

    def _complete(self) -> None:
        """What may wait until the window is in sight."""
        from volunteer_desk.scheduling.nightly import NightWork
        from volunteer_desk.scheduling.ticks import Ticker

        window, desk = self.window, self.desk
        if window is None or desk is None:
            return
        load_rare_font()
        self.tray = make_tray(window)
        if self.tray is not None:
            self.tray.opened.connect(window.raise_window)
            self.tray.quit_wanted.connect(window.close)
            window.reminders_read.connect(self.tray.show_reminders)
        window.read_reminders()
        self._extend()
        self.ticked.connect(window.look_again)
        self.ticked.connect(self._extend)
        self._ticker = Ticker(self.ticked.emit, desk.now)
        self._ticker.start()
        self._night = NightWork(lambda progress: _prove(desk, progress), self.ticked.emit)
        self._night.start()

    def _extend(self) -> None:
        """Let repeating activities be planned as far ahead as they should be."""
        desk = self.desk
        if desk is not None:
            known = desk
            self._tasks.run(
                lambda _: _extend_series(known), self._extended, label="正在排出重复活动"
            )

    def _extended(self, changed: Changed) -> None:
        if self.window is not None and changed.rows:
            self.window.published(changed)

    def _restore(self, source: Path) -> None:
        # Queued: the button that asked is still on the stack.
        QTimer.singleShot(0, lambda: self._replace(source))

    def _replace(self, source: Path) -> None:
        self._show_other(WaitingWindow("正在恢复备份，请不要关机…"))
        self.close()
        folder = self._folder
        self._tasks = WorkerTasks()
        self._tasks.broke.connect(self._bugs.tell)
        self._tasks.run(
            lambda _: _restore_beside(folder, source),
            self._restored,
            label="正在恢复备份",
            failed=self._not_restored,
        )

    def _restored(self, report: KeepingReport) -> None:
        kept = f"原来的数据留在 {report.file}。" if report.file else ""
        self._message = f"已恢复备份。{kept}{''.join(report.findings)}"
        self._reopen()

    def _not_restored(self, fault: Refusal) -> None:
        self._message = fault if isinstance(fault, UserFacingError) else None
        self._reopen()

    def _reopen(self) -> None:
        self._tasks.close()
        self.open()

    def _show_failure(self, fault: UserFacingError) -> None:
        failure = FailureWindow(fault, self._folder)
        failure.retried.connect(self.open)
        self._show_other(failure)

    def _show_other(self, other: QWidget) -> None:
        before, self._other = self._other, other
        other.show()
        if before is not None:
            before.close()
            before.deleteLater()


def _open_beside(folder: DataFolder) -> Desk:
    """Open log and desk, and import what the window needs, on the worker's thread."""
    from volunteer_desk.services.desk import open_desk

    start_log(folder.logs)
    desk = open_desk(folder)
    for module in ("services.overview", "services.reminders", "ui.overview.page"):
        import_module(f"volunteer_desk.{module}")
    return desk


def _prove(desk: Desk, progress: Progress) -> KeepingReport | None:
    from volunteer_desk.services.ledger_proof import prove_when_due
    from volunteer_desk.services.tidying import search_is_scattered, tidy_search

    report = prove_when_due(desk, progress)
    if report is not None or search_is_scattered(desk):
        tidy_search(desk, progress)
    return report


def _extend_series(desk: Desk) -> Changed:
    from volunteer_desk.services.series_lacking import series_lack_days

    if not series_lack_days(desk):  # what would plan them is not loaded then
        return Changed(frozenset(), None, "")
    from volunteer_desk.services.series import extend_series

    return extend_series(desk)


def _restore_beside(folder: DataFolder, source: Path) -> KeepingReport:
    from volunteer_desk.services.keeping import restore

    return restore(folder, source)
