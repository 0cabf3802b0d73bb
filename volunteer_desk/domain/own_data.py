"""Everything kept about one person, as they may see and take it (个人信息保护法 art.45)."""

from dataclasses import dataclass
from datetime import date

OwnCell = str | int | float | date | None


@dataclass(frozen=True)
class OwnFields:
    """A group of the card: label and value; what is empty is shown as empty."""

    title: str
    pairs: tuple[tuple[str, OwnCell], ...]


@dataclass(frozen=True)
class OwnTable:
    """A list of records; ``shares`` are the columns' widths on paper, relative to each other."""

    title: str
    headers: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[OwnCell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class OwnData:
    """One person's data, complete and in full.

    Attributes:
        name: Whose.
        number: 志愿者编号.
        unit: Who keeps the data and hands it out.
        contact: How to reach them, for corrections (art.46) and deletion (art.47).
        made_on: The day.
        fields: The card.
        tables: What hangs on it.
    """

    name: str
    number: str
    unit: str
    contact: str
    made_on: date
    fields: tuple[OwnFields, ...]
    tables: tuple[OwnTable, ...]
