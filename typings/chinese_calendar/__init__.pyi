"""The part of chinesecalendar this project calls."""

from datetime import date
from enum import Enum

class Holiday(Enum):
    new_years_day = ("New Year's Day", "元旦", 1)
    @property
    def chinese(self) -> str: ...

holidays: dict[date, str]
workdays: dict[date, str]

def is_workday(date: date) -> bool: ...
def get_holiday_detail(date: date) -> tuple[bool, str | None]: ...
