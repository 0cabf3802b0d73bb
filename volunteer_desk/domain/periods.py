"""Months and spans of local service dates."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from volunteer_desk.domain.errors import UserFacingError


@dataclass(frozen=True, order=True)
class Span:
    """Local dates from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; ordered, and stored as the number yyyymm."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read ``2026-10`` (also 2026年10月, 202610).

        Raises:
            UserFacingError: The text names no month.
        """
        found = re.fullmatch(r"\s*(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?\s*", text)
        if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2200:
            raise UserFacingError(f"“{text}”不是月份。", "请写成 2026-10 这样的年-月。")
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def number(self) -> int:
        """``yyyymm``, as the month lock stores it."""
        return self.year * 100 + self.month

    @property
    def words(self) -> str:
        """``2026年10月``."""
        return f"{self.year}年{self.month}月"

    def before(self) -> "Month":
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    def after(self) -> "Month":
        """The month after."""
        return Month.of(self.last + timedelta(days=1))

    def __str__(self) -> str:
        """``2026-10``."""
        return f"{self.year:04d}-{self.month:02d}"
