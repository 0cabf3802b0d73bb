"""The table of the roll: any number of people, sorted in SQL."""

from collections.abc import Callable, Sequence

from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.ui.tables import WindowedModel
from volunteer_desk.ui.volunteers.columns import COLUMNS, LEAVING
from volunteer_desk.ui.volunteers.fitting_table import FittingTable


class RollTable(FittingTable):
    """The roll; a heading asks for another order through ``sort``."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[VolunteerRow]],
        sort: Callable[[str, bool], None],
    ) -> None:
        self._order: tuple[str, bool] = ("", False)
        self._ask = sort
        self.roll: WindowedModel[VolunteerRow] = WindowedModel(COLUMNS, fetch, self._sort)
        super().__init__(self.roll, LEAVING, sortable=True)

    def sorted_by(self) -> tuple[str, bool]:
        """The order asked for last."""
        return self._order

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._ask(key, descending)
