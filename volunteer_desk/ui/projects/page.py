"""The page 队伍与项目: three lists on the left, the chosen one or a form on the right."""

from functools import cached_property

from PySide6.QtWidgets import QSizePolicy

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.services import activities
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import Drawing, PaperView
from volunteer_desk.ui.projects.acting import ProjectActs
from volunteer_desk.ui.projects.current_acts import CurrentActs
from volunteer_desk.ui.projects.details import Detail
from volunteer_desk.ui.projects.editing import ProjectEditing
from volunteer_desk.ui.projects.listing import Listing
from volunteer_desk.ui.projects.lists import PROJECTS, TEAMS, UNITS
from volunteer_desk.ui.projects.project_detail import ProjectDetail
from volunteer_desk.ui.projects.showing import Showing
from volunteer_desk.ui.projects.side import Side
from volunteer_desk.ui.projects.team_detail import TeamDetail
from volunteer_desk.ui.projects.unit_detail import UnitDetail
from volunteer_desk.ui.widgets import page_layout, row_layout

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
        self.editing = ProjectEditing(context, self)
        self.acts = ProjectActs(context, self)
        self.current = CurrentActs(self._row, self.lists, self.editing, self.acts, self)
        self.side = Side(self.lists.parts)
        for half in (self.lists, self.side):  # halves, whatever stands in them
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row_layout()
        line.addWidget(self.lists, 1)
        line.addWidget(self.side, 1)
        page_layout(self).addLayout(line, 1)
        self._connect()

    @property
    def detail(self) -> ProjectDetail:
        """The card of a project."""
        return self.showing.project

    @property
    def team_detail(self) -> TeamDetail:
        """The card of a team."""
        return self.showing.team

    @property
    def unit_detail(self) -> UnitDetail:
        """The card of a unit."""
        return self.showing.unit

    @cached_property
    def paper(self) -> PaperView:
        """What would be printed; made for the first paper."""
        made = PaperView(self.context)
        made.shown.connect(lambda: self.side.put(made))
        made.closed.connect(self._leave_paper)
        return made

    def _connect(self) -> None:
        lists, editing, acts = self.lists, self.editing, self.acts
        lists.tab_chosen.connect(self._turn)
        lists.row_chosen.connect(self._choose)
        lists.settled.connect(self.side.nothing.show_for)
        self.listing.shown.connect(self._listed)
        lists.making.connect(self.current.make)
        lists.filters_asked.connect(self._turn_filters)
        lists.columns_asked.connect(self._turn_columns)
        lists.phone_list_asked.connect(self._ask_phone_list)
        for part in lists.parts:
            part.table.row_activated.connect(self.current.edit)
            part.folded.connect(self._leave_form)
        self.showing.made.connect(self._serve)
        self.showing.shown.connect(self._show_detail)
        editing.begun.connect(self.side.put)
        editing.left.connect(self._leave_form)
        editing.saved.connect(self._show_saved)
        acts.left.connect(self._leave_form)
        acts.written.connect(self._leave_form)
        acts.drawing.connect(self._draw)

    def _serve(self, made: Detail) -> None:
        """Do what is asked in a new detail."""
        current = self.current
        made.editing.connect(current.edit)
        made.retiring.connect(current.retire)
        made.volunteer_asked.connect(self._go_to_volunteer)
        if isinstance(made, ProjectDetail):
            made.activity_making.connect(current.make_activity)
            made.activity_editing.connect(self.editing.edit_activity)
            made.activity_cancelling.connect(self.acts.cancel_activity)
            made.hours_asked.connect(self._go_to_hours)
        elif isinstance(made, TeamDetail):
            made.joining.connect(current.add_member)
            made.member_editing.connect(current.edit_member)
            made.member_leaving.connect(current.end_membership)
            made.roster_asked.connect(self._ask_roster)
        else:
            made.child_making.connect(current.make_child)
            made.marking.connect(current.mark_own)
            made.team_asked.connect(self._open_team)
            made.project_asked.connect(self.open_subject)

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
        self.side.clear()
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
        elif not found and not self.side.is_worked_in():
            self.side.clear()

    def _turn_filters(self) -> None:
        part = self.lists.part()
        if self.side.currentWidget() is part.filters_card:
            self._leave_form()
        else:
            self.listing.offer_filters()
            self.side.unfold(part.filters_card)
            self.listing.count()

    def _turn_columns(self) -> None:
        part = self.lists.part()
        if self.side.currentWidget() is part.columns_card:
            self._leave_form()
        else:
            self.listing.offer_columns()
            self.side.unfold(part.columns_card)

    def _turn(self, tab: int) -> None:
        self.listing.turn(tab)
        if not self.side.is_worked_in():
            self._show_side(tab)

    def _show_side(self, tab: int) -> None:
        chosen = self._chosen[tab]
        if chosen is None:
            self.side.clear()
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

    def _show_detail(self, detail: Detail) -> None:
        if not self.side.is_worked_in():
            self.side.put(detail)
        if isinstance(detail, ProjectDetail) and self._activity_id is not None:
            detail.choose_activity(self._activity_id)
            self._activity_id = None

    def _ask_phone_list(self) -> None:
        self.side.put(self.acts.phone_list)
        part = self.lists.part()
        many = part.table.chosen_count() > 1
        narrowed = bool(part.where() or self.lists.text())
        word = "选中" if many else "列出" if narrowed else ""
        some = part.table.chosen_ids() if many else part.table.rows.ids
        self.acts.phone_list.begin(some, word)

    def _ask_roster(self) -> None:
        row = self._row(TEAMS)
        if row is not None:
            self.acts.draw_roster(row.id, self.team_detail.day())

    def _draw(self, drawing: Drawing, reason: str) -> None:
        self.paper.draw(drawing, reason)

    def _leave_paper(self) -> None:
        self.paper.clear()
        self._leave_form()

    def _leave_form(self) -> None:
        self.side.clear()
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
