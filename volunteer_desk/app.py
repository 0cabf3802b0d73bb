"""The window's composition root: paths, log, database, services, scheduler, window."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.keeping import KeepingReport
from volunteer_desk.paths import DataFolder
from volunteer_desk.scheduling.ticks import Ticker
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.ui.errors import BugDesk
from volunteer_desk.ui.failure import FailureWindow, WaitingWindow
from volunteer_desk.ui.instance import FirstInstance, call_first_window
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.tasks import Refusal, Tasks, WorkerTasks
from volunteer_desk.ui.theme import dress, load_rare_font, load_window_fonts
from volunteer_desk.ui.tray import Tray, make_tray


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
        self._other: QWidget | None = None
        self._restoring: Tasks | None = None

    def open(self) -> None:
        """Open the desk and show its window, or say why it does not open."""
        try:
            self._claim()
            self.desk = open_desk(self._folder)
            tasks = WorkerTasks()
            tasks.broke.connect(self._bugs.tell)
            self.window = MainWindow(self.desk, tasks)
        except UserFacingError as fault:
            self._show_failure(fault)
            return
        self.window.restore_wanted.connect(self._restore)
        self.window.show()
        self._forget_other()
        QTimer.singleShot(0, self._complete)

    def raise_window(self) -> None:
        """Bring what is shown to the front."""
        if self.window is not None:
            self.window.raise_window()
        elif self._other is not None:
            self._other.raise_()

    def close(self) -> None:
        """Close everything; no thread is left."""
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
        if self._restoring is not None:
            self._restoring.close()
            self._restoring = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None

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
        self.ticked.connect(window.read_reminders)
        self._ticker = Ticker(self.ticked.emit, desk.now)
        self._ticker.start()

    def _restore(self, source: Path) -> None:
        # Queued: the button that asked is still on the stack.
        QTimer.singleShot(0, lambda: self._replace(source))

    def _replace(self, source: Path) -> None:
        from volunteer_desk.services.keeping import restore

        self._other = WaitingWindow("正在恢复备份，请不要关机…")
        self._other.show()
        self.close()
        folder = self._folder
        self._restoring = WorkerTasks()
        self._restoring.broke.connect(self._bugs.tell)
        self._restoring.run(
            lambda _: restore(folder, source),
            self._restored,
            label="正在恢复备份",
            failed=self._not_restored,
        )

    def _restored(self, report: KeepingReport) -> None:
        self._reopen()
        if self.window is not None:
            kept = f"原来的数据留在 {report.file}。" if report.file else ""
            self.window.notices.info(f"已恢复备份。{kept}")

    def _not_restored(self, fault: Refusal) -> None:
        self._reopen()
        if self.window is not None and isinstance(fault, UserFacingError):
            self.window.notices.error(fault)

    def _reopen(self) -> None:
        if self._restoring is not None:
            self._restoring.close()
            self._restoring = None
        self.open()

    def _show_failure(self, fault: UserFacingError) -> None:
        failure = FailureWindow(fault, self._folder)
        failure.retried.connect(self.open)
        before, self._other = self._other, failure
        failure.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _forget_other(self) -> None:
        if self._other is not None:
            self._other.close()
            self._other.deleteLater()
            self._other = None


def prepare_input_method() -> None:
    """Chinese input under fcitx5: Qt's own plug-in lacks it, its IBus portal speaks to fcitx."""
    modules = (os.environ.get("XMODIFIERS", ""), os.environ.get("GTK_IM_MODULE", ""))
    named = os.environ.get("QT_IM_MODULE", "")
    if sys.platform.startswith("linux") and any("fcitx" in word for word in (*modules, named)):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"


def run_window(folder: DataFolder) -> int:
    """Show the window of a data folder until it is closed.

    Returns:
        0; also when the folder is open already and its window came to the front.
    """
    prepare_input_method()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("volunteer_desk")
    app.setApplicationDisplayName("志愿服务台")
    load_window_fonts()
    dress(app, "system")
    bugs = BugDesk(app)
    bugs.install()
    first = FirstInstance(folder, app)
    session = Session(app, folder, first, bugs)
    first.called.connect(session.raise_window)
    if first.taken() and call_first_window(folder):
        return 0
    session.open()
    try:
        return app.exec()
    finally:
        session.close()
        first.release()
        bugs.uninstall()
