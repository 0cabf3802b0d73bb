"""The wide card: everyone on the roll, searched as one types, filtered, sorted, counted."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from volunteer_desk.domain.volunteers import (
    VolunteerQuery,
    VolunteerRow,
)
from volunteer_desk.services.list_columns import ListColumn
from volunteer_desk.services.list_views import ShownColumn
from volunteer_desk.services.volunteer_lists import BegunIds
from volunteer_desk.ui.columns_menu import ColumnsMenu
from volunteer_desk.ui.many_rows import Kept
from volunteer_desk.ui.name_field import Finding
from volunteer_desk.ui.tab_order import stand_behind
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.bulk import BulkBar
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.columns import chosen_columns
from volunteer_desk.ui.volunteers.filters import VolunteerFilters
from volunteer_desk.ui.volunteers.kept import same_people
from volunteer_desk.ui.volunteers.roll_head import RollHead
from volunteer_desk.ui.volunteers.roll_panels import RollPanels
from volunteer_desk.ui.volunteers.roll_states import RollStates, found_words
from volunteer_desk.ui.volunteers.roll_table import RollTable
from volunteer_desk.ui.widgets import Card, words


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
    columns_chosen = Signal(list)
    """``ShownColumn`` in their order; none for the usual ones."""
    filters_opened = Signal()
    copying = Signal()
    """Put the selected people on the clipboard."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[VolunteerRow]],
        codes: CodeWords,
        today: Callable[[], date],
        teams: Finding,
    ) -> None:
        super().__init__()
        self._sort = ("number", False)
        self._shown: tuple[ShownColumn, ...] = ()
        self._every: tuple[ListColumn, ...] = ()
        self._listed: VolunteerQuery | None = None
        self._acted: Sequence[int] | None = None
        self.line = RollHead(teams)
        self.search, self.status, self.team = self.line.search, self.line.status, self.line.team
        self.panels = RollPanels(codes, today, teams, self)
        self.table = RollTable(fetch, self._sort_by)
        self.stack = RollStates(self.table, self.importing.emit)
        # what an empty list says must not take the open panel's room
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(scaled(70))
        self.count = words("", "soft")
        self.body.addWidget(self.line)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.count)
        self.line.asked.connect(self.asked)
        self.search.moved_down.connect(self.enter_list)
        self.line.bring.clicked.connect(self.importing)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._open)
        self._connect_panels()

    @property
    def filters(self) -> VolunteerFilters:
        """The panel 筛选."""
        return self.panels.filters

    @property
    def menu(self) -> ColumnsMenu:
        """The panel 列."""
        return self.panels.menu

    @property
    def bulk(self) -> BulkBar:
        """The bar below the list while several are selected."""
        return self.panels.bulk

    def _connect_panels(self) -> None:
        self.line.narrow.clicked.connect(lambda: self._unfold(self.filters))
        self.line.choose.clicked.connect(lambda: self._unfold(self.menu))
        self.panels.made.connect(self._place)
        self.panels.narrowed.connect(self._narrowed)
        self.panels.shaped.connect(self.columns_chosen)
        self.panels.folding.connect(self._unfold)
        self.panels.copying.connect(self.copying)
        self.panels.giving_up.connect(self._give_up)
        self.table.moved.connect(self._move_columns)
        self.table.resized.connect(self._resize_column)
        self.table.counted.connect(self._show_bulk)
        self.table.copying.connect(self.copying)

    def _place(self, panel: QWidget) -> None:
        """Put a new panel above the list, the acts on many below it; Tab goes there in turn."""
        below = isinstance(panel, BulkBar)
        self.body.insertWidget(self.body.indexOf(self.stack) + below, panel)
        stand_behind(self.table if below else self.line.bring, panel)

    def query(self) -> VolunteerQuery:
        """What is asked for now."""
        return self.line.query(self._sort, self.panels.where())

    def clear_query(self) -> None:
        """Show everyone on the roll, without asking for it."""
        self.line.clear()
        self.panels.widen()
        self.line.show_filtered(False)

    def show_columns(self, every: Sequence[ListColumn], shown: Sequence[ShownColumn]) -> None:
        """Show these columns, or the usual ones as they fit when none are given."""
        self._every, self._shown = tuple(every), tuple(shown)
        self.table.show_columns(chosen_columns(every, shown))
        if self.panels.shows_columns():
            self._list_columns()

    def _list_columns(self) -> None:
        fitting = tuple(ShownColumn(column.key) for column in self.table.roll.columns)
        self.menu.show_columns(self._every, self._shown or fitting)

    def chosen_ids(self) -> Sequence[int]:
        """Ids of everyone selected, in the order of the list; of the whole list without a copy."""
        return self.table.chosen_of(self.table.roll.ids)

    def keep_chosen(self, ids: Sequence[int]) -> None:
        """These were selected when something was done to them: so they are in the next list."""
        self._acted = ids

    def kept(self) -> Kept | None:
        """Who of several selected stays so in the list asked for now; None when nobody does.

        Another order keeps them; who searches or filters looks for somebody else.
        """
        count = self.table.chosen_count()
        if count < 2 or self._listed is None or not same_people(self._listed, self.query()):
            return None
        if self._acted is not None and len(self._acted) == count:
            return Kept(self._acted)
        everybody = count == self.table.roll.rowCount()
        return Kept(None if everybody else self.chosen_ids())

    def show_ids(
        self, ids: Sequence[int], place: int | None, chosen: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Show these people, the one at ``place`` current, the runs ``chosen`` selected."""
        self._acted, self._listed = None, self.query()
        self.table.roll.set_ids(ids, ids.known if isinstance(ids, BegunIds) else None)
        if place is None and chosen:
            place = chosen[0][0]
        if place is not None:
            self.table.choose_row(place)
        if chosen:
            self.table.choose_runs(chosen)
        self._show_bulk(self.table.chosen_count())  # a new list drops a selection without a word
        asked = self.query()
        self.stack.show_for(asked, len(ids))
        self.count.setText(found_words(asked, len(ids)))

    def show_whole(self, ids: Sequence[int]) -> None:
        """The rest of a list that is in sight has come; nothing moves."""
        if len(ids) == self.table.roll.rowCount():
            self.table.roll.fill_ids(ids)
        else:
            self.show_ids(ids, None)

    def enter_list(self) -> None:
        """Put the focus into the list, on its first row when none is chosen."""
        if not self.table.selectionModel().hasSelection() and self.table.roll.rowCount():
            self.table.choose_row(0)
        self.table.setFocus()

    def _unfold(self, panel: QWidget) -> None:
        """Show a panel above the list in the other's place, or fold it away."""
        shown = self.panels.above()
        if shown is not None:
            shown.hide()
        if panel is shown:
            self.enter_list()
            return
        panel.show()
        if isinstance(panel, ColumnsMenu):
            self._list_columns()
            panel.take_focus()
        else:
            self.filters_opened.emit()
            self.filters.take_focus()

    def _narrowed(self) -> None:
        self.line.show_filtered(bool(self.panels.where()))
        self.asked.emit()

    def _move_columns(self, keys: list[str]) -> None:
        widths = {one.key: one.width for one in self._shown}
        self.columns_chosen.emit([ShownColumn(key, widths.get(key, 0)) for key in keys])

    def _resize_column(self, key: str, width: int) -> None:
        keys = [column.key for column in self.table.roll.columns]
        widths = {one.key: one.width for one in self._shown} | {key: width}
        self.columns_chosen.emit([ShownColumn(one, widths.get(one, 0)) for one in keys])

    def _show_bulk(self, count: int) -> None:
        self.count.setVisible(count <= 1)
        if count > 1:
            self.bulk.show()
            self.bulk.show_count(count, count == self.table.roll.rowCount())
        else:
            self.panels.leave_many()

    def _give_up(self) -> None:
        self.table.choose_current()
        self.table.setFocus()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.asked.emit()

    def _choose(self, number: int) -> None:
        if number >= 0:
            self.person_chosen.emit(self.table.roll.row_id(number))

    def _open(self, number: int) -> None:
        self.person_opened.emit(self.table.roll.row_id(number))
