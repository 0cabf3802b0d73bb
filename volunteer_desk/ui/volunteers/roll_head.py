"""The line above the roll: whom one seeks, which status and team, and the buttons beside."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerQuery, VolunteerStatus
from volunteer_desk.ui.fields import ComboField
from volunteer_desk.ui.find_box import FindBox
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.bulk import TIGHT, TIGHTEST
from volunteer_desk.ui.widgets import QuietButton, row_layout


class RollHead(QWidget):
    """``asked`` as one types, chooses a status or a team."""

    asked = Signal()

    def __init__(self, teams: Finding) -> None:
        super().__init__()
        self._filtered = False
        self.search = FindBox("姓名、拼音、电话、后四位")
        self.search.setToolTip("姓名、拼音、首字母、电话、证件或电话后四位（Ctrl F）")
        self.search.setMinimumWidth(scaled(100))
        self.status = ComboField(
            "状态", [*((one.value, STATUS_WORDS[one]) for one in VolunteerStatus), (None, "全部")]
        )
        self.status.choose(VolunteerStatus.ACTIVE.value)
        self.team = PickField("队伍", teams, "全部")
        self.narrow = QuietButton("筛选", "Ctrl+Shift+F", icon_name="funnel")
        self.choose = QuietButton("列", "Ctrl+Shift+L", "显示哪些列", icon_name="columns")
        self.bring = QuietButton("导入", "Ctrl+I", "导入花名册", icon_name="upload-simple")
        self.narrow.setAccessibleName("筛选")
        self.choose.setAccessibleName("列")
        self.bring.setAccessibleName("导入")
        line = row_layout(10)
        self.setLayout(line)
        line.addWidget(self.search, 1)
        for part in (self.status, self.team, self.narrow, self.choose, self.bring):
            line.addWidget(part)
        self.search.textChanged.connect(self.asked)
        self.status.changed.connect(self.asked)
        self.team.changed.connect(self._narrow_team)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._find)
        self._suit_words()

    def query(self, sort: tuple[str, bool], where: VolunteerFilter) -> VolunteerQuery:
        """What is asked for now, in this order and within this filter."""
        status, team = self.status.key(), self.team.key()
        return VolunteerQuery(
            text=self.search.text().strip(),
            sort=sort[0],
            descending=sort[1],
            status=VolunteerStatus(status) if isinstance(status, str) else None,
            team_id=team if isinstance(team, int) else None,
            where=where or None,
        )

    def clear(self) -> None:
        """Ask for everyone on the roll, without ``asked``."""
        parts = (self.search, self.status, self.team)
        for part in parts:
            part.blockSignals(True)
        self.search.clear()
        self.status.choose(VolunteerStatus.ACTIVE.value)
        self.team.choose(None)
        for part in parts:
            part.blockSignals(False)

    def show_filtered(self, filtered: bool) -> None:
        """Say beside the funnel that a filter narrows the list."""
        self._filtered = filtered
        self._suit_words()

    def changeEvent(self, event: QEvent) -> None:
        """At large text the buttons are their icons."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "bring"):
            self._suit_words()

    def _suit_words(self) -> None:
        tight = scaled(100) > TIGHT
        self.narrow.setText("" if tight else "筛选中" if self._filtered else "筛选")
        self.choose.setText("" if tight else "列")
        self.bring.setText("" if scaled(100) > TIGHTEST else "导入")
        for field in (self.status, self.team):
            field.label.setVisible(not tight)
        self.team.edit.setPlaceholderText("队伍" if tight else "全部")
        self.team.setMaximumWidth(scaled(110 if tight else 150))

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _narrow_team(self) -> None:
        if not self.team.is_unknown():  # half a name is no team yet
            self.asked.emit()
