"""上次的人: who served at the last occasion of a project, for the next one to be like it."""

from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.durations import Duration, duration_between
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import last_time as store


@dataclass(frozen=True)
class LastTime:
    """An occasion that was held.

    Attributes:
        on: Its day.
        starts: Minutes after midnight.
        ends: Minutes after midnight.
        place: Where.
        people: Who served, in the order they were logged; their hours may wait still.
    """

    on: date
    starts: int | None
    ends: int | None
    place: str
    people: tuple[int, ...]

    def times(self) -> Duration | None:
        """Its from–to as a duration."""
        if self.starts is None or self.ends is None:
            return None
        return duration_between(self.starts, self.ends)


def last_time(desk: Desk, project_id: int, before: date) -> LastTime | None:
    """The last occasion of a project before a day that people served at, or None."""
    with desk.database.reading() as connection:
        last = store.last_occasion(connection, project_id, before)
        if last is None:
            return None
        people = store.served_at(connection, last.id)
    return LastTime(last.held_on, last.starts, last.ends, last.place, tuple(people))
