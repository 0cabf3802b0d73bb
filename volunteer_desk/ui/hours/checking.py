"""What each row of the grid waits for, said as one types: the same rules the ledger applies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import DAY, Duration, format_hours
from volunteer_desk.domain.hour_rules import Timetable, check_length
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.ui.hours.rows import GridRow, Verdict, time_of
from volunteer_desk.ui.tokens import Tone

_OVERLAP = re.compile(r"与(“.+”)（(\S+) (\S+)）时间重叠")
"""A refusal of ``hour_rules.Timetable``: project, day, from–to."""

_Identity = tuple[int, int, int | None, int | None]
"""(volunteer, minutes, starts, ends) of one record of the project on the day."""


@dataclass(frozen=True)
class Circumstances:
    """What rows are checked against.

    Attributes:
        on: The service date.
        common: The time of everybody without an own one.
        project: The project's name.
        standing: Credits of the day before, the day and the day after that were not reversed.
        warn: Minutes of a day over which the row is to be looked at.
        limit: Minutes of a day that cannot be passed.
    """

    on: date
    common: Duration | None
    project: str = ""
    standing: tuple[HourRow, ...] = ()
    warn: int = 480
    limit: int = DAY


def check_rows(rows: Sequence[GridRow], here: Circumstances) -> list[GridRow]:
    """The rows numbered, with their time and what is said of each."""
    people = {row.person.id for row in rows if row.person}
    timetable, days, recorded = Timetable(here.limit), dict[int, int](), set[_Identity]()
    for entry in here.standing:
        who = entry.volunteer_id
        if who not in people:
            continue
        timetable.add(who, entry.served_on, entry.minutes, entry.starts, entry.ends, entry.project)
        if entry.served_on == here.on:
            days[who] = days.get(who, 0) + entry.minutes
            if entry.project == here.project:
                recorded.add((who, entry.minutes, entry.starts, entry.ends))
    first: dict[int, int] = {}
    checked = []
    for number, row in enumerate(rows, 1):
        timed = replace(row, number=number, time=time_of(row.own, here.common))
        verdict = _judge(timed, here, timetable, days, recorded, first)
        if timed.person:
            first.setdefault(timed.person.id, number)
        checked.append(replace(timed, verdict=verdict))
    return checked


def _judge(
    row: GridRow,
    here: Circumstances,
    timetable: Timetable,
    days: dict[int, int],
    recorded: set[_Identity],
    first: dict[int, int],
) -> Verdict:
    person, time = row.person, row.time
    if person is None:
        if row.candidates:
            return _wait(
                f"同名 {len(row.candidates)} 人，请选", Tone.WAITING, "按 Enter 选是哪一位"
            )
        return _wait(
            "未注册，回车登记", Tone.INFO, "名册里没有这个名字。按 Enter 填电话登记，或 Delete 删去"
        )
    if person.id in first:
        return _wait(f"与第 {first[person.id]} 行是同一人", Tone.URGENT, "按 Delete 删去一行")
    if row.unread:
        words = f"“{row.unread[1]}”看不懂"
        return _wait(words, Tone.URGENT, f"{words}，请写成 2.5、2小时半 或 9:00-11:30")
    if time is None:
        return _wait("还没有时间", Tone.WAITING, "请在上面填时间，或在这一行的“小时”里填")
    if row.refused:
        return _refuse(row.refused, here.on)
    refusal = check_length(time.minutes, time.starts, time.ends) or timetable.refuse(
        person.id, here.on, time.minutes, time.starts, time.ends
    )
    if refusal is not None:
        return _refuse(refusal.message, here.on)
    if (person.id, time.minutes, time.starts, time.ends) in recorded:
        return _refuse("这个项目当天已登记过同样的时长，请删去这一行。", here.on)
    day = days.get(person.id, 0) + time.minutes
    if day > here.warn:
        words = f"当天 {format_hours(day)} 小时，请核对"
        return Verdict(words, Tone.WAITING, True, f"{words}；确实如此可以照样登记")
    if row.own is not None and (here.common is None or time != here.common):
        return Verdict(f"改为 {format_hours(time.minutes)} 小时", Tone.OK, True)
    return Verdict("一致" if row.pasted else "可登记", Tone.OK, True)


def _wait(words: str, tone: Tone, full: str) -> Verdict:
    return Verdict(words, tone, False, full)


def _refuse(message: str, on: date) -> Verdict:
    """The sentence without its advice in the pill, the whole beneath the grid."""
    overlap = _OVERLAP.match(message)
    if overlap and overlap[2] == short_date(on):
        return Verdict(f"与{overlap[1]} {overlap[3]} 重叠", Tone.URGENT, False, message)
    short = message.partition("，请")[0].partition("；")[0].rstrip("。")
    return Verdict(short, Tone.URGENT, False, message)
