"""A whole roster at once: loading the people it may mean, and writing what it brought."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.volunteers import VolunteerDraft, teams_named
from volunteer_desk.store.batches import record_changes
from volunteer_desk.store.memberships import join_teams, make_teams, open_teams
from volunteer_desk.store.newcomers import add_newcomers
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.store.volunteers import (
    FIELDS,
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


def load_known(
    connection: Connection, drafts: Collection[VolunteerDraft], numbers: Collection[str] = ()
) -> Known:
    """Everyone these drafts and 志愿者编号 may mean, in a few hundred statements for 100,000."""
    documents = {draft.id_number for draft in drafts if draft.id_number}
    by_document = find_by_documents(connection, documents)
    phones = {
        draft.phone
        for draft in drafts
        if draft.phone and (draft.id_type or "", draft.id_number or "") not in by_document
    }
    by_phone = find_by_phones(connection, phones)
    bare = find_bare(
        connection,
        {name_key(draft.name) for draft in drafts if not draft.id_number and not draft.phone},
    )
    by_number = find_by_numbers(connection, numbers)
    people = {person for person, _draft in (*by_document.values(), *by_number.values())}
    for alike in (*by_phone.values(), *bare.values()):
        people.update(person for person, _draft in alike)
    merged = connection.exec_driver_sql("SELECT merged_id FROM merge WHERE undone_by_id IS NULL")
    gone = people.intersection(row[0] for row in merged)
    unlisted = connection.exec_driver_sql("SELECT id FROM volunteer WHERE status = 'left'")
    left = people.intersection(row[0] for row in unlisted)
    teams = open_teams(connection, people)
    return Known(by_document, by_phone, bare, teams, frozenset(gone), by_number, frozenset(left))


def write_roster(
    connection: Connection,
    new: Sequence[VolunteerDraft],
    changed: Sequence[tuple[int, VolunteerDraft]],
    *,
    prefix: str,
    now: datetime,
    batch_id: int,
    progress: Progress,
) -> None:
    """Add new people and write what a row says of known ones; blanks change nothing.

    Args:
        connection: A writing connection, on which the rows were settled.
        new: Checked drafts of people to register, with their teams.
        changed: (id, draft) of people to change.
        prefix: What volunteer numbers begin with.
        now: The aware instant.
        batch_id: The import.
        progress: Called with (people written, people in all); it may raise ``Cancelled``.
    """
    total = len(new) + len(changed)
    named = dict.fromkeys(
        team
        for draft in (*new, *(draft for _, draft in changed))
        for team in teams_named(draft.team)
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
    drafts: Mapping[int, VolunteerDraft],
    teams: Mapping[str, int],
    now: datetime,
    batch_id: int,
) -> None:
    stored = read_drafts(connection, drafts.keys())
    joined = open_teams(connection, drafts.keys())
    journal = []
    for person, draft in drafts.items():
        old, new = stored[person].__dict__, draft.__dict__
        moved = {
            name: value
            for name in FIELDS
            if (value := new.get(name)) is not None and value != old[name]
        }
        if moved:
            journal.append((person, {name: old[name] for name in moved}, moved))
    change_people(connection, [(person, after) for person, _, after in journal], now=now)
    record_changes(connection, batch_id, "volunteer", journal)
    join_teams(
        connection,
        [
            (person, teams[team])
            for person, draft in drafts.items()
            for team in teams_named(draft.team)
            if team not in joined.get(person, ())
        ],
        now.date(),
        batch_id,
    )
    refresh_terms(connection, list(drafts))
