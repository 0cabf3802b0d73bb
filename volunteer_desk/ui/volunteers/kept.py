"""Whether the same people are asked for, so that those selected stay so."""

from dataclasses import replace

from volunteer_desk.domain.volunteers import VolunteerQuery


def same_people(one: VolunteerQuery, other: VolunteerQuery) -> bool:
    """Whether two questions differ in the order at most."""
    return replace(one, sort=other.sort, descending=other.descending) == other
