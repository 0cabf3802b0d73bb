"""The page 志愿者: the roll, the chosen person or a form beside it, and the dry run of a roster."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.volunteers import VolunteerCard
from volunteer_desk.services import volunteers
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.importing.files import dropped_file
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.importing import RosterImport, choose_roster
from volunteer_desk.ui.volunteers.listing import RollListing
from volunteer_desk.ui.volunteers.parts import Parts
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
            self.listing.rows, self._codes, context.desk.today, Names(context.desk, Noun.TEAM)
        )
        self.listing.serve(self.roll)
        self.reading = RollReading(context, self.roll, lambda: self._chosen)
        self.card = PersonCard()
        self.side = QStackedWidget()
        self.side.addWidget(self.card)
        self._fit_side()
        people = QWidget()
        line = row_layout()
        people.setLayout(line)
        self.roll.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self.roll, 1)
        line.addWidget(self.side)
        self.stack = Parts(context, self._codes, people)
        outer: QVBoxLayout = page_layout(self)
        outer.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.roll.asked.connect(self.reading.read)
        self.roll.person_chosen.connect(self._choose)
        self.roll.person_opened.connect(self.stack.open_person)
        self.roll.importing.connect(self._ask_file)
        self.card.opening.connect(self.stack.open_person)
        self.card.figure_opened.connect(self.stack.open_hours)
        self.card.editing.connect(self.stack.edit_person)
        self.card.making.connect(self.stack.begin_new)
        self.card.checking.connect(self.stack.check_duplicates)
        self.listing.drawing.connect(self.stack.draw)
        self.stack.saved.connect(self._take_saved)
        self.stack.listed.connect(self.roll.enter_list)
        self.stack.imported.connect(self.roll.search.setFocus)

    @property
    def room(self) -> PersonRoom:
        """A person's page and the form."""
        return self.stack.room

    @property
    def bringing(self) -> RosterImport:
        """The dry run of a roster."""
        return self.stack.bringing

    def reload(self) -> None:
        """Read the people shown, then the chosen person's card."""
        self.reading.read()
        if self._chosen is not None:
            self._choose(self._chosen)
        self._codes.reread()
        self.listing.refresh()
        self.stack.refresh()

    def left(self) -> None:
        """Mask what is revealed when another page is shown."""
        self.stack.leave()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a person, with HOURS what their total is made of, or everyone of a team."""
        self.stack.show_people()
        self.roll.search.setFocus()
        self.roll.clear_query()
        if noun is Noun.TEAM:
            self.roll.team.choose(subject)
            self.reading.read()
            return
        self.side.setCurrentWidget(self.card)
        if noun is Noun.HOURS:
            self.stack.open_hours(subject)
        self._chosen = subject
        self.reading.read()
        self._choose(subject)

    def import_file(self, path: Path) -> None:
        """Read a roster and show its dry run."""
        self.stack.import_file(path)

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

    def _ask_file(self) -> None:
        path = choose_roster(self)
        if path is not None:
            self.import_file(path)
