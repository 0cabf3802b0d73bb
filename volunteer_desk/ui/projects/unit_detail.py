"""The right card of a unit: where it stands, what it lacks, and the rows behind its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import ActivityRow, ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitFigures, UnitRow
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.projects.columns import (
    HELD_COLUMNS,
    HELD_LEAVING,
    MEMBERS_LEAVING,
    count_words,
    hours_words,
)
from volunteer_desk.ui.projects.detail_card import DetailCard
from volunteer_desk.ui.projects.fact_area import FactArea
from volunteer_desk.ui.projects.facts_told import unit_facts
from volunteer_desk.ui.projects.figure_tabs import FigureTabs, Listed, View
from volunteer_desk.ui.projects.register_columns import (
    PROJECTS_LEAVING,
    TEAM_COLUMNS,
    TEAMS_LEAVING,
)
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import (
    Pill,
    PrimaryButton,
    QuietButton,
)
from volunteer_desk.ui.windowed_model import WindowedModel

TEAMS, PROJECTS, MEMBERS, HELD, ENTRIES, FACTS = range(6)


@dataclass(frozen=True)
class Behind:
    """The rows behind one figure; the others are empty."""

    teams: Sequence[TeamRow] = ()
    projects: Sequence[int] = ()
    members: Sequence[int] = ()
    held: Sequence[ActivityRow] = ()


class UnitDetail(DetailCard):
    """One unit with everything below it; its teams first."""

    marking = Signal()
    """设为本单位 was pressed."""
    child_making = Signal()
    team_asked = Signal(int)
    """A team's id."""
    project_asked = Signal(int)
    """A project's id."""

    def __init__(
        self,
        projects: WindowedModel[ProjectRow],
        members: WindowedModel[MemberRow],
        entries: EntryList,
    ) -> None:
        self.own = Pill("本单位", Tone.OK)
        super().__init__("单位", "改名称、上级、代码", (self.own,))
        self.projects = projects
        self.entries = entries
        self.members = members
        self._make_tabs()
        self.mark = QuietButton("设为本单位", "Ctrl+B", "报表和证书由本单位出具")
        self.make = PrimaryButton("加下级单位", "Ctrl+Return")
        self.lay_out(self.tabs, (self.mark,), self.make)
        self.mark.clicked.connect(self.marking)
        self.make.clicked.connect(self.child_making)
        self.behind.clicked.connect(self._ask_entries)
        self.tabs.turned.connect(self._settle)
        self._settle()

    def _make_tabs(self) -> None:
        self.teams: RowsModel[TeamRow] = RowsModel(TEAM_COLUMNS)
        self.held: RowsModel[ActivityRow] = RowsModel(HELD_COLUMNS)
        teams = FittingTable(self.teams, TEAMS_LEAVING)
        projects = FittingTable(self.projects, PROJECTS_LEAVING)
        members = self.member_table = FittingTable(self.members, MEMBERS_LEAVING)
        held = self.held_table = FittingTable(self.held, HELD_LEAVING)
        held.row_activated.connect(self._ask_entries)
        teams.row_activated.connect(self._ask_team)
        projects.row_activated.connect(self._ask_project)
        members.row_activated.connect(self._ask_person)
        nothing = "它的队伍登记时长后列在这里。"
        parts = (
            (teams, "没有队伍", "在队伍的“单位”里选它。", "users-three"),
            (projects, "没有项目", "在项目的“单位”里选它。", "squares-four"),
            (members, "没有队员", "队伍里还没有人。", "users-three"),
            (held, "今年没有活动", nothing, "calendar-blank"),
        )
        self.lists = [
            Listed(table, EmptyState(said, step, icon_name=name))
            for table, said, step, name in parts
        ]
        self.facts = FactArea()
        labels = ("队伍 {}", "项目 {}", "队员 {}", "今年 {} 场")
        tips = ("队伍（含下级）", "项目（含下级）", "队员，每人一行", "今年的活动")
        self.tabs = FigureTabs(
            (
                *(View(*one) for one in zip(labels, self.lists, tips, strict=True)),
                View("{} 小时", self.entries, "今年时长"),
                View("资料{}", self.facts, "类型、代码、联系人"),
            )
        )

    def show_unit(self, row: UnitRow, above: str, figures: UnitFigures) -> None:
        """Show a unit; the rows behind its figures come when their tab is shown."""
        self.own.setVisible(row.own)
        lacking = (
            ("没有队伍", not figures.teams),
            ("今年没有活动", bool(figures.teams) and not figures.activities),
        )
        gaps = row.gaps + tuple(word for word, missing in lacking if missing)
        told = (above, row.code, row.contact, row.phone_masked)
        self.show_head(row.name, told, row.active, gaps)
        counts = (figures.teams, figures.projects, figures.people, figures.activities)
        told_figures = [count_words(count) for count in counts]
        self.tabs.show_figures((*told_figures, hours_words(figures.minutes), ""))
        self.facts.show_facts(unit_facts(row, above))
        self.mark.setEnabled(row.active and not row.own)
        self.make.setEnabled(row.active)

    def show_behind(self, tab: int, behind: Behind) -> None:
        """The rows behind the figure of a tab."""
        self.teams.set_rows(behind.teams)
        self.projects.set_ids(behind.projects)
        self.members.set_ids(behind.members)
        self.held.set_rows(behind.held)
        shown = (behind.teams, behind.projects, behind.members, behind.held)
        self.lists[tab].show_filled(bool(shown[tab]))

    def _settle(self, _tab: int = 0) -> None:
        self.behind.setVisible(self.tabs.current() in (MEMBERS, HELD))

    def _ask_entries(self) -> None:
        if self.tabs.current() == HELD:
            self.ask_activity(self.held.row(self.held_table.current_row()))
            return
        row = self.members.row(self.member_table.current_row())
        if row is not None:
            which = EntryFilter(volunteer_id=row.volunteer_id, team_id=row.team_id)
            self.entries_asked.emit(which, f"{row.name}（队内，所有年份）")

    def _ask_team(self, number: int) -> None:
        row = self.teams.row(number)
        if row is not None:
            self.team_asked.emit(row.id)

    def _ask_project(self, number: int) -> None:
        row = self.projects.row(number)
        if row is not None:
            self.project_asked.emit(row.id)

    def _ask_person(self, number: int) -> None:
        self.ask_person(self.members.row(number))
