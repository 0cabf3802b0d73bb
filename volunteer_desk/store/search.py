"""The search index of people (SQLite FTS5): keeping its terms, and asking it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from volunteer_desk.domain.names import name_key
from volunteer_desk.store.pinyin import pinyin_terms

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile("[\u4e00-\u9fff]+")
_PIECES = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_PARTS = re.compile(rf"[{_HAN}·•・]+|[A-Za-z]*\d+[Xx]?|[A-Za-z]+|[^\W\d_a-zA-Z{_HAN}]+")
_ADD = "INSERT INTO volunteer_search (rowid, chars, pinyin, digits, team) VALUES (?, ?, ?, ?, ?)"
_REMOVE = "DELETE FROM volunteer_search WHERE rowid = ?"
_PEOPLE = """
SELECT volunteer.id, volunteer.name, number, volunteer.phone, id_number,
    (SELECT group_concat(team.name, '|') FROM membership JOIN team ON team.id = team_id
     WHERE volunteer_id = volunteer.id AND to_on IS NULL)
FROM volunteer
"""
_CHUNK = 20_000

Person = tuple[int, str, str, str | None, str | None, str | None]
"""id, name, number, phone, document number, names of the open teams joined by "|"."""


@dataclass(frozen=True)
class Question:
    """A typed text as the index is asked.

    Attributes:
        match: The FTS5 expression; every part must be met.
        key: The text as a name key, when it is one run of Chinese characters, else "".
        pinyin: The text in lower case, when it is one run of letters, else "".
        document: The text as a whole document number, else "".
    """

    match: str
    key: str = ""
    pinyin: str = ""
    document: str = ""


def add_terms(connection: Connection, people: Iterable[Person]) -> None:
    """Index people who are not in the index."""
    rows = [_terms(*person) for person in people]
    if rows:
        connection.exec_driver_sql(_ADD, rows)


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


def read_question(text: str) -> Question | None:
    """A typed text as a question, or None when it holds nothing that could be sought."""
    plain = re.sub(r"[\u200b-\u200f\ufeff]", "", text.translate(_WIDE))
    parts = _PARTS.findall(plain)
    wanted = [asked for part in parts if (asked := _ask(part))]
    if not wanted:
        return None
    match = " AND ".join(f"({asked})" for asked in wanted)
    if len(parts) > 1:
        return Question(match)
    only = parts[0]
    if only.isascii():
        document = only.upper() if len(only) in (15, 18) and only[:-1].isdigit() else ""
        return Question(match, pinyin=only.lower() if only.isalpha() else "", document=document)
    return Question(match, key=name_key(only))


def find_ids(
    connection: Connection,
    question: Question,
    limit: int,
    only: str = "",
    values: tuple[str | int, ...] = (),
) -> list[int]:
    """Ids of those who answer, best first: the very name, then names that begin so, the rest.

    Args:
        connection: To read from.
        question: From ``read_question``.
        limit: How many at most.
        only: A further condition on ``volunteer``, beginning with " AND ".
        values: Its values.
    """
    found: dict[int, None] = {}
    seek = _SEEK_AMONG + only if only else SEEK

    def take(sql: str, *sought: str, order: str = "") -> None:
        if len(found) < limit:
            rows = connection.exec_driver_sql(
                f"{sql}{order} LIMIT ?", (*sought, *values, limit + len(found))
            )
            found.update((row[0], None) for row in rows.all())

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
    take(seek, question.match)
    return living(connection, list(found)[:limit])


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

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0: " "}


def _ask(part: str) -> str:
    if part.isascii():
        column = "pinyin" if part.isalpha() else "digits"
        return f'{column} : "{part.lower()}" *'
    pieces = _PIECES.findall(name_key(part))
    if not pieces:
        return ""
    last = " *" if not re.fullmatch(f"[{_HAN}]", pieces[-1]) else ""
    return f'{{chars team}} : "{" ".join(pieces)}"{last}'


def _terms(
    number: int, name: str, code: str, phone: str | None, document: str | None, teams: str | None
) -> tuple[int, str, str, str, str]:
    digits = [code.lower(), code[-6:]]
    if phone:
        digits += (phone, phone[-4:])
    if document:
        digits.append(document[-4:].lower())
    return (
        number,
        _spaced(name),
        pinyin_terms(name),
        " ".join(digits),
        _spaced_team(teams) if teams else "",
    )


def _spaced(text: str) -> str:
    """Every Chinese character a term of its own, so that a phrase finds any part of a name."""
    if _PLAIN.fullmatch(text):
        return " ".join(text)
    return " ".join(_PIECES.findall(name_key(text)))


@lru_cache(20_000)
def _spaced_team(teams: str) -> str:
    """The names of a person's teams; thousands of people share each."""
    return " | ".join(_spaced(team) for team in teams.split("|"))


def _person(
    number: int, name: str, code: str, phone: str | None, document: str | None, teams: str | None
) -> Person:
    return number, name, code, phone, document, teams
