"""The columns of the lists of projects, teams and units; the first are shown when few fit."""

from datetime import date

from volunteer_desk.domain.projects import ProjectRow, TeamRow
from volunteer_desk.domain.units import UNIT_KIND_WORDS, UnitRow
from volunteer_desk.ui.projects.columns import count_words, hours_words
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

PROJECT_COLUMNS: tuple[Column[ProjectRow], ...] = (
    Column("name", "项目", width=146, tip=lambda row: row.name, stretch=True),
    Column(
        "team",
        "队伍",
        lambda row: row.team or row.unit,
        150,
        "soft",
        tip=lambda row: row.team or row.unit,
    ),
    Column("activities", "场次", lambda row: count_words(row.activities), 56, "number"),
    Column("attendances", "人次", lambda row: count_words(row.attendances), 62, "number"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 82, "number"),
    Column("last_held_on", "最近活动", lambda row: _day(row.last_held_on), 104, "soft"),
    Column("category", "服务类别", width=110, kind="soft", tip=lambda row: row.category),
    Column("unit", "单位", width=140, kind="soft", tip=lambda row: row.unit),
    Column("brand", "品牌", lambda row: "品牌" if row.brand else "", 56, "soft"),
    Column("from_on", "开始", lambda row: _day(row.from_on), 104, "soft"),
    Column("to_on", "结束", lambda row: _day(row.to_on), 104, "soft"),
)

PROJECTS_LEAVING = (
    "to_on", "from_on", "brand", "unit", "category", "last_held_on", "team", "activities",
)  # fmt: skip
"""What gives way first in each list where there is little room; any may be chosen all the same."""

TEAM_COLUMNS: tuple[Column[TeamRow], ...] = (
    Column("name", "队伍", width=150, tip=lambda row: row.name, stretch=True),
    Column("leader", "负责人", width=80, kind="soft", tip=lambda row: row.leader),
    Column("members", "队员", lambda row: count_words(row.members), 56, "number"),
    Column(
        "activities_year", "今年场次", lambda row: count_words(row.activities_year), 86, "number"
    ),
    Column("minutes_year", "今年小时", lambda row: hours_words(row.minutes_year), 88, "number"),
    Column("kind", "类型", width=90, kind="soft", tip=lambda row: row.kind),
    Column("unit", "单位", width=140, kind="soft", tip=lambda row: row.unit),
    Column("phone_masked", "电话", width=122, kind="soft"),
    Column("founded_on", "成立", lambda row: _day(row.founded_on), 104, "soft"),
)

TEAMS_LEAVING = ("founded_on", "phone_masked", "unit", "kind", "leader", "activities_year")

UNIT_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column(
        "name",
        "单位",
        lambda row: "\u3000" * row.depth + row.name,
        230,
        tip=lambda row: row.name,
        stretch=True,
    ),
    Column("code", "代码", width=136, kind="soft"),
    Column("teams", "队伍", lambda row: _if_any(row.teams), 52, "number"),
    Column("projects", "项目", lambda row: _if_any(row.projects), 52, "number"),
    Column(
        "state",
        "情况",
        lambda row: _unit_state(row)[0],
        92,
        "pill",
        tone=lambda row: _unit_state(row)[1],
    ),
    Column("kind", "类型", lambda row: UNIT_KIND_WORDS[row.kind], 104, "soft"),
    Column("contact", "联系人", width=88, kind="soft", tip=lambda row: row.contact),
    Column("phone_masked", "电话", width=122, kind="soft"),
)

UNITS_LEAVING = ("phone_masked", "contact", "kind", "projects", "teams", "code")


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _if_any(number: int) -> str:
    return count_words(number) if number else ""


def _unit_state(row: UnitRow) -> tuple[str, Tone]:
    if row.own:
        return "本单位", Tone.OK
    return ("", Tone.PLAIN) if row.active else ("已停用", Tone.PLAIN)
