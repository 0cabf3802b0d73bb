"""What the verdicts of the grid's rows say: short in the pill, in full beneath the grid."""

import re
from datetime import date

from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_clock, format_hours
from volunteer_desk.domain.hour_rules import Refusal
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.signup_doubts import Doubt, DoubtKind
from volunteer_desk.ui.hours.row_times import read_clock, waits_for_half
from volunteer_desk.ui.hours.rows import GridRow, Verdict
from volunteer_desk.ui.tokens import Tone

_OVERLAP = re.compile(r"与(“.+”)（(\S+) (\S+)）时间重叠")
"""A refusal of ``hour_rules.Timetable``: project, day, from–to."""

SHORT = {
    ProblemCode.BEFORE_REGISTRATION: "在注册以前，请核对",
    ProblemCode.AFTER_LEAVING: "已暂停或注销",
    ProblemCode.OUTSIDE_PROJECT: "不在项目期间",
    ProblemCode.MINOR_LIMIT: "未成年人，请核对",
    ProblemCode.MONTH_LOCKED: "月份已锁定，补录",
    ProblemCode.DUPLICATE_EXISTING: "当天登记过，请核对",
}
"""What a pill says of a rule; the sentence stands beneath the grid."""


def who_is_it(row: GridRow) -> Verdict:
    """Nobody is certain: several bear the name, or none."""
    if row.candidates:
        words = f"同名 {len(row.candidates)} 人，请选"
        return wait_for(words, Tone.WAITING, "按 Enter 选是哪一位", "name")
    full = "名册里没有这个名字。按 Enter 填电话登记，或 Delete 删去"
    return wait_for("未注册，回车登记", Tone.INFO, full, "name")


def unread_time(column: str, text: str, row: GridRow) -> Verdict:
    """A time that stands in its cell and cannot be counted; what is lacking, or how to write it."""
    if waits_for_half(row):
        lacks = "ends" if column == "starts" else "starts"
        word = "止" if lacks == "ends" else "起"
        full = f"在“{word}”里填时间，或在“小时”里填多长"
        return wait_for(f"还没有“{word}”", Tone.WAITING, full, lacks)
    if column != "minutes" and read_clock(text) is not None:
        full = "起和止是同一时刻；到第二天的这时，请在“止”里写“次日9:00”这样的时间"
        return wait_for("起和止是同一时刻", Tone.URGENT, full, column)
    words = f"“{text}”看不懂"
    return wait_for(words, Tone.URGENT, f"{words}，请写成 2.5、2小时半 或 9:00-11:30", column)


def what_is_meant(doubt: Doubt) -> Verdict:
    """Something that only who asked the people knows."""
    time = doubt.time
    if doubt.kind is DoubtKind.ABSENT or time is None:
        words = f"写着“{doubt.text}”，来了吗？"
        if doubt.kind is DoubtKind.BESIDE:
            words = f"写在{doubt.text}后面，也来了吗？"
        return wait_for(
            words, Tone.WAITING, "来了，按两下 Enter；没来，按 Delete 删去这一行", "name"
        )
    meant = f"{format_hours(time.minutes)} 小时"
    if time.starts is not None and time.ends is not None:
        meant = f"{format_clock(time.starts)} 到 {format_clock(time.ends)}"
    full = f"名字后面写着“{doubt.text}”。是 {meant}，按两下 Enter；不是，把“小时”这一格清空"
    return wait_for(f"“{doubt.text}”是 {meant}吗？", Tone.WAITING, full, "minutes")


def wait_for(words: str, tone: Tone, full: str, cell: str) -> Verdict:
    """The row waits, because of one cell."""
    return Verdict(words, tone, False, full, cells=(cell,))


def cells_of(refusal: Refusal) -> tuple[str, ...]:
    """The columns that a refusal is about."""
    return {"hours": ("minutes",), "volunteer": ("name",)}.get(refusal.field, ())


def short_words(message: str) -> str:
    """The sentence without its advice, for the pill."""
    return message.partition("，请")[0].partition("；")[0].rstrip("。")


def refuse(
    message: str,
    on: date,
    waivable: bool = False,
    words: str = "",
    cells: tuple[str, ...] = (),
) -> Verdict:
    """The sentence without its advice in the pill (or ``words``), the whole beneath the grid."""
    full = f"按 Enter 写明原因可照样登记：{message}" if waivable else message
    tone = Tone.WAITING if waivable else Tone.URGENT
    overlap = _OVERLAP.match(message)
    if overlap and overlap[2] == short_date(on):
        words = f"与{overlap[1]} {overlap[3]} 重叠"
    return Verdict(words or short_words(message), tone, False, full, waivable, cells)
