"""What a new activity of a project is likely to be: as the last one, else as the project says."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from volunteer_desk.domain.activities import ActivityDraft, ActivityRow, ActivityState
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.activities import list_activities, read_activity
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import every_word
from volunteer_desk.services.projects import project_id_by_name, read_project

_LOOKED_AT = 10
_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Likely:
    """What to fill in for an activity of a project on a day.

    Attributes:
        project_id: None for a project still to be made.
        draft: Its fields; those of one occasion alone (weather, remark, people) are empty.
        like: The day of the occasion it was taken from, None where it is the project's own.
        held: What the project has on that day already.
    """

    project_id: int | None
    draft: ActivityDraft
    like: date | None
    held: tuple[ActivityRow, ...]


def likely_activity(desk: Desk, project: str, on: date) -> Likely:
    """What an activity of this project on this day is likely to be."""
    project_id = project_id_by_name(desk, project) if project.strip() else None
    if project_id is None:
        return Likely(None, ActivityDraft(0, on), None, ())
    around = [
        row
        for row in list_activities(desk, project_id, Span(on - _YEAR, on), _LOOKED_AT)
        if row.state is not ActivityState.CANCELLED
    ]
    held = tuple(row for row in around if row.held_on == on)
    before = next((row for row in around if row.held_on < on), None)
    if before is not None:
        last = read_activity(desk, before.id)
        draft = replace(last, held_on=on, beneficiaries=None, weather="", remark="")
        return Likely(project_id, draft, before.held_on, held)
    known = read_project(desk, project_id)
    words = every_word(desk, "beneficiary")
    draft = ActivityDraft(
        project_id,
        on,
        place=known.place,
        content=known.content,
        team_id=known.team_id,
        recipients="、".join(words.get(code, code) for code in known.recipients),
    )
    return Likely(project_id, draft, None, held)
