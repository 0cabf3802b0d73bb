"""The volunteers list and card: ids in order, and the rows behind them, unmasked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.volunteers import VolunteerFigures, VolunteerQuery, VolunteerStatus
from volunteer_desk.store.list_orders import (
    MINUTES,
    ORDERS,
    TEAMS,
    Order,
    ids_by_name,
    ids_in_order,
)
from volunteer_desk.store.search import find_ids, match_for, read_question
from volunteer_desk.store.volunteer_filters import EVERYONE, Scope

MOST_RANKED = 1000
"""A searched list is ordered by fitness and ends here; who seeks on types one more letter."""

_FIRST = 20_000
"""People of an order looked through for the beginning of a narrowed list."""

_ROWS = f"""
SELECT id, number, name, gender, birth, id_number, phone, political_status, {TEAMS}, {MINUTES},
    status, registered_on
FROM volunteer WHERE id IN
"""
_HITS = f"""
SELECT id, number, name, birth, {TEAMS}, phone, id_number,
    (SELECT served_on FROM hour_entry WHERE volunteer_id = volunteer.id
     GROUP BY served_on HAVING SUM(minutes) > 0 ORDER BY served_on DESC LIMIT 1)
FROM volunteer WHERE id IN
"""
_CHUNK = 500


class PersonRow(NamedTuple):
    """One line of the list as stored: codes, and nothing masked."""

    id: int
    number: str
    name: str
    gender: str | None
    birth: date | None
    id_number: str | None
    phone: str | None
    political_status: str | None
    teams: str
    minutes: int
    status: str
    registered_on: date | None


class PersonHit(NamedTuple):
    """One person found, with what tells namesakes apart, unmasked."""

    id: int
    number: str
    name: str
    birth: date | None
    teams: str
    phone: str | None
    id_number: str | None
    last_served_on: date | None


def listed_ids(
    connection: Connection,
    query: VolunteerQuery,
    scope: Scope = EVERYONE,
    most: int | None = None,
) -> list[int]:
    """Ids of everyone the query shows, in its order; names by their pinyin.

    With a text and the plain order (by number, ascending) the best answers come first and at
    most ``MOST_RANKED`` come; with another order all answers come in that order.

    Args:
        connection: To read from.
        query: What is listed.
        scope: What narrows or orders it beside.
        most: Only the first so many; a few of a city come in a tenth of the time.

    Raises:
        KeyError: The sort is no column of the list.
    """
    order = scope.order or ORDERS.get(query.sort)
    if order is None and query.sort != "name":
        raise KeyError(query.sort)
    text, few = query.text.strip(), scope.few
    narrowed = scope.sql and not (text or few or query.team_id is not None)
    if most is not None and order is not None and order.indexed and narrowed:
        first = _among_first(connection, query, scope, order, most)
        if first is not None:
            return first
        few = True
    if order is not None and order.indexed and few:
        order = replace(order, key=f"+{order.key}")  # few are sorted sooner than all are walked
    limits, values = _limits(
        query, apart=bool(text) or few or query.sort in ("name", "registered_on")
    )
    limits, values = limits + scope.sql, values + scope.values
    if text:
        question = read_question(text)
        if question is None:
            return []
        if query.sort == "number" and not query.descending:
            return find_ids(connection, question, MOST_RANKED, limits, values)
        before = limits
        answering = (
            "volunteer.id IN (SELECT rowid FROM volunteer_search WHERE volunteer_search MATCH ?)"
        )
        values = (*values, match_for(connection, question, before, values))
        if question.document:
            answering = f"({answering} OR id_number = ?)"
            values = (*values, question.document)
        limits += f" AND {answering}"
    if order is None:
        return ids_by_name(connection, limits, values, descending=query.descending, most=most)
    return ids_in_order(
        connection,
        order,
        limits,
        values,
        descending=query.descending is not (query.sort == "age"),  # the older were born earlier
        broad=not text and query.team_id is None,
        most=most,
    )


def _among_first(
    connection: Connection, query: VolunteerQuery, scope: Scope, order: Order, most: int
) -> list[int] | None:
    """``most`` ids out of the first people of an indexed order; None where more must be read.

    Of a common condition the beginning is there at once; for a rare one the whole order would be
    walked, each row sought, which takes three times as long as reading everyone as they lie.
    """
    limits, values = _limits(query, apart=query.sort == "registered_on")
    way, end = ("DESC", ">=") if query.descending else ("ASC", "<=")
    last = connection.exec_driver_sql(
        f"SELECT {order.key} FROM volunteer WHERE TRUE{limits} "
        f"ORDER BY {order.key} {way} LIMIT 1 OFFSET ?",
        (*values, _FIRST),
    ).scalar()
    if last is not None:
        limits, values = f"{limits} AND volunteer.{order.key} {end} ?", (*values, last)
    found = ids_in_order(
        connection,
        order,
        limits + scope.near,
        (*values, *scope.values),
        descending=query.descending,
        broad=False,
        most=most,
    )
    return found if last is None or len(found) == most else None


def count_people(connection: Connection, query: VolunteerQuery, scope: Scope = EVERYONE) -> int:
    """How many the query shows, its text apart."""
    limits, values = _limits(query, apart=scope.few)
    limits, values = limits + scope.sql, values + scope.values
    count: int = connection.exec_driver_sql(
        f"SELECT COUNT(*) FROM volunteer WHERE TRUE{limits}", values
    ).scalar_one()
    return count


def ids_along(
    connection: Connection,
    query: VolunteerQuery,
    anchor: str | None,
    skip: int,
    count: int,
    *,
    backwards: bool = False,
) -> list[tuple[int, str]]:
    """A window of (id, number) in the order of numbers, walking from a known place.

    Read from an index alone; the query has no text.

    Args:
        connection: To read from.
        query: What is listed.
        anchor: The number to start at (forwards: itself included), None for the list's end.
        skip: How many to pass over first.
        count: How many at most.
        backwards: Walk against the list's order; the window comes in the list's order all the same.
    """
    limits, values = _limits(query)
    descending = query.descending is not backwards
    if anchor is not None:
        sign = ("<" if descending else ">") + ("" if backwards else "=")
        limits += f" AND number {sign} ?"
        values += (anchor,)
    found = connection.exec_driver_sql(
        f"SELECT id, number FROM volunteer WHERE TRUE{limits} "
        f"ORDER BY number {'DESC' if descending else 'ASC'} LIMIT ? OFFSET ?",
        (*values, count, skip),
    )
    window = [(row[0], row[1]) for row in found.all()]
    return window[::-1] if backwards else window


def person_rows(connection: Connection, ids: Sequence[int]) -> dict[int, PersonRow]:
    """Id → the line of the list."""
    found: dict[int, PersonRow] = {}
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        for row in connection.exec_driver_sql(f"{_ROWS} ({marks})", part).all():
            number, code, name, gender, birth, document, phone, politics, teams, *rest = row
            minutes, status, registered = rest
            found[number] = PersonRow(
                number, code, name, gender, _day(birth), document, phone, politics,
                teams or "", minutes or 0, status, _day(registered),
            )  # fmt: skip
    return found


def person_hits(connection: Connection, ids: Sequence[int]) -> dict[int, PersonHit]:
    """Id → what a found person shows; for as many as a list of hits holds."""
    part = tuple(ids[:_CHUNK])
    marks = ",".join("?" * len(part))
    rows = connection.exec_driver_sql(f"{_HITS} ({marks})", part)
    return {
        number: PersonHit(
            number, code, name, _day(birth), teams or "", phone, document, _day(served)
        )
        for number, code, name, birth, teams, phone, document, served in rows.all()
    }


def person_figures(connection: Connection, volunteer_id: int, today: date) -> VolunteerFigures:
    """A person's minutes this month, this year and ever; reversed credits count nothing."""
    month = today.replace(day=1).isoformat()
    year = today.replace(month=1, day=1).isoformat()
    row = connection.exec_driver_sql(
        "SELECT SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END), "
        "SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END), SUM(minutes), "
        "SUM(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END) "
        "FROM hour_entry WHERE volunteer_id = ?",
        (month, year, volunteer_id),
    ).one()
    hit = person_hits(connection, [volunteer_id]).get(volunteer_id)
    return VolunteerFigures(
        row[0] or 0, row[1] or 0, row[2] or 0, row[3] or 0, hit.last_served_on if hit else None
    )


