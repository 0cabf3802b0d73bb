"""What is asked for the project, team or unit chosen: its form, its members, its standing."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.ui.projects.acting import ProjectActs
from volunteer_desk.ui.projects.editing import ProjectEditing
from volunteer_desk.ui.projects.lists import PROJECTS, TEAMS, UNITS, ProjectLists


class CurrentActs(QObject):
    """Hands what the cards ask for on to the forms and acts.

    Args:
        row: The one chosen in a list, None when there is none.
        lists: The left card.
        editing: The forms.
        acts: What needs no form.
        parent: The page.
    """

    def __init__(
        self,
        row: Callable[[int], ProjectRow | TeamRow | UnitRow | None],
        lists: ProjectLists,
        editing: ProjectEditing,
        acts: ProjectActs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._row, self._lists, self._editing, self._acts = row, lists, editing, acts

    def make(self) -> None:
        """Open the form of a new one of the list shown."""
        tab = self._lists.tab()
        if tab == UNITS:
            self.make_child()
        elif tab == TEAMS:
            self._editing.edit_team(None)
        else:
            self._editing.edit_project(None)

    def edit(self) -> None:
        """Open the form of the one chosen."""
        tab = self._lists.tab()
        edits = (self._editing.edit_project, self._editing.edit_team, self._editing.edit_unit)
        row = self._row(tab)
        if row is not None:
            edits[tab](row.id)

    def retire(self) -> None:
        """Retire the one chosen, or bring it back."""
        tab = self._lists.tab()
        row = self._row(tab)
        if row is not None:
            self._acts.turn(self._lists.parts[tab].noun, row.id, row.active)

    def make_child(self) -> None:
        """Open the form of a unit below the one chosen."""
        row = self._row(UNITS)
        self._editing.edit_unit(None, row.id if row is not None and row.active else None)

    def mark_own(self) -> None:
        """Make the unit chosen the desk's own."""
        row = self._row(UNITS)
        if row is not None:
            self._acts.mark_own(row.id)

    def make_activity(self) -> None:
        """Open the form of an activity of the project chosen."""
        row = self._row(PROJECTS)
        if row is not None:
            self._editing.make_activity(row.id)

    def add_member(self) -> None:
        """Open the form of a new member of the team chosen."""
        self.edit_member(None)

    def edit_member(self, member: MemberRow | None) -> None:
        """Open the form of a member, of a new one for None."""
        row = self._row(TEAMS)
        if row is not None:
            self._editing.edit_member(row.id, row.name, member)

    def end_membership(self, member: MemberRow) -> None:
        """Let a member leave the team chosen today."""
        row = self._row(TEAMS)
        if row is not None:
            self._acts.end_membership(row.id, member)
