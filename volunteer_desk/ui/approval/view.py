"""待核: hours that wait, by activity or by team; approved or returned without the mouse."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from volunteer_desk.domain.approval import WaitingFilter, WaitingGroup, WaitingRow, WaitingTotals
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.approval import (
    approve_hours,
    return_hours,
    waiting_list,
    waiting_rows,
)
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.approval.columns import GROUP_COLUMNS, ROW_COLUMNS
from volunteer_desk.ui.approval.deciding import ReasonLine
from volunteer_desk.ui.approval.reading import Waiting, read_waiting
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.hours.view import HoursView
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, TabButton, row_layout, words
from volunteer_desk.ui.windowed_model import WindowedModel

BY_ACTIVITY, BY_TEAM = 0, 1
LEAVING = {
    BY_ACTIVITY: ("project", "served_on", "nature", "said", "span"),  # they all have the same
    BY_TEAM: ("nature", "said", "served_on", "span", "project"),
}
"""Columns that give way first."""


class ApprovalView(HoursView):
    """Groups on the left, the people of the chosen one on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: int | None = None
        self._wanted: Callable[[str], None] | None = None
        self._asked = WaitingFilter()
        self.groups: RowsModel[WaitingGroup] = RowsModel(GROUP_COLUMNS)
        self.rows: WindowedModel[WaitingRow] = WindowedModel(ROW_COLUMNS, self._lines)
        self.group_table = FoldingTable(("held_on",), "label")
        self.row_table = FoldingTable(LEAVING[BY_ACTIVITY], "name")
        self.group_table.show_model(self.groups)
        self.row_table.show_model(self.rows)
        self.by = QButtonGroup(self)
        self.by_activity = TabButton("按活动", "Alt+A", "一场活动一行")
        self.by_team = TabButton("按队伍", "Alt+T", "一个队一行")
        self.by_activity.setChecked(True)
        for number, tab in enumerate((self.by_activity, self.by_team)):
            self.by.addButton(tab, number)
        self.total = words("", "soft")
        self.line = ReasonLine()
        self.send_back = QuietButton("退回这一条…", "Ctrl+D", "写明原因退回；不计时长，记录保留")
        self.one = QuietButton("只核准这一条", "Ctrl+Y", "选中的一条生效")
        self.everything = QuietButton("全部核准", "Ctrl+Shift+Return", "所有待核的时长都生效")
        self.group = PrimaryButton("核准", "Ctrl+Return")
        self.nothing = EmptyState(
            "没有待核的时长", "新登记的时长会先到这里，核准后才计入统计。", icon_name="check-circle"
        )
        self.off = EmptyState(
            "时长审核没有打开",
            "现在登记的时长直接生效。需要先核对再生效时，打开审核。",
            "打开审核",
            self._switch_on,
            icon_name="check-square",
        )
        self._lay_out()
        self.by.idClicked.connect(self._regroup)
        self.group_table.row_chosen.connect(self._choose)
        self.row_table.row_chosen.connect(self._offer)
        self.group.clicked.connect(self._approve_group)
        self.everything.clicked.connect(lambda: self._approve(WaitingFilter()))
        self.one.clicked.connect(self._approve_one)
        self.send_back.clicked.connect(self._ask_return)
        self.line.given.connect(self._reasoned)
        self.line.given_up.connect(self.row_table.setFocus)

    def _lay_out(self) -> None:
        self.left_card = Card("待核", "↑ ↓ 选一行")
        tabs = row_layout(18)
        tabs.addWidget(self.by_activity)
        tabs.addWidget(self.by_team)
        tabs.addStretch(1)
        self.left_card.body.addLayout(tabs)
        self.left_card.body.addWidget(self.group_table, 1)
        self.left_card.body.addWidget(self.everything)
        self.right_card = Card("明细", "核准以后计入时长；可以撤销")
        foot = row_layout(10)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.send_back)
        foot.addWidget(self.one)
        foot.addWidget(self.group)
        self.right_card.body.addWidget(self.row_table, 1)
        self.right_card.body.addWidget(self.line)
        self.right_card.body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(18)
        outer.addWidget(self.left_card, 4)
        outer.addWidget(self.right_card, 8)
        outer.addWidget(self.nothing, 1)
        outer.addWidget(self.off, 1)

    def enter(self) -> None:
        """Begin with the groups."""
        self.group_table.setFocus()

    def reload(self) -> None:
        """Read what waits, then the people of the chosen group."""
        desk, by_team = self.context.desk, self.by.checkedId() == BY_TEAM
        self.context.tasks.read(
            lambda: read_waiting(desk, by_team=by_team), self._show, key="approval.groups"
        )

    def _regroup(self) -> None:
        self.row_table.let_leave(LEAVING[self.by.checkedId()])
        self.reload()

    def _show(self, waiting: Waiting) -> None:
        groups = waiting.groups
        self.groups.set_rows(groups)
        for part in (self.left_card, self.right_card):
            part.setVisible(bool(groups))
        self.nothing.setVisible(not groups and waiting.on)
        self.off.setVisible(not groups and not waiting.on)
        totals = waiting.totals
        self.everything.setText(f"全部核准 {totals.rows:,} 条")
        self.left_card.note.setText(f"{totals.people:,} 人 · {format_hours(totals.minutes)} 小时")
        if groups:
            ids = [group.id for group in groups]
            place = ids.index(self._chosen) if self._chosen in ids else 0
            self.group_table.choose_row(place)
            self._choose(place)

    def _choose(self, number: int) -> None:
        group = self.groups.row(number)
        if group is None:
            return
        self._chosen = group.id
        self.line.close_line()
        self.right_card.title.setText(group.label)
        self.group.setText(f"核准 {group.people} 人")
        desk, which = self.context.desk, self._of(group)
        self.context.tasks.read(
            lambda: waiting_list(desk, which), self._show_rows, key="approval.rows"
        )

    def _lines(self, ids: Sequence[int]) -> Sequence[WaitingRow]:
        found = waiting_rows(self.context.desk, WaitingFilter(ids=tuple(ids)))
        known = {row.id: row for row in found}
        return [known[one] for one in ids if one in known]

    def _of(self, group: WaitingGroup) -> WaitingFilter:
        if self.by.checkedId() == BY_TEAM:
            return WaitingFilter(team_id=group.id)
        return WaitingFilter(activity_id=group.id)

    def _show_rows(self, listed: tuple[Sequence[int], WaitingTotals]) -> None:
        ids, totals = listed
        self.rows.set_ids(ids)
        self.total.setText(f"{totals.rows:,} 条 · {format_hours(totals.minutes)} 小时")
        if ids:
            self.row_table.choose_row(0)
        self._offer(self.row_table.current_row())

    def _offer(self, number: int) -> None:
        chosen = self.rows.row(number) is not None
        self.one.setEnabled(chosen)
        self.send_back.setEnabled(chosen)

    def _approve_group(self) -> None:
        group = self.groups.row(self.group_table.current_row())
        if group is not None:
            self._approve(self._of(group))

    def _approve_one(self) -> None:
        row = self.rows.row(self.row_table.current_row())
        if row is not None:
            self._approve(WaitingFilter(ids=(row.id,)))

    def _approve(self, which: WaitingFilter, reason: str = "") -> None:
        desk = self.context.desk
        self._asked = which

        def work(_progress: Progress) -> Changed:
            return approve_hours(desk, which, reason)

        self._enable(on=False)
        self.context.tasks.run(work, self._done, label="正在核准", failed=self._refused)

    def _ask_return(self) -> None:
        row = self.rows.row(self.row_table.current_row())
        if row is None:
            return
        which = WaitingFilter(ids=(row.id,))
        self._wanted = lambda reason: self._return(which, reason)
        self.line.ask("退回原因", "退回", "请写明为什么退回，登记的人好改正")

    def _return(self, which: WaitingFilter, reason: str) -> None:
        desk = self.context.desk

        def work(_progress: Progress) -> Changed:
            return return_hours(desk, which, reason)

        self._enable(on=False)
        self.context.tasks.run(work, self._done, label="正在退回", failed=self._refused)

    def _reasoned(self, reason: str) -> None:
        if self._wanted is not None:
            self._wanted(reason)

    def _done(self, changed: Changed) -> None:
        self._wanted = None
        self.line.close_line()
        self._enable(on=True)
        self.context.publish(changed)
        self.reload()
        self.group_table.setFocus()

    def _refused(self, fault: Refusal) -> None:
        """A month closed meanwhile asks a reason; the notice says so already."""
        self._enable(on=True)
        if isinstance(fault, UserFacingError) and "补录" in fault.message:
            which = self._asked
            self._wanted = lambda reason: self._approve(which, reason)
            self.line.ask("补录原因", "核准", "请写明为什么现在才核准")

    def _enable(self, *, on: bool) -> None:
        for button in (self.group, self.everything, self.one, self.send_back):
            button.setEnabled(on)
        if on:
            self._offer(self.row_table.current_row())

    def _switch_on(self) -> None:
        self.context.publish(change_settings(self.context.desk, approval=True))
        self.reload()
