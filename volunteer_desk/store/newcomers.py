"""New people by the thousand: their cards, teams and search terms through one table of their own.

A statement that reads its rows from a table keeps its places in the indexes from row to row, and
lets go of the interpreter while it runs: the next rows are prepared meanwhile.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import Any

from sqlalchemy import Connection

from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.volunteers import VolunteerDraft, teams_named
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.memberships import join_teams
from volunteer_desk.store.search import terms_of
from volunteer_desk.store.volunteers import DATES, FIELDS

_CHUNK = 10_000
_FIRST = 2_000
"""People of the first part, for which the statements have to wait."""
_OWN = ("uid", "number", "name_key")
_TERMS = ("chars", "pinyin", "digits", "teams")
_BESIDE = ("team_id", "joined_uid", *_TERMS)
_MAKE = (
    f"CREATE TEMP TABLE newcomer (id INTEGER PRIMARY KEY, {', '.join((*_OWN, *FIELDS, *_BESIDE))})"
)
_JOIN = """INSERT INTO membership (uid, volunteer_id, team_id, role, from_on, batch_id)
    SELECT joined_uid, id, team_id, '', ?, ? FROM newcomer WHERE team_id IS NOT NULL ORDER BY id"""
_INDEX = """INSERT INTO volunteer_search (rowid, chars, pinyin, digits, team)
    SELECT id, chars, pinyin, digits, teams FROM newcomer ORDER BY id"""


@dataclass(frozen=True)
class _Rows:
    """People ready to be staged: the columns that any of them fills, and their values."""

    columns: tuple[str, ...]
    values: Sequence[tuple[Any, ...]]


def add_newcomers(
    connection: Connection,
    drafts: Sequence[VolunteerDraft],
    numbers: Sequence[str],
    teams: Mapping[str, int],
    *,
    now: datetime,
    batch_id: int,
    progress: Callable[[int], None],
) -> None:
    """Register checked people under allocated numbers, in their teams from today.

    Who gives no registration date is registered today.

    Args:
        connection: A writing connection.
        drafts: The people; their ids ascend in this order.
        numbers: A 志愿者编号 for each.
        teams: Name → id of every team they name.
        now: The aware instant.
        batch_id: The import.
        progress: Called with how many are written; it may raise ``Cancelled``.
    """
    last = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM volunteer").scalar_one()
    stamp, today = stored_instant(now), now.date().isoformat()
    starts = [0, *range(_FIRST, len(drafts), _CHUNK), len(drafts)]
    parts = [slice(start, end) for start, end in pairwise(starts)]

    def prepare(part: slice) -> _Rows:
        return _prepare(drafts[part], numbers[part], teams, last + 1 + part.start, today)

    connection.exec_driver_sql(_MAKE)
    with ThreadPoolExecutor(1) as aside:
        coming = aside.submit(prepare, parts[0])
        for part, following in zip_longest(parts, parts[1:]):
            progress(part.start)
            rows = coming.result()
            _stage(connection, rows)
            if following is not None:  # beside the statements, which need no interpreter
                coming = aside.submit(prepare, following)
            held = ", ".join(name for name in rows.columns if name not in _BESIDE)
            connection.exec_driver_sql(
                f"INSERT INTO volunteer ({held}, status, status_reason, updated_at, batch_id) "
                f"SELECT {held}, 'active', '', ?, ? FROM newcomer ORDER BY id",
                (stamp, batch_id),
            )
            connection.exec_driver_sql(_JOIN, (today, batch_id))
            connection.exec_driver_sql(_INDEX)
            connection.exec_driver_sql("DELETE FROM newcomer")
    connection.exec_driver_sql("DROP TABLE newcomer")
    further = [
        (last + 1 + at, teams[team])
        for at, draft in enumerate(drafts)
        for team in teams_named(draft.team)[1:]
    ]
    join_teams(connection, further, now.date(), batch_id)


def _stage(connection: Connection, rows: _Rows) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO newcomer ({', '.join(rows.columns)}) "
        f"VALUES ({', '.join('?' * len(rows.columns))})",
        list(rows.values),
    )


def _prepare(
    drafts: Sequence[VolunteerDraft],
    numbers: Sequence[str],
    teams: Mapping[str, int],
    first: int,
    today: str,
) -> _Rows:
    values = [draft.__dict__ for draft in drafts]
    ids = range(first, first + len(drafts))
    filled: dict[str, Sequence[Any]] = {
        "id": ids,
        "uid": new_uids(len(drafts)),
        "number": numbers,
        "name_key": [name_key(draft.name) for draft in drafts],
    }
    given = {"registered_on"}.union(*values)  # an unused column costs as much as a used one
    for name in FIELDS:
        if name not in given:
            continue
        column = [one.get(name) for one in values]
        if name in DATES:
            column = [None if day is None else day.isoformat() for day in column]
        if name == "registered_on":
            column = [day or today for day in column]
        filled[name] = column
    named = [teams_named(draft.team) for draft in drafts]
    filled["team_id"] = [teams[one[0]] if one else None for one in named]
    filled["joined_uid"] = new_uids(len(drafts))
    terms = [
        terms_of(draft.name, number, draft.phone, draft.id_number, "|".join(joined))
        for draft, number, joined in zip(drafts, numbers, named, strict=True)
    ]
    filled |= zip(_TERMS, zip(*terms, strict=True), strict=True)
    return _Rows(tuple(filled), list(zip(*filled.values(), strict=True)))
