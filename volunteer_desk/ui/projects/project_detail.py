"""The right card of a project: what it is, and its activities."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from volunteer_desk.domain.projects import ActivityRow, ActivityState, ProjectDraft, ProjectRow
from volunteer_desk.ui.projects.columns import ACTIVITIES_LEAVING, ACTIVITY_COLUMNS
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.elided import ElidedLabel
from volunteer_desk.ui.volunteers.facts import Facts
from volunteer_desk.ui.volunteers.fitting_table import FittingTable
from volunteer_desk.ui.widgets import (
    Card,
    EmptyState,
    Pill,
    PrimaryButton,
    QuietButton,
    SmallButton,
    row_layout,
)


class ProjectDetail(Card):
    """One project with its activities, the latest first."""

    editing = Signal()
    activity_making = Signal()
    activity_editing = Signal(int)
    """An activity's id."""
    hours_asked = Signal(int)
    """An activity's id."""
    activity_cancelling = Signal(int)
    """An activity's id."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "card-title")
        self.brand = Pill()
        self.edit = SmallButton("修改项目", "Ctrl+E")
        self.head.addWidget(self.name, 1)
        self.head.addWidget(self.brand, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.edit)
        self.line = ElidedLabel("", "soft")
        self.facts = Facts()
        self.activities: RowsModel[ActivityRow] = RowsModel(ACTIVITY_COLUMNS)
        self.table = FittingTable(self.activities, ACTIVITIES_LEAVING)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            EmptyState(
                "还没有活动",
                "建一场活动，办完后在“时长登记”里登记时长。",
                icon_name="calendar-blank",
            )
        )
        self.hours = QuietButton("登记时长", "Ctrl+H", "为选中的活动登记时长")
        self.cancel = QuietButton("取消活动", "Ctrl+Del", "把选中的活动记为取消")
        self.make = PrimaryButton("新建活动", "Ctrl+Return")
        self.body.addLayout(self.head)
        self.body.addWidget(self.line)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.stack, 1)
        foot = row_layout(10)
        foot.addWidget(self.hours)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.make)
        self.body.addLayout(foot)
        self.edit.clicked.connect(self.editing)
        self.make.clicked.connect(self.activity_making)
        self.table.row_activated.connect(self._edit_activity)
        self.table.row_chosen.connect(self._offer)
        self.hours.clicked.connect(self._ask_hours)
        self.cancel.clicked.connect(self._ask_cancel)
        self._offer(-1)

    def show_project(
        self, row: ProjectRow, draft: ProjectDraft, activities: Sequence[ActivityRow]
    ) -> None:
        """Show a project."""
        self.name.setText(row.name)
        self.brand.show_state("品牌项目" if row.brand else "", Tone.INFO)
        self.brand.setVisible(row.brand)
        told = (row.team, row.category, _lasting(draft), draft.place)
        self.line.setText("　".join(filter(None, told)))
        self.line.setVisible(bool(self.line.text()))
        self.facts.show_facts((("备注", draft.remark),))
        self.facts.setVisible(bool(draft.remark))
        self.activities.set_rows(activities)
        self.stack.setCurrentIndex(0 if activities else 1)
        self.hours.setVisible(bool(activities))
        self.cancel.setVisible(bool(activities))
        self._offer(-1)

    def choose_activity(self, activity_id: int) -> None:
        """Select an activity."""
        for number, row in enumerate(self.activities.rows):
            if row.id == activity_id:
                self.table.choose_row(number)

    def _chosen(self) -> ActivityRow | None:
        return self.activities.row(self.table.current_row())

    def _offer(self, number: int) -> None:
        row = self.activities.row(number)
        self.hours.setEnabled(row is not None and row.state is not ActivityState.CANCELLED)
        self.cancel.setEnabled(row is not None and row.state is ActivityState.PLANNED)

    def _edit_activity(self, number: int) -> None:
        row = self.activities.row(number)
        if row is not None:
            self.activity_editing.emit(row.id)

    def _ask_hours(self) -> None:
        row = self._chosen()
        if row is not None:
            self.hours_asked.emit(row.id)

    def _ask_cancel(self) -> None:
        row = self._chosen()
        if row is not None:
            self.activity_cancelling.emit(row.id)


def _lasting(draft: ProjectDraft) -> str:
    if draft.from_on and draft.to_on:
        return f"{draft.from_on} 至 {draft.to_on}"
    if draft.from_on:
        return f"{draft.from_on} 起"
    return f"至 {draft.to_on}" if draft.to_on else ""
