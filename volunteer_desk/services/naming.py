"""Teams, projects and units found by name as one types, in characters, pinyin or initials."""

from dataclasses import dataclass

from volunteer_desk.domain.changes import Noun
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.named import name_details, name_labels, named_exactly, usual_named
from volunteer_desk.store.register_search import MOST_NAMED as MOST_NAMED
from volunteer_desk.store.register_search import Named, find_named

OFFERED = 12
_NAMED = {Noun.TEAM: Named.TEAM, Noun.PROJECT: Named.PROJECT, Noun.UNIT: Named.UNIT}


@dataclass(frozen=True)
class NameHit:
    """One found; ``details`` tell it apart from others."""

    noun: Noun
    id: int
    name: str
    details: tuple[str, ...] = ()


class Names:
    """The teams, projects or units of a desk as a field offers them; ``every`` retired too."""

    def __init__(self, desk: Desk, noun: Noun, *, every: bool = False) -> None:
        self._desk, self._kind = desk, _NAMED[noun]
        self._only = "" if every else " AND active"

    def find(self, text: str, limit: int = OFFERED) -> list[tuple[int, str]]:
        """(id, label) of those in use that answer, best first; the usual ones for no text."""
        with self._desk.database.reading() as connection:
            if text.strip():
                ids = find_named(connection, self._kind, text, limit, self._only)
            else:
                ids = usual_named(connection, self._kind, limit)
            labels = name_labels(connection, self._kind, ids)
        return [(one, labels[one]) for one in ids]

    def label(self, row_id: int) -> str:
        """The name of one, "" when it is no more."""
        with self._desk.database.reading() as connection:
            return name_labels(connection, self._kind, [row_id]).get(row_id, "")

    def id_of(self, name: str) -> int | None:
        """The one in use that bears this very name."""
        with self._desk.database.reading() as connection:
            return named_exactly(connection, self._kind, name)


def find_names(desk: Desk, text: str, limit: int) -> list[NameHit]:
    """Teams, then projects, then units in use that answer a text, ``limit`` of each."""
    hits: list[NameHit] = []
    with desk.database.reading() as connection:
        for noun, kind in _NAMED.items():
            ids = find_named(connection, kind, text, limit, " AND active")
            labels = name_labels(connection, kind, ids)
            details = name_details(connection, kind, ids)
            hits += [NameHit(noun, one, labels[one], details[one]) for one in ids]
    return hits
