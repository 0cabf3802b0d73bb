"""The left card: projects, teams or units, filtered as one types, with their figures."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from volunteer_desk.domain.projects import FILTER_WORDS, ProjectFilter, ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.ui.fields import ComboField, SearchBox
from volunteer_desk.ui.projects.columns import (
    PROJECT_COLUMNS,
    PROJECTS_LEAVING,
    TEAM_COLUMNS,
    TEAMS_LEAVING,
    UNIT_COLUMNS,
    UNITS_LEAVING,
    count_words,
)
from volunteer_desk.ui.projects.sorted_table import SortedRows, SortedTable
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.widgets import Card, EmptyState, QuietButton, TabButton, row_layout, words

PROJECTS, TEAMS, UNITS = range(3)

_NOUNS = ("项目", "队伍", "单位")
_COUNTED = ("个项目", "支队伍", "个单位")
_FILTERS = (
    tuple(ProjectFilter),
    (ProjectFilter.ALL, ProjectFilter.LACKING, ProjectFilter.IDLE, ProjectFilter.RETIRED),
    (ProjectFilter.ALL, ProjectFilter.LACKING, ProjectFilter.RETIRED),
)


class FilterBox(SearchBox):
    """A search line from which ↓ and Enter lead into the list below."""

    moved_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ and Enter go to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)


class ProjectLists(Card):
    """Three lists behind three tabs."""

    tab_chosen = Signal(int)
    row_chosen = Signal(int, int)
    """(tab, id of the project, team or unit)."""
    wanted = Signal()
    """Another text or filter."""
    making = Signal()
    """新建 was pressed."""
    phone_list_asked = Signal()
    export_asked = Signal()
    ordered = Signal(int, str, bool)
    """(tab, column key, descending): a list is to come in another order."""

    def __init__(self) -> None:
        super().__init__()
        self._full = False
        self._filters = [ProjectFilter.ALL] * 3
        keys = [TabButton(noun, f"Alt+{n}", f"看{noun}") for n, noun in enumerate(_NOUNS, 1)]
        self.project_tab, self.team_tab, self.unit_tab = keys
        self._tabs = QButtonGroup(self)
        self.search = FilterBox("找项目（Ctrl F）")
        self.filter = ComboField("", [(one, FILTER_WORDS[one]) for one in _FILTERS[PROJECTS]])
        self.filter.combo.setToolTip("只看一部分（Alt 0）")
        self.filter.combo.setAccessibleName("只看")
        head = row_layout(16)
        for number, tab in enumerate(keys):
            self._tabs.addButton(tab, number)
            head.addWidget(tab)
        self.project_tab.setChecked(True)
        head.addStretch(1)
        head.addWidget(self.filter)
        self._make_tables()
        self.count = words("", "soft")
        self.phones = QuietButton("通讯录", "Ctrl+L", "队伍负责人通讯录", "phone")
        self.export = QuietButton("导出表格", "Ctrl+Shift+E", "列出的行和列存成 Excel 表格")
        self.new = QuietButton("新建项目", "Ctrl+N", icon_name="plus")
        foot = row_layout(10)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.phones)
        foot.addWidget(self.export)
        foot.addWidget(self.new)
        self.body.addLayout(head)
        self.body.addWidget(self.search)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(foot)
        self._connect()

    def _make_tables(self) -> None:
        self.projects: SortedRows[ProjectRow] = SortedRows(PROJECT_COLUMNS)
        self.teams: SortedRows[TeamRow] = SortedRows(TEAM_COLUMNS)
        self.units: SortedRows[UnitRow] = SortedRows(UNIT_COLUMNS)
        self.project_table = SortedTable(self.projects, PROJECTS_LEAVING)
        self.team_table = SortedTable(self.teams, TEAMS_LEAVING)
        self.unit_table = SortedTable(self.units, UNITS_LEAVING)
        self.tables = (self.project_table, self.team_table, self.unit_table)
        told = (
            ("还没有项目", "先建一个项目，再在里面建活动、登记时长。", "squares-four"),
            ("还没有队伍", "建一支队伍；导入花名册也会带来队伍。", "users-three"),
            (
                "还没有单位",
                "先建本单位，再建它的下级；队伍和项目都可归到单位。",
                "tree-structure",
            ),
        )
        self.no_project, self.no_team, self.no_unit = (
            EmptyState(title, step, f"新建{noun}…", self.making.emit, icon_name=name)
            for (title, step, name), noun in zip(told, _NOUNS, strict=True)
        )
        self.no_hit = EmptyState(
            "没有找到", "换个词或换个范围试试，或按 Ctrl N 新建。", icon_name="magnifying-glass"
        )
        self.stack = QStackedWidget()
        empties = (self.no_project, self.no_team, self.no_unit, self.no_hit)
        for part in (*self.tables, *empties):
            self.stack.addWidget(part)

    def _connect(self) -> None:
        self._tabs.idToggled.connect(self._turn)
        self.search.textChanged.connect(self.wanted)
        self.search.moved_down.connect(self.enter_list)
        self.filter.changed.connect(self._choose_filter)
        self.project_table.row_chosen.connect(self._choose_project)
        self.team_table.row_chosen.connect(self._choose_team)
        self.unit_table.row_chosen.connect(self._choose_unit)
        self.new.clicked.connect(self.making)
        self.phones.clicked.connect(self.phone_list_asked)
        self.export.clicked.connect(self.export_asked)
        for tab, table in enumerate(self.tables):
            table.order_changed.connect(partial(self.ordered.emit, tab))
        self.phones.setVisible(False)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        QShortcut(QKeySequence("Alt+0"), self).activated.connect(self.filter.combo.setFocus)

    def tab(self) -> int:
        """Which list is shown."""
        return self._tabs.checkedId()

    def show_tab(self, tab: int) -> None:
        """Show a list."""
        self._tabs.button(tab).setChecked(True)

    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def shown(self, tab: int) -> ProjectFilter:
        """The filter of a list."""
        return self._filters[tab]

    def is_full(self) -> bool:
        """Whether more projects are kept than are listed."""
        return self._full

    def show_all(self) -> None:
        """Take the text and the filter of the list away, without asking for its rows."""
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self._filters[self.tab()] = ProjectFilter.ALL
        self.filter.choose(ProjectFilter.ALL)

    def show_rows(
        self,
        projects: Sequence[ProjectRow],
        teams: Sequence[TeamRow],
        units: Sequence[UnitRow],
        full: bool,
    ) -> None:
        """Show these rows; ``full`` says that more projects exist than are listed."""
        self.projects.set_rows(projects)
        self.teams.set_rows(teams)
        self.units.set_rows(units)
        self._full = full
        self._settle()

    def choose(self, tab: int, row_id: int | None) -> bool:
        """Select a row of a list; False when it is not listed."""
        ids = [row.id for row in (self.projects.rows, self.teams.rows, self.units.rows)[tab]]
        if row_id is None or row_id not in ids:
            return False
        self.tables[tab].choose_row(ids.index(row_id))
        return True

    def enter_list(self) -> None:
        """Put the focus into the list, on its first row when none is chosen."""
        table: TableView = self.tables[self.tab()]
        # A view that gets the focus makes its first row current without selecting it.
        if not table.selectionModel().hasSelection() and table.model().rowCount():
            table.choose_row(0)
        table.setFocus()

    def _turn(self, tab: int, checked: bool) -> None:
        if checked:
            noun = _NOUNS[tab]
            self.search.setPlaceholderText(f"找{noun}（Ctrl F）")
            self.new.setText(f"新建{noun}")
            self.new.setToolTip(f"新建{noun}（Ctrl N）")
            self.phones.setVisible(tab == TEAMS)
            self.filter.set_choices([(one, FILTER_WORDS[one]) for one in _FILTERS[tab]])
            self.filter.choose(self._filters[tab])
            self._settle()
            self.tab_chosen.emit(tab)

    def _choose_filter(self) -> None:
        key = self.filter.key()
        self._filters[self.tab()] = (
            ProjectFilter(key) if isinstance(key, str) else ProjectFilter.ALL
        )
        self.wanted.emit()

    def _settle(self) -> None:
        tab = self.tab()
        number = (self.projects, self.teams, self.units)[tab].rowCount()
        if number:
            self.stack.setCurrentWidget(self.tables[tab])
        elif self.text() or self._filters[tab] is not ProjectFilter.ALL:
            self.stack.setCurrentWidget(self.no_hit)
        else:
            self.stack.setCurrentWidget((self.no_project, self.no_team, self.no_unit)[tab])
        self.export.setEnabled(bool(number))
        more = "，按名称查找可看到其余的" if self._full and tab == PROJECTS else ""
        self.count.setText(f"{count_words(number)} {_COUNTED[tab]}{more}" if number else "")

    def _choose_project(self, number: int) -> None:
        self._tell(PROJECTS, self.projects.row(number))

    def _choose_team(self, number: int) -> None:
        self._tell(TEAMS, self.teams.row(number))

    def _choose_unit(self, number: int) -> None:
        self._tell(UNITS, self.units.row(number))

    def _tell(self, tab: int, row: ProjectRow | TeamRow | UnitRow | None) -> None:
        if row is not None:
            self.row_chosen.emit(tab, row.id)
