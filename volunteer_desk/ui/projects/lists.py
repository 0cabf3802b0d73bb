"""The left card: projects or teams, filtered as one types, with their figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from volunteer_desk.domain.projects import ProjectRow, TeamRow
from volunteer_desk.ui.fields import SearchBox
from volunteer_desk.ui.projects.columns import (
    PROJECT_COLUMNS,
    PROJECTS_LEAVING,
    TEAM_COLUMNS,
    TEAMS_LEAVING,
    count_words,
)
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.volunteers.fitting_table import FittingTable
from volunteer_desk.ui.widgets import Card, EmptyState, QuietButton, TabButton, row_layout, words

PROJECTS, TEAMS = 0, 1


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
    """Two lists behind two tabs."""

    tab_chosen = Signal(int)
    project_chosen = Signal(int)
    """A project's id."""
    team_chosen = Signal(int)
    """A team's id."""
    text_changed = Signal()
    making = Signal()
    """新建 was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._full = False
        self.project_tab = TabButton("项目", "Alt+1", "看项目")
        self.team_tab = TabButton("队伍", "Alt+2", "看队伍")
        tabs = QButtonGroup(self)
        self.search = FilterBox("找项目（Ctrl F）")
        head = row_layout(16)
        for number, tab in enumerate((self.project_tab, self.team_tab)):
            tabs.addButton(tab, number)
            head.addWidget(tab)
        self.project_tab.setChecked(True)
        head.addSpacing(8)
        head.addWidget(self.search, 1)
        self.projects: RowsModel[ProjectRow] = RowsModel(PROJECT_COLUMNS)
        self.teams: RowsModel[TeamRow] = RowsModel(TEAM_COLUMNS)
        self.project_table = FittingTable(self.projects, PROJECTS_LEAVING)
        self.team_table = FittingTable(self.teams, TEAMS_LEAVING)
        self.no_project = EmptyState(
            "还没有项目",
            "先建一个项目，再在里面建活动、登记时长。",
            "新建项目…",
            self.making.emit,
            icon_name="squares-four",
        )
        self.no_team = EmptyState(
            "还没有队伍",
            "建一支队伍；导入花名册也会带来队伍。",
            "新建队伍…",
            self.making.emit,
            icon_name="users-three",
        )
        self.no_hit = EmptyState(
            "没有找到", "换个词试试，或按 Ctrl N 新建。", icon_name="magnifying-glass"
        )
        self.stack = QStackedWidget()
        for part in (
            self.project_table,
            self.team_table,
            self.no_project,
            self.no_team,
            self.no_hit,
        ):
            self.stack.addWidget(part)
        self.count = words("", "soft")
        self.new = QuietButton("新建项目", "Ctrl+N", icon_name="plus")
        foot = row_layout(10)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.new)
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(foot)
        tabs.idToggled.connect(self._turn)
        self.search.textChanged.connect(self.text_changed)
        self.search.moved_down.connect(self.enter_list)
        self.project_table.row_chosen.connect(self._choose_project)
        self.team_table.row_chosen.connect(self._choose_team)
        self.new.clicked.connect(self.making)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def tab(self) -> int:
        """Which list is shown."""
        return TEAMS if self.team_tab.isChecked() else PROJECTS

    def show_tab(self, tab: int) -> None:
        """Show a list."""
        (self.team_tab if tab == TEAMS else self.project_tab).setChecked(True)

    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def show_rows(
        self, projects: Sequence[ProjectRow], teams: Sequence[TeamRow], full: bool
    ) -> None:
        """Show these rows; ``full`` says that more projects exist than are listed."""
        self.projects.set_rows(projects)
        self.teams.set_rows(teams)
        self._full = full
        self._settle()

    def choose_project(self, project_id: int | None) -> bool:
        """Select a project; False when it is not listed."""
        return _choose(self.project_table, [row.id for row in self.projects.rows], project_id)

    def choose_team(self, team_id: int | None) -> bool:
        """Select a team; False when it is not listed."""
        return _choose(self.team_table, [row.id for row in self.teams.rows], team_id)

    def enter_list(self) -> None:
        """Put the focus into the list, on its first row when none is chosen."""
        table = self.team_table if self.tab() == TEAMS else self.project_table
        # A view that gets the focus makes its first row current without selecting it.
        if not table.selectionModel().hasSelection() and table.model().rowCount():
            table.choose_row(0)
        table.setFocus()

    def _turn(self, tab: int, checked: bool) -> None:
        if checked:
            self.search.setPlaceholderText(
                "找队伍（Ctrl F）" if tab == TEAMS else "找项目（Ctrl F）"
            )
            self.new.setText("新建队伍" if tab == TEAMS else "新建项目")
            self.new.setToolTip(f"{self.new.text()}（Ctrl N）")
            self._settle()
            self.tab_chosen.emit(tab)

    def _settle(self) -> None:
        teams = self.tab() == TEAMS
        number = (self.teams if teams else self.projects).rowCount()
        if number:
            self.stack.setCurrentWidget(self.team_table if teams else self.project_table)
        elif self.text():
            self.stack.setCurrentWidget(self.no_hit)
        else:
            self.stack.setCurrentWidget(self.no_team if teams else self.no_project)
        more = "，按名称查找可看到其余的" if self._full and not teams else ""
        unit = "支队伍" if teams else "个项目"
        self.count.setText(f"{count_words(number)} {unit}{more}" if number else "")

    def _choose_project(self, number: int) -> None:
        row = self.projects.row(number)
        if row is not None:
            self.project_chosen.emit(row.id)

    def _choose_team(self, number: int) -> None:
        row = self.teams.row(number)
        if row is not None:
            self.team_chosen.emit(row.id)


def _choose(table: TableView, ids: Sequence[int], wanted: int | None) -> bool:
    if wanted is None or wanted not in ids:
        return False
    table.choose_row(ids.index(wanted))
    return True
