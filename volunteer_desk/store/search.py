"""The search index of people (SQLite FTS5): keeping its terms, and asking it."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection

from volunteer_desk.store.pinyin import pinyin_terms
from volunteer_desk.store.questions import Question as Question
from volunteer_desk.store.questions import read_question as read_question
from volunteer_desk.store.questions import spaced

_ADD = "INSERT INTO volunteer_search (rowid, chars, pinyin, digits, team) VALUES (?, ?, ?, ?, ?)"
_REMOVE = "DELETE FROM volunteer_search WHERE rowid = ?"
_PEOPLE = """
SELECT volunteer.id, volunteer.name, number, volunteer.phone, id_number,
    (SELECT group_concat(team.name, '|') FROM membership JOIN team ON team.id = team_id
     WHERE volunteer_id = volunteer.id AND to_on IS NULL)
FROM volunteer
"""
_OWN = """EXISTS (SELECT 1 FROM membership JOIN team ON team.id = team_id
    JOIN unit ON unit.id = team.unit_id
    WHERE volunteer_id = volunteer.id AND to_on IS NULL AND unit.own)"""
_CHUNK = 20_000

FEW = 8
"""With fewer answers than this, names that sound alike are added."""
POOL = 60
"""As many of each rank are at least compared before the likeliest are shown."""

Person = tuple[int, str, str, str | None, str | None, str | None]
"""id, name, number, phone, document number, names of the open teams joined by "|"."""


def add_terms(connection: Connection, people: Iterable[Person]) -> None:
    """Index people who are not in the index."""
    rows = [(person[0], *terms_of(*person[1:])) for person in people]
    if rows:
        connection.exec_driver_sql(_ADD, rows)


def terms_of(
    name: str, code: str, phone: str | None, document: str | None, teams: str | None
) -> tuple[str, str, str, str]:
    """What the index holds of a person, column by column; the arguments are those of ``Person``."""
    digits = f"{code.lower()} {code[-6:]}"
    if phone:
        digits = f"{digits} {phone} {phone[-4:]}"
    if document:
        digits = f"{digits} {document[-4:].lower()}"
    return spaced(name), pinyin_terms(name), digits, _spaced_team(teams) if teams else ""


def remove_terms(connection: Connection, ids: Sequence[int]) -> None:
    """Take people out of the index."""
    if ids:
        connection.exec_driver_sql(_REMOVE, [(one,) for one in ids])


def refresh_terms(connection: Connection, ids: Sequence[int]) -> None:
    """Index people anew as their rows and open memberships say now."""
    remove_terms(connection, ids)
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        marks = ",".join("?" * len(part))
        found = connection.exec_driver_sql(f"{_PEOPLE} WHERE volunteer.id IN ({marks})", part)
        add_terms(connection, [_person(*row) for row in found])


def refresh_team(connection: Connection, team_id: int) -> None:
    """Index a team's open members anew, after it got another name."""
    found = connection.exec_driver_sql(
        "SELECT volunteer_id FROM membership WHERE team_id = ? AND to_on IS NULL", (team_id,)
    )
    refresh_terms(connection, [row[0] for row in found])


def rebuild_search(
    connection: Connection, progress: Callable[[int, int], None] | None = None
) -> int:
    """Index everyone from nothing; returns how many."""
    connection.exec_driver_sql("DELETE FROM volunteer_search")
    teams: dict[int, str] = {}
    for person, team in connection.exec_driver_sql(
        "SELECT volunteer_id, team.name FROM membership JOIN team ON team.id = team_id "
        "WHERE to_on IS NULL"
    ):
        teams[person] = f"{teams[person]}|{team}" if person in teams else team
    people = connection.exec_driver_sql(
        "SELECT id, name, number, phone, id_number FROM volunteer ORDER BY id"
    ).all()
    for start in range(0, len(people), _CHUNK):
        part = people[start : start + _CHUNK]
        add_terms(connection, [(*row, teams.get(row[0])) for row in part])
        if progress:
            progress(start + len(part), len(people))
    return len(people)


def match_for(
    connection: Connection, question: Question, only: str = "", values: tuple[str | int, ...] = ()
) -> str:
    """The expression that finds everyone: the wide one where the plain one finds very few.

    Where nobody is found it is the one that says so soonest.

    Args:
        connection: To read from.
        question: From ``read_question``.
        only: A further condition on ``volunteer``, beginning with " AND ".
        values: Its values.
    """
    if not question.wide:
        return question.match
    if _finds_nobody(connection, question):
        return question.coarse
    seek = _SEEK_AMONG + only if only else SEEK
    rows = connection.exec_driver_sql(f"{seek} LIMIT ?", (question.match, *values, FEW))
    return question.match if len(rows.all()) >= FEW else question.wide


