"""The rules of served time: lengths, days, and shifts that cannot both be true."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import DAY, format_clock, format_hours
from volunteer_desk.domain.problems import ProblemCode


class Level(StrEnum):
    """How strict a rule is: not asked, said, set aside for a reason that is kept, or final."""

    OFF = "off"
    WARN = "warn"
    REASON = "reason"
    REFUSE = "refuse"


class Refusal(NamedTuple):
    """What speaks against a line: the stable code, the field, and the sentence people read.

    Attributes:
        code: The stable code.
        field: The field's English name.
        message: What is wrong and what to do, in Chinese.
        level: ``REFUSE`` stands, ``REASON`` gives way to a reason, ``WARN`` is only said.
    """

    code: ProblemCode
    field: str
    message: str
    level: Level = Level.REFUSE


NAMED = 3
"""Records of a day that are named; of more the number is said."""
_Record = tuple[str, int, int | None, int | None]
"""Project, minutes, from, to."""


class _Shift(NamedTuple):
    """From–to on one line of time (minutes since 0001-01-01), and what to name it by."""

    first: int
    last: int
    project: str
    on: date

    @property
    def words(self) -> str:
        times = _times(self.first % DAY, self.last % DAY)
        return f"“{self.project}”（{short_date(self.on)} {times}）"


def check_length(minutes: int, starts: int | None, ends: int | None) -> Refusal | None:
    """Whether one line's minutes can be true by themselves.

    Args:
        minutes: Whole minutes; 1 to 1440 are possible on one day.
        starts: Minutes after midnight, 0 to 1439, or None.
        ends: Minutes after midnight, 0 to 1440; up to ``starts`` means the next day.
    """
    if minutes < 1:
        return Refusal(ProblemCode.HOURS_INVALID, "hours", "时长要大于0，请改正。")
    if minutes > DAY:
        return Refusal(
            ProblemCode.HOURS_OVER_DAY,
            "hours",
            f"时长{format_hours(minutes)}小时超过了一天，请核对后改正。",
        )
    if starts is None or ends is None:
        return None
    if not (0 <= starts < DAY and 0 <= ends <= DAY):
        return Refusal(ProblemCode.HOURS_INVALID, "hours", "起止时间不是一天之内的时刻，请改正。")
    if minutes > span_length(starts, ends):
        return Refusal(
            ProblemCode.HOURS_INVALID,
            "hours",
            f"时长{format_hours(minutes)}小时比起止时间 {_times(starts, ends)} 还长，请改正。",
        )
    return None


def span_length(starts: int, ends: int) -> int:
    """Minutes from ``starts`` to ``ends``, 1 to 1440; an end not after the start is tomorrow's."""
    return (ends - starts) % DAY or DAY


@dataclass
class Timetable:
    """What people served already, day by day; new lines are tried against it one at a time.

    A shift over midnight counts on its first day but is compared with both days' shifts. Two
    records are only known to overlap when both say from–to; else the day's sum is all there is
    to check.

    Attributes:
        limit: Most minutes a person may serve on one day (``day_limit_minutes``).
    """

    limit: int = DAY
    _days: dict[tuple[int, date], int] = field(default_factory=dict)
    _shifts: dict[int, list[_Shift]] = field(default_factory=dict)
    _records: dict[tuple[int, date], list[_Record]] = field(default_factory=dict)

    def add(
        self,
        person: int,
        on: date,
        minutes: int,
        starts: int | None,
        ends: int | None,
        project: str,
    ) -> None:
        """Enter time that counts."""
        self._days[person, on] = self._days.get((person, on), 0) + minutes
        self._records.setdefault((person, on), []).append((project, minutes, starts, ends))
        if starts is not None and ends is not None:
            first = on.toordinal() * DAY + starts
            shift = _Shift(first, first + span_length(starts, ends), project, on)
            self._shifts.setdefault(person, []).append(shift)

    def day(self, person: int, on: date) -> int:
        """Minutes of a person that are entered on a day."""
        return self._days.get((person, on), 0)

    def beside(self, person: int, on: date) -> str:
        """What a day has already, by name: ``当天已有“巡逻”10小时，``; "" when nothing."""
        records = self._records.get((person, on), [])
        if not records:
            return ""
        named = "、".join(_record_words(*record) for record in records[:NAMED])
        more = f"等{len(records)}条" if len(records) > NAMED else ""
        return f"当天已有{named}{more}，"

    def again(self, person: int, on: date, project: str, starts: int | None) -> str:
        """What of the same undertaking a day has already, where nobody can tell it from this.

        Two records that both say from–to are two stays; a mere length may be the same one.
        """
        alike = [
            record
            for record in self._records.get((person, on), ())
            if record[0] == project and (starts is None or record[2] is None)
        ]
        return "、".join(_record_words(*record) for record in alike[:NAMED])

    def refuse(
        self, person: int, on: date, minutes: int, starts: int | None, ends: int | None
    ) -> Refusal | None:
        """Why this time cannot be served beside what is entered, or None when it can."""
        if starts is not None and ends is not None:
            first = on.toordinal() * DAY + starts
            last = first + span_length(starts, ends)
            for shift in self._shifts.get(person, ()):
                if first < shift.last and shift.first < last:
                    return Refusal(
                        ProblemCode.OVERLAP, "hours", f"与{shift.words}时间重叠，请核对起止时间。"
                    )
        day = self._days.get((person, on), 0) + minutes
        if day > self.limit:
            return Refusal(
                ProblemCode.HOURS_OVER_DAY,
                "hours",
                f"{self.beside(person, on)}{short_date(on)}合计{format_hours(day)}小时，"
                f"超过每日上限{format_hours(self.limit)}小时，请核对后改正。",
            )
        return None


def _record_words(project: str, minutes: int, starts: int | None, ends: int | None) -> str:
    times = "" if starts is None or ends is None else f"（{_times(starts, ends % DAY)}）"
    return f"“{project}”{times}{format_hours(minutes)}小时"


def _times(starts: int, ends: int) -> str:
    return f"{format_clock(starts)}–{format_clock(ends)}"
