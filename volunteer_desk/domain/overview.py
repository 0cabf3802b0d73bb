"""The figures of 工作台, and of the register of people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.periods import Month, Span


class RegisterPart(StrEnum):
    """期末在册 (who is not 注销 at a month's end, 暂停 too), 本月新增, 本月注销."""

    STANDING = "standing"
    CAME = "came"
    LEFT = "left"


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


def same_days_before(today: date) -> Span:
    """上月同期: the month before up to this day of it, or its last where it is shorter."""
    before = Month.of(today).before()
    return Span(before.first, before.first.replace(day=min(today.day, before.last.day)))
