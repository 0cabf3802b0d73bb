"""Tidying beside the work: what a large import left lying is put in order while nobody waits."""

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.search_segments import is_scattered, merge_some

_MOST_STEPS = 1000


def search_is_scattered(desk: Desk) -> bool:
    """Whether a large import left the search index in many pieces, each of which a search asks."""
    with desk.database.reading() as connection:
        return is_scattered(connection)


def tidy_search(desk: Desk, progress: Progress = no_progress) -> int:
    """Merge the segments of the search index, a short transaction at a time.

    After the last one nothing of those who were taken out is left in the file.

    Returns:
        How many steps moved anything.

    Raises:
        Cancelled: By ``progress``, between two steps.
    """
    for step in range(_MOST_STEPS):
        progress(step, _MOST_STEPS)
        with desk.database.writing() as connection:
            moved = merge_some(connection)
        if not moved:
            if step:
                desk.database.log.fold()
            return step
    return _MOST_STEPS
