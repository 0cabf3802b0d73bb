"""Reading what the right card shows: the chosen project, team or unit, and the rows behind it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.projects import (
    ActivityRow,
    ProjectDraft,
    ProjectRow,
    TeamDraft,
    TeamRow,
    project_status,
)
from volunteer_desk.domain.register_filters import ListQuery, ProjectFilter, TeamFilter
from volunteer_desk.domain.units import UnitFigures, UnitRow
from volunteer_desk.services import activities, behind, projects, teams, units
from volunteer_desk.services.activity_lists import ActivityClocks, read_clocks
from volunteer_desk.services.naming import Names
from volunteer_desk.services.team_members import member_ids
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects import project_detail, team_detail, unit_detail
from volunteer_desk.ui.projects.details import BEHIND_KEY, Detail, Details
from volunteer_desk.ui.projects.project_detail import ProjectDetail
from volunteer_desk.ui.projects.team_detail import TeamDetail

ProjectShown = tuple[ProjectRow, ProjectDraft, str, tuple[ActivityRow, ...], ActivityClocks]
TeamShown = tuple[TeamRow, TeamDraft, Sequence[int]]
UnitShown = tuple[UnitRow, str, UnitFigures]

KEY = "projects.chosen"
EVERY = 1_000_000
"""A project's activities, none left out."""


