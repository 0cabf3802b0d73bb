"""What the lists of projects, teams and units ask of services: rows, filters, copies, exports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import TeamRow
from volunteer_desk.domain.register_filters import ListQuery
from volunteer_desk.domain.units import UnitRow, depths_of
from volunteer_desk.services import list_views as views
from volunteer_desk.services import projects, teams, units
from volunteer_desk.services.list_views import ShownColumn
from volunteer_desk.ui.column_memory import ColumnMemory
from volunteer_desk.ui.many_rows import Kept, Runs
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects.exporting import export_rows, rows_of
from volunteer_desk.ui.projects.filters import TeamFields
from volunteer_desk.ui.projects.list_parts import PROJECTS, TEAMS, UNITS, ListPart, make_parts
from volunteer_desk.ui.projects.lists import ProjectLists
from volunteer_desk.ui.table_copy import MOST_COPIED, WrittenTable, put_table, write_table

Ids = Callable[[ListQuery[Any]], list[int]]
_FIRST = 32
"""Rows read with the ids, beside the window: those in sight."""


@dataclass(frozen=True)
class _Listed:
    tab: int
    query: ListQuery[Any]
    ids: Sequence[int]
    chosen: Runs
    rows: Sequence[Any]
    figures: Mapping[int, tuple[int, int]]
    tree: tuple[UnitRow, ...] | None


class Listing(QObject):
    """Reads the list shown; what stays the same while one types is read once a reload."""

    shown = Signal(int)
    """The list of this tab was shown anew."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._figures: Mapping[int, tuple[int, int]] = {}
        self._tree: Mapping[int, UnitRow] = {}
        self._depths: Mapping[int, int] = {}
        self._stale = [True] * 3
        self._asked: list[ListQuery[Any] | None] = [None] * 3
        self.chosen: list[int | None] = [None] * 3
        """The current one of each list, wherever it comes to stand."""
        desk = context.desk
        self.lists = ProjectLists(make_parts(desk, self._teams, self._units))
        self.setParent(self.lists)
        self._memories = [
            ColumnMemory(part.table, context, part.kind.view) for part in self.lists.parts
        ]
        for part, memory in zip(self.lists.parts, self._memories, strict=True):
            part.shaped.connect(partial(self._take_columns, part, memory))
            part.table.show_order(*views.read_view(desk, part.kind.view).order)
            part.keeping.connect(self._keep)
            part.dropping.connect(self._drop)
        self.lists.wanted.connect(self.read)
        self.lists.ordered.connect(self._reorder)
        self.lists.export_asked.connect(self._export)
        self.lists.copying.connect(self._copy)

    def refresh(self) -> None:
        """Everything may have moved: read the list shown, and the others when they are."""
        self._stale = [True] * 3
        self.read()

    def turn(self, tab: int) -> None:
        """Another list is shown: read it where it is not as it should be."""
        if self._stale[tab] or self._asked[tab] != self.lists.parts[tab].query(self.lists.text()):
            self.read()

    def read(self) -> None:
        """Read the list shown as its fields say."""
        desk, tab, part = self._context.desk, self.lists.tab(), self.lists.part()
        query, stale, kept = part.query(self.lists.text()), self._stale[tab], self._kept(tab)
        ids: Ids = (
            lambda asked: projects.project_ids(desk, asked),
            lambda asked: teams.team_ids(desk, asked),
            lambda asked: units.unit_ids(desk, asked),
        )[tab]

        def read() -> _Listed:
            listed, figures, tree = ids(query), self._figures, None
            rows: Sequence[Any] = ()
            if tab == PROJECTS:
                rows = projects.project_rows(desk, listed[:_FIRST])
            elif tab == TEAMS:
                figures = teams.team_figures(desk) if stale else figures
                rows = teams.team_rows(desk, listed[:_FIRST], figures)
            elif stale:
                tree = units.list_units(desk)
            runs = kept.runs(listed) if kept else []
            return _Listed(tab, query, listed, runs, rows, figures, tree)

        if stale and part.shows_filters():
            self.offer_filters()
        self._context.tasks.read(read, self._show, key="projects.lists")

    def _show(self, listed: _Listed) -> None:
        tab, ids = listed.tab, listed.ids
        self._figures = listed.figures
        if listed.tree is not None:
            self._tree = {row.id: row for row in listed.tree}
        if tab == UNITS:
            parents = {one: row.parent_id for one, row in self._tree.items()}
            self._depths = {} if listed.query.text else depths_of(ids, parents)
        self._stale[tab], self._asked[tab] = False, listed.query
        current = self.chosen[tab]
        place = ids.index(current) if current in ids else None
        self.lists.show_ids(tab, ids, place, listed.chosen, listed.rows)
        if self.lists.part().shows_filters():
            self.count()
        self.shown.emit(tab)

    def _kept(self, tab: int) -> Kept | None:
        """Which of several chosen stay so: another order keeps them, another search does not."""
        part, asked = self.lists.parts[tab], self._asked[tab]
        query, count = part.query(self.lists.text()), part.table.chosen_count()
        if count < 2 or asked is None:
            return None
        if replace(asked, sort=query.sort, descending=query.descending) != query:
            return None
        return Kept(None if count == len(part.table.rows.ids) else part.table.chosen_ids())

    def _teams(self, ids: Sequence[int]) -> Sequence[TeamRow]:
        return teams.team_rows(self._context.desk, ids, self._figures)

    def _units(self, ids: Sequence[int]) -> Sequence[UnitRow]:
        rows = (self._tree[one] for one in ids if one in self._tree)
        return [replace(row, depth=self._depths.get(row.id, 0)) for row in rows]

    def _reorder(self, tab: int, key: str, descending: bool) -> None:
        self.read()
        desk, view = self._context.desk, self.lists.parts[tab].kind.view
        self._context.tasks.run(
            lambda _progress: views.save_order(desk, view, key, descending),
            self._remembered,
            label="正在记住顺序",
            quiet=True,
        )

    def _remembered(self, _nothing: None) -> None:
        """Nothing is to be shown anew."""

    def offer_filters(self) -> None:
        """Offer in the panel 筛选 what may be asked of the list shown."""
        desk, part = self._context.desk, self.lists.part()
        part.filters.show_saved(views.saved_filters(desk, part.kind))
        fields = part.filters.fields
        if isinstance(fields, TeamFields):
            fields.offer_kinds(teams.team_kinds(desk))

    def count(self) -> None:
        """Read how many rows each saved filter of the list shown shows."""
        desk, part, tab = self._context.desk, self.lists.part(), self.lists.tab()
        ids = (projects.project_ids, teams.team_ids, units.unit_ids)[tab]

        def count(where: Any) -> int:
            return len(ids(desk, ListQuery(standing=part.standing, where=where)))

        self._context.tasks.read(
            lambda: views.count_filters(desk, part.kind, count),
            part.filters.show_counts,
            key="projects.filters",
            quiet=True,
            slow=True,
        )

    def offer_columns(self) -> None:
        """Say in the panel 列 what the list shown shows."""
        part, memory = self.lists.part(), self._memories[self.lists.tab()]
        part.menu.show_columns(part.table.every(), memory.columns())

    def _take_columns(
        self, part: ListPart, memory: ColumnMemory, columns: list[ShownColumn]
    ) -> None:
        memory.take(columns)
        part.menu.show_columns(part.table.every(), memory.columns())

    def _keep(self, title: str) -> None:
        part = self.lists.part()
        try:
            views.keep_filter(self._context.desk, part.kind, title, part.where())
        except UserFacingError as fault:
            self._context.notices.error(fault)
            return
        part.filters.title_field.set_text("")
        self.offer_filters()
        self.count()

    def _drop(self, title: str) -> None:
        views.drop_filter(self._context.desk, self.lists.part().kind, title)
        self.offer_filters()
        self.count()

    def _export(self) -> None:
        """What is listed in the columns shown, or what is chosen where several are."""
        part = self.lists.part()
        table = part.table
        ids = table.chosen_ids() if table.chosen_count() > 1 else table.rows.ids
        fetch = rows_of(part.table.rows.fetch, ids)
        export_rows(self._context, self.lists, part.noun, table.rows.columns, fetch, self._exported)

    def _exported(self, said: str) -> None:
        self._context.notices.ok(said)

    def _copy(self) -> None:
        part = self.lists.part()
        ids, columns = part.table.chosen_ids(), part.table.rows.columns
        if len(ids) > MOST_COPIED:
            self._context.notices.warn(
                f"选了 {len(ids):,} {part.counted}，一次最多复制 {MOST_COPIED:,}。请用“导出”。"
            )
            return
        fetch = rows_of(part.table.rows.fetch, ids)

        def read() -> tuple[WrittenTable, str]:
            heads = tuple(column.label for column in columns)
            cells = [[column.words(row) for column in columns] for row in fetch()]
            numbers = tuple(column.kind == "number" for column in columns)
            return write_table(heads, cells, numbers), part.counted

        if ids:
            self._context.tasks.read(read, self._copied, key="projects.copy")

    def _copied(self, copied: tuple[WrittenTable, str]) -> None:
        table, counted = copied
        put_table(table)
        self._context.notices.ok(f"已复制 {table.rows:,} {counted}，可以粘贴到 WPS 表格。")
