"""Which cards are compared at all: those that share a key, in blocks of bounded size."""

from collections.abc import Iterable, Iterator, Sequence

from volunteer_desk.domain.duplicates import Card, document_body

Key = tuple[object, ...]

KINDS = (
    "document head",
    "document tail",
    "document around",
    "phone",
    "sound and phone head",
    "sound and phone tail",
    "sound and birth",
    "surname, birth and team",
    "sound and team",
    "home",
)
"""The ways in which two cards can come to be compared."""
DOCUMENT_KINDS = (0, 1, 2)
_LARGEST = {"phone": 12, "surname, birth and team": 12, "document head": 30, "home": 12}
"""Blocks above this size say nothing of a person: a shared office phone, a made-up birthday."""
_LARGEST_OTHER = 60


def block_keys(card: Card) -> list[Key | None]:
    """One key for each of ``KINDS``, None where the card says nothing of that kind.

    Two cards are compared when any key of theirs is the same. A wrong digit or a swap leaves one
    of the three document keys, and one of the two of a phone, as it was.
    """
    document, phone, birth, sound = card.document, card.phone, card.birth, card.sound
    team = min(card.teams, default=0)
    head: Key | None = None
    tail: Key | None = None
    around: Key | None = None
    if document:
        body = document_body(document)
        if len(body) > 14:
            head, tail = (body[:14],), (body[10:],)
            around = (body[:9], body[14:])
        else:
            half = len(body) // 2
            head, tail = (body[:half],), (body[half:],)
            around = (body,)
    return [
        head,
        tail,
        around,
        (phone,) if phone else None,
        (sound, phone[:6]) if sound and phone else None,
        (sound, phone[-4:]) if sound and phone else None,
        (sound, birth) if sound and birth else None,
        (card.key[:1], birth, team) if card.key and birth else None,
        (sound, team) if sound and team else None,
        (card.home,) if card.home else None,
    ]


def pairs_of_kind(
    kind: int, keys: Sequence[object], ids: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs (low id, high id) of equal keys of one kind; 0 and None are no keys.

    Args:
        kind: Its place in ``KINDS``.
        keys: One for each card; anything hashable.
        ids: The cards.
    """
    largest = _LARGEST.get(KINDS[kind], _LARGEST_OTHER)
    first: dict[object, int] = {}
    blocks: dict[object, list[int]] = {}
    for key, one in zip(keys, ids, strict=True):
        if not key:
            continue
        if key in blocks:
            blocks[key].append(one)
        elif key in first:
            blocks[key] = [first[key], one]
        else:
            first[key] = one
    for block in blocks.values():
        if len(block) <= largest:
            block.sort()
            for at, low in enumerate(block):
                for high in block[at + 1 :]:
                    yield low, high


def candidate_pairs(cards: Iterable[Card]) -> set[tuple[int, int]]:
    """Pairs of ids of the cards worth comparing; for as many cards as fit in memory twice."""
    ids: list[int] = []
    rows: list[list[Key | None]] = []
    for card in cards:
        ids.append(card.id)
        rows.append(block_keys(card))
    return {
        pair
        for kind, keys in enumerate(zip(*rows, strict=True))
        for pair in pairs_of_kind(kind, keys, ids)
    }
