"""The figures of 工作台."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Overview:
    """This month at a glance; ``minutes_by_month`` holds January to this month."""

    minutes: int
    minutes_before: int
    attendances: int
    people: int
    activities: int
    teams: int
    volunteers: int
    registered: int
    minutes_by_month: tuple[int, ...]
