"""The columns of the page's tables, declared over the rows the services give."""

from volunteer_desk.domain.projects import ActivityRow, ActivityState, ProjectRow, TeamRow
from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

STATES: dict[ActivityState, tuple[str, Tone]] = {
    ActivityState.PLANNED: ("待登记", Tone.WAITING),
    ActivityState.RECORDED: ("已登记", Tone.OK),
    ActivityState.CHECKED: ("已核", Tone.OK),
    ActivityState.CANCELLED: ("取消", Tone.PLAIN),
}


def hours_words(minutes: int) -> str:
    """Hours with one decimal, as the tables of the look show them: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def time_words(row: ActivityRow) -> str:
    """``09:00–11:30``, the start alone, or nothing."""
    if row.starts is None:
        return ""
    return f"{row.starts:%H:%M}–{row.ends:%H:%M}" if row.ends else f"{row.starts:%H:%M}"


def count_words(number: int) -> str:
    """``1,961``."""
    return f"{number:,}"


PROJECT_COLUMNS: tuple[Column[ProjectRow], ...] = (
    Column("name", "项目", width=146, tip=lambda row: row.name, stretch=True),
    Column("team", "队伍", width=150, kind="soft", tip=lambda row: row.team),
    Column("activities", "场次", lambda row: count_words(row.activities), 56, "number"),
    Column("attendances", "人次", lambda row: count_words(row.attendances), 62, "number"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 82, "number"),
)

PROJECTS_LEAVING = ("team", "activities")
TEAMS_LEAVING = ("leader", "activities_year")
ACTIVITIES_LEAVING = ("starts", "attendances")
MEMBERS_LEAVING = ("number", "phone_masked")
"""What gives way first in each table where there is little room."""

TEAM_COLUMNS: tuple[Column[TeamRow], ...] = (
    Column("name", "队伍", width=150, tip=lambda row: row.name, stretch=True),
    Column("leader", "负责人", width=80, kind="soft", tip=lambda row: row.leader),
    Column("members", "队员", lambda row: count_words(row.members), 56, "number"),
    Column(
        "activities_year", "今年场次", lambda row: count_words(row.activities_year), 86, "number"
    ),
    Column("minutes_year", "今年小时", lambda row: hours_words(row.minutes_year), 88, "number"),
)

ACTIVITY_COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column("held_on", "日期", lambda row: f"{row.held_on:%Y-%m-%d}", 104),
    Column("starts", "时间", time_words, 108, "soft"),
    Column("place", "地点", width=60, kind="soft", tip=lambda row: row.place, stretch=True),
    Column("attendances", "人次", lambda row: count_words(row.attendances), 54, "number"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 70, "number"),
    Column(
        "state",
        "情况",
        lambda row: STATES[row.state][0],
        80,
        "pill",
        tone=lambda row: STATES[row.state][1],
    ),
)

MEMBER_COLUMNS: tuple[Column[VolunteerRow], ...] = (
    Column("name", "姓名", width=120, tip=lambda row: row.name, stretch=True),
    Column("number", "编号", width=120, kind="soft"),
    Column("phone_masked", "电话", width=126, kind="soft"),
    Column("minutes", "累计小时", lambda row: hours_words(row.minutes), 96, "number"),
)
