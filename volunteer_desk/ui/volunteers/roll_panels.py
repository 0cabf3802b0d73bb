"""What unfolds around the list of the roll: conditions, columns, acts on many.

Each is made when it is first unfolded: all of them at once would keep the page waiting.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from volunteer_desk.domain.volunteer_filters import NOTHING, VolunteerFilter
from volunteer_desk.ui.columns_menu import ColumnsMenu
from volunteer_desk.ui.name_field import Finding
from volunteer_desk.ui.volunteers.bulk import BulkBar
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.filters import VolunteerFilters


class RollPanels(QObject):
    """The three panels of one roll."""

    made = Signal(QWidget)
    """This panel is there from now on, folded: give it its place and its words."""
    narrowed = Signal()
    """Another filter: ``where()``."""
    keeping = Signal(str)
    """Remember what is asked for under this name."""
    dropping = Signal(str)
    """Forget one's own filter of this name."""
    shaped = Signal(list)
    """The ``ShownColumn`` wanted; none for the usual ones."""
    folding = Signal(QWidget)
    """收起 was pressed in this panel."""
    acting = Signal(str)
    """An act on everyone selected was confirmed, by its name in ``BulkBar.done``."""
    copying = Signal()
    giving_up = Signal()

    def __init__(
        self, codes: CodeWords, today: Callable[[], date], teams: Finding, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._codes, self._today, self._teams = codes, today, teams

    @cached_property
    def filters(self) -> VolunteerFilters:
        """What narrows the list."""
        made = VolunteerFilters(self._codes)
        made.changed.connect(self.narrowed)
        made.keeping.connect(self.keeping)
        made.dropping.connect(self.dropping)
        made.closed.connect(lambda: self.folding.emit(made))
        self._give(made)
        return made

    @cached_property
    def menu(self) -> ColumnsMenu:
        """Which columns the list shows."""
        made = ColumnsMenu()
        made.chosen.connect(self.shaped)
        made.closed.connect(lambda: self.folding.emit(made))
        self._give(made)
        return made

    @cached_property
    def bulk(self) -> BulkBar:
        """What can be done to everyone selected."""
        made = BulkBar(self._codes, self._today, self._teams)
        made.done.connect(self.acting)
        made.copying.connect(self.copying)
        made.giving_up.connect(self.giving_up)
        self._give(made)
        return made

    def where(self) -> VolunteerFilter:
        """The filter asked for."""
        return self.filters.where() if "filters" in vars(self) else NOTHING

    def widen(self) -> None:
        """Ask for everybody, without telling."""
        if "filters" in vars(self):
            self.filters.show_where(NOTHING)

    def leave_many(self) -> None:
        """Not several are selected any more."""
        if "bulk" in vars(self):
            self.bulk.hide()
            self.bulk.fold()

    def every(self) -> tuple[QWidget, ...]:
        """Those made so far."""
        return tuple(vars(self)[name] for name in ("filters", "menu", "bulk") if name in vars(self))

    def above(self) -> QWidget | None:
        """The panel in sight above the list."""
        shown = (panel for panel in self.every() if panel.isVisible())
        return next((panel for panel in shown if not isinstance(panel, BulkBar)), None)

    def shows_filters(self) -> bool:
        """Whether the conditions are in sight."""
        return isinstance(self.above(), VolunteerFilters)

    def shows_columns(self) -> bool:
        """Whether the columns are in sight."""
        return isinstance(self.above(), ColumnsMenu)

    def _give(self, panel: QWidget) -> None:
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        panel.hide()
        self.made.emit(panel)
