"""The window: rail, header, one page in sight, notices, and who reloads after a write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.reminders import Reminder
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.ui.backup_words import backup_words
from volunteer_desk.ui.finder import Finder, Hit
from volunteer_desk.ui.header import Header
from volunteer_desk.ui.look import Look
from volunteer_desk.ui.new_day import NewDay
from volunteer_desk.ui.notices import Notices
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.page_stack import PageStack
from volunteer_desk.ui.pages import PAGES, PageSpec
from volunteer_desk.ui.rail import Rail
from volunteer_desk.ui.tasks import Tasks
from volunteer_desk.ui.theme import dress
from volunteer_desk.ui.work_strip import WorkStrip

if TYPE_CHECKING:  # the window is shown before the store is imported
    from volunteer_desk.services.desk import Desk


class MainWindow(QMainWindow):
    """The one window of a desk; it is there, and takes keys, before its desk is open."""

    reminders_read = Signal(object)
    """A tuple of ``Reminder``: what waits now (the tray listens)."""
    restore_wanted = Signal(object)
    """The ``Path`` of a backup to put in place of this desk (app.py reopens it)."""

    def __init__(
        self,
        desk: Desk | None,
        tasks: Tasks,
        specs: Sequence[PageSpec] = PAGES,
        worn: Look | None = None,
    ) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self.tasks = tasks
        self.setWindowTitle("志愿服务台")
        self.resize(1366, 768)
        self.setMinimumSize(960, 600)
        self._settings = DeskSettings()
        self._worn = worn
        self.stack = PageStack(specs)
        self.pages = self.stack.pages
        self.rail = Rail(tuple(self.stack.specs.values()))
        self.header = Header()
        self._build()
        self.stack.named.connect(self._show_name)
        self._new_day = NewDay(self)
        self._new_day.begun.connect(self._begin_day)
        self.notices = Notices(self.centralWidget())
        self.finder = Finder(self.centralWidget(), None, tasks)
        self.rail.page_picked.connect(self.show_page)
        self.header.find_pressed.connect(self.open_finder)
        self.finder.picked.connect(self._open_hit)
        tasks.refused.connect(self.notices.refused)
        self._bind_keys()
        if desk is None:
            self.show_page("overview")
        else:
            self.receive(desk)

    def receive(self, desk: Desk) -> None:
        """Take the opened desk: wear its settings and show the page asked for meanwhile."""
        from volunteer_desk.services.settings import is_new, shown_settings

        self._desk = desk
        self._settings = shown_settings(desk)
        self.context = PageContext(
            desk=desk,
            tasks=self.tasks,
            notices=self.notices,
            settings=self.settings,
            go=self.show_page,
            publish=self.published,
            restore=self.restore_wanted.emit,
        )
        self._show_settings()
        self._new_day.receive(desk.today)
        self.finder.receive(desk)
        self.stack.receive(self.context)
        if is_new(desk):
            self._welcome()
        else:
            self.stack.show_wanted()

    @property
    def desk(self) -> Desk:
        """The open desk."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    def settings(self) -> DeskSettings:
        """The choices as they are now."""
        return self._settings

    def current_page(self) -> str:
        """The name of the page in sight, "" during the first start."""
        return self.stack.current

    def show_page(
        self, page_name: str, subject: int | None = None, noun: Noun | None = None
    ) -> None:
        """Show a page, and open a subject on it."""
        self._new_day.look()
        self.stack.show_page(page_name, subject, noun)

    def published(self, changed: Changed) -> None:
        """After a write: say it, offer 撤销, reload what shows it, mark the rest stale."""
        if Noun.SETTING in changed.nouns:
            from volunteer_desk.services.settings import shown_settings

            self._settings = shown_settings(self.desk)
            self._show_settings()
        self.stack.published(changed)
        if changed.message:
            batch = changed.batch
            undo = None if batch is None else lambda: self.undo(batch)
            self.notices.ok(changed.message, undo)
        self.read_reminders()

    def undo(self, batch: int) -> None:
        """Take a batch back, on the worker."""
        from volunteer_desk.services.batches import undo_batch

        desk = self.desk
        self.tasks.run(lambda _: undo_batch(desk, batch), self.published, label="正在撤销")

    def read_reminders(self) -> None:
        """Compute what is due from the database; the badge follows."""
        from volunteer_desk.services.reminders import due

        desk = self.desk
        self.tasks.read(lambda: due(desk), self._show_reminders, key="reminders")

    def look_again(self) -> None:
        """What a tick asks for: whether a new day has begun, and what is due."""
        self._new_day.look()
        self.read_reminders()

    def open_finder(self) -> None:
        """Open the finder at the header's box."""
        box = self.header.find_box
        corner = box.mapTo(self.centralWidget(), box.rect().topLeft())
        self.finder.open_at(QRect(corner, box.size()))

    def raise_window(self) -> None:
        """Come to the front (a second start, a click on the tray)."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no field or editor wanted closes the newest notice."""
        if event.key() != Qt.Key.Key_Escape or not self.notices.close_last():
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work and join its threads."""
        self.stack.leave()
        self.tasks.close()
        super().closeEvent(event)

    def _build(self) -> None:
        middle = QWidget()
        middle.setProperty("role", "ground")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        column.addWidget(WorkStrip(self.tasks))
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)

    def _bind_keys(self) -> None:
        for keys, pressed in (
            ("Ctrl+Z", self.notices.undo_last),
            ("F5", self.reload_page),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)

    def reload_page(self) -> None:
        """Read the page in sight again (F5)."""
        if self.stack.current:
            self.stack.reload()
            self.read_reminders()

    def _show_settings(self) -> None:
        self._dress()
        self.rail.fit()
        self.header.fit()
        self.rail.show_unit(self._settings.unit)
        self._show_backup()

    def _begin_day(self) -> None:
        self._show_backup()
        self.stack.read_anew()

    def _show_backup(self) -> None:
        self.rail.show_backup(backup_words(self._settings.last_backup, self.desk.today()))

    def _dress(self) -> None:
        app = QApplication.instance()
        worn = Look(self._settings.theme, self._settings.text_percent)
        if isinstance(app, QApplication) and worn != self._worn:
            self._worn = worn
            dress(app, worn.theme, worn.percent)
            worn.keep(self.desk.folder)

    def _show_name(self, page_name: str, title: str, subtitle: str) -> None:
        self.rail.show_page(page_name)
        self.header.show_page(title, subtitle)

    def _show_reminders(self, reminders: tuple[Reminder, ...]) -> None:
        self.rail.show_waiting(len(reminders))
        self.reminders_read.emit(reminders)

    def _open_hit(self, hit: Hit) -> None:
        self.show_page(hit.page, hit.subject, hit.noun)

    def _welcome(self) -> None:
        from volunteer_desk.ui.first_start import FirstStart

        first = FirstStart(self.context)
        first.finished.connect(self._begin)
        self.rail.setEnabled(False)
        self.header.find_box.setEnabled(False)
        self.header.show_page(first.title, first.subtitle)
        self.stack.addWidget(first)
        self.stack.setCurrentWidget(first)

    def _begin(self) -> None:
        self.rail.setEnabled(True)
        self.header.find_box.setEnabled(True)
        first = self.stack.currentWidget()
        self.show_page("overview")
        self.stack.removeWidget(first)
        first.deleteLater()
