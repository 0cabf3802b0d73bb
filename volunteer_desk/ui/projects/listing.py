"""What the lists hold, and which teams and units a text and a filter keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from volunteer_desk.domain.projects import ProjectFilter, ProjectRow, TeamRow
from volunteer_desk.domain.units import UnitRow


@dataclass(frozen=True)
class Listed:
    """Rows just read, in the orders asked for.

    ``every_team`` are those in use by name and ``tree`` every unit by code, for choices.
    """

    projects: tuple[ProjectRow, ...]
    every_team: tuple[TeamRow, ...]
    teams: tuple[TeamRow, ...]
    units: tuple[UnitRow, ...]
    tree: tuple[UnitRow, ...]


def kept_teams(teams: Sequence[TeamRow], text: str, shown: ProjectFilter) -> list[TeamRow]:
    """Teams whose name, leader or unit holds the text, and that the filter keeps."""
    found = [row for row in teams if text in row.name or text in row.leader or text in row.unit]
    if shown is ProjectFilter.LACKING:
        return [row for row in found if row.gaps]
    if shown is ProjectFilter.IDLE:
        return [row for row in found if row.idle]
    return found


def kept_units(units: Sequence[UnitRow], text: str, shown: ProjectFilter) -> list[UnitRow]:
    """Units whose name or code holds the text; retired ones only when they are asked for."""
    retired = shown is ProjectFilter.RETIRED
    found = [row for row in units if row.active != retired]
    if shown is ProjectFilter.LACKING:
        found = [row for row in found if row.gaps]
    return [row for row in found if text in row.name or row.code.startswith(text)]
