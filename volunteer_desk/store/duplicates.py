"""Cards out of the register to compare: everybody's for a sweep, a few for one being typed."""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from volunteer_desk.domain.blocking import DOCUMENT_KINDS, KINDS, block_keys, pairs_of_kind
from volunteer_desk.domain.duplicates import Card, document_body
from volunteer_desk.domain.similarity import fold_pinyin, one_slip, pinyin_spellings, slips_of
from volunteer_desk.store.ledger import stored_instant
from volunteer_desk.store.pinyin import likely_pinyin

_LIVING = "merged_into_id IS NULL AND erased_on IS NULL"
_TEAMS = """(SELECT group_concat(team_id) FROM membership
    WHERE volunteer_id = volunteer.id AND to_on IS NULL)"""
_CARDS = f"""
SELECT id, name_key, birth, gender, id_number, id_type, phone, {_TEAMS}, area
FROM volunteer WHERE {_LIVING}
"""
_CHUNK = 500
_MOST = 200
_SHIFT = 32


def sound_of(key: str) -> str:
    """The folded pinyin of a name key, by the likeliest reading; "" when it has none."""
    return fold_pinyin(likely_pinyin(key))


def read_cards(connection: Connection, ids: Collection[int]) -> dict[int, Card]:
    """Id → card, of those who are neither merged away nor erased."""
    wanted, found, days = list(ids), dict[int, Card](), dict[str, date]()
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        for row in connection.exec_driver_sql(f"{_CARDS} AND id IN ({marks})", part):
            found[row[0]] = _card(*row, days=days)
    return found


def compared_pairs(
    connection: Connection, progress: Callable[[int, int], None]
) -> Iterator[list[tuple[int, int]]]:
    """Every pair (low id, high id) worth comparing, told-apart ones left out, some at a time.

    One pass over the register keeps a document and ten hashes of eight bytes a person; pairs are
    those with an equal hash (``domain.duplicates.block_keys``). Long documents that only begin
    or end alike are left to the other keys: people of one county born on one day are many.
    """
    total = connection.exec_driver_sql("SELECT COUNT(*) FROM volunteer").scalar_one()
    ids, documents = array("q"), list[str | None]()
    hashes = [array("q") for _ in KINDS]
    days: dict[str, date] = {}
    rows = connection.execution_options(yield_per=5_000).exec_driver_sql(_CARDS)
    for row in rows:
        card = _card(*row, days=days)
        ids.append(card.id)
        documents.append(card.document)
        for column, key in zip(hashes, block_keys(card), strict=True):
            column.append(hash(key) if key else 0)
        if len(ids) % 5_000 == 0:
            progress(len(ids), total)
    bearers = dict(zip(ids, documents, strict=True))
    apart = told_apart(connection)
    seen: set[int] = set()
    for kind, column in enumerate(hashes):
        fresh: list[tuple[int, int]] = []
        for low, high in pairs_of_kind(kind, column, ids):
            if kind in DOCUMENT_KINDS and _unlike(bearers[low], bearers[high]):
                continue
            pair = low << _SHIFT | high
            if pair not in seen:
                seen.add(pair)
                if (low, high) not in apart:
                    fresh.append((low, high))
        for start in range(0, len(fresh), 10_000):
            progress(total, total)  # where it can be stopped
            yield fresh[start : start + 10_000]


