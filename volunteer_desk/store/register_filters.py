"""Filters of the lists of projects, teams and units as conditions in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from volunteer_desk.domain.register_filters import (
    Phase,
    ProjectFilter,
    ProjectLack,
    Standing,
    TeamFilter,
    TeamLack,
    UnitFilter,
)
from volunteer_desk.domain.units import CODED_KINDS, UnitLack
from volunteer_desk.store.register_search import Values

L = TypeVar("L")

UNITS_BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT unit.id FROM unit "
    "JOIN below ON unit.parent_id = below.id) SELECT id FROM below"
)
"""A unit and all below it."""

MEMBERS = """(SELECT COUNT(DISTINCT volunteer_id) FROM membership
    JOIN volunteer ON volunteer.id = volunteer_id
    WHERE team_id = team.id AND to_on IS NULL AND volunteer.status <> 'left')"""
"""How many a team's members are now."""

# as ProjectDraft.gaps, TeamRow.gaps and UnitRow.gaps say
_PROJECT_LACKS = {
    ProjectLack.CATEGORY: "COALESCE(project.category, '') = ''",
    ProjectLack.OWNER: "project.team_id IS NULL AND project.unit_id IS NULL",
    ProjectLack.RECIPIENTS: "project.recipients = ''",
    ProjectLack.CONTENT: "project.content = ''",
    ProjectLack.FROM_ON: "project.from_on IS NULL",
}
_TEAM_GAPS = {
    TeamLack.LEADER: "team.leader = ''",
    TeamLack.PHONE: "team.phone = '' AND COALESCE("
    "(SELECT phone FROM volunteer WHERE volunteer.id = team.leader_id), '') = ''",
    TeamLack.KIND: "team.kind = ''",
    TeamLack.MEMBERS: "NOT EXISTS (SELECT 1 FROM membership JOIN volunteer"
    " ON volunteer.id = volunteer_id WHERE team_id = team.id AND to_on IS NULL"
    " AND volunteer.status <> 'left')",
}
HOMELESS = "team.unit_id IS NULL AND EXISTS (SELECT 1 FROM unit WHERE active)"
"""A team of no unit is no gap on a desk without units."""
_TEAM_LACKS = {
    **_TEAM_GAPS,
    TeamLack.UNIT: "team.unit_id IS NULL",
    TeamLack.FOUNDED: "team.founded_on IS NULL",
}
_KINDS = ", ".join(f"'{kind}'" for kind in CODED_KINDS)
_UNIT_LACKS = {
    UnitLack.CODE: f"unit.code IS NULL AND unit.kind IN ({_KINDS})",
    UnitLack.CONTACT: "unit.contact = ''",
    UnitLack.PHONE: "unit.phone = ''",
}
_PHASES = {
    Phase.PLANNED: "project.from_on > ?",
    Phase.ENDED: "project.to_on < ? AND COALESCE(project.from_on, '') <= ?",
    Phase.RUNNING: "COALESCE(project.from_on, '') <= ? AND COALESCE(project.to_on, '9') >= ?",
}
_IDLE_PROJECT = (
    "NOT EXISTS (SELECT 1 FROM activity WHERE project_id = project.id"
    " AND state <> 'cancelled' AND held_on BETWEEN ? AND ?)"
)
_IDLE_TEAM = """team.id NOT IN (
    WITH as_indexed AS (
        SELECT team_id, activity_id, SUM(minutes) AS minutes
        FROM hour_entry WHERE served_on BETWEEN ? AND ? AND team_id IS NOT NULL
        GROUP BY served_on, team_id, activity_id
    )
    SELECT team_id FROM as_indexed GROUP BY team_id, activity_id HAVING SUM(minutes) > 0
)"""


@dataclass(frozen=True)
class Condition:
    """Conditions on a row, each beginning with " AND ", and their values."""

    sql: str = ""
    values: Values = ()

    def and_(self, sql: str, *values: str | int) -> "Condition":
        """This one, and another."""
        return Condition(f"{self.sql} AND ({sql})", (*self.values, *values))


def standing_condition(table: str, standing: Standing | None) -> Condition:
    """Those in use, those retired, or all."""
    if standing is None:
        return Condition()
    return Condition().and_(f"{table}.active = ?", int(standing is Standing.ACTIVE))


def project_condition(
    where: ProjectFilter | None, standing: Standing | None, today: date
) -> Condition:
    """A filter as conditions on ``project``."""
    found, where = standing_condition("project", standing), where or ProjectFilter()
    if where.lack is not None:
        found = found.and_(_lack(_PROJECT_LACKS, where.lack, _PROJECT_LACKS))
    if where.phase is not None:
        sql = _PHASES[where.phase]
        found = found.and_(sql, *(today.isoformat(),) * sql.count("?"))
    if where.category:
        found = found.and_(
            "project.category = ? OR instr(' ' || project.more_categories || ' ', ?) > 0",
            where.category,
            f" {where.category} ",
        )
    if where.recipient:
        found = found.and_("instr(' ' || project.recipients || ' ', ?) > 0", f" {where.recipient} ")
    if where.team_id is not None:
        found = found.and_("project.team_id = ?", where.team_id)
    if where.unit_id is not None:
        found = found.and_(f"project.unit_id IN ({UNITS_BELOW})", where.unit_id)
    if where.brand:
        found = found.and_("project.brand")
    if where.idle:
        found = found.and_(_IDLE_PROJECT, *_year(today))
    return found


def team_condition(where: TeamFilter | None, standing: Standing | None, today: date) -> Condition:
    """A filter as conditions on ``team``."""
    found, where = standing_condition("team", standing), where or TeamFilter()
    if where.lack is not None:
        found = found.and_(_lack(_TEAM_LACKS, where.lack, {**_TEAM_GAPS, TeamLack.UNIT: HOMELESS}))
    if where.kind:
        found = found.and_("team.kind = ?", where.kind)
    if where.unit_id is not None:
        found = found.and_(f"team.unit_id IN ({UNITS_BELOW})", where.unit_id)
    if where.members_from is not None:
        found = found.and_(f"{MEMBERS} >= ?", where.members_from)
    if where.members_to is not None:
        found = found.and_(f"{MEMBERS} <= ?", where.members_to)
    if where.idle:
        found = found.and_(_IDLE_TEAM, *_year(today))
    return found


def unit_condition(where: UnitFilter | None, standing: Standing | None) -> Condition:
    """A filter as conditions on ``unit``."""
    found, where = standing_condition("unit", standing), where or UnitFilter()
    if where.lack is not None:
        found = found.and_(_lack(_UNIT_LACKS, where.lack, _UNIT_LACKS))
    if where.kind is not None:
        found = found.and_("unit.kind = ?", where.kind.value)
    if where.below is not None:
        found = found.and_(f"unit.id IN ({UNITS_BELOW})", where.below)
    if where.teamless:
        found = found.and_(
            "NOT EXISTS (SELECT 1 FROM team WHERE team.unit_id = unit.id AND team.active)"
        )
    return found


def _lack(lacks: Mapping[L, str], lack: L, gaps: Mapping[L, str]) -> str:
    """One lack, or any of the gaps."""
    return lacks.get(lack) or " OR ".join(f"({sql})" for sql in gaps.values())


def _year(today: date) -> tuple[str, str]:
    return f"{today.year:04d}-01-01", f"{today.year:04d}-12-31"
