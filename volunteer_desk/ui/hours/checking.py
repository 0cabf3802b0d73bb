"""What each row of the grid waits for, said as one types: the same rules the ledger applies."""

from dataclasses import replace
from datetime import date

from volunteer_desk.domain.durations import Duration, format_hours, format_minutes
from volunteer_desk.domain.hour_rules import Level, Timetable, check_length
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.serving import Served, ServingPerson
from volunteer_desk.ui.hours.circumstances import (
    Circumstances,
    apart_from_time,
    rules_of_persons,
)
from volunteer_desk.ui.hours.row_times import time_of
from volunteer_desk.ui.hours.rows import GridRow, Verdict
from volunteer_desk.ui.hours.verdicts import (
    SHORT,
    cells_of,
    refuse,
    short_words,
    unread_time,
    wait_for,
    what_is_meant,
    who_is_it,
)
from volunteer_desk.ui.tokens import Tone

_Identity = tuple[int, int, int | None, int | None]
"""(volunteer, minutes spent, starts, ends) of one record of the project on the day."""

_NAME, _TIMES = ("name",), ("starts", "ends", "minutes")

_Key = tuple[Duration | None, bool, bool, str]
"""(own time, pasted, recalled, reason): of ordinary people the same is said for the same."""

_SAME, _GOOD = Verdict("一致", Tone.OK, True), Verdict("可登记", Tone.OK, True)
_ORDINARY = ServingPerson(None, "active", None, date.min)


