"""Tidying at night: what a large import left to be done later is done while nobody waits."""

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.search import merge_terms

_MOST_STEPS = 1000


def tidy_search(desk: Desk, progress: Progress = no_progress) -> int:
    """Merge the segments of the search index, a short transaction at a time.

    Else the first save after a large import would wait for it (some 0.7 s in a city).

    Returns:
        How many steps moved anything.

    Raises:
        Cancelled: By ``progress``, between two steps.
    """
    for step in range(_MOST_STEPS):
        progress(step, _MOST_STEPS)
        with desk.database.writing() as connection:
            if not merge_terms(connection):
                return step
    return _MOST_STEPS
