"""The search index of the names of teams, projects and units (FTS5): keeping it, asking it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import islice

from sqlalchemy import Connection

from volunteer_desk.store.name_terms import name_terms
from volunteer_desk.store.pinyin import pinyin_terms
from volunteer_desk.store.questions import Columns, loose_match, read_question, spaced

FEW = 8
"""With fewer answers than this, names that sound alike or hold the characters apart are added."""
MOST_NAMED = 1000
"""A searched list is ordered by fitness and ends here; who seeks on types one more letter."""
POOL = 60
"""As many of each rank are at least compared before the likeliest are shown."""

_NAME = Columns("chars", "{head pinyin}", "chars")
_HEAD = Columns("chars", "head", "chars")
_ALL = Columns("{chars beside}", "{head pinyin beside}", "{chars beside}")
_CHUNK = 5_000
_COMPARED = 150
"""Of so many found first the likelier are put before others of the same rank."""

Values = tuple[str | int, ...]


class Named(StrEnum):
    """What has a name in the register; each the name of its table."""

    TEAM = "team"
    PROJECT = "project"
    UNIT = "unit"


_APART = 1 << 40
_FIRSTS = {kind: place * _APART for place, kind in enumerate(Named)}
"""Where the rows of each begin in the index: what is sought is read alone, by its range."""

# name, then what else it is found by: words, and people whose pinyin counts too
_ROWS = {
    Named.TEAM: "SELECT team.id, team.name, COALESCE(unit.name, ''), team.leader FROM team"
    " LEFT JOIN unit ON unit.id = team.unit_id WHERE team.id IN ({ids})",
    Named.PROJECT: "SELECT project.id, project.name,"
    " COALESCE(team.name, '') || ' 0 ' || COALESCE(unit.name, ''), '' FROM project"
    " LEFT JOIN team ON team.id = project.team_id LEFT JOIN unit ON unit.id = project.unit_id"
    " WHERE project.id IN ({ids})",
    Named.UNIT: "SELECT id, name, COALESCE(code, ''), contact FROM unit WHERE id IN ({ids})",
}

_OWN = "COALESCE((SELECT own FROM unit WHERE id = {kind}.unit_id), 0)"
_LIKELIEST = {
    Named.TEAM: f"active, {_OWN.format(kind='team')}, (SELECT COUNT(*) FROM membership"
    " WHERE team_id = team.id AND to_on IS NULL)",
    Named.PROJECT: f"active, {_OWN.format(kind='project')}, COALESCE((SELECT MAX(held_on)"
    " FROM activity WHERE project_id = project.id AND state <> 'cancelled'), '')",
    Named.UNIT: "active, own, -length(COALESCE(code, '000000000000000'))",
}
"""Of equals the one whose row of these is the greatest comes first."""


def settle_names(connection: Connection) -> int:
    """Bring the index up to date with the rows that moved in this transaction; how many.

    Triggers of the schema note each row whose name, or what stands beside it, moved.
    """
    cursor = connection.connection.cursor()
    try:
        due = cursor.execute("SELECT kind, row_id FROM register_search_due").fetchall()
    finally:
        cursor.close()
    if not due:
        return 0
    for kind in Named:
        ids = iter([row_id for noun, row_id in due if noun == kind])
        while part := list(islice(ids, _CHUNK)):
            _index(connection, kind, part)
    connection.exec_driver_sql("DELETE FROM register_search_due")
    return len(due)


def find_named(
    connection: Connection,
    kind: Named,
    text: str,
    limit: int,
    only: str = "",
    values: Values = (),
) -> list[int]:
    """Ids of those whose name answers a text, best first.

    The very name, names that begin so, names of just these initials or this pinyin, names read so
    from their beginning, then from within; then those beside which the words stand (leader, unit);
    and where these are few, names that sound alike, and names that hold the parts apart.

    Args:
        connection: To read from.
        kind: What is sought.
        text: As typed.
        limit: How many at most.
        only: A further condition on the table of ``kind``, beginning with " AND ".
        values: Its values.
    """
    typed = " ".join(text.split())
    found: dict[int, int] = {}
    pool = max(limit, POOL)

    def take(sql: str, *sought: str, enough: int = limit) -> None:
        if sought and len(found) < enough:
            rank = len(found)
            rows = connection.exec_driver_sql(
                f"{sql}{only} LIMIT ?", (*sought, *values, pool + rank)
            )
            for row in rows.all():
                found.setdefault(row[0], rank)

    table = f"SELECT id FROM {kind} WHERE "
    begin = _FIRSTS[kind]
    seek = (
        f"SELECT {kind}.id FROM register_search CROSS JOIN {kind}"
        f" ON {kind}.id = register_search.rowid - {begin} WHERE register_search MATCH ?"
        f" AND register_search.rowid BETWEEN {begin} AND {begin + _APART - 1}"
    )
    question = read_question(typed, _NAME)
    if question is None:
        if typed:
            take(f"{table}instr(name, ?) > 0", typed)
        return _likeliest_first(connection, kind, found)[:limit]
    take(f"{table}name = ?", typed)
    take(f"{table}name > ? AND name < ?", typed, f"{typed}\U0010ffff")
    for asked in _asks(typed, question.match, question.pinyin):
        take(seek, asked)
    for asked in (question.wide, loose_match(typed, _NAME)):
        if asked:
            take(seek, asked, enough=min(limit, FEW))
    return _likeliest_first(connection, kind, found)[:limit]


def unsearchable_names(connection: Connection) -> int:
    """Rows missing from the index, and index rows of nothing."""
    wanted = " UNION ALL ".join(
        f"SELECT id + {begin} AS id FROM {kind}" for kind, begin in _FIRSTS.items()
    )
    indexed = "SELECT id FROM register_search_docsize"
    return int(
        connection.exec_driver_sql(
            f"SELECT (SELECT COUNT(*) FROM ({wanted}) WHERE id NOT IN ({indexed}))"
            f" + (SELECT COUNT(*) FROM ({indexed}) WHERE id NOT IN ({wanted}))"
        ).scalar_one()
    )


def _asks(typed: str, match: str, pinyin: str) -> Iterable[str]:
    if pinyin:
        yield f'head : "{pinyin}"'
        head = read_question(typed, _HEAD)
        yield head.match if head else match
    yield match
    beside = read_question(typed, _ALL)
    yield beside.match if beside else match


def _index(connection: Connection, kind: Named, ids: Sequence[int]) -> None:
    begin = _FIRSTS[kind]
    connection.exec_driver_sql(
        "DELETE FROM register_search WHERE rowid = ?", [(begin + one,) for one in ids]
    )
    listed = ",".join(str(int(one)) for one in ids)  # our own integers: no limit on variables
    rows = []
    for one, name, words, person in connection.exec_driver_sql(_ROWS[kind].format(ids=listed)):
        head, within = name_terms(name)
        beside = f"{spaced(words)} 0 {spaced(person)} {pinyin_terms(person) if person else ''}"
        rows.append((begin + one, spaced(name), head, within, beside))
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO register_search (rowid, chars, head, pinyin, beside)"
            " VALUES (?, ?, ?, ?, ?)",
            rows,
        )


def _likeliest_first(connection: Connection, kind: Named, found: dict[int, int]) -> list[int]:
    """Ids by rank, the smaller the better, equals by who is likelier."""
    ids = list(found)  # by rank already
    first, rest = ids[:_COMPARED], ids[_COMPARED:]
    if len(first) < 2:
        return ids
    listed = ",".join(map(str, first))
    rows = connection.exec_driver_sql(
        f"SELECT id, {_LIKELIEST[kind]} FROM {kind} WHERE id IN ({listed})"
    )
    keys = {one: tuple(key) for one, *key in rows}
    first.sort(key=lambda one: keys[one], reverse=True)  # stable both times
    first.sort(key=found.__getitem__)
    return [*first, *rest]
