"""The page 队伍与项目: three lists on the left, the chosen one or a form on the right."""

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.services import activities
from volunteer_desk.ui.column_memory import ColumnMemory
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.acting import ProjectActs
from volunteer_desk.ui.projects.beside import Beside
from volunteer_desk.ui.projects.current_acts import CurrentActs
from volunteer_desk.ui.projects.editing import ProjectEditing
from volunteer_desk.ui.projects.listing import Listing
from volunteer_desk.ui.projects.lists import PROJECTS, TEAMS, UNITS
from volunteer_desk.ui.projects.showing import Showing
from volunteer_desk.ui.widgets import Card, page_layout, row_layout

_TABS = {Noun.TEAM: TEAMS, Noun.UNIT: UNITS}


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
        self._activity_id: int | None = None
        self._seeking = False
        self.listing = Listing(context)
        self.lists = self.listing.lists
        self._chosen = self.listing.chosen
        self.showing = Showing(context, self)
        self.detail = self.showing.project
        self.team_detail = self.showing.team
        self.unit_detail = self.showing.unit
        self.editing = ProjectEditing(context, self)
        self.acts = ProjectActs(context, self)
        self.current = CurrentActs(self._row, self.lists, self.editing, self.acts, self)
        self.paper = PaperView(context)
        self.nothing = Card()
        self.nothing.body.addWidget(
            EmptyState("从左边选一个", "↑ ↓ 移动，这里就显示它的人、活动和时长。", icon_name="list")
        )
        self.side = QStackedWidget()
        parts = self.lists.parts
        self.filter_sides = tuple(Beside(f"筛选{part.word}", part.filters) for part in parts)
        self.column_sides = tuple(Beside(f"{part.word}的列", part.menu) for part in parts)
        details = (self.nothing, self.detail, self.team_detail, self.unit_detail)
        for part in (
            *details,
            *self.filter_sides,
            *self.column_sides,
            *self.editing.forms,
            self.acts.phone_list,
            self.paper,
        ):
            self.side.addWidget(part)
        for half in (self.lists, self.side):  # halves, whatever stands in them
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row_layout()
        line.addWidget(self.lists, 1)
        line.addWidget(self.side, 1)
        page_layout(self).addLayout(line, 1)
        self._connect()
        for table, name in (
            (self.detail.table, "activities_of_project"),
            (self.team_detail.table, "members"),
        ):
            ColumnMemory(table, context, name)

    def _connect(self) -> None:
        lists, editing, acts = self.lists, self.editing, self.acts
        current = self.current
        lists.tab_chosen.connect(self._turn)
        lists.row_chosen.connect(self._choose)
        self.listing.shown.connect(self._listed)
        lists.making.connect(current.make)
        lists.filters_asked.connect(self._turn_filters)
        lists.columns_asked.connect(self._turn_columns)
        for side in (*self.filter_sides, *self.column_sides):
            side.panel.closed.connect(self._leave_form)
        lists.phone_list_asked.connect(self._ask_phone_list)
        for table in lists.tables:
            table.row_activated.connect(current.edit)
        for detail in (self.detail, self.team_detail, self.unit_detail):
            detail.editing.connect(current.edit)
            detail.retiring.connect(current.retire)
            detail.volunteer_asked.connect(self._go_to_volunteer)
        self.detail.activity_making.connect(current.make_activity)
        self.detail.activity_editing.connect(editing.edit_activity)
        self.detail.activity_cancelling.connect(acts.cancel_activity)
        self.detail.hours_asked.connect(self._go_to_hours)
        self.team_detail.joining.connect(current.add_member)
        self.team_detail.member_editing.connect(current.edit_member)
        self.team_detail.member_leaving.connect(current.end_membership)
        self.unit_detail.child_making.connect(current.make_child)
        self.unit_detail.marking.connect(current.mark_own)
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
        """Read the list shown, then what is chosen."""
        self.listing.refresh()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a project, a team, a unit, or an activity in its project."""
        desk, tab = self.context.desk, _TABS.get(noun, PROJECTS) if noun else PROJECTS
        try:
            if noun is Noun.ACTIVITY:
                self._activity_id = subject
                subject = activities.read_activity(desk, subject).project_id
        except UserFacingError as fault:
            self.context.notices.error(fault)
            return
        self._chosen[tab] = subject
        self.side.setCurrentWidget(self.nothing)
        self.lists.show_tab(tab)
        self.lists.show_all()
        self._seeking = True
        self.listing.refresh()

    def _listed(self, tab: int) -> None:
        """A list was shown anew; choosing its row read what belongs to it."""
        if tab != self.lists.tab():  # it came late
            return
        found = self.lists.tables[tab].current_row() >= 0
        seeking, self._seeking = self._seeking, False
        if seeking and not found and self._chosen[tab] is not None:
            self.lists.show_all(None)  # it may be retired
            self.listing.read()
        elif not found and not self._form_open():
            self.side.setCurrentWidget(self.nothing)

    def _form_open(self) -> bool:
        shown = self.side.currentWidget()
        if isinstance(shown, Beside):
            return shown.is_used()
        return isinstance(shown, InlineForm | PaperView)

    def _turn_filters(self) -> None:
        if self._unfold(self.filter_sides[self.lists.tab()]):
            self.listing.count()

    def _turn_columns(self) -> None:
        if self._unfold(self.column_sides[self.lists.tab()]):
            self.listing.offer_columns()

    def _unfold(self, beside: Beside) -> bool:
        """Show a panel beside the list, or leave it where it is shown; whether it is shown."""
        if self.side.currentWidget() is beside:
            self._leave_form()
            return False
        self.side.setCurrentWidget(beside)
        beside.panel.take_focus()
        return True

    def _turn(self, tab: int) -> None:
        self.listing.turn(tab)
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
            self.showing.show_unit(row)

    def _row(self, tab: int) -> ProjectRow | TeamRow | UnitRow | None:
        rows, chosen = self.lists.tables[tab].rows, self._chosen[tab]
        place = None if chosen is None else rows.position(chosen)
        return None if place is None else rows.row(place)

    def _show_detail(self, detail: QWidget) -> None:
        if not self._form_open():
            self.side.setCurrentWidget(detail)
        if detail is self.detail and self._activity_id is not None:
            self.detail.choose_activity(self._activity_id)
            self._activity_id = None

    def _ask_phone_list(self) -> None:
        self.side.setCurrentWidget(self.acts.phone_list)
        part = self.lists.part()
        many = part.table.chosen_count() > 1
        narrowed = bool(part.filters.where() or self.lists.text())
        word = "选中" if many else "列出" if narrowed else ""
        some = part.table.chosen_ids() if many else part.table.rows.ids
        self.acts.phone_list.begin(some, word)

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
