"""The page 队伍与项目: two lists on the left, the chosen one or a form on the right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import (
    ActivityRow,
    ProjectDraft,
    ProjectRow,
    TeamDraft,
    TeamRow,
)
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerRow
from volunteer_desk.services import activities, projects, teams, volunteers
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.projects.columns import MEMBER_COLUMNS
from volunteer_desk.ui.projects.editing import ProjectEditing
from volunteer_desk.ui.projects.lists import PROJECTS, TEAMS, ProjectLists
from volunteer_desk.ui.projects.project_detail import ProjectDetail
from volunteer_desk.ui.projects.team_detail import TeamDetail
from volunteer_desk.ui.tables import WindowedModel
from volunteer_desk.ui.volunteers.inline_form import InlineForm
from volunteer_desk.ui.widgets import Card, EmptyState, page_layout, row_layout

LISTED: Final = 500
"""Projects listed at most; the others are found by name."""

Listed = tuple[tuple[ProjectRow, ...], tuple[TeamRow, ...]]
ProjectShown = tuple[ProjectRow, ProjectDraft, tuple[ActivityRow, ...]]
TeamShown = tuple[TeamRow, TeamDraft, Sequence[int]]


class ProjectsPage(Page):
    """Teams and projects with their figures; everything is made and changed in place."""

    page_name = "projects"
    title = "队伍与项目"
    subtitle = "项目里建活动，活动里登时长"
    listens = frozenset({Noun.TEAM, Noun.PROJECT, Noun.ACTIVITY, Noun.HOURS, Noun.VOLUNTEER})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._project_id: int | None = None
        self._team_id: int | None = None
        self._activity_id: int | None = None
        self._sought = ""
        self._teams: tuple[TeamRow, ...] = ()
        self.lists = ProjectLists()
        self.detail = ProjectDetail()
        self.team_detail = TeamDetail(WindowedModel(MEMBER_COLUMNS, self._members))
        self.editing = ProjectEditing(context, self)
        self.nothing = Card()
        self.nothing.body.addWidget(
            EmptyState("从左边选一个", "↑ ↓ 移动，这里就显示它的活动或队员。", icon_name="list")
        )
        self.side = QStackedWidget()
        for part in (self.nothing, self.detail, self.team_detail, *self.editing.forms):
            self.side.addWidget(part)
        for half in (self.lists, self.side):  # halves, whatever stands in them
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row_layout()
        line.addWidget(self.lists, 1)
        line.addWidget(self.side, 1)
        page_layout(self).addLayout(line, 1)
        self._connect()

    def _connect(self) -> None:
        lists, detail, editing = self.lists, self.detail, self.editing
        lists.tab_chosen.connect(self._show_side)
        lists.project_chosen.connect(self._choose_project)
        lists.team_chosen.connect(self._choose_team)
        lists.text_changed.connect(self._list)
        lists.making.connect(self._make)
        lists.project_table.row_activated.connect(self._edit)
        lists.team_table.row_activated.connect(self._edit)
        detail.editing.connect(self._edit)
        self.team_detail.editing.connect(self._edit)
        detail.activity_making.connect(self._make_activity)
        detail.activity_editing.connect(editing.edit_activity)
        detail.activity_cancelling.connect(editing.cancel_activity)
        detail.hours_asked.connect(self._go_to_hours)
        self.team_detail.volunteer_asked.connect(self._go_to_volunteer)
        editing.begun.connect(self.side.setCurrentWidget)
        editing.left.connect(self._leave_form)
        editing.saved.connect(self._show_saved)

    def reload(self) -> None:
        """Read both lists, then what is chosen."""
        self._list()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a project, a team, or an activity in its project."""
        desk = self.context.desk
        try:
            if noun is Noun.TEAM:
                self._team_id = subject
            elif noun is Noun.ACTIVITY:
                self._activity_id = subject
                self._project_id = activities.read_activity(desk, subject).project_id
            else:
                self._project_id = subject
            if noun is not Noun.TEAM and self._project_id is not None:
                self._sought = projects.read_project(desk, self._project_id).name
        except UserFacingError as fault:
            self.context.notices.error(fault)
            return
        self.side.setCurrentWidget(self.nothing)
        blocked = self.lists.search.blockSignals(True)
        self.lists.search.clear()
        self.lists.search.blockSignals(blocked)
        self.lists.show_tab(TEAMS if noun is Noun.TEAM else PROJECTS)
        self._list()

    def _list(self) -> None:
        desk, text = self.context.desk, self.lists.text()

        def read() -> Listed:
            return projects.list_projects(desk, text, LISTED), teams.list_teams(desk)

        self.context.tasks.read(read, self._listed, key="projects.lists")

    def _listed(self, listed: Listed) -> None:
        found, self._teams = listed
        self.editing.show_choices(found, self._teams)
        text = self.lists.text()
        shown = [team for team in self._teams if text in team.name]
        self.lists.show_rows(found, shown, full=len(found) >= LISTED)
        # Choosing a row reads what belongs to it.
        found_project = self.lists.choose_project(self._project_id)
        found_team = self.lists.choose_team(self._team_id)
        sought, self._sought = self._sought, ""
        if sought and not found_project:
            # It stands behind the projects listed at most; its name brings it to the front.
            self.lists.search.setText(sought)
        elif not (found_team if self.lists.tab() == TEAMS else found_project):
            self._show_nothing()

    def _show_nothing(self) -> None:
        if not self._form_open():
            self.side.setCurrentWidget(self.nothing)

    def _form_open(self) -> bool:
        return isinstance(self.side.currentWidget(), InlineForm)

    def _show_side(self, _tab: int = 0) -> None:
        chosen = self._team_id if self.lists.tab() == TEAMS else self._project_id
        if chosen is None:
            self.side.setCurrentWidget(self.nothing)
        elif self.lists.tab() == TEAMS:
            self._choose_team(chosen)
        else:
            self._choose_project(chosen)

    def _choose_project(self, project_id: int) -> None:
        self._project_id = project_id
        row = next((one for one in self.lists.projects.rows if one.id == project_id), None)
        if row is None or self.lists.tab() != PROJECTS:
            return
        desk, known = self.context.desk, row

        def read() -> ProjectShown:
            draft = projects.read_project(desk, project_id)
            return known, draft, activities.list_activities(desk, project_id)

        self.context.tasks.read(read, self._show_project, key="projects.chosen")

    def _show_project(self, shown: ProjectShown) -> None:
        self.detail.show_project(*shown)
        if not self._form_open():
            self.side.setCurrentWidget(self.detail)
        if self._activity_id is not None:
            self.detail.choose_activity(self._activity_id)
            self._activity_id = None

    def _choose_team(self, team_id: int) -> None:
        self._team_id = team_id
        row = next((one for one in self.lists.teams.rows if one.id == team_id), None)
        if row is None or self.lists.tab() != TEAMS:
            return
        desk, known = self.context.desk, row

        def read() -> TeamShown:
            ids = volunteers.volunteer_ids(desk, VolunteerQuery(sort="name", team_id=team_id))
            return known, teams.read_team(desk, team_id), ids

        self.context.tasks.read(read, self._show_team, key="projects.chosen")

    def _show_team(self, shown: TeamShown) -> None:
        self.team_detail.show_team(*shown)
        if not self._form_open():
            self.side.setCurrentWidget(self.team_detail)

    def _members(self, ids: Sequence[int]) -> Sequence[VolunteerRow]:
        return volunteers.volunteer_rows(self.context.desk, ids)

    def _make(self) -> None:
        if self.lists.tab() == TEAMS:
            self.editing.edit_team(None)
        else:
            self.editing.edit_project(None)

    def _edit(self) -> None:
        if self.lists.tab() == TEAMS and self._team_id is not None:
            self.editing.edit_team(self._team_id)
        elif self.lists.tab() == PROJECTS and self._project_id is not None:
            self.editing.edit_project(self._project_id)

    def _make_activity(self) -> None:
        if self._project_id is not None:
            self.editing.make_activity(self._project_id)

    def _leave_form(self) -> None:
        self.side.setCurrentWidget(self.nothing)
        self._show_side()
        self.lists.enter_list()

    def _show_saved(self, noun: Noun, subject: int, changed: Changed) -> None:
        """After a form saved: show what it saved, and tell the window."""
        self.open_subject(subject, noun)
        self.lists.enter_list()
        self.context.publish(changed)

    def _go_to_hours(self, activity_id: int) -> None:
        self.context.go("hours", activity_id, Noun.ACTIVITY)

    def _go_to_volunteer(self, volunteer_id: int) -> None:
        self.context.go("volunteers", volunteer_id, Noun.VOLUNTEER)
