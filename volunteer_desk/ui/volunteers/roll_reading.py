"""Reading the people a roll shows: the first of a long list at once, the rest behind them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from volunteer_desk.services import volunteers
from volunteer_desk.services.volunteer_lists import BegunIds
from volunteer_desk.ui.many_rows import Runs
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.volunteers.roll import Roll

Listed = tuple[Sequence[int], int | None, Runs]


class RollReading(QObject):
    """Asks what the roll asks; who was chosen stays so where they are in the new list.

    Args:
        context: The page's.
        roll: Whose list is read.
        chosen: The id of the person whose card is shown, or None.
    """

    def __init__(self, context: PageContext, roll: Roll, chosen: Callable[[], int | None]) -> None:
        super().__init__(roll)
        self._context = context
        self._roll = roll
        self._chosen = chosen

    def read(self) -> None:
        """Read the ids again."""
        desk, query = self._context.desk, self._roll.query()
        chosen, before = self._chosen(), self._roll.table.current_row()
        kept = self._roll.kept()

        def read() -> Listed:
            ids = volunteers.begin_volunteer_ids(desk, query)
            if kept is None:
                return ids, _place(ids, chosen, before), []
            whole = ids.whole() if isinstance(ids, BegunIds) else ids
            return whole, _place(whole, chosen, before), kept.runs(whole)

        slow = kept is not None  # several selected are sought in the whole list
        self._context.tasks.read(read, self._show, key="volunteers.ids", slow=slow)

    def _show(self, listed: Listed) -> None:
        self._roll.show_ids(*listed)
        begun = listed[0]
        if isinstance(begun, BegunIds):
            self._context.tasks.read(
                lambda: (begun, begun.whole()), self._show_whole, key="volunteers.whole", slow=True
            )

    def _show_whole(self, listed: tuple[BegunIds, Sequence[int]]) -> None:
        begun, ids = listed
        if self._roll.table.roll.ids is begun:
            self._roll.show_whole(ids)


def _place(ids: Sequence[int], chosen: int | None, before: int) -> int | None:
    """Where the chosen person stands: mostly where before, else sought through all ids."""
    if chosen is None:
        return None
    known = ids.known if isinstance(ids, BegunIds) else len(ids)
    if 0 <= before < known and ids[before] == chosen:
        return before
    if isinstance(ids, BegunIds):
        return ids.first(chosen)
    try:
        return ids.index(chosen)
    except ValueError:
        return None
