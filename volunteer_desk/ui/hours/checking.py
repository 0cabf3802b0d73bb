"""What each row of the grid waits for, said as one types: the same rules the ledger applies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import DAY, Duration, format_hours
from volunteer_desk.domain.hour_rules import Timetable, check_length
from volunteer_desk.domain.hours import Standing
from volunteer_desk.ui.hours.rows import GridRow, Verdict, time_of
from volunteer_desk.ui.tokens import Tone

_OVERLAP = re.compile(r"与(“.+”)（(\S+) (\S+)）时间重叠")
"""A refusal of ``hour_rules.Timetable``: project, day, from–to."""

_Identity = tuple[int, int, int | None, int | None]
"""(volunteer, minutes, starts, ends) of one record of the project on the day."""

_SAME, _GOOD = Verdict("一致", Tone.OK, True), Verdict("可登记", Tone.OK, True)


@dataclass(frozen=True)
class Circumstances:
    """What rows are checked against.

    Attributes:
        on: The service date.
        common: The time of everybody without an own one.
        project: The project's name.
        standing: Credits of the people in the grid on the day before, the day and the day after
            that were not reversed.
        warn: Minutes of a day over which the row is to be looked at.
        limit: Minutes of a day that cannot be passed.
    """

    on: date
    common: Duration | None
    project: str = ""
    standing: tuple[Standing, ...] = ()
    warn: int = 480
    limit: int = DAY


class Checker:
    """The rules over one set of circumstances; entering what stands is done once."""

    def __init__(self, here: Circumstances) -> None:
        self.here = here
        self._timetable = Timetable(here.limit)
        self._days: dict[int, int] = {}
        self._recorded: set[_Identity] = set()
        self._known = {credit.volunteer_id for credit in here.standing}
        self._said: dict[bool, Verdict] = {}
        for credit in here.standing:
            who, minutes = credit.volunteer_id, credit.minutes
            starts, ends = credit.starts, credit.ends
            self._timetable.add(who, credit.served_on, minutes, starts, ends, credit.project)
            if credit.served_on == here.on:
                self._days[who] = self._days.get(who, 0) + minutes
                if credit.project == here.project:
                    self._recorded.add((who, minutes, starts, ends))

    def check_rows(self, rows: Sequence[GridRow]) -> list[GridRow]:
        """The rows numbered, with their time and what is said of each; alike rows stay as are."""
        first: dict[int, int] = {}
        checked = []
        for number, row in enumerate(rows, 1):
            checked.append(
                self.check_row(row, number, first.get(row.person.id) if row.person else None)
            )
            if row.person:
                first.setdefault(row.person.id, number)
        return checked

    def check_row(self, row: GridRow, number: int, before: int | None) -> GridRow:
        """One row; ``before`` is the number of the row above that means the same person."""
        time = time_of(row.own, self.here.common)
        if not self._easy(row, before):
            return row.checked(number, time, self._judge(row, time, before))
        verdict = self._said.get(row.pasted)
        if verdict is None:
            verdict = self._said[row.pasted] = self._judge(row, time, before)
        return row.checked(number, time, verdict)

    def _easy(self, row: GridRow, before: int | None) -> bool:
        """Whether nothing is special about a row: then the same is said of all of them."""
        return (
            row.own is None
            and row.person is not None
            and before is None
            and row.unread is None
            and not row.refused
            and row.person.id not in self._known
        )

    def _judge(self, row: GridRow, time: Duration | None, before: int | None) -> Verdict:
        person, on = row.person, self.here.on
        if person is None:
            if row.candidates:
                return _wait(
                    f"同名 {len(row.candidates)} 人，请选", Tone.WAITING, "按 Enter 选是哪一位"
                )
            return _wait(
                "未注册，回车登记",
                Tone.INFO,
                "名册里没有这个名字。按 Enter 填电话登记，或 Delete 删去",
            )
        if before is not None:
            return _wait(f"与第 {before} 行是同一人", Tone.URGENT, "按 Delete 删去一行")
        if row.unread:
            words = f"“{row.unread[1]}”看不懂"
            return _wait(words, Tone.URGENT, f"{words}，请写成 2.5、2小时半 或 9:00-11:30")
        if time is None:
            return _wait("还没有时间", Tone.WAITING, "请在上面填时间，或在这一行的“小时”里填")
        if row.refused:
            return _refuse(row.refused, on)
        refusal = check_length(time.minutes, time.starts, time.ends) or self._timetable.refuse(
            person.id, on, time.minutes, time.starts, time.ends
        )
        if refusal is not None:
            return _refuse(refusal.message, on)
        if (person.id, time.minutes, time.starts, time.ends) in self._recorded:
            return _refuse("这个项目当天已登记过同样的时长，请删去这一行。", on)
        day = self._days.get(person.id, 0) + time.minutes
        if day > self.here.warn:
            words = f"当天 {format_hours(day)} 小时，请核对"
            return Verdict(words, Tone.WAITING, True, f"{words}；确实如此可以照样登记")
        if row.own is not None and (self.here.common is None or time != self.here.common):
            return Verdict(f"改为 {format_hours(time.minutes)} 小时", Tone.OK, True)
        return _SAME if row.pasted else _GOOD


def _wait(words: str, tone: Tone, full: str) -> Verdict:
    return Verdict(words, tone, False, full)


def _refuse(message: str, on: date) -> Verdict:
    """The sentence without its advice in the pill, the whole beneath the grid."""
    overlap = _OVERLAP.match(message)
    if overlap and overlap[2] == short_date(on):
        return Verdict(f"与{overlap[1]} {overlap[3]} 重叠", Tone.URGENT, False, message)
    short = message.partition("，请")[0].partition("；")[0].rstrip("。")
    return Verdict(short, Tone.URGENT, False, message)
