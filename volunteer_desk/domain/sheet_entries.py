"""The ledger rows that make a figure of the monthly sheet: of a month, of the year, of all time."""

from dataclasses import replace
from datetime import date
from enum import IntEnum

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.monthly import Basis
from volunteer_desk.domain.periods import Month, Span


class By(IntEnum):
    """What the rows of a table of the sheet are."""

    TEAM = 0
    CATEGORY = 1
    UNIT = 2
    ACTIVITY = 3
    PERSON = 4


def entries_of(by: By, key: int | str | None) -> EntryFilter:
    """What was credited to a row, whenever it was; ``key`` is ``FigureLine.key`` or an id."""
    word, number = (key, None) if isinstance(key, str) else (None, key)
    if by is By.ACTIVITY:
        return EntryFilter(activity_id=number)
    if by is By.PERSON:
        return EntryFilter(volunteer_id=number)
    if by is By.UNIT:
        return EntryFilter(row_of_unit=number or 0)
    if by is By.CATEGORY:
        return EntryFilter(category=word, without=None if word else "category")
    return EntryFilter(team_id=number, without=None if number else "team")


def in_month(which: EntryFilter, month: Month, basis: Basis) -> EntryFilter:
    """Those that count in a month; by recording its own alone, for a 补录 stands apart."""
    late = False if basis is Basis.RECORDED else None
    return replace(which, span=Span(month.first, month.last), late=late)


def in_year(which: EntryFilter, month: Month, basis: Basis) -> EntryFilter:
    """Those that count from January to a month; by recording a 补录 where it was recorded for."""
    if basis is Basis.RECORDED:
        return replace(which, recorded=(Month(month.year, 1), month))
    return replace(which, span=Span(date(month.year, 1, 1), month.last))


def up_to(which: EntryFilter, month: Month, basis: Basis) -> EntryFilter:
    """Those that count up to a month, as 累计 of the 时长汇总表 does."""
    if basis is Basis.RECORDED:
        return replace(which, recorded=(Month(1, 1), month))
    return replace(which, span=Span(date.min, month.last))


def recorded_late(month: int) -> EntryFilter:
    """What was recorded late (补录) for a month (``yyyymm``)."""
    return EntryFilter(late_month=month)
