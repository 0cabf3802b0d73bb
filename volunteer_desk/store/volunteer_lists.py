"""The volunteers list: the ids of whoever it shows, in order."""

from dataclasses import replace

from sqlalchemy import Connection

from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.store.list_orders import ORDERS, Order, ids_by_name, ids_in_order
from volunteer_desk.store.search import find_ids, match_for, read_question
from volunteer_desk.store.volunteer_filters import EVERYONE, Scope

MOST_RANKED = 1000
"""A searched list is ordered by fitness and ends here; who seeks on types one more letter."""

_FIRST = 20_000
"""People of an order looked through for the beginning of a narrowed list."""


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
