"""The desk's rounding rule: whole minutes to whole steps, and how a screen and a paper say it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from volunteer_desk.domain.durations import format_minutes
from volunteer_desk.domain.hours import HourLine

STEPS = (0, 15, 30)
"""Minutes of a step that a desk may choose; 0 leaves time as it was spent."""


class RoundingWay(StrEnum):
    """四舍五入 to the nearest step (half a step goes up), or 舍去 what is over."""

    NEAREST = "nearest"
    DOWN = "down"


@dataclass(frozen=True)
class Rounding:
    """How minutes become minutes that count.

    Attributes:
        step: One of ``STEPS``.
        way: To the nearest step, or down.
    """

    step: int = 0
    way: RoundingWay = RoundingWay.NEAREST

    def __post_init__(self) -> None:
        if self.step not in STEPS:
            raise ValueError(f"no such step: {self.step}")

    @property
    def words(self) -> str:
        """``按15分钟取整（满一半进一，至少15分钟）``; "" when nothing is rounded."""
        if not self.step:
            return ""
        how = "满一半进一" if self.way is RoundingWay.NEAREST else "不足的舍去"
        return f"按{self.step}分钟取整（{how}，至少{self.step}分钟）"

    @property
    def short_words(self) -> str:
        """``按15分钟取整``; "" when nothing is rounded."""
        return f"按{self.step}分钟取整" if self.step else ""

    def round_minutes(self, minutes: int) -> int:
        """Minutes as they count: whole steps, at least one; what is no time stays as it is.

        Args:
            minutes: Whole minutes as they were spent; 1 to 1440 stay within 1 to 1440, since a
                day is a whole number of steps.
        """
        if not self.step or minutes < 1:
            return minutes
        if self.way is RoundingWay.DOWN:
            steps = minutes // self.step
        else:
            steps = (2 * minutes + self.step) // (2 * self.step)
        return max(steps, 1) * self.step


UNROUNDED = Rounding()


def round_line(line: HourLine, rounding: Rounding) -> HourLine:
    """A line as it is credited: minutes rounded, with ``spent`` where that changed them.

    A line that already says what was spent is rounded from that, so that rounding twice is
    rounding once.
    """
    spent = line.minutes if line.spent is None else line.spent
    minutes = rounding.round_minutes(spent)
    if minutes == line.minutes and line.spent is None:
        return line
    return replace(line, minutes=minutes, spent=None if minutes == spent else spent)


def round_lines(lines: Sequence[HourLine], rounding: Rounding) -> tuple[HourLine, ...]:
    """Lines as they are credited."""
    if not rounding.step and all(line.spent is None for line in lines):
        return tuple(lines)
    return tuple(round_line(line, rounding) for line in lines)


def rounded_words(minutes: int, spent: int | None) -> str:
    """``实际1小时52分，取整为2小时`` for an entry that was rounded; "" for any other."""
    if spent is None or spent == minutes:
        return ""
    return f"实际{format_minutes(spent)}，取整为{format_minutes(minutes)}"
