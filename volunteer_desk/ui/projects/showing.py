"""Reading what the right card shows: the chosen project, team or unit, and the rows behind it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.memberships import MemberRow
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
from volunteer_desk.services import activities, behind, dictionaries, projects, teams, units
from volunteer_desk.services.activity_lists import ActivityClocks, read_clocks
from volunteer_desk.services.naming import Names
from volunteer_desk.services.team_members import member_ids, member_rows
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects import project_detail, team_detail, unit_detail
from volunteer_desk.ui.projects.columns import MEMBER_COLUMNS
from volunteer_desk.ui.projects.facts_told import CodeWords
from volunteer_desk.ui.projects.register_columns import PROJECT_COLUMNS
from volunteer_desk.ui.windowed_model import WindowedModel

ProjectShown = tuple[ProjectRow, ProjectDraft, str, tuple[ActivityRow, ...], ActivityClocks]
TeamShown = tuple[TeamRow, TeamDraft, Sequence[int]]
UnitShown = tuple[UnitRow, str, UnitFigures]

KEY = "projects.chosen"
BEHIND_KEY = "projects.behind"
EVERY = 1_000_000
"""A project's activities, none left out."""


class Showing(QObject):
    """Fills the three details; slow reads run off the window."""

    shown = Signal(QWidget)
    """This detail holds what was chosen."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._project: ProjectRow | None = None
        self._team: TeamRow | None = None
        self._unit: UnitRow | None = None
        desk = context.desk
        lists = ("service_category", "beneficiary", "support")
        self.project = project_detail.ProjectDetail(
            CodeWords(*(dictionaries.words(desk, name) for name in lists)),
            desk.today(),
            self._entries("在活动上按 Ctrl H 登记时长。"),
        )
        self.project.show_idle_from(desk.today().year)
        self.team = team_detail.TeamDetail(
            self._members(), desk.today(), self._entries("登记时长后，这里列出明细。")
        )
        self.unit = unit_detail.UnitDetail(
            WindowedModel(PROJECT_COLUMNS, lambda ids: projects.project_rows(desk, ids)),
            self._members(),
            self._entries("它的队伍登记时长后列在这里。"),
        )
        self.project.tabs.turned.connect(self._read_behind_project)
        self.team.tabs.turned.connect(self._read_behind_team)
        self.unit.tabs.turned.connect(self._read_behind_unit)
        self.team.asked_as_of.connect(self._read_members)
        self.project.entries_asked.connect(self._narrow_project)
        self.team.entries_asked.connect(self._narrow_team)
        self.unit.entries_asked.connect(self._narrow_unit)
        self.project.entries.widened.connect(self._widen_project)
        self.team.entries.widened.connect(self._widen_team)
        self.unit.entries.widened.connect(self._widen_unit)

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

    def _members(self) -> WindowedModel[MemberRow]:
        desk = self._context.desk
        return WindowedModel(MEMBER_COLUMNS, lambda ids: member_rows(desk, ids))

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

    def _entries(self, step: str) -> EntryList:
        nothing = EmptyState("没有时长", step, icon_name="clock")
        return EntryList(self._context, BEHIND_KEY, nothing=nothing)

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
