"""The right side of a person's page: figures, and the lists behind its tabs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from volunteer_desk.domain.records import RecordKind
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.volunteers.figures_strip import FiguresStrip
from volunteer_desk.ui.volunteers.person_reading import PersonShown
from volunteer_desk.ui.volunteers.person_teams import TeamsTab
from volunteer_desk.ui.volunteers.records import WORDS, RecordsTab
from volunteer_desk.ui.volunteers.rows_tab import RowsTab
from volunteer_desk.ui.volunteers.story import DisclosuresTab, HoursTab, StoryTab
from volunteer_desk.ui.widgets import Card, TabButton
from volunteer_desk.ui.wrap_row import WrapRow


class PersonTabs(Card):
    """时间线 时长 队伍 培训 奖励 评价 异议 查阅."""

    form_shown = Signal(bool)
    hours_asked = Signal(object)
    """The ``Span`` whose ledger rows are wanted."""

    def __init__(self, context: PageContext, teams: Finding) -> None:
        super().__init__()
        self.today = today = context.desk.today
        self.figures = FiguresStrip()
        self.story = StoryTab()
        self.hours = HoursTab(context)
        self.teams = TeamsTab(today, teams)
        self.records = {kind: RecordsTab(kind, today) for kind in RecordKind}
        self.log = DisclosuresTab(context.desk.now().tzinfo)
        self._editable: tuple[TeamsTab | RecordsTab, ...] = (self.teams, *self.records.values())
        self.stack = QStackedWidget()
        self.buttons: list[TabButton] = []
        self._group = QButtonGroup(self)
        listed: list[tuple[str, QWidget]] = [
            ("时间线", self.story),
            ("时长", self.hours),
            ("队伍", self.teams),
            *((WORDS[kind][0], tab) for kind, tab in self.records.items()),
            ("查阅记录", self.log),
        ]
        for at, (word, tab) in enumerate(listed):
            button = TabButton(word, f"Alt+{at + 1}", f"看{word}")
            self._group.addButton(button, at)
            self.buttons.append(button)
            self.stack.addWidget(tab)
            if isinstance(tab, RowsTab):
                tab.form_shown.connect(self.form_shown)
        self._line = WrapRow(self.buttons, spacing=10)
        self._words = [word for word, _ in listed]
        self.body.addWidget(self.figures)
        self.body.addWidget(self._line)
        self.body.addWidget(self.stack, 1)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self._turn)
        self.figures.asked.connect(self._ask_hours)
        self.hours.found.connect(self._enter_hours)

    def show_person(self, shown: PersonShown, moved: bool) -> None:
        """Show a person; ``moved``: another one than before."""
        self.figures.show_figures(shown.figures)
        self.story.show_story(shown.story)
        self.teams.show_times(shown.teams)
        for tab in self.records.values():
            tab.show_records(shown.records)
        self.log.show_log(shown.disclosures)
        counts: dict[QWidget | None, int] = {
            self.teams: sum(1 for row in shown.teams if row.to_on is None),
            self.log: len(shown.disclosures),
        }
        for tab in self.records.values():
            counts[tab] = len(tab.model.rows)
        for at, word in enumerate(self._words):
            count = counts.get(self.stack.widget(at), 0)
            self.buttons[at].setText(f"{word} {count}" if count else word)
        self._line.arrange()
        for editable in self._editable:
            editable.add.setEnabled(not shown.card.erased)
        if moved:
            self.open_tab(self.story)
            self.story.table.scrollToTop()

    def open_tab(self, tab: QWidget) -> None:
        """Show a tab and stand in it."""
        at = self.stack.indexOf(tab)
        self.buttons[at].setChecked(True)
        self._turn(at)

    def take_focus(self) -> None:
        """Stand in the list shown, or on its tab where the list is empty."""
        if self.form_open():
            return
        tab = self.stack.currentWidget()
        self.buttons[self.stack.currentIndex()].setFocus()
        if tab is self.hours:
            self.hours.table.setFocus()
        elif isinstance(tab, RowsTab):
            tab.enter_list()

    def form_open(self) -> bool:
        """Whether something is typed in the tab shown."""
        tab = self.stack.currentWidget()
        return isinstance(tab, RowsTab) and tab.form_open()

    def close_forms(self) -> None:
        """Close every form; what was typed there is gone."""
        for tab in self._editable:
            if tab.form_open():
                tab.show_list()

    def open_forms(self) -> list[InlineForm]:
        """Forms that wait for an answer."""
        return [tab.form for tab in self._editable if tab.form_open()]

    def _turn(self, at: int) -> None:
        self.close_forms()
        self.stack.setCurrentIndex(at)
        if self.stack.currentWidget() is self.hours:
            self.figures.ask("ever")
        self.take_focus()

    def _enter_hours(self) -> None:
        """The rows have come: who waits on their tab stands in them."""
        if self.buttons[1].hasFocus() and self.stack.currentWidget() is self.hours:
            self.hours.table.setFocus()

    def _ask_hours(self, span: object) -> None:
        self.buttons[1].setChecked(True)
        self.stack.setCurrentWidget(self.hours)
        self.hours_asked.emit(span)
