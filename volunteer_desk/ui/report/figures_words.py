"""The month in sentences: its figures below the table, and which month a desk reports."""

from datetime import date

from volunteer_desk.domain.monthly import MonthlySheet
from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.report.columns import hours_words


def month_to_report(today: date) -> Month:
    """The month a desk is likely to report: last month until the 20th, then this one."""
    return Month.of(today) if today.day >= 20 else Month.of(today).before()


def figures_words(sheet: MonthlySheet) -> str:
    """People, hours a head, the year, and what was recorded late."""
    seen = sheet.figures
    each = hours_words(seen.minutes // seen.people) if seen.people else "0.0"
    return (
        f"在册志愿者 {seen.volunteers:,} 人（本月新增 {seen.registered:,} 人，"
        f"注销 {seen.left:,} 人）；有时长 {seen.people:,} 人；人均 {each} 小时；"
        f"本年累计 {hours_words(seen.minutes_year)} 小时。{_adjusted_words(sheet)}"
    )


def _adjusted_words(sheet: MonthlySheet) -> str:
    """What was recorded late for the month, and both together."""
    if not sheet.adjustments:
        return ""
    both = sheet.figures.minutes + sheet.adjusted_minutes
    return (
        f"另有补录 {hours_words(sheet.adjusted_minutes)} 小时，"
        f"连同本月共 {hours_words(both)} 小时。"
    )
