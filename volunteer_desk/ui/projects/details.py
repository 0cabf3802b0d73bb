"""The right cards of a project, a team, a unit: each made when the first of its kind is chosen."""

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.services import dictionaries, projects
from volunteer_desk.services.team_members import member_rows
from volunteer_desk.ui.column_memory import ColumnMemory
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects.columns import MEMBER_COLUMNS
from volunteer_desk.ui.projects.facts_told import CodeWords
from volunteer_desk.ui.projects.list_parts import PROJECTS_AT_ONCE
from volunteer_desk.ui.projects.project_detail import ProjectDetail
from volunteer_desk.ui.projects.register_columns import PROJECT_COLUMNS
from volunteer_desk.ui.projects.team_detail import TeamDetail
from volunteer_desk.ui.projects.unit_detail import UnitDetail
from volunteer_desk.ui.windowed_model import WindowedModel

BEHIND_KEY = "projects.behind"
"""Of what is read behind a figure only the last counts, whichever detail asked for it."""

Detail = ProjectDetail | TeamDetail | UnitDetail


class Details(QObject):
    """The three cards of a desk."""

    made = Signal(QWidget)
    """This ``Detail`` is there from now on: do what is asked in it."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    @cached_property
    def project(self) -> ProjectDetail:
        """A project."""
        desk, lists = self._context.desk, ("service_category", "beneficiary", "support")
        made = ProjectDetail(
            CodeWords(*(dictionaries.words(desk, name) for name in lists)),
            desk.today,
            self._entries("在活动上按 Ctrl H 登记时长。"),
        )
        ColumnMemory(made.table, self._context, "activities_of_project")
        self.made.emit(made)
        return made

    @cached_property
    def team(self) -> TeamDetail:
        """A team."""
        entries = self._entries("登记时长后，这里列出明细。")
        made = TeamDetail(self._members(), self._context.desk.today, entries)
        ColumnMemory(made.table, self._context, "members")
        self.made.emit(made)
        return made

    @cached_property
    def unit(self) -> UnitDetail:
        """A unit."""
        desk = self._context.desk
        made = UnitDetail(
            WindowedModel(
                PROJECT_COLUMNS,
                lambda ids: projects.project_rows(desk, ids),
                block=PROJECTS_AT_ONCE,
            ),
            self._members(),
            self._entries("它的队伍登记时长后列在这里。"),
        )
        self.made.emit(made)
        return made

    def _members(self) -> WindowedModel[MemberRow]:
        desk = self._context.desk
        return WindowedModel(MEMBER_COLUMNS, lambda ids: member_rows(desk, ids))

    def _entries(self, step: str) -> EntryList:
        nothing = EmptyState("没有时长", step, icon_name="clock")
        return EntryList(self._context, BEHIND_KEY, nothing=nothing)
