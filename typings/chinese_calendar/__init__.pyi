"""The part of chinesecalendar this project calls."""

from datetime import date
from enum import Enum

class Holiday(Enum):
    @property
    def chinese(self) -> str: ...

def is_workday(date: date) -> bool: ...
def get_holiday_detail(date: date) -> tuple[bool, str | None]: ...
