"""The part of chinesecalendar this project calls."""

from datetime import date

def is_workday(date: date) -> bool: ...
