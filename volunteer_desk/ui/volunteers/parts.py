"""What comes in the roll's place: a person, the form, a dry run, look-alikes, a paper.

Each is made when it is first wanted: all of them at once would keep the page waiting.
"""

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.paper_view import Drawing, PaperView
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.duplicates import Duplicates
from volunteer_desk.ui.volunteers.importing import RosterImport
from volunteer_desk.ui.volunteers.person_room import PersonRoom


class Parts(QStackedWidget):
    """The people and the card beside them, or one of the parts in their place."""

    listed = Signal()
    """The people are in sight again, as they stood."""
    imported = Signal()
    """The people are in sight after a dry run."""
    saved = Signal(int)
    """The form saved this person."""

    def __init__(self, context: PageContext, codes: CodeWords, people: QWidget) -> None:
        super().__init__()
        self._context = context
        self._codes = codes
        self._people = people
        self._before_paper = people
        self.addWidget(people)

    @cached_property
    def room(self) -> PersonRoom:
        """A person's page and the form."""
        made = PersonRoom(self._context, self._codes, self)
        self.addWidget(made.detail)
        self.addWidget(made.form)
        made.showing.connect(self.setCurrentWidget)
        made.closed.connect(self.show_list)
        made.saved.connect(self.saved)
        made.drawing.connect(self.draw)
        return made

    @cached_property
    def duplicates(self) -> Duplicates:
        """Pairs that look like one person."""
        made = Duplicates(self._context, self)
        self.addWidget(made.view)
        made.closed.connect(self.show_list)
        made.opening.connect(self._open_from_pairs)
        return made

    @cached_property
    def bringing(self) -> RosterImport:
        """The dry run of a roster."""
        made = RosterImport(self._context, self)
        self.addWidget(made.view)
        made.planned.connect(self._show_import)
        made.closed.connect(self._leave_import)
        return made

    @cached_property
    def paper(self) -> PaperView:
        """What would be printed."""
        made = PaperView(self._context)
        self.addWidget(made)
        made.shown.connect(self._show_paper)
        made.closed.connect(self._leave_paper)
        return made

    def open_person(self, volunteer_id: int) -> None:
        """Show somebody's page."""
        self.room.open_person(volunteer_id)

    def open_hours(self, volunteer_id: int, figure: str = "ever") -> None:
        """Show the rows behind a figure of somebody's."""
        self.room.open_hours(volunteer_id, figure)

    def edit_person(self, volunteer_id: int) -> None:
        """Show somebody's form."""
        self.room.edit_person(volunteer_id)

    def begin_new(self) -> None:
        """Show an empty form."""
        self.room.begin_new()

    def check_duplicates(self) -> None:
        """Sweep everybody."""
        self.setCurrentWidget(self.duplicates.view)
        self.duplicates.sweep()

    def import_file(self, path: Path) -> None:
        """Read a roster and show its dry run."""
        self.bringing.plan(path)

    def draw(self, drawing: Drawing, reason: str) -> None:
        """Draw a paper and show it."""
        self.paper.draw(drawing, reason)

    def refresh(self) -> None:
        """Read again what was made and is seen."""
        if "room" in vars(self):
            self.room.refresh()
        if "duplicates" in vars(self):
            self.duplicates.refresh()

    def leave(self) -> None:
        """Another page is shown: mask what is revealed."""
        if "room" in vars(self):
            self.room.hide_full()
        if "paper" in vars(self) and self.paper.paper is not None and self.paper.paper.in_full:
            self._leave_paper()

    def show_people(self) -> None:
        """The people, whatever was in their place."""
        if "room" in vars(self):
            self.room.leave()
        self.setCurrentWidget(self._people)

    def show_list(self) -> None:
        """Back to the roll, standing where it stood."""
        self.show_people()
        self.listed.emit()

    def _open_from_pairs(self, volunteer_id: int) -> None:
        self.room.open_person(volunteer_id, self.duplicates.view)

    def _show_import(self) -> None:
        self.setCurrentWidget(self.bringing.view)
        self.bringing.view.table.setFocus()

    def _leave_import(self) -> None:
        self.show_people()
        self.imported.emit()

    def _show_paper(self) -> None:
        shown = self.currentWidget()
        if shown is not self.paper:
            self._before_paper = shown
        self.setCurrentWidget(self.paper)

    def _leave_paper(self) -> None:
        self.paper.clear()
        if self._before_paper is self._people:
            self.show_list()
        else:
            self.setCurrentWidget(self._before_paper)
            self.room.tabs.take_focus()
