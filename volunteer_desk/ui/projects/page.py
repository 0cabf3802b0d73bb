"""The page 队伍与项目: three lists on the left, the chosen one or a form on the right."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import ProjectFilter, ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.services import activities, projects, teams, units
from volunteer_desk.services.list_views import read_view, save_order
from volunteer_desk.ui.column_memory import ColumnMemory
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.acting import ProjectActs
from volunteer_desk.ui.projects.editing import ProjectEditing
from volunteer_desk.ui.projects.exporting import export_rows
from volunteer_desk.ui.projects.listing import Listed, kept_teams, kept_units
from volunteer_desk.ui.projects.lists import PROJECTS, TEAMS, UNITS, ProjectLists
from volunteer_desk.ui.projects.showing import Showing
from volunteer_desk.ui.widgets import Card, EmptyState, page_layout, row_layout

LISTED: Final = 500
"""Projects listed at most; the others are found by name."""

_ALL: Final = 10_000_000

_TABS = {Noun.TEAM: TEAMS, Noun.UNIT: UNITS}
_NOUNS = (Noun.PROJECT, Noun.TEAM, Noun.UNIT)
_VIEWS = ("projects", "teams", "units")
"""What the columns and the order of each list are kept under."""


class ProjectsPage(Page):
    """Teams, projects and units with their figures; everything is made and changed in place."""

    page_name = "projects"
    title = "队伍与项目"
    subtitle = "项目里建活动，活动里登时长"
    listens = frozenset(
        {Noun.TEAM, Noun.PROJECT, Noun.UNIT, Noun.ACTIVITY, Noun.HOURS, Noun.VOLUNTEER}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: list[int | None] = [None, None, None]
        self._activity_id: int | None = None
        self._sought = ""
        self._units: tuple[UnitRow, ...] = ()
        self.lists = ProjectLists()
        self.showing = Showing(context, self)
        self.detail = self.showing.project
        self.team_detail = self.showing.team
        self.unit_detail = self.showing.unit
        self.editing = ProjectEditing(context, self)
        self.acts = ProjectActs(context, self)
        self.paper = PaperView(context)
        self.nothing = Card()
        self.nothing.body.addWidget(
            EmptyState("从左边选一个", "↑ ↓ 移动，这里就显示它的人、活动和时长。", icon_name="list")
        )
        self.side = QStackedWidget()
        details = (self.nothing, self.detail, self.team_detail, self.unit_detail)
        for part in (*details, *self.editing.forms, self.acts.phone_list, self.paper):
            self.side.addWidget(part)
        for half in (self.lists, self.side):  # halves, whatever stands in them
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row_layout()
        line.addWidget(self.lists, 1)
        line.addWidget(self.side, 1)
        page_layout(self).addLayout(line, 1)
        self._connect()
        for table, name in (
            (self.lists.project_table, "projects"),
            (self.lists.team_table, "teams"),
            (self.lists.unit_table, "units"),
            (self.detail.table, "activities_of_project"),
            (self.team_detail.table, "members"),
        ):
            ColumnMemory(table, context, name)
        for table, name in zip(self.lists.tables, _VIEWS, strict=True):
            table.show_order(*read_view(context.desk, name).order)

    def _connect(self) -> None:
        lists, editing, acts = self.lists, self.editing, self.acts
        lists.tab_chosen.connect(self._turn)
        lists.row_chosen.connect(self._choose)
        lists.wanted.connect(self._list)
        lists.making.connect(self._make)
        lists.phone_list_asked.connect(self._ask_phone_list)
        lists.export_asked.connect(self._export)
        lists.ordered.connect(self._reorder)
        for table in lists.tables:
            table.row_activated.connect(self._edit)
        for detail in (self.detail, self.team_detail, self.unit_detail):
            detail.editing.connect(self._edit)
            detail.retiring.connect(self._retire)
            detail.volunteer_asked.connect(self._go_to_volunteer)
        self.detail.activity_making.connect(self._make_activity)
        self.detail.activity_editing.connect(editing.edit_activity)
        self.detail.activity_cancelling.connect(acts.cancel_activity)
        self.detail.hours_asked.connect(self._go_to_hours)
        self.team_detail.joining.connect(self._add_member)
        self.team_detail.member_editing.connect(self._edit_member)
        self.team_detail.member_leaving.connect(self._end_membership)
        self.unit_detail.child_making.connect(self._make_child)
        self.unit_detail.marking.connect(self._mark_own)
        self.unit_detail.team_asked.connect(self._open_team)
        self.unit_detail.project_asked.connect(self.open_subject)
        self.showing.shown.connect(self._show_detail)
        editing.begun.connect(self.side.setCurrentWidget)
        editing.left.connect(self._leave_form)
        editing.saved.connect(self._show_saved)
        acts.phone_list.closing.connect(self._leave_form)
        acts.written.connect(self._leave_form)
        acts.drawing.connect(self.paper.draw)
        self.team_detail.roster_asked.connect(self._ask_roster)
        self.paper.shown.connect(lambda: self.side.setCurrentWidget(self.paper))
        self.paper.closed.connect(self._leave_paper)

    def reload(self) -> None:
        """Read the lists, then what is chosen."""
        self._list()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a project, a team, a unit, or an activity in its project."""
        desk, tab = self.context.desk, _TABS.get(noun, PROJECTS) if noun else PROJECTS
        try:
            if noun is Noun.ACTIVITY:
                self._activity_id = subject
                subject = activities.read_activity(desk, subject).project_id
            if tab == PROJECTS:
                self._sought = projects.read_project(desk, subject).name
        except UserFacingError as fault:
            self.context.notices.error(fault)
            return
        self._chosen[tab] = subject
        self.side.setCurrentWidget(self.nothing)
        self.lists.show_tab(tab)
        self.lists.show_all()
        self._list()

    def _list(self) -> None:
        desk, text = self.context.desk, self.lists.text()
        shown = [self.lists.shown(tab) for tab in (PROJECTS, TEAMS, UNITS)]
        orders = [table.sorted_by() for table in self.lists.tables]

        def read() -> Listed:
            (by, down), (team_by, team_down), (unit_by, unit_down) = orders
            every = teams.list_teams(desk, sort=team_by, descending=team_down)
            gone = partial(teams.list_teams, desk, active=False)
            tree = units.list_units(desk)
            retired = shown[TEAMS] is ProjectFilter.RETIRED
            return Listed(
                projects.list_projects(
                    desk, text, LISTED, shown[PROJECTS], sort=by, descending=down
                ),
                tuple(sorted(every, key=lambda team: team.name)) if team_by else every,
                gone(sort=team_by, descending=team_down) if retired else every,
                units.list_units(desk, unit_by, unit_down) if unit_by else tree,
                tree,
            )

        self.context.tasks.read(read, self._listed, key="projects.lists")

    def _reorder(self, tab: int, key: str, descending: bool) -> None:
        self._list()
        desk, name = self.context.desk, _VIEWS[tab]
        self.context.tasks.run(
            lambda _progress: save_order(desk, name, key, descending),
            self._kept,
            label="正在记住顺序",
            quiet=True,
        )

    def _kept(self, _nothing: None) -> None:
        """Nothing is to be shown anew."""

    def _exported(self, said: str) -> None:
        self.context.notices.ok(said)

    def _export(self) -> None:
        """Everything the text and the filter keep, also projects beyond those listed."""
        lists, context, tab = self.lists, self.context, self.lists.tab()
        if tab == TEAMS:
            kept = lists.teams.rows
            export_rows(context, self, Noun.TEAM, lists.teams.columns, lambda: kept, self._exported)
        elif tab == UNITS:
            tree = lists.units.rows
            export_rows(context, self, Noun.UNIT, lists.units.columns, lambda: tree, self._exported)
        else:
            text, shown, rows = lists.text(), lists.shown(PROJECTS), lists.projects.rows
            (by, down), full = lists.project_table.sorted_by(), lists.is_full()

            def read() -> tuple[ProjectRow, ...]:
                if not full:
                    return rows
                return projects.list_projects(
                    context.desk, text, _ALL, shown, sort=by, descending=down
                )

            export_rows(context, self, Noun.PROJECT, lists.projects.columns, read, self._exported)

    def _listed(self, listed: Listed) -> None:
        lists, text = self.lists, self.lists.text()
        self._units = listed.tree
        lists.show_rows(
            listed.projects,
            kept_teams(listed.teams, text, lists.shown(TEAMS)),
            kept_units(listed.units, text, lists.shown(UNITS)),
            full=len(listed.projects) >= LISTED,
        )
        # Choosing a row reads what belongs to it.
        found = [lists.choose(tab, self._chosen[tab]) for tab in (PROJECTS, TEAMS, UNITS)]
        sought, self._sought = self._sought, ""
        if sought and not found[PROJECTS]:
            # It stands behind the projects listed at most; its name brings it to the front.
            lists.search.setText(sought)
        elif not found[lists.tab()] and not self._form_open():
            self.side.setCurrentWidget(self.nothing)

    def _form_open(self) -> bool:
        return isinstance(self.side.currentWidget(), InlineForm | PaperView)

    def _turn(self, tab: int) -> None:
        if self.lists.text():
            self._list()
        if not self._form_open():
            self._show_side(tab)

    def _show_side(self, tab: int) -> None:
        chosen = self._chosen[tab]
        if chosen is None:
            self.side.setCurrentWidget(self.nothing)
        else:
            self._choose(tab, chosen)

    def _choose(self, tab: int, row_id: int) -> None:
        self._chosen[tab] = row_id
        row = self._row(tab)
        if row is None or self.lists.tab() != tab:
            return
        if isinstance(row, ProjectRow):
            self.showing.show_project(row)
        elif isinstance(row, TeamRow):
            self.showing.show_team(row)
        else:
            above = next((one.name for one in self._units if one.id == row.parent_id), "")
            self.showing.show_unit(row, above)

    def _row(self, tab: int) -> ProjectRow | TeamRow | UnitRow | None:
        lists = self.lists
        rows = (lists.projects.rows, lists.teams.rows, lists.units.rows)[tab]
        return next((one for one in rows if one.id == self._chosen[tab]), None)

    def _show_detail(self, detail: QWidget) -> None:
        if not self._form_open():
            self.side.setCurrentWidget(detail)
        if detail is self.detail and self._activity_id is not None:
            self.detail.choose_activity(self._activity_id)
            self._activity_id = None

    def _make(self) -> None:
        tab = self.lists.tab()
        if tab == UNITS:
            self._make_child()
        elif tab == TEAMS:
            self.editing.edit_team(None)
        else:
            self.editing.edit_project(None)

    def _edit(self) -> None:
        tab = self.lists.tab()
        edits = (self.editing.edit_project, self.editing.edit_team, self.editing.edit_unit)
        if self._chosen[tab] is not None:
            edits[tab](self._chosen[tab])

    def _retire(self) -> None:
        tab = self.lists.tab()
        row = self._row(tab)
        if row is not None:
            self.acts.turn(_NOUNS[tab], row.id, row.active)

    def _make_child(self) -> None:
        row = self._row(UNITS)
        self.editing.edit_unit(None, row.id if row is not None and row.active else None)

    def _mark_own(self) -> None:
        row = self._row(UNITS)
        if row is not None:
            self.acts.mark_own(row.id)

    def _make_activity(self) -> None:
        row = self._row(PROJECTS)
        if row is not None:
            self.editing.make_activity(row.id)

    def _add_member(self) -> None:
        self._edit_member(None)

    def _edit_member(self, member: MemberRow | None) -> None:
        row = self._row(TEAMS)
        if row is not None:
            self.editing.edit_member(row.id, row.name, member)

    def _end_membership(self, member: MemberRow) -> None:
        row = self._row(TEAMS)
        if row is not None:
            self.acts.end_membership(row.id, member)

    def _ask_phone_list(self) -> None:
        self.side.setCurrentWidget(self.acts.phone_list)
        self.acts.phone_list.begin()

    def _ask_roster(self) -> None:
        row = self._row(TEAMS)
        if row is not None:
            self.acts.draw_roster(row.id, self.team_detail.day())

    def _leave_paper(self) -> None:
        self.paper.clear()
        self._leave_form()

    def _leave_form(self) -> None:
        self.side.setCurrentWidget(self.nothing)
        self._show_side(self.lists.tab())
        self.lists.enter_list()

    def _show_saved(self, noun: Noun, subject: int, changed: Changed) -> None:
        """After a form saved: show what it saved, and tell the window."""
        self.open_subject(subject, noun)
        self.lists.enter_list()
        self.context.publish(changed)

    def _open_team(self, team_id: int) -> None:
        self.open_subject(team_id, Noun.TEAM)

    def _go_to_hours(self, activity_id: int) -> None:
        self.context.go("hours", activity_id, Noun.ACTIVITY)

    def _go_to_volunteer(self, volunteer_id: int) -> None:
        self.context.go("volunteers", volunteer_id, Noun.VOLUNTEER)
