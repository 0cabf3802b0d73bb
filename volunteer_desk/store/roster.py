"""A whole roster at once: loading the people it may mean, and writing what it brought."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.volunteers import VolunteerDraft, teams_named
from volunteer_desk.store.batches import record_changes
from volunteer_desk.store.memberships import join_teams, make_teams, open_teams
from volunteer_desk.store.newcomers import add_newcomers
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.store.volunteers import (
    allocate_numbers,
    change_people,
    find_bare,
    find_by_documents,
    find_by_numbers,
    find_by_phones,
    read_drafts,
)
from volunteer_desk.store.wide import widened

_CHUNK = 5000


@dataclass(frozen=True)
class Known:
    """The people of the database whom a file may mean.

    Attributes:
        by_document: (id_type, id_number) → id and draft.
        by_phone: (phone, name key) → those who bear it.
        bare: Name key → those who have neither document nor phone.
        teams: Id → names of the open teams.
        merged: Those of them whose card was merged into another.
        by_number: 志愿者编号 → id and draft.
        left: Those of them who are 注销.
    """

    by_document: Mapping[tuple[str, str], tuple[int, VolunteerDraft]]
    by_phone: Mapping[tuple[str, str], Sequence[tuple[int, VolunteerDraft]]]
    bare: Mapping[str, Sequence[tuple[int, VolunteerDraft]]]
    teams: Mapping[int, tuple[str, ...]]
    merged: frozenset[int] = frozenset()
    by_number: Mapping[str, tuple[int, VolunteerDraft]] = field(default_factory=dict)
    left: frozenset[int] = frozenset()


Given = Mapping[str, str | date | None]
"""Field of ``VolunteerDraft`` → value."""
_TEAM = "team"

Moment = tuple[bytes | None, int, int, int]
"""What moves with every write: the last link of the audit trail, and the newest ids."""


def register_moment(connection: Connection) -> Moment:
    """Two equal moments have the same register: every write adds a link to the audit trail.

    The newest volunteer, membership and batch are compared as well, at no cost.
    """
    row = connection.exec_driver_sql(
        "SELECT (SELECT chain FROM audit_row ORDER BY id DESC LIMIT 1), "
        "(SELECT COALESCE(MAX(id), 0) FROM volunteer), "
        "(SELECT COALESCE(MAX(id), 0) FROM membership), "
        "(SELECT COALESCE(MAX(id), 0) FROM batch)"
    ).one()
    return row[0], row[1], row[2], row[3]


class KnownSearch:
    """Finds whom a file may mean, part by part: a few dozen statements for 100,000 rows.

    A part may be sought from another thread than the next, one at a time.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_document: dict[tuple[str, str], tuple[int, VolunteerDraft]] = {}
        self._by_phone: dict[tuple[str, str], list[tuple[int, VolunteerDraft]]] = {}
        self._bare: dict[str, list[tuple[int, VolunteerDraft]]] = {}
        self._by_number: dict[str, tuple[int, VolunteerDraft]] = {}

    def seek(self, drafts: Collection[VolunteerDraft], numbers: Collection[str] = ()) -> None:
        """Find everyone these drafts and 志愿者编号 may mean."""
        documents = {draft.id_number for draft in drafts if draft.id_number}
        known = find_by_documents(self._connection, documents)
        self._by_document |= known
        phones = {
            draft.phone
            for draft in drafts
            if draft.phone and (draft.id_type or "", draft.id_number or "") not in known
        }
        self._by_phone |= find_by_phones(self._connection, phones)
        names = {name_key(one.name) for one in drafts if not one.id_number and not one.phone}
        self._bare |= find_bare(self._connection, names)
        self._by_number |= find_by_numbers(self._connection, numbers)

    def found(self) -> Known:
        """Everyone found so far, with what decides whether a row may change them."""
        people = {one for one, _ in (*self._by_document.values(), *self._by_number.values())}
        for alike in (*self._by_phone.values(), *self._bare.values()):
            people.update(person for person, _draft in alike)
        return Known(
            self._by_document,
            self._by_phone,
            self._bare,
            open_teams(self._connection, people),
            merged=self._among(people, "SELECT merged_id FROM merge WHERE undone_by_id IS NULL"),
            by_number=self._by_number,
            left=self._among(people, "SELECT id FROM volunteer WHERE status = 'left'"),
        )

    def _among(self, people: set[int], sql: str) -> frozenset[int]:
        rows = self._connection.exec_driver_sql(sql)
        return frozenset(people.intersection(row[0] for row in rows))


def write_roster(
    connection: Connection,
    new: Sequence[VolunteerDraft],
    changed: Sequence[tuple[int, Given]],
    *,
    prefix: str,
    now: datetime,
    batch_id: int,
    progress: Progress,
) -> None:
    """Add new people and write what is given of known ones.

    Args:
        connection: A writing connection, on which the rows were settled.
        new: Checked drafts of people to register, with their teams.
        changed: (id, field → new value) of people to change; "team" names teams to join.
        prefix: What volunteer numbers begin with.
        now: The aware instant.
        batch_id: The import.
        progress: Called with (people written, people in all); it may raise ``Cancelled``.
    """
    total = len(new) + len(changed)
    named = dict.fromkeys(
        team
        for said in (*(draft.team for draft in new), *(_teams_of(given) for _, given in changed))
        for team in teams_named(said)
    )
    teams = make_teams(connection, named, batch_id)
    numbers = allocate_numbers(connection, prefix, now.year, len(new)) if new else []
    with widened(connection) if total > _CHUNK else nullcontext():
        if new:
            add_newcomers(
                connection,
                new,
                numbers,
                teams,
                now=now,
                batch_id=batch_id,
                progress=lambda done: progress(done, total),
            )
        for start in range(0, len(changed), _CHUNK):
            progress(len(new) + start, total)
            _change(connection, dict(changed[start : start + _CHUNK]), teams, now, batch_id)
    progress(total, total)


def people_made(connection: Connection, batch_id: int) -> list[int]:
    """Ids of the people a batch registered, in the order in which they were written."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM volunteer WHERE batch_id = ? ORDER BY id", (batch_id,)
    )
    return [row[0] for row in rows]


def _change(
    connection: Connection,
    changes: Mapping[int, Given],
    teams: Mapping[str, int],
    now: datetime,
    batch_id: int,
) -> None:
    stored = read_drafts(connection, changes.keys())
    joined = open_teams(connection, changes.keys())
    journal = []
    for person, given in changes.items():
        old = stored[person].__dict__
        moved = {
            name: value for name, value in given.items() if name != _TEAM and value != old.get(name)
        }
        if moved:
            journal.append((person, {name: old.get(name) for name in moved}, moved))
    change_people(connection, [(person, after) for person, _, after in journal], now=now)
    record_changes(connection, batch_id, "volunteer", journal)
    join_teams(
        connection,
        [
            (person, teams[team])
            for person, given in changes.items()
            for team in teams_named(_teams_of(given))
            if team not in joined.get(person, ())
        ],
        now.date(),
        batch_id,
    )
    refresh_terms(connection, list(changes))


def _teams_of(given: Given) -> str | None:
    said = given.get(_TEAM)
    return said if isinstance(said, str) else None
