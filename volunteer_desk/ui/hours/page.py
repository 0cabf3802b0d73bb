"""The page 时长登记: its views behind tabs, and the dry run of an hour sheet."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.ui.hours.entry import EntryView
from volunteer_desk.ui.hours.importing import HoursImport, choose_sheet
from volunteer_desk.ui.hours.ledger_view import LedgerView
from volunteer_desk.ui.hours.view import VIEWS, HoursView
from volunteer_desk.ui.importing.files import dropped_file
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.widgets import TabButton, page_layout, row_layout

ENTRY, LEDGER, ACTIVITIES, SIGNING, APPROVAL = range(5)


class HoursPage(Page):
    """Hours of a whole occasion in one batch, without the mouse."""

    page_name = "hours"
    title = "时长登记"
    subtitle = "打字、粘贴名单、签到、导入时长表"
    listens = frozenset(
        {
            Noun.HOURS,
            Noun.ACTIVITY,
            Noun.PROJECT,
            Noun.TEAM,
            Noun.VOLUNTEER,
            Noun.SETTING,
            Noun.MONTH,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._built: dict[int, HoursView] = {}
        self.bringing = HoursImport(context, self)
        self.views = QStackedWidget()
        self.tabs = QButtonGroup(self)
        tabs = row_layout(18)
        for number, spec in enumerate(VIEWS):
            if spec.exists():
                tab = TabButton(spec.label, spec.shortcut, spec.tip)
                self.tabs.addButton(tab, number)
                tabs.addWidget(tab)
        tabs.addStretch(1)
        self.tabs.button(ENTRY).setChecked(True)
        self.views.setCurrentWidget(self.view(ENTRY))
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
        self.bringing.planned.connect(self._show_import)
        self.bringing.closed.connect(self._show_logging)

    @property
    def entry(self) -> EntryView:
        """登记."""
        view = self.view(ENTRY)
        assert isinstance(view, EntryView)  # noqa: S101  # the registry says so
        return view

    @property
    def ledger(self) -> LedgerView:
        """最近登记."""
        view = self.view(LEDGER)
        assert isinstance(view, LedgerView)  # noqa: S101  # the registry says so
        return view

    def view(self, number: int) -> HoursView:
        """A view of the registry, made when it is first asked for."""
        known = self._built.get(number)
        if known is not None:
            return known
        view = VIEWS[number].build(self.context)
        self._built[number] = view
        self.views.addWidget(view)
        view.logging_asked.connect(self.log_activity)
        view.entries_asked.connect(self._show_entries)
        view.activity_asked.connect(self._show_activity)
        return view

    def reload(self) -> None:
        """Read what stands around the occasion again; what was typed stays."""
        self.entry.reload()
        shown = self.views.currentWidget()
        if isinstance(shown, HoursView) and shown is not self.entry:
            shown.reload()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Fill in an activity; with ACTIVITY show it in the calendar, with HOURS what waits.

        With BATCH the entries of an act.
        """
        if noun is Noun.BATCH:
            self._show_logging()
            self.show_tab(LEDGER)
            self.ledger.show_batch(subject)
        elif noun is Noun.HOURS:
            self._show_logging()
            self.show_tab(APPROVAL)
        elif noun is Noun.ACTIVITY and self.tabs.button(ACTIVITIES) is not None:
            self._show_activity(subject)
        else:
            self.log_activity(subject)

    def log_activity(self, activity_id: int) -> None:
        """Fill in an activity, ready for its people."""
        self._show_logging()
        self.show_tab(ENTRY)
        try:
            self.entry.open_activity(activity_id)
        except UserFacingError as fault:
            self.context.notices.error(fault)

    def show_tab(self, number: int) -> None:
        """Show one of the views."""
        shown = self.views.currentWidget()
        view = self.view(number)
        if isinstance(shown, HoursView) and shown is not view:
            shown.left()
        self.tabs.button(number).setChecked(True)
        self.views.setCurrentWidget(view)
        if number != ENTRY:
            view.reload()
        view.enter()

    def import_file(self, path: Path) -> None:
        """Read an hour sheet and show its dry run."""
        self.bringing.plan(path)

    def showEvent(self, event: QShowEvent) -> None:
        """Where nothing is typed yet, begin with the text to paste."""
        super().showEvent(event)
        if self.views.currentWidget() is self.entry:
            self.entry.enter()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the page."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped file."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    def left(self) -> None:
        """Nothing waits while another page is shown."""
        for view in self._built.values():
            view.left()

    def _show_entries(self, activity_id: int) -> None:
        self.show_tab(LEDGER)
        self.ledger.show_activity(activity_id)
        self.ledger.entry_table.setFocus()

    def _show_activity(self, activity_id: int) -> None:
        self._show_logging()
        self.show_tab(ACTIVITIES)
        self.view(ACTIVITIES).show_activity(activity_id)

    def _ask_file(self) -> None:
        path = choose_sheet(self)
        if path is not None:
            self.import_file(path)

    def _show_import(self) -> None:
        self.stack.setCurrentWidget(self.bringing.view)
        self.bringing.view.table.setFocus()

    def _show_logging(self) -> None:
        self.stack.setCurrentWidget(self.logging)
