"""Who stays selected while the list is read anew: people, wherever they stand then."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from volunteer_desk.domain.volunteers import VolunteerQuery

Runs = list[tuple[int, int]]
"""First and last place of each run of neighbours, in order."""


@dataclass(frozen=True)
class Kept:
    """The people selected.

    Attributes:
        ids: Who they are; None for everybody listed, whoever that is.
    """

    ids: Collection[int] | None

    def runs(self, listed: Collection[int]) -> Runs:
        """Where they stand in a list; it is read whole."""
        if self.ids is None:
            return [(0, len(listed) - 1)] if listed else []
        return runs_of(listed, set(self.ids))


def runs_of(listed: Iterable[int], wanted: Collection[int]) -> Runs:
    """The places of those wanted, neighbours as one run."""
    runs: Runs = []
    first = last = -2
    for place, one in enumerate(listed):
        if one in wanted:
            if place != last + 1:
                if first >= 0:
                    runs.append((first, last))
                first = place
            last = place
    if first >= 0:
        runs.append((first, last))
    return runs


def same_people(one: VolunteerQuery, other: VolunteerQuery) -> bool:
    """Whether two questions differ in the order at most."""
    return replace(one, sort=other.sort, descending=other.descending) == other
