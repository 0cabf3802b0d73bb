"""The page 时长登记: logging an occasion, what was logged last, and the dry run of a sheet."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.ui.hours.entry import EntryView
from volunteer_desk.ui.hours.importing import HoursImport, choose_sheet, dropped_sheet
from volunteer_desk.ui.hours.ledger_view import LedgerView
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.widgets import TabButton, page_layout, row_layout

ENTRY, LEDGER = 0, 1


class HoursPage(Page):
    """Hours of a whole occasion in one batch, without the mouse."""

    page_name = "hours"
    title = "时长登记"
    subtitle = "打字、粘贴名单、导入时长表"
    listens = frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.PROJECT, Noun.TEAM, Noun.VOLUNTEER})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.entry = EntryView(context)
        self.ledger = LedgerView(context)
        self.bringing = HoursImport(context, self)
        self.tabs = QButtonGroup(self)
        self.entry_tab = TabButton("登记", "Alt+1", "登记一场活动的时长")
        self.ledger_tab = TabButton("最近登记", "Alt+2", "看登记过的每一批、每一条，冲销")
        tabs = row_layout(18)
        for number, tab in enumerate((self.entry_tab, self.ledger_tab)):
            self.tabs.addButton(tab, number)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.entry_tab.setChecked(True)
        self.views = QStackedWidget()
        self.views.addWidget(self.entry)
        self.views.addWidget(self.ledger)
        self.logging = QWidget()
        inside = QVBoxLayout(self.logging)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(tabs)
        inside.addWidget(self.views, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.logging)
        self.stack.addWidget(self.bringing.view)
        outer = page_layout(self)
        outer.setContentsMargins(24, 8, 24, 20)
        outer.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self.tabs.idClicked.connect(self.show_tab)
        self.entry.importing.connect(self._ask_file)
        self.entry.entries_asked.connect(self._show_activity)
        self.bringing.planned.connect(self._show_import)
        self.bringing.closed.connect(self._show_logging)

    def reload(self) -> None:
        """Read what stands around the occasion again; what was typed stays."""
        self.entry.reload()
        if self.views.currentWidget() is self.ledger:
            self.ledger.reload()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Fill in an activity, ready for its people."""
        self._show_logging()
        self.show_tab(ENTRY)
        try:
            self.entry.open_activity(subject)
        except UserFacingError as fault:
            self.context.notices.error(fault)

    def show_tab(self, number: int) -> None:
        """Show 登记 or 最近登记."""
        button = self.tabs.button(number)
        button.setChecked(True)
        self.views.setCurrentIndex(number)
        if number == LEDGER:
            self.ledger.reload()
            self.ledger.batch_table.setFocus()
        else:
            self.entry.enter()

    def import_file(self, path: Path) -> None:
        """Read an hour sheet and show its dry run."""
        self.bringing.plan(path)

    def showEvent(self, event: QShowEvent) -> None:
        """Where nothing is typed yet, begin with the text to paste."""
        super().showEvent(event)
        if self.views.currentIndex() == ENTRY:
            self.entry.enter()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the page."""
        if dropped_sheet(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped file."""
        path = dropped_sheet(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    def left(self) -> None:
        """Nothing waits while another page is shown."""
        self.entry.left()

    def _show_activity(self, activity_id: int) -> None:
        self.show_tab(LEDGER)
        self.ledger.show_activity(activity_id)
        self.ledger.entry_table.setFocus()

    def _ask_file(self) -> None:
        path = choose_sheet(self)
        if path is not None:
            self.import_file(path)

    def _show_import(self) -> None:
        self.stack.setCurrentWidget(self.bringing.view)
        self.bringing.view.table.setFocus()

    def _show_logging(self) -> None:
        self.stack.setCurrentWidget(self.logging)
