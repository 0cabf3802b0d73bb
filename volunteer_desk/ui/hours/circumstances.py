"""What the rows of a sheet are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from volunteer_desk.domain.durations import Duration
from volunteer_desk.domain.hour_policy import HourRules
from volunteer_desk.domain.hour_rules import Level, Refusal
from volunteer_desk.domain.hours import Standing
from volunteer_desk.domain.serving import ServingPerson


@dataclass(frozen=True)
class Circumstances:
    """What rows are checked against.

    Attributes:
        on: The service date.
        common: The time of everybody without an own one.
        project: The project's name.
        standing: Credits of the people in the grid on the day before, the day and the day after
            that were not reversed.
        rules: The rules as this desk chose them.
        people: What the rules must know of people; who is not in it is taken for ordinary.
        day: What speaks against the service date itself, where a reason sets it aside.
        project_from: First day of the project, or None.
        project_to: Last day of the project, or None.
    """

    on: date
    common: Duration | None
    project: str = ""
    standing: tuple[Standing, ...] = ()
    rules: HourRules = field(default_factory=HourRules)
    people: Mapping[int, ServingPerson] = field(default_factory=dict)
    day: Refusal | None = None
    project_from: date | None = None
    project_to: date | None = None


def rules_of_persons(rules: HourRules) -> HourRules:
    """The rules of persons alone, so strict that a minute of a minor is said."""
    return replace(
        rules,
        day_long=Level.OFF,
        outside_project=Level.OFF,
        minor_limit=Level.OFF if rules.minor_limit is Level.OFF else Level.REASON,
        minor_day_minutes=0,
    )


def apart_from_time(here: Circumstances) -> tuple[object, ...]:
    """What else than the common time rows are checked against."""
    return here.on, here.project, here.rules, id(here.people), id(here.standing)
