"""Whom a line means: by 志愿者编号, document, phone, or a name that only one person bears."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from volunteer_desk.domain.names import name_key


class Known(NamedTuple):
    """One registered person as matching sees them; ``key`` is ``name_key`` of the name."""

    id: int
    key: str
    phone: str | None
    document: str | None
    active: bool
    number: str = ""


class Match(NamedTuple):
    """Who is meant.

    Attributes:
        person: The one who is, or None.
        candidates: Those who could be, when several fit; ascending ids.
        left: Somebody fits, but is not 在册.
        former: The one who fits by document or phone and by name, but is not 在册; they may
            have served before.
        against: The 志愿者编号 is one person's, and the name or the document is not.
    """

    person: int | None = None
    candidates: tuple[int, ...] = ()
    left: bool = False
    former: int | None = None
    against: bool = False


@dataclass
class Roll:
    """The registered people that a file's numbers, documents, phones and names could mean."""

    _numbers: dict[str, list[Known]] = field(default_factory=dict)
    _documents: dict[str, list[Known]] = field(default_factory=dict)
    _phones: dict[str, list[Known]] = field(default_factory=dict)
    _names: dict[str, list[Known]] = field(default_factory=dict)
    _entered: set[Known] = field(default_factory=set)

    @classmethod
    def of(cls, people: Iterable[Known]) -> "Roll":
        """A roll of these people, each given once or more."""
        roll = cls()
        roll.add(people)
        return roll

    def add(self, people: Iterable[Known]) -> None:
        """Enter more people; who is in it already stays once.

        One person may come as several: a card merged into theirs had another name or phone.
        """
        for known in people:
            if known in self._entered:
                continue
            self._entered.add(known)
            if known.number:
                self._numbers.setdefault(known.number, []).append(known)
            if known.document:
                self._documents.setdefault(known.document, []).append(known)
            if known.phone:
                self._phones.setdefault(known.phone, []).append(known)
            if known.active:
                self._names.setdefault(known.key, []).append(known)

    def settled(
        self, key: str, phone: str | None, document: str | None, number: str = ""
    ) -> Match | None:
        """The match where number, document or phone decide alone: one person of that name.

        Namesakes then need not be looked up; most rows of a sheet are such.
        """
        if number in self._numbers:
            return self._numbered(number, key, document)
        found = self._documents.get(document or "") or _narrowed(
            self._phones.get(phone or "", []), key
        )
        if len(found) == 1 and found[0].active and found[0].key == key:
            return Match(found[0].id)
        return None

    def knows(self, document: str) -> bool:
        """Whether somebody bears this document number."""
        return document in self._documents

    def find(
        self,
        name: str,
        phone: str | None = None,
        document: str | None = None,
        number: str = "",
    ) -> Match:
        """The person a line means.

        A 志愿者编号 that somebody bears decides, unless the name or the document is not theirs: the
        line then means nobody. Else a document decides, then a phone, then the name. Where they
        speak against each other the line is ambiguous, never guessed: the document or phone is
        one person's and the name another's. A phone that several people share is told apart by
        the name. A name alone is not enough for a line whose document is not that person's.

        Args:
            name: As written.
            phone: Cleaned, or None.
            document: Normalised, or None.
            number: 志愿者编号, "" for none; one that nobody bears says nothing.
        """
        return self.find_key(name_key(name), phone, document, number)

    def find_key(
        self, key: str, phone: str | None, document: str | None, number: str = ""
    ) -> Match:
        """As ``find``, for a name whose ``name_key`` is known."""
        if number in self._numbers:
            return self._numbered(number, key, document)
        named = self._names.get(key, [])
        for found in (
            self._documents.get(document or "", []),
            _narrowed(self._phones.get(phone or "", []), key),
        ):
            if found:
                return _decide(found, key, named)
        if document:
            named = [known for known in named if not known.document]
        return _one_of(named)

    def _numbered(self, number: str, key: str, document: str | None) -> Match:
        """The bearer of a number, whom neither name nor document may contradict."""
        bearers = self._numbers[number]
        ids = {known.id for known in bearers}
        theirs = {known.document for known in bearers if known.document}
        others = {known.id for known in self._documents.get(document or "", ())} - ids
        named = not key or any(known.key == key for known in bearers)
        if others or not named or (document and theirs and document not in theirs):
            return Match(None, tuple(sorted(ids | others)), against=True)
        if any(known.active for known in bearers):
            return _one_of(bearers)
        return Match(left=True, former=bearers[0].id)


def _narrowed(found: list[Known], key: str) -> list[Known]:
    """Those who also bear the name, where any do."""
    if len(found) < 2:
        return found
    return [known for known in found if known.key == key] or found


def _decide(found: list[Known], key: str, named: list[Known]) -> Match:
    if len(found) == 1 and found[0].active and found[0].key == key:
        return Match(found[0].id)
    active = [known for known in found if known.active]
    if not active:
        ids = {known.id for known in found if known.key == key}
        return Match(left=True, former=ids.pop() if len(ids) == 1 else None)
    if key and named and all(known.key != key for known in active):
        return _one_of([*active, *named])
    return _one_of(active)


def _one_of(people: list[Known]) -> Match:
    ids = {known.id for known in people}
    if len(ids) == 1:
        return Match(ids.pop())
    return Match(None, tuple(sorted(ids)))
