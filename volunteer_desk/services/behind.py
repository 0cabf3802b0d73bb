"""这个数怎么来的: the rows behind the figures of a project, a team or a unit."""

from collections.abc import Sequence

from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityRow, ServedRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import behind as store


def this_year(desk: Desk) -> Span:
    """The calendar year of today."""
    today = desk.today()
    return Span(today.replace(month=1, day=1), today.replace(month=12, day=31))


def people_of_project(desk: Desk, project_id: int) -> tuple[ServedRow, ...]:
    """Who served in a project, the longest first."""
    with desk.database.reading() as connection:
        return store.people_served(connection, project_id)


def activities_of_team(desk: Desk, team_id: int) -> tuple[ActivityRow, ...]:
    """This year's activities in which a team was credited, with its own figures."""
    span = this_year(desk)
    with desk.database.reading() as connection:
        return store.credited_activities(connection, span.first, span.last, team_id=team_id)


def members_of_unit(desk: Desk, unit_id: int) -> Sequence[int]:
    """Ids of memberships: one for each person in the teams of a unit and of all below it."""
    with desk.database.reading() as connection:
        return store.unit_member_ids(connection, unit_id)


def activities_of_unit(desk: Desk, unit_id: int) -> tuple[ActivityRow, ...]:
    """This year's activities in which the teams of a unit and below it were credited."""
    span = this_year(desk)
    with desk.database.reading() as connection:
        return store.credited_activities(connection, span.first, span.last, unit_id=unit_id)
