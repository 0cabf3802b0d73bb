"""Invented activities and who came, for sample data: a plan in plain numbers, made quickly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from volunteer_desk.domain.invented_city import Theme


@dataclass(frozen=True)
class SampleSize:
    """How much sample data to make.

    Attributes:
        volunteers: People.
        teams: 志愿服务队.
        projects: 志愿服务项目.
        activities: Activities held and recorded.
        entries: Ledger rows; one in twenty is a reversal.
        years: How far back they reach.
    """

    volunteers: int
    teams: int
    projects: int
    activities: int
    entries: int
    years: int

    @property
    def reversals(self) -> int:
        """Credits taken back; half of them are entered again with other minutes."""
        return self.entries // 20


SIZES = {
    "community": SampleSize(600, 12, 40, 600, 9_000, 1),
    "street": SampleSize(6_000, 120, 400, 6_000, 90_000, 1),
    "city": SampleSize(450_000, 8_115, 25_381, 120_000, 2_000_000, 4),
}


@dataclass
class SampleTeam:
    """One team while rows are made: its people in the order in which they joined."""

    name: str
    kind: str
    first_id: int
    members: int
    leader: str = ""
    joined: list[int] = field(default_factory=list)
    """Ordinals of the registration dates of its serving members, ascending."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One activity: which project and team (indexes), when, and how many come."""

    project: int
    team: int
    held_on: date
    theme: Theme
    people: int
    recorded: bool = True

    @property
    def ends(self) -> int:
        """Minutes after midnight; an overnight shift ends on the next day."""
        return (self.theme.starts + self.theme.minutes) % 1440


def share_out(rng: Random, total: int, parts: int, least: int, spread: float) -> list[int]:
    """``parts`` uneven whole numbers of at least ``least`` that add up to ``total``."""
    weights = [rng.lognormvariate(0.0, spread) for _ in range(parts)]
    room = total - least * parts
    scale = room / sum(weights)
    shares = [least + int(weight * scale) for weight in weights]
    for index in range(total - sum(shares)):
        shares[index % parts] += 1
    return shares


def plan_occasions(
    rng: Random,
    size: SampleSize,
    projects: Sequence[tuple[str, Theme, int]],
    members: Sequence[int],
    today: date,
) -> list[Occasion]:
    """Every activity held, in order of date, then those waiting for hours, then the planned ones.

    Args:
        rng: The only source of chance.
        size: How many.
        projects: (name, theme, team index) as ``project_names`` makes them.
        members: How many serving members each team has.
        today: The last possible day of a recorded activity is the day before.
    """
    days = size.years * 365
    of_team: list[list[int]] = [[] for _ in range(size.teams)]
    for index, (_, _, team) in enumerate(projects):
        of_team[team].append(index)
    held: list[tuple[int, int, int]] = []
    for team, count in enumerate(share_out(rng, size.activities, size.teams, 1, 0.35)):
        backs = rng.sample(range(1, days), min(count, days - 1))  # one a day: no overlaps
        held += [(back, team, rng.choice(of_team[team])) for back in backs]
    held.sort(key=lambda one: (-one[0], one[1]))
    credited = size.entries - size.reversals - size.reversals // 2
    people = _crowds(rng, credited, [members[team] for _, team, _ in held])
    recorded = [
        Occasion(project, team, today - timedelta(days=back), projects[project][1], come)
        for (back, team, project), come in zip(held, people, strict=True)
    ]
    return recorded + _waiting(rng, projects, size.teams, today)


def _crowds(rng: Random, total: int, most: Sequence[int]) -> list[int]:
    """How many come to each activity: at most two thirds of the team, ``total`` in all."""
    limits = [max(1, members * 2 // 3) for members in most]
    wanted = total / sum(limits)
    if wanted > 1:
        raise ValueError("the teams are too small for so many entries")
    crowds = [min(max(1, int(lim * wanted * (0.6 + 0.8 * rng.random()))), lim) for lim in limits]
    short = total - sum(crowds)
    step = 1 if short > 0 else -1
    index = 0
    while short:
        if 1 <= crowds[index] + step <= limits[index]:
            crowds[index] += step
            short -= step
        index = (index + 1) % len(crowds)
    return crowds


def _waiting(
    rng: Random, projects: Sequence[tuple[str, Theme, int]], teams: int, today: date
) -> list[Occasion]:
    """Held but without hours yet (one nearly late), and planned from tomorrow on."""
    offsets = [-11, -4] * max(1, teams // 400) + [1, 1, 3, 6] * max(1, teams // 100)
    chosen = rng.sample(range(len(projects)), len(offsets))
    return [
        Occasion(
            index,
            projects[index][2],
            today + timedelta(days=offset),
            projects[index][1],
            rng.randrange(8, 31),
            recorded=False,
        )
        for index, offset in zip(chosen, offsets, strict=True)
    ]


def pick_members(rng: Random, eligible: int, wanted: int) -> Iterator[int]:
    """``wanted`` different indexes below ``eligible``; low ones (the core) come more often."""
    if wanted >= eligible:
        yield from range(eligible)
        return
    taken: set[int] = set()
    chance = rng.random
    while len(taken) < wanted:
        roll = chance()
        index = int(eligible * roll * roll) if len(taken) * 2 < eligible else int(eligible * roll)
        if index not in taken:
            taken.add(index)
            yield index
