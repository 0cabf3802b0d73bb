"""The page 志愿者: the roll, the chosen person or a form beside it, and the dry run of a roster."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.volunteers import VolunteerCard
from volunteer_desk.services import volunteers
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.duplicates import Duplicates
from volunteer_desk.ui.volunteers.importing import RosterImport, choose_roster, dropped_file
from volunteer_desk.ui.volunteers.listing import RollListing
from volunteer_desk.ui.volunteers.person_card import PersonCard
from volunteer_desk.ui.volunteers.person_room import PersonRoom
from volunteer_desk.ui.volunteers.roll import Roll
from volunteer_desk.ui.volunteers.roll_reading import RollReading
from volunteer_desk.ui.widgets import page_layout, row_layout

SIDE = 340
"""Width of the person's card at 100 %."""
WIDEST_SIDE = 390
"""More would take the list's room at large text."""


class VolunteersPage(Page):
    """Everyone on the roll; all that is done to a person is done beside the list."""

    page_name = "volunteers"
    title = "志愿者"
    subtitle = "找人、登记、导入花名册"
    listens = frozenset({Noun.VOLUNTEER, Noun.TEAM, Noun.HOURS, Noun.CERTIFICATE, Noun.SETTING})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: int | None = None
        self._codes = CodeWords(context.desk)
        self.listing = RollListing(context)
        self.roll = Roll(
            self.listing.rows, self._codes, context.desk.today(), Names(context.desk, Noun.TEAM)
        )
        self.listing.serve(self.roll)
        self.reading = RollReading(context, self.roll, lambda: self._chosen)
        self.card = PersonCard()
        self.room = PersonRoom(context, self._codes, self)
        self.form = self.room.form
        self.duplicates = Duplicates(context, self)
        self.paper = PaperView(context)
        self.side = QStackedWidget()
        self.side.addWidget(self.card)
        self._fit_side()
        self.bringing = RosterImport(context, self)
        people = QWidget()
        line = row_layout()
        people.setLayout(line)
        self.roll.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self.roll, 1)
        line.addWidget(self.side)
        self.stack = QStackedWidget()
        self.stack.addWidget(people)
        for part in (self.bringing.view, self.room.detail, self.form, self.duplicates.view):
            self.stack.addWidget(part)
        self.stack.addWidget(self.paper)
        self._people = people
        self._before_paper = people
        outer: QVBoxLayout = page_layout(self)
        outer.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.roll.asked.connect(self.reading.read)
        self.roll.person_chosen.connect(self._choose)
        self.roll.person_opened.connect(self.room.open_person)
        self.roll.importing.connect(self._ask_file)
        self.card.opening.connect(self.room.open_person)
        self.card.figure_opened.connect(self.room.open_hours)
        self.card.editing.connect(self.room.edit_person)
        self.card.making.connect(self.room.begin_new)
        self.card.checking.connect(self._check_duplicates)
        self.room.showing.connect(self._show_part)
        self.room.closed.connect(self._show_list)
        self.room.saved.connect(self._take_saved)
        self.listing.printing.drawing.connect(self.paper.draw)
        self.room.drawing.connect(self.paper.draw)
        self.paper.shown.connect(self._show_paper)
        self.paper.closed.connect(self._leave_paper)
        self.duplicates.closed.connect(self._show_list)
        self.duplicates.opening.connect(self._open_from_pairs)
        self.bringing.planned.connect(self._show_import)
        self.bringing.closed.connect(self._show_people)

    def reload(self) -> None:
        """Read the people shown, then the chosen person's card."""
        self.reading.read()
        if self._chosen is not None:
            self._choose(self._chosen)
        self._codes.reread()
        self.listing.refresh()
        self.room.refresh()
        self.duplicates.refresh()

    def left(self) -> None:
        """Mask what is revealed when another page is shown."""
        self.room.hide_full()
        if self.paper.paper is not None and self.paper.paper.in_full:
            self._leave_paper()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a person, with HOURS what their total is made of, or everyone of a team."""
        self._show_people()
        self.roll.clear_query()
        if noun is Noun.TEAM:
            self.roll.team.choose(subject)
            self.reading.read()
            return
        self.side.setCurrentWidget(self.card)
        if noun is Noun.HOURS:
            self.room.open_hours(subject)
        self._chosen = subject
        self.reading.read()
        self._choose(subject)

    def import_file(self, path: Path) -> None:
        """Read a roster and show its dry run."""
        self.bringing.plan(path)

    def changeEvent(self, event: QEvent) -> None:
        """The card beside the list grows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "side"):
            self._fit_side()

    def _fit_side(self) -> None:
        self.side.setFixedWidth(min(scaled(SIDE), WIDEST_SIDE))

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

    def _choose(self, volunteer_id: int) -> None:
        self._chosen = volunteer_id
        desk = self.context.desk
        self.context.tasks.read(
            lambda: volunteers.volunteer_card(desk, volunteer_id),
            self._show_card,
            key="volunteers.card",
            failed=self._lose,
            quiet=True,
        )

    def _show_card(self, card: VolunteerCard) -> None:
        self.card.show_card(card, self._codes)

    def _lose(self, _fault: Refusal) -> None:
        self._chosen = None
        self.card.show_nobody()

    def _take_saved(self, volunteer_id: int) -> None:
        self._chosen = volunteer_id

    def _show_part(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)

    def _check_duplicates(self) -> None:
        self.stack.setCurrentWidget(self.duplicates.view)
        self.duplicates.sweep()

    def _open_from_pairs(self, volunteer_id: int) -> None:
        self.room.open_person(volunteer_id, self.duplicates.view)

    def _show_list(self) -> None:
        """Back to the roll, standing where it stood."""
        self.stack.setCurrentWidget(self._people)
        self.roll.enter_list()

    def _show_paper(self) -> None:
        shown = self.stack.currentWidget()
        if shown is not self.paper:
            self._before_paper = shown
        self.stack.setCurrentWidget(self.paper)

    def _leave_paper(self) -> None:
        self.paper.clear()
        if self._before_paper is self._people:
            self._show_list()
        else:
            self.stack.setCurrentWidget(self._before_paper)
            self.room.tabs.take_focus()

    def _ask_file(self) -> None:
        path = choose_roster(self)
        if path is not None:
            self.import_file(path)

    def _show_import(self) -> None:
        self.stack.setCurrentWidget(self.bringing.view)
        self.bringing.view.table.setFocus()

    def _show_people(self) -> None:
        self.stack.setCurrentWidget(self._people)
        self.roll.search.setFocus()
