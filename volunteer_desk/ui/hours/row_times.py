"""The times of a grid's row: whose they are, how typing changes them, and how they are told."""

import re
from dataclasses import replace

from volunteer_desk.domain.durations import (
    DAY,
    Duration,
    duration_between,
    format_clock,
    format_hours,
    parse_clock,
    parse_duration,
)
from volunteer_desk.ui.hours.rows import GridRow

_NEXT_DAY = "次日"
_BARE_HOUR = re.compile(r"\d{1,2}")
_BARE_CLOCK = re.compile(r"(\d{1,2})([0-5]\d)")


def time_of(own: Duration | None, common: Duration | None) -> Duration | None:
    """The row's time: its own, begun with the others when only one length was said."""
    if own is None or own.starts is not None or own.shifts > 1:
        return own or common
    if common is None or common.starts is None or own.minutes > DAY:
        return own
    return Duration(own.minutes, common.starts, (common.starts + own.minutes) % DAY)


def retime(row: GridRow, column: str, text: str) -> GridRow:
    """The row after a text was typed into 起 (starts), 止 (ends) or 小时 (minutes).

    Empty goes back to the common time; what nobody can read stays in its cell and waits.
    """
    text = text.strip()
    if row.doubt is not None:  # a time typed says that somebody came, too
        hours = row.doubt.time is not None and column == "minutes"
        meant = hours and text == row.doubt.text
        row = row.answered(yes=meant)
        if meant:
            return replace(row, unread=None, refused="", may_waive=False)
    fresh = replace(row, unread=None, refused="", may_waive=False)
    if not text:
        return replace(fresh, own=None)
    other = row.unread[1] if row.unread and waits_for_half(row) else None
    if column == "minutes" or "-" in text or "到" in text or "至" in text:
        own = _at_half(parse_duration(text), row)
    elif other is not None and row.unread and row.unread[0] != column:
        own = _between(other, text) if column == "ends" else _between(text, other)
    elif column == "ends" and text.startswith(_NEXT_DAY):
        own = _until_next_day(row.time, read_clock(text.removeprefix(_NEXT_DAY)))
    else:
        own = _from_clock(row.time, column, read_clock(text))
    if own is None:
        return replace(row, unread=(column, text), refused="", may_waive=False)
    return replace(fresh, own=own)


def waits_for_half(row: GridRow) -> bool:
    """Whether only 起 or only 止 was typed yet, with nothing to count from it."""
    if row.unread is None or row.time is not None:
        return False
    column, text = row.unread
    clock = text.removeprefix(_NEXT_DAY) if column == "ends" else text
    return column != "minutes" and read_clock(clock) is not None


def _between(first: str, last: str) -> Duration | None:
    """From 起 to 止 as they were typed."""
    starts, ends = read_clock(first), read_clock(last.removeprefix(_NEXT_DAY))
    if starts is None or ends is None:
        return None
    if last.startswith(_NEXT_DAY):
        return Duration(ends + DAY - starts, starts, ends)
    return duration_between(starts, ends)


def _at_half(own: Duration | None, row: GridRow) -> Duration | None:
    """A length, counted from 起 or back from 止 where one of them was typed before."""
    if own is None or own.starts is not None or own.shifts > 1 or own.minutes >= DAY:
        return own
    if row.unread is None or not waits_for_half(row):
        return own
    clock = read_clock(row.unread[1].removeprefix(_NEXT_DAY)) or 0
    starts = clock if row.unread[0] == "starts" else (clock - own.minutes) % DAY
    return Duration(own.minutes, starts, (starts + own.minutes) % DAY)


def read_clock(text: str) -> int | None:
    """Minutes after midnight of a typed clock; a bare 9, 930 or 0930 is understood too."""
    text = text.strip()
    if _BARE_HOUR.fullmatch(text):
        return int(text) * 60 % DAY if int(text) <= 24 else None
    bare = _BARE_CLOCK.fullmatch(text)
    return parse_clock(f"{bare[1]}:{bare[2]}" if bare else text)


def _from_clock(time: Duration | None, column: str, clock: int | None) -> Duration | None:
    if clock is None:
        return None
    starts, ends = (time.starts, time.ends) if time else (None, None)
    length = time.minutes if time else None
    if column == "starts":
        if ends is not None:
            return duration_between(clock, ends)
        return Duration(length, clock, (clock + length) % DAY) if length else None
    if starts is not None:
        return duration_between(starts, clock)
    return Duration(length, (clock - length) % DAY, clock) if length else None


def _until_next_day(time: Duration | None, clock: int | None) -> Duration | None:
    if clock is None or time is None or time.starts is None:
        return None
    return Duration(clock + DAY - time.starts, time.starts, clock)


def starts_words(row: GridRow) -> str:
    """起 ("09:00"), or what was typed there and nobody can read."""
    if row.unread and row.unread[0] == "starts":
        return row.unread[1]
    return format_clock(row.time.starts) if row.time and row.time.starts is not None else ""


def ends_words(row: GridRow) -> str:
    """止 ("11:30", "次日 01:00")."""
    if row.unread and row.unread[0] == "ends":
        return row.unread[1]
    if row.time is None or row.time.ends is None:
        return ""
    return (f"{_NEXT_DAY} " if row.overnight else "") + format_clock(row.time.ends % DAY)


def minutes_words(row: GridRow) -> str:
    """小时 as they count ("2.5"), or the number that may be meant."""
    if row.doubt is not None and row.doubt.time is not None:
        return row.doubt.text
    if row.unread and row.unread[0] == "minutes":
        return row.unread[1]
    return format_hours(row.minutes) if row.time else ""
