"""The columns of the long list of activities, and the periods it can show."""

from datetime import date, timedelta

from volunteer_desk.domain.activities import STAGE_TONES, STAGE_WORDS, span_words
from volunteer_desk.ui.activities.calendar_reading import DayRow, row_words
from volunteer_desk.ui.projects.columns import count_words, hours_words
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone


def _clock(one: DayRow) -> str:
    return one.row.cancel_reason or ("" if one.clock is None else one.clock.words)


def _clock_tone(one: DayRow) -> Tone:
    if one.clock is None or one.row.cancel_reason:
        return Tone.PLAIN
    return Tone(one.clock.tone)


def _tip(one: DayRow) -> str:
    why = f"原因：{one.row.cancel_reason}" if one.row.cancel_reason else ""
    said = (one.row.project, row_words(one.row), "　".join(c.words for c in one.clocks), why)
    return "\n".join(filter(None, said))


LIST_COLUMNS: tuple[Column[DayRow], ...] = (
    Column("held_on", "日期", lambda one: f"{one.row.held_on:%Y-%m-%d}", 104),
    Column(
        "starts",
        "时间",
        lambda one: span_words(one.row.starts, one.row.ends),
        108,
        "soft",
        sortable=False,
    ),
    Column("project", "活动", lambda one: one.row.project, 130, tip=_tip, stretch=True),
    Column("place", "地点", lambda one: one.row.place, 120, "soft", tip=lambda one: one.row.place),
    Column("team", "队伍", lambda one: one.row.team, 140, "soft", tip=lambda one: one.row.team),
    Column(
        "stage",
        "状态",
        lambda one: STAGE_WORDS[one.stage],
        84,
        "pill",
        tone=lambda one: Tone(STAGE_TONES[one.stage]),
    ),
    Column("clock", "期限", _clock, 156, "pill", tone=_clock_tone, sortable=False),
    Column(
        "attendances",
        "人次",
        lambda one: count_words(one.row.attendances) if one.row.attendances else "",
        58,
        "number",
    ),
    Column(
        "minutes",
        "小时",
        lambda one: hours_words(one.row.minutes) if one.row.minutes else "",
        74,
        "number",
    ),
)
LEAVING = ("team", "place", "starts", "attendances", "minutes")
"""Columns that fold away where there is little room."""


def periods(today: date) -> tuple[tuple[str, str, date, date], ...]:
    """(key, words, first, last) of the periods a list can show."""
    year = today.year
    month = today.replace(day=1)
    after = (month + timedelta(days=32)).replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    return (
        ("year", f"{year}年", date(year, 1, 1), date(year, 12, 31)),
        ("month", "本月", month, after - timedelta(days=1)),
        ("before", "上月", before, month - timedelta(days=1)),
        ("ahead", "今天以后", today, date(year + 10, 12, 31)),
        ("last", f"{year - 1}年", date(year - 1, 1, 1), date(year - 1, 12, 31)),
        ("all", "全部年份", date(1900, 1, 1), date(2200, 12, 31)),
    )
