"""The right card of a team: who leads it, what it lacks, and the rows behind its figures."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import ActivityRow, TeamDraft, TeamRow
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.fields import DateField
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
from volunteer_desk.ui.projects.facts_told import team_facts
from volunteer_desk.ui.projects.figure_tabs import FigureTabs, Listed, View
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import (
    PrimaryButton,
    QuietButton,
    SmallButton,
    words,
)
from volunteer_desk.ui.windowed_model import WindowedModel
from volunteer_desk.ui.wrap_row import WrapRow

MEMBERS, HELD, ENTRIES, FACTS = range(4)


class TeamDetail(DetailCard):
    """One team; its members first."""

    joining = Signal()
    """加队员 was pressed."""
    member_editing = Signal(object)
    """A ``MemberRow`` to change."""
    member_leaving = Signal(object)
    """A ``MemberRow`` to end today."""
    asked_as_of = Signal()
    """Members of another day, or of all time, are wanted."""
    roster_asked = Signal()
    """The 花名册 of the members shown is wanted."""

    def __init__(
        self, members: WindowedModel[MemberRow], today: Callable[[], date], entries: EntryList
    ) -> None:
        super().__init__("队伍", "修改队伍")
        self.entries = entries
        self.members = members
        self._make_tabs(today)
        self.change = QuietButton("改角色", "Ctrl+R", "改选中队员的角色和退出日期")
        self.leave = QuietButton("退出队伍", "Ctrl+Del", "选中的队员从今天起退出，可撤销")
        self.join = PrimaryButton("加队员", "Ctrl+Return")
        self.lay_out(self.tabs, (self.change, self.leave), self.join)
        self.join.clicked.connect(self.joining)
        self.change.clicked.connect(self._ask_change)
        self.leave.clicked.connect(self._ask_leave)
        self.table.row_activated.connect(self._ask)
        self.table.row_chosen.connect(self._offer)
        self.tabs.turned.connect(self._settle)
        self.behind.clicked.connect(self._ask_entries)
        self.held_table.row_activated.connect(self._ask_entries)
        self.as_of.changed.connect(self.asked_as_of)
        self.ever.toggled.connect(self.asked_as_of)
        self._offer(-1)

    def _make_tabs(self, today: Callable[[], date]) -> None:
        self.held: RowsModel[ActivityRow] = RowsModel(HELD_COLUMNS)
        self.table = FittingTable(self.members, MEMBERS_LEAVING)
        nobody = EmptyState(
            "没有队员", "按 Ctrl Enter 加队员；导入花名册也会带来队员。", icon_name="users-three"
        )
        self.stack = Listed(self.table, nobody)
        self.as_of = DateField("截至", today)
        self.ever = QCheckBox("含已退出的")
        self.ever.setToolTip("列出所有加入过的人")
        people = QWidget()
        layout = QVBoxLayout(people)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.count = words("", "soft")
        self.roster = SmallButton("花名册", "Ctrl+Shift+P", "看一看再打印这些队员的花名册")
        self.roster.clicked.connect(self.roster_asked)
        self.line_above = WrapRow((self.as_of, self.ever, self.roster, self.count), 12)
        layout.addWidget(self.line_above)
        layout.addWidget(self.stack, 1)
        none = EmptyState(
            "今年没有活动", "在项目里建活动，登记时长时选这支队伍。", icon_name="calendar-blank"
        )
        self.held_table = FittingTable(self.held, HELD_LEAVING)
        self.held_stack = Listed(self.held_table, none)
        self.facts = FactArea()
        self.tabs = FigureTabs(
            (
                View("队员 {}", people, "队员，可查某一天的"),
                View("今年 {} 场", self.held_stack, "今年的活动"),
                View("{} 小时", self.entries, "今年的时长明细"),
                View("资料{}", self.facts, "类型、单位、负责人"),
            )
        )

    def show_team(self, row: TeamRow, draft: TeamDraft, members: Sequence[int]) -> None:
        """Show a team and its memberships; other rows come when their tab is shown."""
        told = (row.kind, row.unit, row.leader, row.phone_masked)
        gaps = row.gaps + (("今年没有活动",) if row.idle else ())
        self.show_head(row.name, told, row.active, gaps)
        figures = (count_words(row.members), count_words(row.activities_year))
        self.tabs.show_figures((*figures, hours_words(row.minutes_year), ""))
        self.facts.show_facts(team_facts(row, draft))
        self.show_members(members)
        self._settle()

    def show_members(self, members: Sequence[int]) -> None:
        """The memberships of these ids."""
        self.members.set_ids(members)
        self.stack.show_filled(bool(members))
        self.roster.setEnabled(bool(members))
        self.count.setText(f"{count_words(len(members))} 人" if members else "")
        self.line_above.arrange()
        self._offer(self.table.current_row())

    def show_held(self, rows: Sequence[ActivityRow]) -> None:
        """This year's activities."""
        self.held.set_rows(rows)
        self.held_stack.show_filled(bool(rows))
        self._settle()

    def day(self) -> date | None:
        """The day whose members are wanted, None for all there ever were."""
        return None if self.ever.isChecked() else self.as_of.day()

    def _settle(self, _tab: int = 0) -> None:
        shown = self.tabs.current() == MEMBERS and self.members.rowCount() > 0
        self.change.setVisible(shown)
        self.leave.setVisible(shown)
        held = self.tabs.current() == HELD and bool(self.held.rows)
        self.behind.setVisible(shown or held)

    def _offer(self, number: int) -> None:
        row = self.members.row(number)
        self.change.setEnabled(row is not None)
        self.leave.setEnabled(row is not None and row.to_on is None)

    def _ask(self, number: int) -> None:
        self.ask_person(self.members.row(number))

    def _ask_entries(self) -> None:
        if self.tabs.current() == HELD:
            self.ask_activity(self.held.row(self.held_table.current_row()))
            return
        row = self.members.row(self.table.current_row())
        if row is not None:
            which = EntryFilter(volunteer_id=row.volunteer_id, team_id=row.team_id)
            self.entries_asked.emit(which, f"{row.name}（所有年份）")

    def _ask_change(self) -> None:
        row = self.members.row(self.table.current_row())
        if row is not None:
            self.member_editing.emit(row)

    def _ask_leave(self) -> None:
        row = self.members.row(self.table.current_row())
        if row is not None:
            self.member_leaving.emit(row)