class Showing(Details):
    """Fills the three details; slow reads run off the window."""

    shown = Signal(QWidget)
    """This detail holds what was chosen."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(context, parent)
        self._project: ProjectRow | None = None
        self._team: TeamRow | None = None
        self._unit: UnitRow | None = None
        self.made.connect(self._serve)

    def _serve(self, made: Detail) -> None:
        """Read what a new detail asks for."""
        if isinstance(made, ProjectDetail):
            self._bind(made, self._read_behind_project, self._narrow_project, self._widen_project)
        elif isinstance(made, TeamDetail):
            self._bind(made, self._read_behind_team, self._narrow_team, self._widen_team)
            made.asked_as_of.connect(self._read_members)
        else:
            self._bind(made, self._read_behind_unit, self._narrow_unit, self._widen_unit)

    def _bind(
        self,
        made: Detail,
        turned: Callable[[int], None],
        narrow: Callable[[EntryFilter, str], None],
        widen: Callable[[], None],
    ) -> None:
        made.tabs.turned.connect(turned)
        made.entries_asked.connect(narrow)
        made.entries.widened.connect(widen)

    def show_project(self, row: ProjectRow) -> None:
        """Read and show a project."""
        desk = self._context.desk
        self._project = row

        def read() -> ProjectShown:
            draft = projects.read_project(desk, row.id)
            status = project_status(draft, row.active, desk.today())
            held = activities.list_activities(desk, row.id, limit=EVERY)
            return row, draft, status, held, read_clocks(desk)

        self._context.tasks.read(read, self._project_read, key=KEY)

    def show_team(self, row: TeamRow) -> None:
        """Read and show a team."""
        self.team.as_of.renew()
        desk, day = self._context.desk, self.team.day()
        self._team = row

        def read() -> TeamShown:
            return row, teams.read_team(desk, row.id), member_ids(desk, row.id, day)

        self._context.tasks.read(read, self._team_read, key=KEY)

    def show_unit(self, row: UnitRow) -> None:
        """Read and show a unit."""
        desk = self._context.desk
        self._unit = row

        def read() -> UnitShown:
            above = Names(desk, Noun.UNIT).label(row.parent_id or 0)
            return row, above, units.unit_figures(desk, row.id)

        self._context.tasks.read(read, self._unit_read, key=KEY)

    def _project_read(self, read: ProjectShown) -> None:
        row, draft, status, held, clocks = read
        self.project.told.read_at(self._context.desk.now(), clocks)
        self.project.show_project(row, draft, status, held)
        self._read_behind_project(self.project.tabs.current())
        self.shown.emit(self.project)

    def _team_read(self, read: TeamShown) -> None:
        self.team.show_team(*read)
        self._read_behind_team(self.team.tabs.current())
        self.shown.emit(self.team)

    def _unit_read(self, read: UnitShown) -> None:
        self.unit.show_unit(*read)
        self._read_behind_unit(self.unit.tabs.current())
        self.shown.emit(self.unit)

    def _read_behind_project(self, tab: int) -> None:
        row, desk, read = self._project, self._context.desk, self._context.tasks.read
        if row is None:
            return
        number = row.id
        if tab == project_detail.PEOPLE:
            read(
                lambda: behind.people_of_project(desk, number),
                self.project.show_people,
                key=BEHIND_KEY,
            )
        elif tab == project_detail.ENTRIES:
            self._widen_project()

    def _read_behind_team(self, tab: int) -> None:
        row, desk, read = self._team, self._context.desk, self._context.tasks.read
        if row is None:
            return
        number = row.id
        if tab == team_detail.HELD:
            read(
                lambda: behind.activities_of_team(desk, number), self.team.show_held, key=BEHIND_KEY
            )
        elif tab == team_detail.ENTRIES:
            self._widen_team()

    def _read_members(self) -> None:
        row, desk, day = self._team, self._context.desk, self.team.day()
        if row is not None:
            number = row.id
            self._context.tasks.read(
                lambda: member_ids(desk, number, day), self.team.show_members, key=BEHIND_KEY
            )

    def _read_behind_unit(self, tab: int) -> None:
        row, desk = self._unit, self._context.desk
        if row is None or tab == unit_detail.FACTS:
            return
        if tab == unit_detail.ENTRIES:
            self._widen_unit()
            return
        number = row.id

        def read() -> tuple[int, unit_detail.Behind]:
            if tab == unit_detail.TEAMS:
                in_unit = ListQuery(where=TeamFilter(unit_id=number))
                return tab, unit_detail.Behind(teams=teams.list_teams(desk, in_unit))
            if tab == unit_detail.PROJECTS:
                asked = ListQuery(where=ProjectFilter(unit_id=number))
                return tab, unit_detail.Behind(projects=projects.project_ids(desk, asked))
            if tab == unit_detail.MEMBERS:
                return tab, unit_detail.Behind(members=behind.members_of_unit(desk, number))
            return tab, unit_detail.Behind(held=behind.activities_of_unit(desk, number))

        self._context.tasks.read(read, self._unit_behind_read, key=BEHIND_KEY)

    def _unit_behind_read(self, read: tuple[int, unit_detail.Behind]) -> None:
        self.unit.show_behind(*read)

    def _widen_project(self) -> None:
        if self._project is not None:
            self.project.entries.ask(EntryFilter(project_id=self._project.id))

    def _widen_team(self) -> None:
        if self._team is not None:
            span = behind.this_year(self._context.desk)
            self.team.entries.ask(EntryFilter(team_id=self._team.id, span=span), lead="今年")

    def _widen_unit(self) -> None:
        if self._unit is not None:
            span = behind.this_year(self._context.desk)
            self.unit.entries.ask(EntryFilter(unit_id=self._unit.id, span=span), lead="今年")

    def _narrow_project(self, which: EntryFilter, only: str) -> None:
        if self._project is not None:
            self.project.tabs.turn(project_detail.ENTRIES)
            mine = replace(which, project_id=self._project.id)
            _show_only(self.project.entries, mine, only)

    def _narrow_team(self, which: EntryFilter, only: str) -> None:
        if self._team is not None:
            self.team.tabs.turn(team_detail.ENTRIES)
            _show_only(self.team.entries, replace(which, team_id=self._team.id), only)

    def _narrow_unit(self, which: EntryFilter, only: str) -> None:
        if self._unit is not None:
            self.unit.tabs.turn(unit_detail.ENTRIES)
            mine = which if which.team_id else replace(which, unit_id=self._unit.id)
            _show_only(self.unit.entries, mine, only)


def _show_only(entries: EntryList, which: EntryFilter, only: str) -> None:
    entries.ask(which, only=only)
    entries.table.setFocus()
