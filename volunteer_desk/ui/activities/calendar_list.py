"""The long list of activities: filtered, sorted, counted; any number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from volunteer_desk.domain.activities import (
    STAGE_WORDS,
    Stage,
    stage_of,
)
from volunteer_desk.domain.activity_filters import ActivityFilter
from volunteer_desk.domain.changes import Noun
from volunteer_desk.services.activity_lists import (
    ActivityClocks,
    count_stages,
    fetch_activities,
    list_activity_ids,
    read_clocks,
)
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.activities.calendar_reading import DayRow
from volunteer_desk.ui.activities.list_columns import LEAVING, LIST_COLUMNS, periods
from volunteer_desk.ui.column_memory import ColumnMemory
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.fields import ComboField, SearchBox
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.name_field import PickField
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import Card, QuietButton, row_layout, words
from volunteer_desk.ui.windowed_model import WindowedModel

PAUSE = 150
"""Milliseconds after the last key before the list is read."""
_MOST_CHECKED = 2000


@dataclass(frozen=True)
class _Listed:
    ids: list[int]
    counts: dict[Stage, int]
    clocks: ActivityClocks


class ActivityList(QWidget):
    """Enter opens an activity; a heading sorts; the fields above narrow."""

    opened = Signal(int)
    chosen = Signal(int)
    checking_asked = Signal(object)
    """The ids listed (all of them 已记录) are to be checked."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._clocks = read_clocks(context.desk)
        desk = context.desk
        self._sort = ("held_on", True)
        self.period = ComboField("时间")
        self._name_periods()
        self.stage = ComboField("状态", [(None, "全部")])
        self.project = PickField("项目", Names(desk, Noun.PROJECT, every=True), "全部")
        self.team = PickField("队伍", Names(desk, Noun.TEAM, every=True), "全部")
        self.unit = PickField("单位", Names(desk, Noun.UNIT, every=True), "全部")
        self.search = SearchBox("搜地点、负责人、内容")
        self.search.setToolTip("搜项目、地点、负责人、内容、队伍（Ctrl F）")
        self.told = words("", "soft")
        self.check = QuietButton("核对列出的", "Ctrl+Shift+J", "把列出的已记录活动全部核对")
        self.model: WindowedModel[DayRow] = WindowedModel(LIST_COLUMNS, self._fetch, self._order)
        self.table = FittingTable(self.model, LEAVING, sortable=True)
        ColumnMemory(self.table, context, "activities")
        self.none = EmptyState(
            "没有这样的活动", "换个条件，或按 N 新建一场。", icon_name="list-bullets"
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        fields = (self.period, self.stage, self.project, self.team, self.unit, self.search)
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 3, number % 3)
        for column, part in enumerate((3, 3, 4)):
            grid.setColumnStretch(column, part)
        card = Card()
        card.body.setContentsMargins(14, 12, 14, 12)
        card.body.addLayout(grid)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.none, 1)
        foot = row_layout(10)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.check)
        card.body.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.check.hide()
        self.none.hide()

    def _connect(self) -> None:
        for field in (self.period, self.stage):
            field.changed.connect(self.reload)
        for pick in (self.project, self.team, self.unit):
            pick.changed.connect(self._pause.start)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.reload)
        self.table.row_activated.connect(self._open)
        self.table.row_chosen.connect(self._choose)
        self.check.clicked.connect(self._ask_check)

    def wanted(self) -> ActivityFilter:
        """What the fields say."""
        key, today = self.period.key(), self._context.desk.today()
        first, last = next((a, b) for one, _, a, b in periods(today) if one in (key, "all"))
        stage = self.stage.key()
        return ActivityFilter(
            first,
            last,
            Stage(stage) if isinstance(stage, str) else None,
            self.project.key(),
            self.team.key(),
            self.unit.key(),
            self.search.text().strip(),
        )

    def reload(self) -> None:
        """Read the list as the fields say."""
        self._pause.stop()
        self._name_periods()
        for pick in (self.project, self.team, self.unit):
            unknown = pick.is_unknown()
            pick.show_problem("请从提示里选（按 ↓ 看全部）" if unknown else "")
        desk, wanted, (key, down) = self._context.desk, self.wanted(), self._sort

        def read() -> _Listed:
            return _Listed(
                list_activity_ids(desk, wanted, key, down),
                count_stages(desk, wanted),
                read_clocks(desk),
            )

        self._context.tasks.read(read, self._show, key="activities.list")

    def stop(self) -> None:
        """Nothing waits any more."""
        self._pause.stop()

    def _show(self, listed: _Listed) -> None:
        self._clocks = listed.clocks
        kept = self._current_id()
        self.model.set_ids(listed.ids)
        total = sum(listed.counts.values())
        parts = [
            f"{STAGE_WORDS[stage]} {listed.counts[stage]:,}"
            for stage in Stage
            if listed.counts.get(stage)
        ]
        shown = f"列出 {len(listed.ids):,} 场" if len(listed.ids) != total else f"共 {total:,} 场"
        self.told.setText("　".join(filter(None, (shown, " · ".join(parts)))))
        self.stage.set_choices(
            [
                (None, f"全部 {total:,}"),
                *(
                    (stage.value, f"{STAGE_WORDS[stage]} {listed.counts.get(stage, 0):,}")
                    for stage in Stage
                ),
            ]
        )
        self.table.setVisible(bool(listed.ids))
        self.none.setVisible(not listed.ids)
        recorded = self.stage.key() == Stage.RECORDED.value and bool(listed.ids)
        self.check.setVisible(recorded)
        self.check.setText(f"核对列出的 {min(len(listed.ids), _MOST_CHECKED):,} 场")
        place = None if kept is None else self.model.position(kept)
        if listed.ids:
            self.table.choose_row(place or 0)

    def _name_periods(self) -> None:
        today = self._context.desk.today()
        self.period.set_choices([(key, said) for key, said, _, _ in periods(today)])

    def _fetch(self, ids: Sequence[int]) -> Sequence[DayRow]:
        now = self._context.desk.now()
        return [
            DayRow(row, stage_of(row, now), self._clocks.of(row))
            for row in fetch_activities(self._context.desk, ids)
        ]

    def _order(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.reload()

    def _current_id(self) -> int | None:
        number = self.table.current_row()
        return self.model.row_id(number) if 0 <= number < self.model.rowCount() else None

    def _open(self, number: int) -> None:
        self.opened.emit(self.model.row_id(number))

    def _choose(self, number: int) -> None:
        if 0 <= number < self.model.rowCount():
            self.chosen.emit(self.model.row_id(number))

    def _ask_check(self) -> None:
        self.checking_asked.emit(list(self.model.ids[:_MOST_CHECKED]))