class Checker:
    """The rules over one set of circumstances; entering what stands is done once.

    Attributes:
        here: The circumstances.
        odd: People of whom something must be looked at one by one.
    """

    def __init__(self, here: Circumstances, before: "Checker | None" = None) -> None:
        self.here = here
        self._said: dict[bool, Verdict] = {}
        self._alike: dict[_Key, tuple[Duration | None, int, Verdict]] = {}
        self._timetable = Timetable(here.rules.day_limit_minutes)
        self._recorded: set[_Identity] = set()
        self.odd: set[int] = set()
        if before is not None and apart_from_time(before.here) == apart_from_time(here):
            self._timetable, self._recorded = before._timetable, before._recorded
            self.odd = before.odd
        else:
            self._enter()

    def _enter(self) -> None:
        here = self.here
        for credit in here.standing:
            who, minutes = credit.volunteer_id, credit.minutes
            starts, ends = credit.starts, credit.ends
            self._timetable.add(who, credit.served_on, minutes, starts, ends, credit.project)
            if credit.served_on == here.on and credit.project == here.project:
                self._recorded.add((who, credit.spent or minutes, starts, ends))
            self.odd.add(who)
        moment = Served(here.on, 1, 0, 1)  # a minute at midnight: any rule of persons says so
        plain = rules_of_persons(here.rules)
        self.odd |= {
            who for who, one in here.people.items() if one.gone or any(plain.weigh(one, moment))
        }

    def is_plain(self, row: GridRow, before: int | None) -> bool:
        """Whether nothing is special about a row: then the same is said of all such rows."""
        return (
            row.own is None
            and row.person is not None
            and before is None
            and row.unread is None
            and row.doubt is None
            and not row.refused
            and not row.reason
            and not row.recalled
            and row.person.id not in self.odd
        )

    def check_plain(self, row: GridRow, number: int) -> GridRow:
        """One row of which nothing is special."""
        time = self.here.common
        verdict = self._said.get(row.pasted)
        if verdict is None:
            verdict = self._said[row.pasted] = self._judge(row, time, self.count(time), None)
        return row.checked(number, time, self.count(time), verdict)

    def check_row(self, row: GridRow, number: int, before: int | None) -> GridRow:
        """One row; ``before`` is the number of the row above that means the same person."""
        alike = (
            row.person is not None
            and before is None
            and row.unread is None
            and row.doubt is None
            and not row.refused
            and row.person.id not in self.odd
        )
        if not alike:
            return row.checked(number, *self._find(row, before))
        key = (row.own, row.pasted, row.recalled, row.reason)
        found = self._alike.get(key)
        if found is None:
            found = self._alike[key] = self._find(row, before)
        return row.checked(number, *found)

    def _find(self, row: GridRow, before: int | None) -> tuple[Duration | None, int, Verdict]:
        time = time_of(row.own, self.here.common)
        minutes = self.count(time)
        return time, minutes, self._judge(row, time, minutes, before)

    def count(self, time: Duration | None) -> int:
        """Minutes of a time as they will count."""
        return self.here.rules.rounding.round_minutes(time.minutes) if time else 0

    def _judge(
        self, row: GridRow, time: Duration | None, minutes: int, before: int | None
    ) -> Verdict:
        person, on = row.person, self.here.on
        if person is None:
            return who_is_it(row)
        if before is not None:
            full = "按 Delete 删去一行；来了两次的，两段写在一行里：9:00-11:00、14:00-16:00"
            return wait_for(f"与第 {before} 行是同一人", Tone.URGENT, full, "name")
        if row.unread:
            return unread_time(*row.unread, replace(row, time=time))
        if row.doubt is not None:
            return what_is_meant(row.doubt)
        if time is None:
            full = "请在上面填时间，或在这一行的“小时”里填"
            return wait_for("还没有时间", Tone.WAITING, full, "minutes")
        if row.refused:
            return refuse(row.refused, on, row.may_waive)
        if self.here.people.get(person.id, _ORDINARY).gone:
            return refuse("这份资料已删除或已合并，请选择合并后的资料。", on, cells=_NAME)
        refusal = check_length(time.minutes, time.starts, time.ends) or self._timetable.refuse(
            person.id, on, minutes, time.starts, time.ends
        )
        if refusal is not None:
            return refuse(refusal.message, on, cells=_TIMES)
        if (person.id, time.minutes, time.starts, time.ends) in self._recorded:
            return refuse("这个项目当天已登记过同样的时长，请删去这一行。", on, cells=_TIMES)
        return self._weigh(row, time, minutes, person.id)

    def _weigh(self, row: GridRow, time: Duration, minutes: int, person_id: int) -> Verdict:
        here = self.here
        served = Served(
            here.on,
            minutes,
            time.starts,
            time.ends,
            self._timetable.day(person_id, here.on),
            here.project,
            here.project_from,
            here.project_to,
            self._timetable.beside(person_id, here.on),
            self._timetable.again(person_id, here.on, here.project, time.starts),
        )
        found = list(here.rules.weigh(here.people.get(person_id, _ORDINARY), served))
        if here.day is not None:
            found.insert(0, here.day)
        for one in found:
            if one.level is Level.REFUSE:
                words = SHORT.get(one.code, "")
                return refuse(one.message, here.on, words=words, cells=cells_of(one))
        kept = [one for one in found if one.level is Level.REASON]
        if kept and not row.reason:
            words = f"{SHORT.get(kept[0].code, short_words(kept[0].message))}，要原因"
            message = "".join(one.message for one in kept)
            return refuse(message, here.on, True, words, cells_of(kept[0]))
        said = [one for one in found if one.level is Level.WARN]
        if kept:
            full = f"{kept[0].message}照样登记，原因：{row.reason}"
            return Verdict(f"照登：{row.reason}", Tone.WAITING, True, full, waivable=True)
        warned = "".join(one.message for one in said)
        if row.recalled:
            words, tone = "上次选的这一位", Tone.WAITING if said else Tone.INFO
            return Verdict(words, tone, True, f"{words}；不是的话按 F4 换人。{warned}")
        if said:
            words = SHORT.get(said[0].code, short_words(said[0].message))
            if said[0].code is ProblemCode.DAY_LONG:
                words = f"当天 {format_hours(served.day_minutes + minutes)} 小时，请核对"
            full = f"{warned}确实如此可以照样登记。"
            return Verdict(words, Tone.WAITING, True, full, cells=cells_of(said[0]))
        if row.own is not None and (here.common is None or time != here.common):
            return Verdict(f"改为 {format_hours(minutes)} 小时", Tone.OK, True, self._rounded(time))
        full = self._rounded(time)
        if full:
            return Verdict(_SAME.words if row.pasted else _GOOD.words, Tone.OK, True, full)
        return _SAME if row.pasted else _GOOD

    def _rounded(self, time: Duration) -> str:
        rounding = self.here.rules.rounding
        minutes = rounding.round_minutes(time.minutes)
        if minutes == time.minutes:
            return ""
        spent, counted = format_minutes(time.minutes), format_hours(minutes)
        return f"{spent} → {counted} 小时，{rounding.short_words}"
