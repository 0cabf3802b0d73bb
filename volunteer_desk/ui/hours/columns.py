"""The columns of the grid and of the ledger, as data."""

from volunteer_desk.domain.durations import DAY, format_clock, format_hours
from volunteer_desk.domain.hours import HourRow, HoursNature, HoursSource
from volunteer_desk.domain.rounding import rounded_words
from volunteer_desk.ui.hours.row_times import ends_words, minutes_words, starts_words
from volunteer_desk.ui.hours.rows import GridRow
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


def _team(row: GridRow) -> str:
    if row.person is None:
        return "?" if row.candidates else ""
    return row.person.team


def _verdict_tip(row: GridRow) -> str:
    return row.verdict.full or row.verdict.words


GRID_COLUMNS: tuple[Column[GridRow], ...] = (
    Column("number", "#", lambda row: str(row.number), 42, "number"),
    Column("name", "志愿者", lambda row: row.name, 156, tip=lambda row: row.name),
    Column("team", "队伍", _team, 136, "soft", tip=_team),
    Column("starts", "起", starts_words, 62, "number", editable=True),
    Column("ends", "止", ends_words, 62, "number", editable=True),
    Column(
        "minutes",
        "小时",
        minutes_words,
        60,
        "number",
        tip=lambda row: row.verdict.full,
        editable=True,
    ),
    Column(
        "nature",
        "性质",
        lambda row: NATURES[row.nature],
        70,
        "pill",
        tone=lambda row: Tone.PLAIN if row.nature is HoursNature.CREDIT else Tone.INFO,
        tip=lambda row: f"{NATURES[row.nature]}时长，按空格换",
    ),
    Column("source", "来源", lambda row: SOURCES[row.source], 70, "pill", lambda _row: Tone.PLAIN),
    Column("remark", "备注", width=110, kind="soft", tip=lambda row: row.remark, editable=True),
    Column(
        "verdict",
        "核对",
        lambda row: row.verdict.words,
        180,
        "pill",
        tone=lambda row: row.verdict.tone,
        tip=_verdict_tip,
        stretch=True,
    ),
)


def span_words(row: HourRow) -> str:
    """``09:00–11:30``, ``22:00–次日 01:00``, or nothing when only a length is known."""
    if row.starts is None or row.ends is None:
        return ""
    night = "次日 " if row.ends <= row.starts else ""
    return f"{format_clock(row.starts)}–{night}{format_clock(row.ends % DAY)}"


def _state(row: HourRow) -> tuple[str, Tone]:
    if row.waiting:
        return ("未生效", Tone.PLAIN) if row.reversed else ("待核", Tone.WAITING)
    if row.minutes < 0:
        return "冲销", Tone.URGENT
    return ("已冲销", Tone.PLAIN) if row.reversed else ("已生效", Tone.OK)


def entry_words(row: HourRow) -> str:
    """How an entry came in and what is particular about it: nature, 补录, reason, rounding."""
    late = f"补录，计入 {row.late_month // 100}年{row.late_month % 100}月" if row.late_month else ""
    return " · ".join(
        filter(
            None,
            (
                f"来源：{SOURCES[row.source]}",
                f"{NATURES[row.nature]}时长",
                late,
                f"照样登记，原因：{row.reason}" if row.waived and row.reason else "",
                rounded_words(row.minutes, row.spent),
            ),
        )
    )


def _remark(row: HourRow) -> str:
    """The remark; before it what no other column says of the entry."""
    marks = (
        "荣誉" if row.nature is HoursNature.HONOUR else "",
        "补录" if row.late_month else "",
        "有原因" if row.waived and row.reason else "",
        row.remark,
    )
    return " · ".join(filter(None, marks))


LEDGER_COLUMNS: tuple[Column[HourRow], ...] = (
    Column("served_on", "日期", lambda row: row.served_on.isoformat(), 104, "soft"),
    Column(
        "name",
        "志愿者",
        width=108,
        tip=lambda row: " · ".join(filter(None, (row.name, row.team, row.volunteer_number))),
    ),
    Column("project", "项目", width=112, tip=lambda row: row.project, stretch=True),
    Column("span", "起–止", span_words, 128, "number"),
    Column(
        "minutes",
        "小时",
        lambda row: format_hours(row.minutes),
        58,
        "number",
        tip=lambda row: rounded_words(row.minutes, row.spent),
    ),
    Column(
        "state",
        "状态",
        lambda row: _state(row)[0],
        80,
        "pill",
        tone=lambda row: _state(row)[1],
        tip=entry_words,
    ),
    Column("remark", "备注", _remark, 70, "soft", tip=_remark, stretch=True),
)
