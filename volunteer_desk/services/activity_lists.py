"""Reading activities for the calendar and the long list, with their clocks."""

from collections.abc import Sequence
from datetime import date, datetime

from volunteer_desk.domain.activities import ActivityRow, Stage
from volunteer_desk.domain.activity_clock import Clock, Clocked, clocks
from volunteer_desk.domain.activity_filters import SORTS, ActivityFilter
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.workdays import IsWorkday
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.workdays import workday_rule
from volunteer_desk.store import activity_lists as store


class ActivityClocks:
    """The clocks of activities on one day, each kind of activity reckoned once.

    Args:
        today: The local date.
        settings: The limits.
        is_workday: Whether a day is a working day.
    """

    def __init__(self, today: date, settings: DeskSettings, is_workday: IsWorkday) -> None:
        self.today = today
        self._settings = settings
        self._is_workday = is_workday
        self._known: dict[tuple[object, ...], tuple[Clock, ...]] = {}

    def of(self, row: Clocked) -> tuple[Clock, ...]:
        """The clocks of one activity, the filing one first."""
        key = (row.held_on, row.state, row.filed_on, row.checked_on)
        found = self._known.get(key)
        if found is None:
            found = clocks(row, self.today, self._settings, self._is_workday)
            self._known[key] = found
        return found


def read_clocks(desk: Desk) -> ActivityClocks:
    """The clocks as of now: settings and holiday table are read once."""
    return ActivityClocks(desk.today(), read_settings(desk), workday_rule(desk))


def span_activities(desk: Desk, first: date, last: date) -> tuple[ActivityRow, ...]:
    """The activities of a span by day and start, without people and minutes."""
    with desk.database.reading() as connection:
        return tuple(store.spanned_activities(connection, first, last))


def day_activities(desk: Desk, day: date) -> tuple[ActivityRow, ...]:
    """One day's activities by start, with people and minutes."""
    with desk.database.reading() as connection:
        rows = store.spanned_activities(connection, day, day)
        return tuple(store.read_page(connection, [row.id for row in rows]))


def list_activity_ids(
    desk: Desk,
    wanted: ActivityFilter,
    sort: str = "held_on",
    descending: bool = True,
    now: datetime | None = None,
) -> list[int]:
    """The ids of a list, in its order.

    Raises:
        ValueError: The list cannot be sorted by that.
    """
    if sort not in SORTS:
        raise ValueError(f"no order by {sort}")
    with desk.database.reading() as connection:
        return store.listed_ids(connection, wanted, now or desk.now(), sort, descending)


def fetch_activities(desk: Desk, ids: Sequence[int]) -> tuple[ActivityRow, ...]:
    """The activities of these ids with people and minutes, in the same order."""
    with desk.database.reading() as connection:
        return tuple(store.read_page(connection, ids))


def count_stages(desk: Desk, wanted: ActivityFilter) -> dict[Stage, int]:
    """How many activities of a list are in each state, whichever state it shows."""
    with desk.database.reading() as connection:
        return store.count_stages(connection, wanted, desk.now())