def served_figures(
    connection: Connection, ids: Sequence[int], since: date
) -> dict[int, tuple[int, date | None]]:
    """Id → minutes since a day, and the last day of service, for who has entries at all."""
    found: dict[int, tuple[int, date | None]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        for one, minutes, last in connection.exec_driver_sql(
            "SELECT volunteer_id, SUM(CASE WHEN served_on >= ? THEN minutes ELSE 0 END), "
            "MAX(CASE WHEN total > 0 THEN served_on END) FROM "
            "(SELECT volunteer_id, served_on, minutes, "
            "SUM(minutes) OVER (PARTITION BY volunteer_id, served_on) AS total FROM hour_entry "
            f"WHERE volunteer_id IN ({','.join('?' * len(part))})) GROUP BY volunteer_id",
            (since.isoformat(), *part),
        ):
            found[one] = (minutes or 0, _day(last))
    return found


def _limits(query: VolunteerQuery, *, apart: bool = False) -> tuple[str, tuple[str | int, ...]]:
    """``apart``: a status nearly everyone has must not be the index that is walked."""
    status = "volunteer.status || ''" if apart else "volunteer.status"
    limits = ""
    values: tuple[str | int, ...] = ()
    if query.status is not None:
        limits += f" AND {status} = ?"
        values += (str(query.status),)
    if query.status not in (VolunteerStatus.ACTIVE, VolunteerStatus.PAUSED):
        # a merged card is always 注销; so few that a set of them is asked, not every row
        limits += (
            " AND volunteer.id NOT IN (SELECT merged_id FROM merge WHERE undone_by_id IS NULL)"
        )
    if query.team_id is not None:
        limits += (
            " AND volunteer.id IN "
            "(SELECT volunteer_id FROM membership WHERE team_id = ? AND to_on IS NULL)"
        )
        values += (query.team_id,)
    return limits, values


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