def cards_like(connection: Connection, card: Card) -> list[Card]:
    """The cards that may be this one's, by the indexes: a few milliseconds in a city.

    Same or mistyped document or phone; same or sound-alike name with the birth or a team.
    """
    found: dict[int, None] = {}

    def take(sql: str, *values: str | int) -> None:
        rows = connection.exec_driver_sql(f"{sql} LIMIT {_MOST}", values)
        found.update((row[0], None) for row in rows)

    if card.document:
        body = document_body(card.document)
        kin = {card.document, body, *slips_of(body, "0123456789X")}
        if len(body) == 18 and body[6:8] == "19":
            kin.add(body[:6] + body[8:17])  # as the old 15-digit number
        take(f"SELECT id FROM volunteer WHERE id_number IN ({_marks(kin)})", *sorted(kin))
    if card.phone:
        take("SELECT id FROM volunteer WHERE phone = ?", card.phone)
        near = slips_of(card.phone)
        take(f"SELECT id FROM volunteer WHERE phone IN ({_marks(near)})", *near)
    if card.key and (card.birth or card.teams):
        wheres, values = list[str](), list[str | int]()
        if card.birth:
            wheres.append("birth = ?")
            values.append(card.birth.isoformat())
        if card.teams:
            wheres.append(
                "EXISTS (SELECT 1 FROM membership WHERE volunteer_id = volunteer.id "
                f"AND to_on IS NULL AND team_id IN ({_marks(card.teams)}))"
            )
            values += sorted(card.teams)
        common = f"({' OR '.join(wheres)})"
        take(f"SELECT id FROM volunteer WHERE name_key = ? AND {common}", card.key, *values)
        if pinyin := likely_pinyin(card.key):
            match = " OR ".join(f'"{spelt}"' for spelt in pinyin_spellings(pinyin))
            take(
                "SELECT volunteer.id FROM volunteer_search CROSS JOIN volunteer "
                "ON volunteer.id = volunteer_search.rowid WHERE volunteer_search MATCH ? "
                f"AND {common}",
                f"pinyin : ({match})",
                *values,
            )
    return list(read_cards(connection, found).values())


def told_apart(connection: Connection) -> set[tuple[int, int]]:
    """Pairs (low id, high id) somebody told apart; a merged card's are those of its keeper too."""
    found: set[tuple[int, int]] = set()
    for low, high, low_kept, high_kept in connection.exec_driver_sql(
        "SELECT low_id, high_id, low.merged_into_id, high.merged_into_id FROM distinct_pair "
        "JOIN volunteer AS low ON low.id = low_id JOIN volunteer AS high ON high.id = high_id"
    ):
        for a in {low, low_kept or low}:
            for b in {high, high_kept or high}:
                found.add((a, b) if a < b else (b, a))
    return found


def note_apart(connection: Connection, a: int, b: int, now: datetime, by: str) -> bool:
    """Remember that two cards are two people; False when it was known."""
    low, high = sorted((a, b))
    done = connection.exec_driver_sql(
        "INSERT INTO distinct_pair (low_id, high_id, noted_at, noted_by) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (low_id, high_id) DO NOTHING",
        (low, high, stored_instant(now), by),
    )
    return done.rowcount > 0


def forget_apart(connection: Connection, a: int, b: int) -> bool:
    """Forget it again; False when nobody had told them apart."""
    done = connection.exec_driver_sql(
        "DELETE FROM distinct_pair WHERE low_id = ? AND high_id = ?", tuple(sorted((a, b)))
    )
    return done.rowcount > 0


def home_of(area: str | None) -> str | None:
    """An area as an address that few share: one with a house number in it."""
    if area and len(area) > 5 and any(mark.isdecimal() for mark in area):
        return area
    return None


def _card(
    number: int,
    key: str,
    birth: str | None,
    gender: str | None,
    document: str | None,
    id_type: str | None,
    phone: str | None,
    teams: str | None,
    area: str | None,
    *,
    days: dict[str, date],
) -> Card:
    day = None
    if birth:
        day = days.get(birth) or days.setdefault(birth, date.fromisoformat(birth))
    return Card(
        number,
        key,
        sound_of(key),
        day,
        gender,
        document,
        id_type,
        phone,
        frozenset(map(int, teams.split(","))) if teams else frozenset(),
        home_of(area),
    )


def _unlike(ours: str | None, theirs: str | None) -> bool:
    """Whether two long documents are neither the same nor one slip apart."""
    if not ours or not theirs or min(len(ours), len(theirs)) < 15:
        return False
    ours, theirs = document_body(ours), document_body(theirs)
    return ours != theirs and not one_slip(ours, theirs)


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
