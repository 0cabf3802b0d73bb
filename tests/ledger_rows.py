"""The ledger of a desk as rows, as tests look at it: the first rows of a filter."""

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.entries import entry_lines, find_entries


def list_hours(
    desk: Desk,
    *,
    volunteer_id: int | None = None,
    activity_id: int | None = None,
    team_id: int | None = None,
    project_id: int | None = None,
    batch_id: int | None = None,
    span: Span | None = None,
    waiting: bool = False,
    limit: int = 500,
) -> tuple[HourRow, ...]:
    """The latest day first; with ``waiting`` what is not in the ledger comes first."""
    which = EntryFilter(
        volunteer_id=volunteer_id,
        activity_id=activity_id,
        team_id=team_id,
        project_id=project_id,
        batch_id=batch_id,
        unapproved=waiting,
        span=span,
    )
    return entry_lines(desk, find_entries(desk, which).ids[:limit])
