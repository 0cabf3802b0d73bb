"""The three lists of the left card: each a table, its filters, and what an empty one says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.projects import TeamRow
from volunteer_desk.domain.register_filters import (
    ListQuery,
    ProjectFilter,
    Standing,
    TeamFilter,
    UnitFilter,
)
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.services import dictionaries, list_views, projects
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.list_views import FilterKind
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.columns_menu import ColumnsMenu
from volunteer_desk.ui.filters_panel import AskedFields, FiltersPanel
from volunteer_desk.ui.projects.beside import Beside
from volunteer_desk.ui.projects.filters import ProjectFields, TeamFields, UnitFields
from volunteer_desk.ui.projects.register_columns import (
    PROJECT_COLUMNS,
    PROJECTS_LEAVING,
    TEAM_COLUMNS,
    TEAMS_LEAVING,
    UNIT_COLUMNS,
    UNITS_LEAVING,
)
from volunteer_desk.ui.projects.sorted_table import SortedTable

PROJECTS, TEAMS, UNITS = range(3)

PROJECTS_AT_ONCE = 8
"""Rows of projects fetched at a time: each sums all its entries, some hundred in a city."""


@dataclass(frozen=True)
class ListWords:
    """What is told of one of the three lists.

    Attributes:
        noun: What it lists.
        word: The same as the screen says it.
        counted: ``支队伍``, behind a number.
        kind: Where its filters are kept.
        told: Title, next step and icon of the list while there is nothing at all.
        shown: What the right side shows of one.
    """

    noun: Noun
    word: str
    counted: str
    kind: FilterKind[Any]
    told: tuple[str, str, str]
    shown: str


class ListPart(QObject):
    """One of the three lists; the panels that shape it are made when they are first unfolded.

    Args:
        said: What is told of it.
        table: Its rows.
        ask: Makes the boxes of its conditions.
        nothing: The filter that asks for nothing.
    """

    narrowed = Signal()
    """Another filter is asked for."""
    keeping = Signal(str)
    """Remember what is asked for under this name."""
    dropping = Signal(str)
    """Forget one's own filter of this name."""
    shaped = Signal(list)
    """The ``ShownColumn`` wanted; none for the usual ones."""
    folded = Signal()
    """A panel is to be folded away."""

    def __init__(
        self,
        said: ListWords,
        table: SortedTable[Any],
        ask: Callable[[], AskedFields[Any]],
        nothing: object,
    ) -> None:
        super().__init__(table)
        self.noun, self.word, self.counted = said.noun, said.word, said.counted
        self.kind, self.told, self.shown = said.kind, said.told, said.shown
        self.table = table
        self.standing: Standing | None = Standing.ACTIVE
        """Whether those in use, those retired, or all (None) are said."""
        self._ask, self._nothing = ask, nothing

    @cached_property
    def filters(self) -> FiltersPanel[Any]:
        """What narrows the list."""
        made = FiltersPanel(self._ask())
        made.changed.connect(self.narrowed)
        made.keeping.connect(self.keeping)
        made.dropping.connect(self.dropping)
        made.closed.connect(self.folded)
        return made

    @cached_property
    def menu(self) -> ColumnsMenu:
        """Which columns the list shows."""
        made = ColumnsMenu()
        made.chosen.connect(self.shaped)
        made.closed.connect(self.folded)
        return made

    @cached_property
    def filters_card(self) -> Beside:
        """The conditions, as they stand beside the list."""
        return Beside(f"筛选{self.word}", self.filters)

    @cached_property
    def columns_card(self) -> Beside:
        """The columns, as they stand beside the list."""
        return Beside(f"{self.word}的列", self.menu)

    def where(self) -> Any:
        """The filter asked for."""
        return self.filters.where() if "filters" in vars(self) else self._nothing

    def widen(self) -> None:
        """Ask for nothing, without telling."""
        if "filters" in vars(self):
            self.filters.show_where(self._nothing)

    def shows_filters(self) -> bool:
        """Whether its conditions are in sight."""
        return "filters" in vars(self) and self.filters.isVisible()

    def query(self, text: str) -> ListQuery[Any]:
        """What is asked for now."""
        key, descending = self.table.sorted_by()
        return ListQuery(text, key, descending, self.standing, self.where() or None)

    def is_narrowed(self) -> bool:
        """Whether more is asked for than those in use."""
        return bool(self.where()) or self.standing is not Standing.ACTIVE


def make_parts(
    desk: Desk,
    teams: Callable[[Sequence[int]], Sequence[TeamRow]],
    units: Callable[[Sequence[int]], Sequence[UnitRow]],
) -> tuple[ListPart, ListPart, ListPart]:
    """The lists of a desk; ``teams`` and ``units`` fetch rows."""
    team_names, unit_names = Names(desk, Noun.TEAM), Names(desk, Noun.UNIT, every=True)

    def ask_of_projects() -> ProjectFields:
        categories, recipients = (
            list(dictionaries.words(desk, name).items())
            for name in ("service_category", "beneficiary")
        )
        return ProjectFields(categories, recipients, team_names, unit_names)

    return (
        ListPart(
            _PROJECTS,
            SortedTable(
                PROJECT_COLUMNS,
                lambda ids: projects.project_rows(desk, ids),
                PROJECTS_LEAVING,
                PROJECTS_AT_ONCE,
            ),
            ask_of_projects,
            ProjectFilter(),
        ),
        ListPart(
            _TEAMS,
            SortedTable(TEAM_COLUMNS, teams, TEAMS_LEAVING),
            lambda: TeamFields(unit_names),
            TeamFilter(),
        ),
        ListPart(
            _UNITS,
            SortedTable(UNIT_COLUMNS, units, UNITS_LEAVING),
            lambda: UnitFields(unit_names),
            UnitFilter(),
        ),
    )


_PROJECTS = ListWords(
    Noun.PROJECT,
    "项目",
    "个项目",
    list_views.PROJECTS,
    ("还没有项目", "先建一个项目，再在里面建活动、登记时长。", "squares-four"),
    "活动、人和时长",
)
_TEAMS = ListWords(
    Noun.TEAM,
    "队伍",
    "支队伍",
    list_views.TEAMS,
    ("还没有队伍", "建一支队伍；导入花名册也会带来队伍。", "users-three"),
    "队员、活动和时长",
)
_UNITS = ListWords(
    Noun.UNIT,
    "单位",
    "个单位",
    list_views.UNITS,
    ("还没有单位", "先建本单位，再建它的下级；队伍和项目都可归到单位。", "tree-structure"),
    "队伍、项目、人和时长",
)
