"""A team's usual people, and finding people with them on top."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from volunteer_desk.store.questions import Question
from volunteer_desk.store.search import SEEK, find_ids

_USUAL = """
SELECT volunteer_id, SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END) AS times
FROM hour_entry WHERE served_on BETWEEN ? AND ? AND team_id = ?
GROUP BY volunteer_id HAVING times > 1 ORDER BY times DESC, volunteer_id LIMIT ?
"""


def usual_ids(
    connection: Connection, team_id: int, first: date, last: date, limit: int
) -> list[int]:
    """Who was credited to a team at least twice in a span, the most frequent first.

    Out of the ledger's covering index; a reversal takes its credit back.
    """
    found = connection.exec_driver_sql(
        _USUAL, (first.isoformat(), last.isoformat(), team_id, limit)
    )
    return [row[0] for row in found]


def find_with_favoured(
    connection: Connection, question: Question, limit: int, favoured: Collection[int]
) -> list[int]:
    """Ids of those who answer, the favoured before others who answer as well.

    Whoever bears the very name, pinyin or initials comes before those whose name only begins so;
    a favoured one who merely sounds alike is not put forward. The favoured keep their order.
    """
    found = find_ids(connection, question, limit)
    if not favoured:
        return found
    listed = ",".join(str(int(one)) for one in favoured)
    # one walk over the answers; as many seeks as people would each begin a prefix anew
    among = f"{SEEK} AND rowid BETWEEN ? AND ? AND +rowid IN ({listed})"
    answer = connection.exec_driver_sql(among, (question.match, min(favoured), max(favoured)))
    answering = {row[0] for row in answer}
    known = [one for one in favoured if one in answering]
    ahead = frozenset(known)
    merged = list(dict.fromkeys([*known, *found]))
    exact = _exactly(connection, question, merged)
    merged.sort(key=lambda one: (one not in exact, one not in ahead))  # stable
    return merged[:limit]


def _exactly(connection: Connection, question: Question, among: Collection[int]) -> set[int]:
    """Those of ``among`` who bear the very name, pinyin or initials."""
    if not among:
        return set()
    listed = ",".join(str(int(one)) for one in among)
    if question.key:
        sql = f"SELECT id FROM volunteer WHERE name_key = ? AND id IN ({listed})"
        rows = connection.exec_driver_sql(sql, (question.key,))
    elif question.pinyin:
        sql = f"{SEEK} AND +rowid IN ({listed})"
        rows = connection.exec_driver_sql(sql, (f'pinyin : "{question.pinyin}"',))
    else:
        return set()
    return {row[0] for row in rows}
