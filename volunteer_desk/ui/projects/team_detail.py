"""The right card of a team: who leads it, and its members."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from volunteer_desk.domain.projects import TeamDraft, TeamRow
from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.ui.projects.columns import MEMBERS_LEAVING, count_words, hours_words
from volunteer_desk.ui.tables import WindowedModel
from volunteer_desk.ui.volunteers.elided import ElidedLabel
from volunteer_desk.ui.volunteers.facts import Facts
from volunteer_desk.ui.volunteers.fitting_table import FittingTable
from volunteer_desk.ui.widgets import Card, EmptyState, PrimaryButton, row_layout, words


class TeamDetail(Card):
    """One team with its members; Enter opens a person."""

    editing = Signal()
    volunteer_asked = Signal(int)
    """A volunteer's id."""

    def __init__(self, members: WindowedModel[VolunteerRow]) -> None:
        super().__init__()
        self.name = ElidedLabel("", "card-title")
        self.figures = words("", "soft")
        self.facts = Facts()
        self.members = members
        self.table = FittingTable(members, MEMBERS_LEAVING)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            EmptyState("还没有队员", "在“志愿者”里为人选上这支队伍。", icon_name="users-three")
        )
        self.edit = PrimaryButton("修改队伍", "Ctrl+E")
        self.head.addWidget(self.name, 1)
        self.body.addLayout(self.head)
        self.body.addWidget(self.figures)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.stack, 1)
        foot = row_layout(10)
        foot.addWidget(words("选中队员按 Enter 看他的资料", "small"), 1)
        foot.addWidget(self.edit)
        self.body.addLayout(foot)
        self.edit.clicked.connect(self.editing)
        self.table.row_activated.connect(self._ask)

    def show_team(self, row: TeamRow, draft: TeamDraft, members: Sequence[int]) -> None:
        """Show a team and the people of these ids."""
        self.name.setText(row.name)
        listed = "" if row.members == len(members) else f"，在册 {count_words(len(members))} 人"
        self.figures.setText(
            f"队员 {count_words(row.members)} 人{listed}"
            f"　今年 {count_words(row.activities_year)} 场　{hours_words(row.minutes_year)} 小时"
        )
        leader = "　".join(filter(None, (row.leader, row.phone_masked)))
        founded = draft.founded_on.isoformat() if draft.founded_on else ""
        self.facts.show_facts(
            (("类型", row.kind), ("负责人", leader), ("成立", founded), ("备注", draft.remark))
        )
        self.members.set_ids(members)
        self.stack.setCurrentIndex(0 if members else 1)

    def _ask(self, number: int) -> None:
        self.volunteer_asked.emit(self.members.row_id(number))
