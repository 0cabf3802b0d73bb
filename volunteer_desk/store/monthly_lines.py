"""The long lists of the monthly sheet: its activities, and its persons with their totals."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from volunteer_desk.domain.monthly import ActivityLine
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.store.monthly import ENTRY, signed, within, year_to
from volunteer_desk.store.tables import (
    Activity,
    Membership,
    Project,
    Team,
    Volunteer,
)

_ACTIVITY = Activity.__table__
_PROJECT = Project.__table__
_TEAM = Team.__table__
_VOLUNTEER = Volunteer.__table__
_MEMBERSHIP = Membership.__table__


class PersonSums(NamedTuple):
    """A person's figures; the star is not given yet."""

    volunteer_id: int
    number: str
    name: str
    team: str
    attendances: int
    minutes: int
    minutes_year: int
    minutes_all: int


def activity_lines(
    connection: Connection, month: Month, *, own: bool = False
) -> list[ActivityLine]:
    """Activities with unreversed hours in the month, by date; ``category`` is the code."""
    served = (
        select(
            ENTRY.c.activity_id,
            func.sum(signed()).label("attendances"),
            func.sum(ENTRY.c.minutes).label("minutes"),
        )
        .where(within(Span(month.first, month.last), own=own))
        .group_by(ENTRY.c.activity_id)
        .having(func.sum(ENTRY.c.minutes) > 0)
        .subquery()
    )
    rows = connection.execute(
        select(
            _ACTIVITY.c.held_on,
            _PROJECT.c.name,
            func.coalesce(_PROJECT.c.category, ""),
            _ACTIVITY.c.place,
            func.coalesce(_TEAM.c.name, ""),
            served.c.attendances,
            served.c.minutes,
            _ACTIVITY.c.beneficiaries,
            _ACTIVITY.c.leader,
            _ACTIVITY.c.remark,
            _ACTIVITY.c.id,
        )
        .select_from(
            served.join(_ACTIVITY, _ACTIVITY.c.id == served.c.activity_id)
            .join(_PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id)
            .outerjoin(_TEAM, _TEAM.c.id == _ACTIVITY.c.team_id)
        )
        .order_by(_ACTIVITY.c.held_on, _ACTIVITY.c.starts, _ACTIVITY.c.id)
    )
    return [ActivityLine(*tuple(row)) for row in rows]


def person_sums(connection: Connection, month: Month, *, own: bool = False) -> list[PersonSums]:
    """Everyone with unreversed hours in the month, with year-to-date and all-time minutes.

    Both reach to the month's end, so the sheet of a past month stays what it was. The team is the
    earliest one the person is a member of now. With ``own`` what was recorded late counts from
    the month it was recorded for.
    """
    served = (
        select(
            ENTRY.c.volunteer_id,
            func.sum(signed()).label("attendances"),
            func.sum(ENTRY.c.minutes).label("minutes"),
        )
        .where(within(Span(month.first, month.last), own=own))
        .group_by(ENTRY.c.volunteer_id)
        .having(func.sum(ENTRY.c.minutes) > 0)
        .subquery()
    )
    all_time = ENTRY.alias("all_time")
    of_person = all_time.c.volunteer_id == served.c.volunteer_id
    sums = select(func.coalesce(func.sum(all_time.c.minutes), 0)).where(
        of_person, all_time.c.served_on <= month.last
    )
    if own:
        recorded = all_time.c.late_month
        sums = sums.where(or_(recorded.is_(None), recorded <= month.number))
        in_year = sums.where(
            or_(
                and_(recorded.is_(None), all_time.c.served_on >= year_to(month).first),
                recorded >= Month(month.year, 1).number,
            )
        )
    else:
        in_year = sums.where(all_time.c.served_on >= year_to(month).first)
    team = (
        select(_TEAM.c.name)
        .select_from(_MEMBERSHIP.join(_TEAM, _TEAM.c.id == _MEMBERSHIP.c.team_id))
        .where(_MEMBERSHIP.c.volunteer_id == served.c.volunteer_id, _MEMBERSHIP.c.to_on.is_(None))
        .order_by(_MEMBERSHIP.c.from_on, _MEMBERSHIP.c.id)
        .limit(1)
    )
    rows = connection.execute(
        select(
            _VOLUNTEER.c.id,
            _VOLUNTEER.c.number,
            _VOLUNTEER.c.name,
            func.coalesce(team.scalar_subquery(), ""),
            served.c.attendances,
            served.c.minutes,
            in_year.scalar_subquery(),
            sums.scalar_subquery(),
        )
        .select_from(served.join(_VOLUNTEER, _VOLUNTEER.c.id == served.c.volunteer_id))
        .order_by(served.c.minutes.desc(), _VOLUNTEER.c.number)
    )
    return [PersonSums(*row) for row in rows]
