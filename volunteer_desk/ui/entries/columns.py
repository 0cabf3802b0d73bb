"""The columns of ledger rows, the same wherever a total is explained."""

from volunteer_desk.domain.durations import DAY, format_clock, format_hours
from volunteer_desk.domain.entry_notes import entry_remark
from volunteer_desk.domain.hours import HourRow, HoursNature, HoursSource
from volunteer_desk.domain.rounding import rounded_words
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

SOURCES: dict[HoursSource, str] = {
    HoursSource.TYPED: "录入",
    HoursSource.SIGNED: "签到",
    HoursSource.SCANNED: "扫码",
    HoursSource.IMPORTED: "导入",
    HoursSource.PASTED: "接龙",
    HoursSource.LATE: "补录",
    HoursSource.ADJUSTED: "调整",
}

NATURES: dict[HoursNature, str] = {HoursNature.CREDIT: "信用", HoursNature.HONOUR: "荣誉"}


def span_words(row: HourRow) -> str:
    """``09:00–11:30``, ``22:00–次日 01:00``, or nothing when only a length is known."""
    if row.starts is None or row.ends is None:
        return ""
    night = "次日 " if row.ends <= row.starts else ""
    return f"{format_clock(row.starts)}–{night}{format_clock(row.ends % DAY)}"


def state_words(row: HourRow) -> str:
    """What a row is: 待核, 未生效, 冲销, 已冲销, 补录 or 已生效."""
    if row.waiting:
        return "未生效" if row.reversed else "待核"
    if row.minutes < 0:
        return "冲销"
    if row.reversed:
        return "已冲销"
    return "补录" if row.late_month is not None else "已生效"


_TONES = {
    "待核": Tone.WAITING,
    "冲销": Tone.URGENT,
    "补录": Tone.INFO,
    "已生效": Tone.OK,
}


def state_tone(row: HourRow) -> Tone:
    """Its pill's tone; what counts nothing is plain."""
    return _TONES.get(state_words(row), Tone.PLAIN)


def entry_words(row: HourRow) -> str:
    """How an entry came in and what is particular about it: nature, 补录, reason, rounding."""
    said = (f"来源：{SOURCES[row.source]}", f"{NATURES[row.nature]}时长", entry_remark(row))
    return " · ".join(filter(None, said))


def _said(row: HourRow) -> str:
    honour = "荣誉" if row.nature is HoursNature.HONOUR else ""
    anew = "更正后" if row.source is HoursSource.ADJUSTED and row.minutes > 0 else ""
    return " · ".join(filter(None, (honour, anew, entry_remark(row))))


def _who(row: HourRow) -> str:
    return " · ".join(filter(None, (row.name, row.team, row.volunteer_number)))


ENTRY_COLUMNS: tuple[Column[HourRow], ...] = (
    Column("served_on", "日期", lambda row: row.served_on.isoformat(), 100, "soft"),
    Column("name", "志愿者", width=92, tip=_who, stretch=True),
    Column("project", "项目", width=104, tip=lambda row: row.project, stretch=True),
    Column("team", "队伍", width=112, kind="soft", tip=lambda row: row.team, stretch=True),
    Column("span", "起–止", span_words, 128, "number"),
    Column(
        "minutes",
        "小时",
        lambda row: format_hours(row.minutes),
        60,
        "number",
        tip=lambda row: rounded_words(row.minutes, row.spent),
    ),
    Column("state", "状态", state_words, 80, "pill", tone=state_tone, tip=entry_words),
    Column("said", "说明", _said, 70, "soft", tip=_said, stretch=True),
)
