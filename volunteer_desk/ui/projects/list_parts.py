"""The three lists of the left card: each a table, its filters, and what an empty one says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.projects import TeamRow
from volunteer_desk.domain.register_filters import ListQuery, Standing
from volunteer_desk.domain.units import UnitRow
from volunteer_desk.services import dictionaries, list_views, projects
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.list_views import FilterKind
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.columns_menu import ColumnsMenu
from volunteer_desk.ui.filters_panel import FiltersPanel
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

_PROJECTS_AT_ONCE = 8
"""Rows of projects fetched at a time: each sums all its entries, some hundred in a city."""


@dataclass
class ListPart:
    """One of the three lists.

    Attributes:
        noun: What it lists.
        word: The same as the screen says it.
        counted: ``支队伍``, behind a number.
        table: Its rows.
        filters: What narrows it.
        kind: Where its filters are kept.
        menu: Which columns it shows.
        told: Title, next step and icon of the list while there is nothing at all.
        standing: Whether those in use, those retired, or all (None) are listed.
    """

    noun: Noun
    word: str
    counted: str
    table: SortedTable[Any]
    filters: FiltersPanel[Any]
    kind: FilterKind[Any]
    told: tuple[str, str, str]
    menu: ColumnsMenu = field(default_factory=ColumnsMenu)
    standing: Standing | None = Standing.ACTIVE

    def query(self, text: str) -> ListQuery[Any]:
        """What is asked for now."""
        key, descending = self.table.sorted_by()
        where = self.filters.where()
        return ListQuery(text, key, descending, self.standing, where or None)

    def is_narrowed(self) -> bool:
        """Whether more is asked for than those in use."""
        return bool(self.filters.where()) or self.standing is not Standing.ACTIVE


def make_parts(
    desk: Desk,
    teams: Callable[[Sequence[int]], Sequence[TeamRow]],
    units: Callable[[Sequence[int]], Sequence[UnitRow]],
) -> tuple[ListPart, ListPart, ListPart]:
    """The lists of a desk; ``teams`` and ``units`` fetch rows."""
    team_names, unit_names = Names(desk, Noun.TEAM), Names(desk, Noun.UNIT, every=True)
    categories, recipients = (
        list(dictionaries.words(desk, name).items()) for name in ("service_category", "beneficiary")
    )
    return (
        ListPart(
            Noun.PROJECT,
            "项目",
            "个项目",
            SortedTable(
                PROJECT_COLUMNS,
                lambda ids: projects.project_rows(desk, ids),
                PROJECTS_LEAVING,
                _PROJECTS_AT_ONCE,
            ),
            FiltersPanel(ProjectFields(categories, recipients, team_names, unit_names)),
            list_views.PROJECTS,
            ("还没有项目", "先建一个项目，再在里面建活动、登记时长。", "squares-four"),
        ),
        ListPart(
            Noun.TEAM,
            "队伍",
            "支队伍",
            SortedTable(TEAM_COLUMNS, teams, TEAMS_LEAVING),
            FiltersPanel(TeamFields(unit_names)),
            list_views.TEAMS,
            ("还没有队伍", "建一支队伍；导入花名册也会带来队伍。", "users-three"),
        ),
        ListPart(
            Noun.UNIT,
            "单位",
            "个单位",
            SortedTable(UNIT_COLUMNS, units, UNITS_LEAVING),
            FiltersPanel(UnitFields(unit_names)),
            list_views.UNITS,
            (
                "还没有单位",
                "先建本单位，再建它的下级；队伍和项目都可归到单位。",
                "tree-structure",
            ),
        ),
    )
