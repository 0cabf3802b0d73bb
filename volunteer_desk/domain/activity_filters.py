"""Which activities a list shows, and in which order."""

from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.activities import Stage

SORTS = ("held_on", "project", "team", "place", "stage", "attendances", "minutes")
"""Keys a list of activities can be sorted by."""


@dataclass(frozen=True)
class ActivityFilter:
    """What a list of activities shows; None and "" are no condition.

    Attributes:
        first: The first day, included.
        last: The last day, included.
        unit_id: Of projects and teams of this unit and of the units below it.
        text: Part of the project, place, leader, content or team.
    """

    first: date
    last: date
    stage: Stage | None = None
    project_id: int | None = None
    team_id: int | None = None
    unit_id: int | None = None
    text: str = ""
