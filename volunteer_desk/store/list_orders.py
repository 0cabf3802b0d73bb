"""The orders of the volunteers list: what SQL sorts by, and names by their pinyin."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Connection

from volunteer_desk.store.pinyin import first_order, name_order

Values = tuple[str | int, ...]

TEAMS = """(SELECT group_concat(name, '、') FROM (
    SELECT team.name FROM membership JOIN team ON team.id = team_id
    WHERE volunteer_id = volunteer.id AND to_on IS NULL ORDER BY membership.id))"""
"""Names of a person's teams of now."""
MINUTES = "(SELECT SUM(minutes) FROM hour_entry WHERE volunteer_id = volunteer.id)"
_FIRST_CHARACTERS = (
    "SELECT substr(name, 1, 1), COUNT(*) FROM volunteer WHERE TRUE{limits} GROUP BY 1"
)

_BEGINNING = 4
"""Letters by which names are told apart before they are sorted."""


@dataclass(frozen=True)
class Order:
    """One way to sort the list.

    Attributes:
        key: An expression on a row of ``volunteer``.
        values: Its values.
        beside: For the list of a whole city: a query of (volunteer_id, value) that says the same
            of everyone at once, with the same values; or "".
        indexed: Never blank, and read off an index.
    """

    key: str
    values: Values = ()
    beside: str = ""
    indexed: bool = False


ORDERS: dict[str, Order] = {
    "number": Order("number", indexed=True),
    "gender": Order("gender"),
    "birth": Order("birth"),
    "id_masked": Order("id_number"),
    "phone_masked": Order("phone"),
    "political_status": Order("political_status"),
    "team": Order(
        TEAMS,
        beside="SELECT volunteer_id, group_concat(team.name, '、' ORDER BY membership.id) AS value "
        "FROM membership JOIN team ON team.id = team_id WHERE to_on IS NULL GROUP BY volunteer_id",
    ),
    "minutes": Order(
        MINUTES,
        beside="SELECT volunteer_id, SUM(minutes) AS value FROM hour_entry GROUP BY volunteer_id",
    ),
    "status": Order("status"),
    "registered_on": Order("registered_on", indexed=True),
}


def ids_in_order(
    connection: Connection,
    order: Order,
    limits: str,
    values: Values,
    *,
    descending: bool,
    broad: bool,
    most: int | None = None,
) -> list[int]:
    """Ids of the people within the limits; blanks come last either way.

    Args:
        connection: To read from.
        order: What to sort by.
        limits: Conditions on ``volunteer``, each beginning with " AND ".
        values: Their values.
        descending: The highest first.
        broad: Most of the register is listed, so sums are made of everyone at once.
        most: Only so many, the first ones.
    """
    way = "DESC" if descending else "ASC"
    key, joined = order.key, ""
    before: Values = ()
    after = order.values * (1 if order.indexed else 2)
    if broad and order.beside:
        joined = f" LEFT JOIN ({order.beside}) AS beside ON beside.volunteer_id = volunteer.id"
        key, before, after = "beside.value", order.values, ()
    blanks = "" if order.indexed else f"{key} IS NULL, "
    cut = "" if most is None else " LIMIT ?"
    end: Values = () if most is None else (most,)
    found = connection.exec_driver_sql(
        f"SELECT volunteer.id FROM volunteer{joined} WHERE TRUE{limits} "
        f"ORDER BY {blanks}{key} {way}, volunteer.id {way}{cut}",
        (*before, *values, *after, *end),
    )
    # walked, not fetched at once: .all() of a city holds the window up for a third of a second
    return [row[0] for row in found]


def ids_by_name(
    connection: Connection,
    limits: str,
    values: Values,
    *,
    descending: bool,
    most: int | None = None,
) -> list[int]:
    """Ids of the people within the limits by the pinyin of their names; ``most`` the first ones.

    No database knows pinyin, so names are sorted here: of the first ones only those whose first
    character stands near enough.
    """
    if most is None:
        heaps = _sorted_names(connection, limits, values, descending)
        return [one for heap in heaps for _, one in heap]
    firsts = connection.exec_driver_sql(_FIRST_CHARACTERS.format(limits=limits), values).all()
    wanted = most
    while firsts:
        chosen, beyond = _nearest(firsts, wanted, descending)
        near = f"{limits} AND substr(volunteer.name, 1, 1) IN ({','.join('?' * len(chosen))})"
        heaps = _sorted_names(connection, near, (*values, *chosen), descending)
        keyed = [pair for heap in heaps for pair in heap]
        if beyond and descending:
            last = max(beyond) + "\U0010ffff"
            keyed = [one for one in keyed if one[0] > last]
        elif beyond:
            keyed = [one for one in keyed if one[0] < min(beyond)]
        if len(keyed) >= most or not beyond:
            return [one for _, one in keyed[:most]]
        wanted *= 4
    return []


def _sorted_names(
    connection: Connection, limits: str, values: Values, descending: bool
) -> Iterator[list[tuple[str, int]]]:
    """(sort key, id) in order, in heaps of names that begin alike.

    Sorting a city's names at once, and freeing them at once, would hold the window up.
    """
    people = connection.exec_driver_sql(
        f"SELECT id, name FROM volunteer WHERE TRUE{limits} ORDER BY volunteer.id", values
    )
    heaps: dict[str, list[tuple[str, int]]] = {}
    for one, name in people:
        key = name_order(name)
        heaps.setdefault(key[:_BEGINNING], []).append((key, one))
    for beginning in sorted(heaps, reverse=descending):
        yield sorted(heaps.pop(beginning), key=itemgetter(0), reverse=descending)


def _nearest(
    firsts: Iterable[Sequence[object]], most: int, descending: bool
) -> tuple[list[str], list[str]]:
    """First characters enough for so many names, and how the names of all others may begin."""
    ways = {str(row[0]): first_order(str(row[0])) for row in firsts if row[0]}
    counts = {str(row[0]): int(str(row[1])) for row in firsts if row[0]}
    ends = max if descending else min
    ordered = sorted(ways, key=lambda mark: ends(ways[mark]), reverse=descending)
    chosen: list[str] = []
    while ordered and sum(counts[mark] for mark in chosen) < most:
        chosen.append(ordered.pop(0))
    return chosen, [way for mark in ordered for way in ways[mark]]
