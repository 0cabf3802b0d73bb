"""The rows of a 签到表 on the screen: what was typed, whose it is, and the time it makes."""

from dataclasses import dataclass, replace

from volunteer_desk.domain.clocks import plain
from volunteer_desk.domain.durations import (
    DAY,
    Duration,
    duration_between,
    format_clock,
    format_hours,
    parse_duration,
)
from volunteer_desk.domain.hours import HourLine
from volunteer_desk.domain.sign_sheets import SignLine
from volunteer_desk.ui.hours.row_times import read_clock, time_of
from volunteer_desk.ui.hours.rows import Person, Verdict
from volunteer_desk.ui.tokens import Tone

_NEXT_DAY = "次日"
TIMES = ("came", "left", "length")
"""Keys of the columns that hold times."""


@dataclass(frozen=True)
class SheetEntry:
    """One row; texts stand as typed.

    Attributes:
        line: The printed row.
        person: Whose it is: printed there, or resolved on a blank row.
        written: A name typed on a blank row that is not resolved.
        came: 签到 as typed.
        left: 签退 as typed.
        length: 时长 as typed.
        marked: Whether the row was scanned or marked: came with the activity's times.
        note: A remark, which is also the reason that sets a rule aside.
        time: The time it makes, None while it makes none.
        minutes: Minutes as they will count, rounded.
        trouble: Why the texts make no time.
        trouble_in: The column whose text that is about.
        problem: Why the rules refuse it.
        waivable: Whether a note sets that aside.
        warning: What the rules say of it all the same.
        about: The columns that ``problem`` or ``warning`` is about.
    """

    line: SignLine
    person: Person | None = None
    written: str = ""
    came: str = ""
    left: str = ""
    length: str = ""
    marked: bool = False
    note: str = ""
    time: Duration | None = None
    minutes: int = 0
    trouble: str = ""
    trouble_in: str = ""
    problem: str = ""
    waivable: bool = False
    warning: str = ""
    about: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Who it is, or what was typed."""
        return self.person.name if self.person else self.written

    @property
    def present(self) -> bool:
        """Whether anything says that somebody came."""
        return self.marked or bool(self.came or self.left or self.length)

    @property
    def credited(self) -> bool:
        """Whether the sheet has credited it."""
        return self.line.credited > 0

    @property
    def drafted(self) -> bool:
        """Whether the rules can be asked about it."""
        return self.present and not self.credited and self.person is not None and bool(self.time)

    @property
    def settled(self) -> bool:
        """Whether it can be credited."""
        return self.drafted and not self.problem

    @property
    def waiting(self) -> bool:
        """Whether somebody must look at it."""
        if self.credited or self.settled:
            return False
        return self.present or bool(self.written)

    @property
    def overnight(self) -> bool:
        """Whether it ends on the next day."""
        time = self.time
        return (
            time is not None
            and time.starts is not None
            and time.ends is not None
            and time.ends <= time.starts
        )

    def hour_line(self) -> HourLine | None:
        """What would be credited."""
        if not self.drafted or self.person is None or self.time is None:
            return None
        time = self.time
        return HourLine(
            self.person.id, time.minutes, time.starts, time.ends, self.note, reason=self.note
        )


def timed(entry: SheetEntry, common: Duration | None) -> SheetEntry:
    """The entry with the time its texts make; ``common`` is the activity's."""
    time, trouble, where = _make_time(entry, common) if entry.present else (None, "", "")
    minutes = time.minutes if time else 0
    return replace(
        entry,
        time=time,
        minutes=minutes,
        trouble=trouble,
        trouble_in=where,
        problem="",
        waivable=False,
        warning="",
        about=(),
    )


def _make_time(entry: SheetEntry, common: Duration | None) -> tuple[Duration | None, str, str]:
    """The time, or why there is none and which column lacks something."""
    for text in (entry.came, entry.left):
        whole = parse_duration(text) if _is_range(text) else None
        if whole is not None:
            return whole, "", ""
    starts, trouble = _point(entry.came)
    ends, also = _point(entry.left)
    if trouble or also:
        return None, trouble or also, "came" if trouble else "left"
    if entry.length:
        own = parse_duration(entry.length)
        if own is None:
            return None, _unread(entry.length, "2.5、2小时半 或 9:00-11:30"), "length"
        if starts is not None and own.starts is None and own.minutes <= DAY:
            return Duration(own.minutes, starts, (starts + own.minutes) % DAY), "", ""
        return time_of(own, common), "", ""
    if common is not None and not (entry.came or entry.left):
        return common, "", ""
    if starts is None:
        starts = common.starts if common else None
    if ends is None:
        ends = common.ends if common else None
    if starts is None:
        return None, "还没有签到时间", "came"
    if ends is None:
        return None, "还没有签退时间", "left"
    made = duration_between(starts, ends)
    return (made, "", "") if made else (None, "签到和签退是同一时刻", "left")