def find_ids(
    connection: Connection,
    question: Question,
    limit: int,
    only: str = "",
    values: tuple[str | int, ...] = (),
) -> list[int]:
    """Ids of those who answer, best first.

    The very document or name, then names that begin so, names of just this pinyin, the rest, and
    (where these are few) names that sound alike. Among equals come 在册 before others, members of
    the desk's own teams, who served last. A card merged away answers with the one it went into.

    Args:
        connection: To read from.
        question: From ``read_question``.
        limit: How many at most.
        only: A further condition on ``volunteer``, beginning with " AND ".
        values: Its values.
    """
    found: dict[int, int] = {}
    seek = _SEEK_AMONG + only if only else SEEK

    def take(sql: str, *sought: str, order: str = "", enough: int = limit) -> None:
        if len(found) < enough:
            rank = len(found)
            pool = max(limit, POOL) + rank
            rows = connection.exec_driver_sql(f"{sql}{order} LIMIT ?", (*sought, *values, pool))
            for row in rows.all():
                found.setdefault(row[0], rank)

    if question.document:
        take(f"SELECT id FROM volunteer WHERE id_number = ?{only}", question.document)
    if question.key:
        take(f"SELECT id FROM volunteer WHERE name_key = ?{only}", question.key)
        take(
            f"SELECT id FROM volunteer WHERE name_key > ? AND name_key < ?{only}",
            question.key,
            question.key + "\U0010ffff",
            order=" ORDER BY name_key",
        )
    if question.pinyin:
        take(seek, f'pinyin : "{question.pinyin}"')
    if not found and _finds_nobody(connection, question):
        return []
    take(seek, question.match)
    if question.wide:
        take(seek, question.wide, enough=min(limit, FEW))
    return living(connection, _likeliest_first(connection, found)[:limit])


def _finds_nobody(connection: Connection, question: Question) -> bool:
    """Whether a question that takes its time need not be asked: a coarser one finds nobody."""
    if not question.coarse:
        return False
    return not any(
        connection.exec_driver_sql(f"{SEEK} LIMIT 1", (asked,)).all()
        for asked in (f'pinyin : "{question.pinyin}"', question.coarse)
    )


def _likeliest_first(connection: Connection, found: dict[int, int]) -> list[int]:
    """Ids by rank (smaller is better), equals by status, own team, and last day of service."""
    ids = list(found)
    if len(ids) < 2:
        return ids
    owned = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM unit WHERE own)")
    own = _OWN if owned.scalar_one() else "0"
    keys: dict[int, tuple[bool, int, str]] = {}
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        for one, status, owns, served in connection.exec_driver_sql(
            f"SELECT id, status, {own}, (SELECT MAX(served_on) FROM hour_entry "
            "WHERE volunteer_id = volunteer.id) FROM volunteer "
            f"WHERE id IN ({','.join('?' * len(part))})",
            part,
        ):
            keys[one] = (status == "active", owns, served or "")
    ids.sort(key=lambda one: keys.get(one, (False, 0, "")), reverse=True)  # stable both times
    ids.sort(key=found.__getitem__)
    return ids


def living(connection: Connection, ids: Sequence[int]) -> list[int]:
    """These ids in their order, a merged card's replaced by that of the card it went into."""
    into: dict[int, int] = {}
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        rows = connection.exec_driver_sql(
            "SELECT id, merged_into_id FROM volunteer WHERE merged_into_id IS NOT NULL "
            f"AND id IN ({','.join('?' * len(part))})",
            part,
        )
        into.update((row[0], row[1]) for row in rows)
    return list(dict.fromkeys(into.get(one, one) for one in ids)) if into else list(ids)


SEEK = "SELECT rowid FROM volunteer_search WHERE volunteer_search MATCH ?"
"""The bare query of the index; takes a ``Question.match``."""
_SEEK_AMONG = (
    "SELECT volunteer.id FROM volunteer_search CROSS JOIN volunteer "
    "ON volunteer.id = volunteer_search.rowid WHERE volunteer_search MATCH ?"
)


@lru_cache(20_000)
def _spaced_team(teams: str) -> str:
    """The names of a person's teams; thousands of people share each.

    Between two stands a term that nobody asks this column for: no phrase reaches across.
    """
    return " 0 ".join(spaced(team) for team in teams.split("|"))


def _person(
    number: int, name: str, code: str, phone: str | None, document: str | None, teams: str | None
) -> Person:
    return number, name, code, phone, document, teams
