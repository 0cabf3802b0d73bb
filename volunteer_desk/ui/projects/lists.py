"""The left card: projects, teams or units, found and narrowed as one types, many chosen at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup

from volunteer_desk.domain.projects import ProjectRow, TeamRow
from volunteer_desk.domain.register_filters import STANDING_WORDS, Standing
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.services.naming import MOST_NAMED
from volunteer_desk.ui.fields import ComboField
from volunteer_desk.ui.find_box import FindBox
from volunteer_desk.ui.many_rows import Runs
from volunteer_desk.ui.projects.chosen_bar import ChosenBar
from volunteer_desk.ui.projects.columns import count_words
from volunteer_desk.ui.projects.list_parts import PROJECTS, TEAMS, UNITS, ListPart
from volunteer_desk.ui.projects.list_states import ListStates
from volunteer_desk.ui.projects.sorted_table import SortedTable
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, QuietButton, TabButton, row_layout, words

_ROOMY = 110
"""Per cent of text size up to which every button of the foot has its word."""

__all__ = ["PROJECTS", "TEAMS", "UNITS", "ProjectLists"]


class ProjectLists(Card):
    """Three lists behind three tabs."""

    tab_chosen = Signal(int)
    row_chosen = Signal(int, int)
    """(tab, id of the project, team or unit)."""
    settled = Signal(int, bool, bool)
    """(tab, whether it has rows, whether more is asked of it): the list shown is another."""
    wanted = Signal()
    """Another text or filter: read the list shown."""
    making = Signal()
    """新建 was pressed."""
    phone_list_asked = Signal()
    export_asked = Signal()
    copying = Signal()
    """Put the rows chosen on the clipboard."""
    filters_asked = Signal()
    """筛选 was pressed: unfold the panel, or fold it."""
    columns_asked = Signal()
    """列 was pressed: the same with the columns."""
    ordered = Signal(int, str, bool)
    """(tab, column key, descending): a list is to come in another order."""

    def __init__(self, parts: Sequence[ListPart]) -> None:
        super().__init__()
        self.parts = tuple(parts)
        self.tables = tuple(part.table for part in parts)
        self.project_table: SortedTable[ProjectRow] = parts[PROJECTS].table
        self.team_table: SortedTable[TeamRow] = parts[TEAMS].table
        self.unit_table: SortedTable[UnitRow] = parts[UNITS].table
        keys = [
            TabButton(part.word, f"Alt+{n}", f"看{part.word}") for n, part in enumerate(parts, 1)
        ]
        self.project_tab, self.team_tab, self.unit_tab = keys
        self._tabs = QButtonGroup(self)
        self.search = FindBox("找项目")
        self.standing = ComboField("", [*STANDING_WORDS.items(), (None, "全部")])
        self.standing.combo.setToolTip("只看在用的、已停用的，或全部（Alt 0）")
        self.standing.combo.setAccessibleName("只看")
        self.narrow = QuietButton("筛选", "Ctrl+Shift+F", "按条件找，条件可以记住", "funnel")
        self.choose = QuietButton("列", "Ctrl+Shift+L", "看哪些列，次序和宽窄", "columns")
        self.bar = ChosenBar()
        self.bar.hide()
        self.count = words("", "soft")
        self.phones = QuietButton("通讯录", "Ctrl+L", "队伍负责人通讯录", "phone")
        self.phones.setAccessibleName("通讯录")
        self.export = QuietButton("导出表格", "Ctrl+Shift+E", "列出的（或选中的）行存成 Excel 表格")
        self.new = QuietButton("新建项目", "Ctrl+N", icon_name="plus")
        self.stack = ListStates(parts, self.making.emit)
        self.no_project, self.no_team, self.no_unit = self.stack.nothing
        self.no_hit = self.stack.no_hit
        self._lay_out(keys)
        self._connect()

    def _lay_out(self, keys: Sequence[TabButton]) -> None:
        head, line, foot = row_layout(16), row_layout(10), row_layout(10)
        for number, tab in enumerate(keys):
            self._tabs.addButton(tab, number)
            head.addWidget(tab)
        self.project_tab.setChecked(True)
        head.addStretch(1)
        head.addWidget(self.standing)
        line.addWidget(self.search, 1)
        line.addWidget(self.narrow)
        line.addWidget(self.choose)
        foot.addWidget(self.count, 1)
        for button in (self.phones, self.export, self.new):
            foot.addWidget(button)
        self.phones.setVisible(False)
        self.body.addLayout(head)
        self.body.addLayout(line)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.bar)
        self.body.addLayout(foot)
        self._dress()

    def _connect(self) -> None:
        self._tabs.idToggled.connect(self._turn)
        self.search.textChanged.connect(self.wanted)
        self.search.moved_down.connect(self.enter_list)
        self.standing.changed.connect(self._choose_standing)
        self.narrow.clicked.connect(self.filters_asked)
        self.choose.clicked.connect(self.columns_asked)
        self.new.clicked.connect(self.making)
        self.phones.clicked.connect(self.phone_list_asked)
        self.export.clicked.connect(self.export_asked)
        self.bar.copying.connect(self.copying)
        self.bar.giving_up.connect(self._give_up)
        for tab, part in enumerate(self.parts):
            part.table.row_chosen.connect(partial(self._tell, tab))
            part.table.order_changed.connect(partial(self.ordered.emit, tab))
            part.table.counted.connect(partial(self._show_chosen, tab))
            part.table.copying.connect(self.copying)
            part.narrowed.connect(self._narrowed)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._find)
        QShortcut(QKeySequence("Alt+0"), self).activated.connect(self.standing.combo.setFocus)

    def tab(self) -> int:
        """Which list is shown."""
        return self._tabs.checkedId()

    def part(self) -> ListPart:
        """The list shown."""
        return self.parts[self.tab()]

    def show_tab(self, tab: int) -> None:
        """Show a list."""
        self._tabs.button(tab).setChecked(True)

    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def show_all(self, standing: Standing | None = Standing.ACTIVE) -> None:
        """Take the text and the filter of the list away, without asking for its rows."""
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        part = self.part()
        part.standing = standing
        part.widen()
        self._dress()

    def show_ids(
        self,
        tab: int,
        ids: Sequence[int],
        place: int | None,
        chosen: Runs,
        rows: Sequence[Any],
    ) -> None:
        """Show these rows, the one at ``place`` current, the runs ``chosen`` chosen.

        ``rows`` are the first ones, where they were read with the ids.
        """
        table = self.tables[tab]
        table.rows.set_ids(ids, rows=rows)
        if place is None and chosen:
            place = chosen[0][0]
        if place is not None:
            table.choose_row(place)
        if chosen:
            table.choose_runs(chosen)
        self._show_chosen(tab, table.chosen_count())
        self._settle()

    def enter_list(self) -> None:
        """Put the focus into the list, on its first row when none is chosen."""
        table = self.tables[self.tab()]
        # A view that gets the focus makes its first row current without selecting it.
        if not table.selectionModel().hasSelection() and table.model().rowCount():
            table.choose_row(0)
        table.setFocus()

    def _turn(self, tab: int, checked: bool) -> None:
        if checked:
            self._dress()
            self._show_chosen(tab, self.tables[tab].chosen_count())
            self._settle()
            self.tab_chosen.emit(tab)

    def _dress(self) -> None:
        part = self.part()
        self.search.setPlaceholderText(f"找{part.word}：名称、拼音、首字母（Ctrl F）")
        self.new.setText(f"新建{part.word}")
        self.new.setToolTip(f"新建{part.word}（Ctrl N）")
        self.phones.setVisible(self.tab() == TEAMS)
        self.standing.choose(part.standing)
        self.narrow.setText("筛选中" if part.where() else "筛选")

    def changeEvent(self, event: QEvent) -> None:
        """At large text the phone list is its icon."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "phones"):
            self.phones.setText("通讯录" if scaled(100) <= _ROOMY else "")

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _choose_standing(self) -> None:
        key = self.standing.key()
        self.part().standing = None if key is None else Standing(str(key))
        self.wanted.emit()

    def _narrowed(self) -> None:
        self._dress()
        self.wanted.emit()

    def _settle(self) -> None:
        part, number = self.part(), len(self.part().table.rows.ids)
        narrowed = bool(self.text()) or part.is_narrowed()
        self.stack.show_for(self.tab(), narrowed)
        self.settled.emit(self.tab(), bool(number), narrowed)
        self.export.setEnabled(bool(number))
        most = self.text() and number >= MOST_NAMED
        more = "以上，多打几个字找得更准" if most else ""
        self.count.setText(f"{count_words(number)} {part.counted}{more}" if number else "")

    def _show_chosen(self, tab: int, count: int) -> None:
        if tab == self.tab():
            many, part = count > 1, self.parts[tab]
            self.bar.setVisible(many)
            self.bar.show_count(count, part.counted, count == len(part.table.rows.ids))
            self.export.setText("导出选中" if many else "导出表格")

    def _give_up(self) -> None:
        self.part().table.choose_current()
        self.part().table.setFocus()

    def _tell(self, tab: int, number: int) -> None:
        if number >= 0:
            self.row_chosen.emit(tab, self.tables[tab].rows.row_id(number))
