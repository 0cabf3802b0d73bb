"""An activity, people on its list, and a clock that moves, for tests of signing in."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tests.conftest import CHINA
from tests.registered import a_project, register
from volunteer_desk.domain.projects import ActivityDraft
from volunteer_desk.services.activities import save_activity
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import set_expected

TODAY = date(2026, 11, 22)
"""The day at which tests stand still; it is 9:30."""


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now

    def set(self, clock: str, days: int = 0) -> None:
        at = time.fromisoformat(clock.rjust(5, "0"))
        self.now = datetime.combine(TODAY + timedelta(days=days), at, CHINA)


def with_clock(desk: Desk) -> tuple[Desk, Clock]:
    """The same desk with a clock that can be set."""
    clock = Clock()
    return replace(desk, clock=clock), clock


def an_occasion(
    desk: Desk,
    on: date = TODAY,
    starts: str | None = "9:00",
    ends: str | None = "11:30",
    project: str = "周末清洁家园",
    place: str = "小区南门",
) -> int:
    """The id of a new activity with times."""

    def clock(text: str | None) -> time | None:
        return time.fromisoformat(text.rjust(5, "0")) if text else None

    changed = save_activity(
        desk,
        ActivityDraft(
            a_project(desk, project), on, clock(starts), clock(ends), place, leader="王建国"
        ),
    )
    assert changed.row_id is not None
    return changed.row_id


def expecting(desk: Desk, activity: int, *names: str) -> list[int]:
    """Newly registered people on an activity's list."""
    people = register(desk, *names, phones=[f"1380000{at:04d}" for at in range(len(names))])
    set_expected(desk, activity, people)
    return people


def number_of(desk: Desk, person: int) -> str:
    """A person's 志愿者编号."""
    with desk.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT number FROM volunteer WHERE id = ?", (person,))
        return str(found.scalar_one())
