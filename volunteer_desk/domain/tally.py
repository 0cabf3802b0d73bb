"""Adding slices of the ledger up into the rows of the monthly sheet, and proving the sums."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from volunteer_desk.domain.monthly import FigureLine

THIS_MONTH, MONTH_BEFORE, EARLIER, YEAR_BEFORE = 3, 2, 1, 0
"""Parts of the time read; only ``YEAR_BEFORE`` (December, of a January) is outside the year."""

Key = TypeVar("Key", int, str)

NO_TEAM = "未编队"
NO_CATEGORY = "未分类"
NO_UNIT = "未归单位"


class Slice(NamedTuple):
    """One activity's ledger on one day for one team.

    Attributes:
        part: Which part of the time read (``THIS_MONTH`` …).
        team_id: The team credited, or None.
        activity_id: The activity.
        category: Service category code of its project, or None.
        minutes: Whole minutes, reversals taken off.
        attendances: Credits less reversals.
        served: Volunteer ids with commas, of this month only; a reversal's with a minus sign
            before it.
    """

    part: int
    team_id: int | None
    activity_id: int
    category: str | None
    minutes: int
    attendances: int
    served: str


class Totals(NamedTuple):
    """Sums straight from the ledger, without any grouping."""

    minutes: int
    attendances: int
    activities: int
    minutes_before: int
    minutes_year: int


@dataclass(frozen=True)
class Tallied:
    """The rows of the tables, and the persons of the month; ``by_unit`` where there are units."""

    by_team: tuple[FigureLine, ...]
    by_category: tuple[FigureLine, ...]
    people: int
    by_unit: tuple[FigureLine, ...] = ()


class FiguresDisagreeError(Exception):
    """The rows do not add up to the ledger's own totals: a bug, never the user's doing."""


@dataclass
class _Row:
    activities: int = 0
    attendances: int = 0
    minutes: int = 0
    before: int = 0
    year: int = 0
    people: set[str] = field(default_factory=set)


def tally(
    slices: Iterable[Slice],
    teams: Mapping[int, str],
    categories: Mapping[str, str],
    units: Mapping[int, tuple[int, str]] | None = None,
) -> Tallied:
    """Add the slices up by team, by category and by unit, most minutes first.

    An activity counts once: in the row of the team with most attendances there.

    Args:
        slices: The year to date and the month before.
        teams: Team id → name.
        categories: Category code → word; an unknown code stands for itself.
        units: Team id → id and name of the unit in whose row it counts; no table without any.
    """
    by_team: dict[int | None, _Row] = {}
    by_category: dict[str | None, _Row] = {}
    people: set[str] = set()
    shares: dict[int, Counter[int | None]] = {}
    category_of: dict[int, str | None] = {}
    for part, team_id, activity_id, category, minutes, attendances, served in slices:
        in_team = by_team.get(team_id) or by_team.setdefault(team_id, _Row())
        in_category = by_category.get(category) or by_category.setdefault(category, _Row())
        if part != YEAR_BEFORE:
            in_team.year += minutes
            in_category.year += minutes
        if part == THIS_MONTH:
            persons = standing_persons(served)
            for row in (in_team, in_category):
                row.minutes += minutes
                row.attendances += attendances
                row.people.update(persons)
            people.update(persons)
            shares.setdefault(activity_id, Counter())[team_id] += attendances
            category_of[activity_id] = category
        elif part != EARLIER:
            in_team.before += minutes
            in_category.before += minutes
    for activity_id, share in shares.items():
        team_id, most = max(share.items(), key=lambda item: (item[1], -(item[0] or 0)))
        if most > 0:
            by_team[team_id].activities += 1
            by_category[category_of[activity_id]].activities += 1
    named = dict((units or {}).values())
    return Tallied(
        _lines(by_team, lambda key: NO_TEAM if key is None else teams[key]),
        _lines(by_category, lambda key: categories.get(key, key) if key else NO_CATEGORY),
        len(people),
        _lines(_join(by_team, units), lambda key: NO_UNIT if key is None else named[key])
        if units
        else (),
    )


def _join(
    teams: Mapping[int | None, _Row], units: Mapping[int, tuple[int, str]]
) -> dict[int | None, _Row]:
    """The rows of teams added up into those of their units; who served in two counts once."""
    rows: dict[int | None, _Row] = {}
    for team_id, team in teams.items():
        unit = units.get(team_id) if team_id is not None else None
        row = rows.setdefault(unit[0] if unit else None, _Row())
        row.activities += team.activities
        row.attendances += team.attendances
        row.minutes += team.minutes
        row.before += team.before
        row.year += team.year
        row.people |= team.people
    return rows


def standing_persons(served: str) -> list[str]:
    """The ids in a slice's list whose credits there outnumber their reversals."""
    if not served:
        return []
    if "-" not in served:
        return served.split(",")
    net: Counter[str] = Counter()
    for one in served.split(","):
        net[one.removeprefix("-")] += -1 if one.startswith("-") else 1
    return [one for one, count in net.items() if count > 0]


def prove(tallied: Tallied, totals: Totals) -> None:
    """Hold every table against the totals computed apart from them.

    Raises:
        FiguresDisagreeError: A column does not add up.
    """
    tables = [("team", tallied.by_team), ("category", tallied.by_category)]
    if tallied.by_unit:
        tables.append(("unit", tallied.by_unit))
    for name, lines in tables:
        sums = Totals(
            sum(line.minutes for line in lines),
            sum(line.attendances for line in lines),
            sum(line.activities for line in lines),
            sum(line.minutes_before for line in lines),
            sum(line.minutes_year for line in lines),
        )
        if sums != totals:
            raise FiguresDisagreeError(f"by {name} {sums}, ledger {totals}")


def _lines(
    rows: Mapping[Key | None, _Row], name: Callable[[Key | None], str]
) -> tuple[FigureLine, ...]:
    lines = (
        FigureLine(
            key=key,
            label=name(key),
            activities=row.activities,
            attendances=row.attendances,
            people=len(row.people),
            minutes=row.minutes,
            minutes_before=row.before,
            minutes_year=row.year,
        )
        for key, row in rows.items()
        if row.people or row.minutes or row.before or row.year
    )
    return tuple(sorted(lines, key=lambda one: (-one.minutes, -one.minutes_year, one.label)))
