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
    QStackedWidget,
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
from volunteer_desk.ui.notices import Notices
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.pages import PAGES, PageSpec
from volunteer_desk.ui.rail import Rail
from volunteer_desk.ui.tasks import Tasks
from volunteer_desk.ui.theme import dress
from volunteer_desk.ui.widgets import words
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
        self._wanted: tuple[str, int | None, Noun | None] = ("overview", None, None)
        self._specs = {spec.name: spec for spec in specs if spec.exists()}
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._current = ""
        self._subtitles: dict[str, str] = {}
        self._worn = worn
        self.rail = Rail(tuple(self._specs.values()))
        self.header = Header()
        self.stack = QStackedWidget()
        self._waiting = _waiting("正在打开…")
        self.stack.addWidget(self._waiting)
        self._build()
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
        self.finder.receive(desk)
        if is_new(desk):
            self._welcome()
        else:
            self.show_page(*self._wanted)

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
        return self._current

    def show_page(
        self, page_name: str, subject: int | None = None, noun: Noun | None = None
    ) -> None:
        """Show a page, loaded and made when first asked for, and open a subject on it."""
        spec = self._specs.get(page_name)
        if spec is None:
            return
        if self._desk is None:
            self._wanted = (page_name, subject, noun)
            self.rail.show_page(page_name)
            self.header.show_page(spec.label, "")
            return
        if self._current and self._current != page_name:
            self.pages[self._current].left()
        self._wanted = (page_name, subject, noun)
        page = self.pages.get(page_name)
        if page is None and not spec.is_loaded():
            self._await_page(spec)
            return
        if page is None:
            page = self._make_page(spec)
        self._current = page_name
        self.rail.show_page(page_name)
        self.header.show_page(page.title, self._subtitles.get(page_name, page.subtitle))
        if page_name in self._stale:
            self._stale.discard(page_name)
            page.reload()
        self.stack.setCurrentWidget(page)
        if subject is not None:
            page.open_subject(subject, noun)

    def _await_page(self, spec: PageSpec) -> None:
        """Load a page beside the window; what is typed meanwhile goes to no other page."""
        self._current = ""
        self.rail.show_page(spec.name)
        self.header.show_page(spec.label, "")
        self.stack.setCurrentWidget(self._waiting)
        self.tasks.read(spec.load, self._show_loaded, key=f"page.{spec.name}")

    def _show_loaded(self, spec: PageSpec) -> None:
        if self._wanted[0] == spec.name and not self._current:
            self.show_page(*self._wanted)

    def _make_page(self, spec: PageSpec) -> Page:
        page = spec.build(self.context)
        page.subtitle_changed.connect(lambda text: self._show_subtitle(spec.name, text))
        self.pages[spec.name] = page
        self.stack.addWidget(page)
        self._stale.add(spec.name)
        return page

    def published(self, changed: Changed) -> None:
        """After a write: say it, offer 撤销, reload what shows it, mark the rest stale."""
        if Noun.SETTING in changed.nouns:
            from volunteer_desk.services.settings import shown_settings

            self._settings = shown_settings(self.desk)
            self._show_settings()
        for name, page in self.pages.items():
            if page.listens & changed.nouns:
                if name == self._current:
                    page.reload()
                else:
                    self._stale.add(name)
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
        if self._current:
            self.pages[self._current].left()
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
        if self._current:
            self.pages[self._current].reload()
            self.read_reminders()

    def _show_settings(self) -> None:
        self._dress()
        self.rail.fit()
        self.header.fit()
        self.rail.show_unit(self._settings.unit)
        self.rail.show_backup(backup_words(self._settings.last_backup, self.desk.today()))

    def _dress(self) -> None:
        app = QApplication.instance()
        worn = Look(self._settings.theme, self._settings.text_percent)
        if isinstance(app, QApplication) and worn != self._worn:
            self._worn = worn
            dress(app, worn.theme, worn.percent)
            worn.keep(self.desk.folder)

    def _show_subtitle(self, page_name: str, text: str) -> None:
        self._subtitles[page_name] = text
        if page_name == self._current:
            self.header.show_page(self.header.title.text(), text)

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


def _waiting(text: str) -> QWidget:
    """What stands in a page's place until it can be shown."""
    ground = QWidget()
    middle = QVBoxLayout(ground)
    middle.addWidget(words(text, "soft"), 0, Qt.AlignmentFlag.AlignCenter)
    return ground
