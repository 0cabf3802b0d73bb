"""The editable holiday table: a year's special days, the office's own, a pasted yearly notice."""

from dataclasses import dataclass
from datetime import date, timedelta

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.office_calendar import (
    CalendarEntry,
    CalendarRow,
    DayMark,
    parse_calendar,
    tag_of,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.workdays import is_published, is_state_workday, state_holiday
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.calendar_days import own_days, remove_days, write_days
from volunteer_desk.store.connection import Connection

_NOUNS = frozenset({Noun.SETTING, Noun.ACTIVITY})
_LONGEST_NAME = 20
YEARS = range(2004, 2101)
"""Years the table can be kept for."""


@dataclass(frozen=True)
class YearTable:
    """A year's special days, and whether the State Council's arrangement of it is known."""

    year: int
    rows: tuple[CalendarRow, ...]
    published: bool

    @property
    def told(self) -> str:
        """What the table rests on, in words."""
        own = sum(row.own for row in self.rows)
        head = (
            "已内置国务院放假安排"
            if self.published
            else "国务院放假安排还没有内置，未导入的日子按周一至周五上班算"
        )
        return f"{head}；本处改了{own}天" if own else head


def year_table(desk: Desk, year: int) -> YearTable:
    """The days of a year that are no plain weekday or weekend, in order."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    with desk.database.reading() as connection:
        own = own_days(connection, first, last)
    rows = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        state, holiday, decided = is_state_workday(day), state_holiday(day), own.get(day)
        if decided is not None:
            name = decided.name or holiday
            rows.append(CalendarRow(day, decided.workday, name, True, state))
        elif tag_of(day, state, holiday):
            rows.append(CalendarRow(day, state, holiday, False, state))
    return YearTable(year, tuple(rows), is_published(year))


def is_arranged(desk: Desk, year: int) -> bool:
    """Whether a year's holidays are known: published with the program, or kept by the office."""
    if is_published(year):
        return True
    with desk.database.reading() as connection:
        return bool(own_days(connection, date(year, 1, 1), date(year, 12, 31)))


def set_calendar_day(desk: Desk, day: date, workday: bool, name: str = "") -> Changed:
    """Decide that a day is a working day or a day off here, whatever the arrangement says.

    Raises:
        UserFacingError: The name is too long, or the year lies out of range.
    """
    entry = _checked(CalendarEntry(day, workday, name.strip()))
    with desk.database.writing() as connection:
        if own_days(connection, day, day).get(day) == entry:
            return Changed(frozenset(), None, "这一天已经是这样了。")
        write_days(connection, [entry])
        _audit(connection, desk, "set", 1, day.year)
    return Changed(_NOUNS, None, f"{plain_date(day)}改为{'上班' if workday else '休息'}。", 1)


def clear_calendar_day(desk: Desk, day: date) -> Changed:
    """Let the published arrangement hold again for a day."""
    with desk.database.writing() as connection:
        gone = remove_days(connection, [day])
        if gone:
            _audit(connection, desk, "clear", gone, day.year)
    if not gone:
        return Changed(frozenset(), None, "这一天本处没有改过。")
    return Changed(_NOUNS, None, f"{plain_date(day)}恢复为国家安排。", gone)


def import_calendar(desk: Desk, year: int, text: str) -> Changed:
    """Take a year's list, or the State Council's notice, into the office's table.

    Days that are already so are passed over; everything is written, or nothing.

    Raises:
        UserFacingError: A clause names a day but cannot be read (it is named), or no day was found.
    """
    entries, problems = parse_calendar(text, year)
    if problems:
        more = f"还有{len(problems) - 3}处。" if len(problems) > 3 else ""
        raise UserFacingError("".join(problems[:3]) + more, "请改正后再导入，什么都没有写入。")
    if not entries:
        raise UserFacingError(
            "没有找到日期。", "请粘贴放假通知，或每行一天，如：2027-01-01 休 元旦。"
        )
    entries = tuple(map(_checked, entries))
    with desk.database.writing() as connection:
        known = own_days(connection, entries[0].day, entries[-1].day)
        new = [
            entry
            for entry in entries
            if (known[entry.day] != entry if entry.day in known else _differs(entry))
        ]
        write_days(connection, new)
        if new:
            _audit(connection, desk, "import", len(new), year)
    off = sum(not entry.workday for entry in entries)
    message = f"读到{off}天放假、{len(entries) - off}天上班，改了{len(new)}天。"
    return Changed(_NOUNS if new else frozenset(), None, message, len(new))


def day_marks(desk: Desk, first: date, last: date) -> dict[date, DayMark]:
    """What a calendar shows beside the days of a span: 休, 班, holiday, solar term, lunar day."""
    with desk.database.reading() as connection:
        own = own_days(connection, first, last)
    marks = {}
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        decided, holiday = own.get(day), state_holiday(day)
        workday = is_state_workday(day) if decided is None else decided.workday
        name = (decided.name if decided is not None else "") or holiday
        off = "" if workday else name
        word, festive = (off, True) if off else _lunar(day)
        marks[day] = DayMark(day, workday, tag_of(day, workday, off), word, festive)
    return marks


def _lunar(day: date) -> tuple[str, bool]:
    """The solar term, else the lunar day (the month on its first)."""
    from borax.calendars import LunarDate

    found = LunarDate.from_solar(day)
    if found.term:
        return found.term, True
    if found.cn_day == "初一":
        return f"{found.cn_leap}{found.cn_month}月", False
    return found.cn_day, False


def _differs(entry: CalendarEntry) -> bool:
    """Whether the published arrangement does not say the same already."""
    if not is_published(entry.day.year):
        return True
    return is_state_workday(entry.day) != entry.workday


def _checked(entry: CalendarEntry) -> CalendarEntry:
    if len(entry.name) > _LONGEST_NAME:
        raise UserFacingError("名称太长了。", f"请写在{_LONGEST_NAME}个字以内。")
    if entry.day.year not in YEARS:
        raise UserFacingError("日期不对。", f"请写{YEARS[0]}到{YEARS[-1]}年之间的日期。")
    return entry


def _audit(connection: Connection, desk: Desk, action: str, days: int, year: int) -> None:
    append_audit(
        connection,
        now=desk.now(),
        by=desk.operator,
        action=action,
        noun="calendar_day",
        detail={"days": days, "year": year},
    )