def is_length(text: str) -> bool:
    """Whether a text is a length of time, and no time of day."""
    read = parse_duration(text)
    return (
        read is not None
        and read.starts is None
        and not plain(text).isdigit()
        and read_clock(text.removeprefix(_NEXT_DAY)) is None
    )


def _is_range(text: str) -> bool:
    return any(mark in text for mark in "-–—~至到")


def _point(text: str) -> tuple[int | None, str]:
    """Minutes after midnight of a typed moment; else why not."""
    if not text:
        return None, ""
    clock = read_clock(text.removeprefix(_NEXT_DAY))
    return (clock, "") if clock is not None else (None, _unread(text, "9:00 或 900"))


def _unread(text: str, forms: str) -> str:
    return f"“{text}”看不懂，请写 {forms}"


def verdict(entry: SheetEntry, twice: int | None = None) -> Verdict:
    """What is said of a row; ``twice`` is the row above that means the same person."""
    if entry.credited:
        return Verdict(f"已登记 {format_hours(entry.line.credited)} 小时", Tone.OK, False)
    if not entry.present and not entry.written:
        return Verdict("", Tone.PLAIN, False)
    if entry.person is None:
        if entry.written:
            return Verdict(
                "是哪一位？",
                Tone.WAITING,
                False,
                f"“{entry.written}”还没有对上人，按 Enter 选或登记",
                cells=("name",),
            )
        full = "这一行有时间，没有姓名。填姓名、拼音或后四位"
        return Verdict("缺姓名", Tone.WAITING, False, full, cells=("name",))
    if not entry.present:
        return Verdict("没有来？", Tone.PLAIN, False, "填时间，或按空格记为到场；空着就不登记")
    if twice is not None:
        full = "同一人只登记一行，按 Delete 清空这一行"
        return Verdict(f"与第 {twice} 行是同一人", Tone.URGENT, False, full, cells=("name",))
    if entry.trouble:
        words = entry.trouble.partition("，请")[0]
        return Verdict(words, Tone.WAITING, False, entry.trouble, cells=(entry.trouble_in,))
    if entry.problem:
        short = entry.problem.partition("，请")[0].partition("；")[0].rstrip("。")
        tone = Tone.WAITING if entry.waivable else Tone.URGENT
        ask = "在“备注”里写明原因即可登记。" if entry.waivable else ""
        return Verdict(short, tone, False, entry.problem + ask, entry.waivable, entry.about)
    if entry.warning:
        short = entry.warning.partition("，请")[0].rstrip("。")
        return Verdict(short, Tone.WAITING, True, entry.warning, cells=entry.about)
    spent = entry.time.minutes if entry.time else entry.minutes
    rounded = f"，取整为 {format_hours(entry.minutes)}" if spent != entry.minutes else ""
    night = "，到次日" if entry.overnight else ""
    return Verdict(f"到场 {format_hours(spent)} 小时{rounded}{night}", Tone.OK, True)


def came_words(entry: SheetEntry) -> str:
    """签到: as typed, else what counts."""
    if entry.came or not entry.present:
        return entry.came
    return format_clock(entry.time.starts) if entry.time and entry.time.starts is not None else ""


def left_words(entry: SheetEntry) -> str:
    """签退: as typed, else what counts."""
    if entry.left or not entry.present:
        return entry.left
    if entry.time is None or entry.time.ends is None:
        return ""
    return ("次日" if entry.overnight else "") + format_clock(entry.time.ends % DAY)


def length_words(entry: SheetEntry) -> str:
    """时长 in hours: as typed, else what counts."""
    if entry.length or not entry.present:
        return entry.length
    return format_hours(entry.minutes) if entry.minutes else ""
