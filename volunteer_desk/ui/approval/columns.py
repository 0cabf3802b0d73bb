"""The columns of what waits, as data."""

from volunteer_desk.domain.approval import WaitingGroup, WaitingRow
from volunteer_desk.domain.durations import DAY, format_clock, format_hours
from volunteer_desk.ui.entries.columns import NATURES, SOURCES
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone


def _day(group: WaitingGroup) -> str:
    return f"{group.held_on:%m-%d}"


def _span(row: WaitingRow) -> str:
    if row.starts is None or row.ends is None:
        return ""
    night = "次日 " if row.ends <= row.starts else ""
    return f"{format_clock(row.starts)}–{night}{format_clock(row.ends % DAY)}"


def _said(row: WaitingRow) -> str:
    return row.reason if row.waived else row.remark


def _source(row: WaitingRow) -> str:
    return "要看原因" if row.waived else SOURCES[row.source]


GROUP_COLUMNS: tuple[Column[WaitingGroup], ...] = (
    Column("held_on", "日期", _day, 64, "soft", tip=lambda group: group.held_on.isoformat()),
    Column("label", "活动或队伍", width=100, tip=lambda group: group.label, stretch=True),
    Column("people", "人", lambda group: f"{group.people:,}", 62, "number"),
    Column("minutes", "小时", lambda group: format_hours(group.minutes), 72, "number"),
)

ROW_COLUMNS: tuple[Column[WaitingRow], ...] = (
    Column("served_on", "日期", lambda row: row.served_on.isoformat(), 104, "soft"),
    Column(
        "name",
        "志愿者",
        width=196,
        tip=lambda row: " · ".join(filter(None, (row.name, row.team, row.volunteer_number))),
    ),
    Column("project", "项目", width=112, tip=lambda row: row.project, stretch=True),
    Column("span", "起–止", _span, 128, "number"),
    Column("minutes", "小时", lambda row: format_hours(row.minutes), 58, "number"),
    Column("nature", "性质", lambda row: NATURES[row.nature], 60, "soft"),
    Column(
        "source",
        "来源",
        _source,
        84,
        "pill",
        tone=lambda row: Tone.WAITING if row.waived else Tone.PLAIN,
        tip=lambda row: f"来源：{SOURCES[row.source]}",
    ),
    Column("said", "备注或原因", _said, 96, "soft", tip=_said, stretch=True),
)
