"""The list shown, or why there is nothing in it and what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.projects.list_parts import ListPart
from volunteer_desk.ui.tokens import scaled


class ListStates(QStackedWidget):
    """The three lists, what each says while it is empty, and what a search without hits says."""

    def __init__(self, parts: Sequence[ListPart], make: Callable[[], None]) -> None:
        super().__init__()
        self._parts = parts
        self.nothing = tuple(
            EmptyState(title, step, f"新建{part.word}…", make, icon_name=name)
            for part in parts
            for title, step, name in (part.told,)
        )
        self.no_hit = EmptyState(
            "没有找到", "换个写法或少几个条件试试，或按 Ctrl N 新建。", icon_name="magnifying-glass"
        )
        # what an empty list says must not take the room below it
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(scaled(70))
        for one in (*(part.table for part in parts), *self.nothing, self.no_hit):
            self.addWidget(one)

    def show_for(self, tab: int, narrowed: bool) -> None:
        """Show a list when it has rows, else what fits the question."""
        if self._parts[tab].table.rows.ids:
            self.setCurrentWidget(self._parts[tab].table)
        else:
            self.setCurrentWidget(self.no_hit if narrowed else self.nothing[tab])
