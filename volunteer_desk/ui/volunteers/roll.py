"""The wide card: everyone on the roll, searched as one types, filtered, sorted, counted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from volunteer_desk.domain.projects import TeamRow
from volunteer_desk.domain.volunteers import (
    STATUS_WORDS,
    VolunteerQuery,
    VolunteerRow,
    VolunteerStatus,
)
from volunteer_desk.ui.fields import ComboField, SearchBox
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.roll_table import RollTable
from volunteer_desk.ui.widgets import Card, EmptyState, QuietButton, row_layout, words

MOST_RANKED = 1000
"""A searched list ends here (``volunteer_ids``)."""


class RollSearch(SearchBox):
    """A search line from which ↓ and Enter lead into the list, and Esc clears."""

    moved_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ and Enter go to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)


class Roll(Card):
    """The list of volunteers with its search line, filters and count."""

    asked = Signal()
    """Another query: read the ids again."""
    person_chosen = Signal(int)
    """A volunteer's id."""
    person_opened = Signal(int)
    """Enter or a double click on a volunteer."""
    importing = Signal()
    making = Signal()

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[VolunteerRow]]) -> None:
        super().__init__()
        self._sort = ("number", False)
        self.search = RollSearch("姓名、拼音、电话、后四位")
        self.search.setToolTip("姓名、拼音、首字母、电话、证件或电话后四位（Ctrl F）")
        self.status = ComboField(
            "状态", [*((one.value, STATUS_WORDS[one]) for one in VolunteerStatus), (None, "全部")]
        )
        self.team = ComboField("队伍", [(None, "全部")])
        self.team.setMaximumWidth(scaled(140))
        self.search.setMinimumWidth(scaled(100))
        self.status.choose(VolunteerStatus.ACTIVE.value)
        self.bring = QuietButton("导入花名册", "Ctrl+I", icon_name="upload-simple")
        self.table = RollTable(fetch, self._sort_by)
        self.nobody = EmptyState(
            "名册还是空的",
            "导入花名册（也可把文件拖进来），或按 Ctrl N 新增。",
            "导入花名册…",
            self.importing.emit,
            icon_name="users",
        )
        self.no_hit = EmptyState(
            "没有找到这样的人",
            "换个写法试试，也看看状态和队伍是否选窄了。",
            icon_name="magnifying-glass",
        )
        self.stack = QStackedWidget()
        for part in (self.table, self.nobody, self.no_hit):
            self.stack.addWidget(part)
        self.count = words("", "soft")
        head = row_layout(10)
        head.addWidget(self.search, 1)
        head.addWidget(self.status)
        head.addWidget(self.team)
        head.addWidget(self.bring)
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.count)
        self.search.textChanged.connect(self.asked)
        self.status.changed.connect(self.asked)
        self.team.changed.connect(self.asked)
        self.search.moved_down.connect(self.enter_list)
        self.bring.clicked.connect(self.importing)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._open)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._find)

    def query(self) -> VolunteerQuery:
        """What is asked for now."""
        status, team = self.status.key(), self.team.key()
        return VolunteerQuery(
            text=self.search.text().strip(),
            sort=self._sort[0],
            descending=self._sort[1],
            status=VolunteerStatus(status) if isinstance(status, str) else None,
            team_id=team if isinstance(team, int) else None,
        )

    def clear_query(self) -> None:
        """Show everyone on the roll, without asking for it."""
        for part in (self.search, self.status, self.team):
            part.blockSignals(True)
        self.search.clear()
        self.status.choose(VolunteerStatus.ACTIVE.value)
        self.team.choose(None)
        for part in (self.search, self.status, self.team):
            part.blockSignals(False)

    def show_teams(self, teams: Sequence[TeamRow]) -> None:
        """Offer these teams as a filter."""
        self.team.set_choices([(None, "全部"), *((team.id, team.name) for team in teams)])

    def show_ids(self, ids: Sequence[int], place: int | None) -> None:
        """Show these people, the one at ``place`` selected."""
        self.table.roll.set_ids(ids)
        if place is not None:
            self.table.choose_row(place)
        asked = self.query()
        filtered = bool(asked.text) or asked.team_id is not None
        if ids:
            self.stack.setCurrentWidget(self.table)
        elif filtered or asked.status is not VolunteerStatus.ACTIVE:
            self.stack.setCurrentWidget(self.no_hit)
        else:
            self.stack.setCurrentWidget(self.nobody)
        kind = "全部" if asked.status is None else STATUS_WORDS[asked.status]
        found = "找到" if filtered else kind
        cut = "以上，多打几个字找得更准" if asked.text and len(ids) >= MOST_RANKED else ""
        self.count.setText(f"{found} {len(ids):,} 人{cut}" if ids else "")

    def enter_list(self) -> None:
        """Put the focus into the list, on its first row when none is chosen."""
        if not self.table.selectionModel().hasSelection() and self.table.roll.rowCount():
            self.table.choose_row(0)
        self.table.setFocus()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.asked.emit()

    def _choose(self, number: int) -> None:
        if number >= 0:
            self.person_chosen.emit(self.table.roll.row_id(number))

    def _open(self, number: int) -> None:
        self.person_opened.emit(self.table.roll.row_id(number))
