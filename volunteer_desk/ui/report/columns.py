"""The columns of the month: figures by team, category or unit, its activities, its people."""

from volunteer_desk.domain.sheet_entries import By
from volunteer_desk.ui.report.lines import MonthLine
from volunteer_desk.ui.tables import Column


def hours_words(minutes: int) -> str:
    """Hours with one decimal and thousands: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def change_words(row: MonthLine) -> str:
    """环比: ``+8%``, ``−4%``; a dash where there is nothing to compare with."""
    if row.minutes_before is None:
        return ""
    if row.minutes_before == 0:
        return "–"
    change = round((row.minutes - row.minutes_before) * 100 / row.minutes_before)
    return f"+{change}%" if change > 0 else f"−{-change}%" if change < 0 else "持平"


def _change_tip(row: MonthLine) -> str:
    if row.minutes_before is None:
        return ""
    return f"上月 {hours_words(row.minutes_before)} 小时，回车后看“上月”的明细"


def _if_known(minutes: int | None) -> str:
    return "" if minutes is None else hours_words(minutes)


def _label(word: str) -> Column[MonthLine]:
    return Column("label", word, width=150, tip=lambda row: row.label, stretch=True)


_ATTENDANCES: Column[MonthLine] = Column(
    "attendances", "人次", lambda row: f"{row.attendances:,}", 64, "number"
)
_MINUTES: Column[MonthLine] = Column(
    "minutes", "小时", lambda row: hours_words(row.minutes), 88, "number"
)
_TEAM: Column[MonthLine] = Column(
    "team", "队伍", width=110, kind="soft", tip=lambda row: row.team, stretch=True
)
_FIGURES: tuple[Column[MonthLine], ...] = (
    Column(
        "activities", "场次", lambda row: "" if row.late else f"{row.activities:,}", 58, "number"
    ),
    _ATTENDANCES,
    Column("people", "人数", lambda row: f"{row.people:,}", 64, "number"),
    _MINUTES,
    Column("minutes_before", "环比", change_words, 72, "number", tip=_change_tip),
)

COLUMNS: dict[By, tuple[Column[MonthLine], ...]] = {
    By.TEAM: (_label("队伍"), *_FIGURES),
    By.CATEGORY: (_label("服务类别"), *_FIGURES),
    By.UNIT: (_label("单位"), *_FIGURES),
    By.ACTIVITY: (
        Column("day", "日期", lambda row: f"{row.day:%m-%d}" if row.day else "", 64, "soft"),
        _label("活动"),
        _TEAM,
        _ATTENDANCES,
        _MINUTES,
    ),
    By.PERSON: (
        _label("志愿者"),
        _TEAM,
        _ATTENDANCES,
        Column("minutes", "本月", lambda row: hours_words(row.minutes), 72, "number"),
        Column("minutes_year", "本年", lambda row: _if_known(row.minutes_year), 78, "number"),
        Column("minutes_all", "累计", lambda row: _if_known(row.minutes_all), 82, "number"),
    ),
}
