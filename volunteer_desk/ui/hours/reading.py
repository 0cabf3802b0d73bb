"""What the page reads before hours are logged: people, the last occasion, and the day's ledger."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from volunteer_desk.domain.durations import Duration, duration_between
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_policy import HourRules
from volunteer_desk.domain.hours import Standing
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityRow, ActivityState
from volunteer_desk.domain.serving import ServingPerson
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import expected_people
from volunteer_desk.services.hour_rules_now import RulesHere, rules_here, serving_people
from volunteer_desk.services.hours import standing_of
from volunteer_desk.services.last_time import LastTime, last_time
from volunteer_desk.services.projects import project_id_by_name, read_project
from volunteer_desk.services.signup import read_signup
from volunteer_desk.services.usual import usual_people
from volunteer_desk.services.volunteers import (
    search_volunteers,
    volunteer_hits,
    volunteer_rows,
)
from volunteer_desk.ui.hours.rows import GridRow, Person

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Around:
    """What stands around the occasion that is being logged."""

    project_id: int | None
    team_id: int | None
    held: tuple[ActivityRow, ...]
    """The project's activities on the day, cancelled ones left out."""
    last: LastTime | None
    """The last occasion of the project that people served at."""
    usual: tuple[int, ...] = ()
    """The usual people of the project's team."""
    expected: Mapping[int, int] = field(default_factory=dict)
    """Activity of the day → people who are to come to it."""
    rules: RulesHere = field(default_factory=lambda: RulesHere(HourRules(), frozenset()))


@dataclass(frozen=True)
class StandingHours:
    """What stands to the credit of people around a day."""

    on: date
    people: frozenset[int]
    credits: tuple[Standing, ...]
    facts: Mapping[int, ServingPerson] = field(default_factory=dict)
    """What the rules must know of them."""


def read_standing(desk: Desk, people: frozenset[int], on: date) -> StandingHours:
    """The hours of these people on a day, the day before and the day after."""
    credits_ = standing_of(desk, people, Span(on - _DAY, on + _DAY))
    return StandingHours(on, people, credits_, serving_people(desk, people))


def read_around(desk: Desk, project: str, on: date) -> Around:
    """The project's activities of the day and its last occasion."""
    rules = rules_here(desk, project)
    project_id = project_id_by_name(desk, project) if project.strip() else None
    if project_id is None:
        return Around(None, None, (), None, rules=rules)
    held = tuple(
        row
        for row in list_activities(desk, project_id, Span(on, on))
        if row.state is not ActivityState.CANCELLED
    )
    last = last_time(desk, project_id, on)
    team_id = read_project(desk, project_id).team_id
    usual = usual_people(desk, team_id) if team_id is not None else ()
    expected = {row.id: len(expected_people(desk, row.id)) for row in held}
    return Around(project_id, team_id, held, last, usual, expected, rules)


def times_of(activity: ActivityRow) -> Duration | None:
    """An activity's from–to as a duration."""
    if activity.starts is None or activity.ends is None:
        return None
    return duration_between(_minute(activity.starts), _minute(activity.ends))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def expected_of(desk: Desk, activity_id: int) -> list[Person]:
    """Who is to come to an activity and is 在册, in the order of its list."""
    return read_people(
        desk, [row.volunteer_id for row in expected_people(desk, activity_id) if row.serving]
    )


def read_people(desk: Desk, ids: Iterable[int]) -> list[Person]:
    """The people of these ids, in their order."""
    rows = volunteer_rows(desk, list(ids))
    return [Person(row.id, row.name, row.team, row.phone_masked[-4:]) for row in rows]


def as_person(hit: VolunteerHit) -> Person:
    """A found person as the grid shows them."""
    return Person(hit.id, hit.name, hit.team, hit.phone_tail or hit.id_tail, hit.last_served_on)


def find_people(
    desk: Desk, text: str, limit: int = 8, favoured: Collection[int] = ()
) -> list[Person]:
    """People whom a typed text means, the favoured first."""
    return [as_person(hit) for hit in search_volunteers(desk, text, limit, favoured)]


@dataclass(frozen=True)
class PastedPeople:
    """A pasted text as rows of the grid; keys are still 0."""

    text: str
    rows: tuple[GridRow, ...]
    problem: str = ""


def read_pasted(
    desk: Desk, text: str, project: str = "", favoured: Collection[int] = ()
) -> PastedPeople:
    """Match a pasted text; a text without names is told in ``problem``, not refused.

    Namesakes of whom one was chosen in the project's last list mean that one again. Of those who
    are asked about, the favoured (the team's usual people) come first.
    """
    if not text.strip():
        return PastedPeople(text, ())
    try:
        reading = read_signup(desk, text, 60, project)
    except UserFacingError as fault:
        return PastedPeople(text, (), f"{fault.message}{fault.remedy}")
    ids = dict.fromkeys(
        one
        for line in reading.lines
        for one in (line.volunteer_id, *line.candidates)
        if one is not None
    )
    people = {hit.id: as_person(hit) for hit in volunteer_hits(desk, list(ids))}
    rows = []
    for line in reading.lines:
        said = line.said
        own = None
        if said.minutes:
            own = Duration(said.minutes, said.starts, said.ends, said.shifts)
        person = people.get(line.volunteer_id or 0)
        rows.append(
            GridRow(
                0,
                line.name,
                person,
                _told_apart(line.candidates, people, favoured),
                own,
                line=line.line,
                pasted=True,
                phone=said.phone or "",
                remark=said.note,
                unread=("minutes", said.unread) if said.unread else None,
                doubt=said.doubt,
                recalled=line.recalled,
                said=replace(said, line=0),
            )
        )
    return PastedPeople(text, tuple(rows))


def _told_apart(
    candidates: tuple[int, ...], people: Mapping[int, Person], favoured: Collection[int]
) -> tuple[Person, ...]:
    """The candidates: the favoured first, then who served last."""
    known = [people[one] for one in candidates if one in people]
    known.sort(key=lambda person: person.last_served_on or date.min, reverse=True)
    known.sort(key=lambda person: person.id not in favoured)  # stable
    return tuple(known)
