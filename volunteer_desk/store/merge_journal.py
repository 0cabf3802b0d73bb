"""The register of merges: which card went into which, and what parting them needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection

from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.merge_hours import Move


@dataclass(frozen=True)
class Journal:
    """What parting needs beside the journal of changed rows; ids only, no personal data.

    Attributes:
        hours: (credit of the merged card, credit of the kept one).
        rows: Table → ids of the rows that went over.
    """

    hours: tuple[Move, ...] = ()
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredMerge:
    """One merge as it lies in the store; ``journal`` is None when a card was erased since."""

    id: int
    kept_id: int
    merged_id: int
    batch_id: int
    undone: bool
    journal: Journal | None


def add_merge(
    connection: Connection, kept_id: int, merged_id: int, batch_id: int, journal: Journal
) -> int:
    """Keep what parting needs; returns the merge's id."""
    made = connection.exec_driver_sql(
        "INSERT INTO merge (uid, kept_id, merged_id, journal, batch_id) VALUES (?, ?, ?, ?, ?) "
        "RETURNING id",
        (new_uid(), kept_id, merged_id, json.dumps(asdict(journal)), batch_id),
    )
    return int(made.scalar_one())


def read_merge(
    connection: Connection, *, merge_id: int | None = None, batch_id: int | None = None
) -> StoredMerge | None:
    """A merge by its id or its batch, or None."""
    found = connection.exec_driver_sql(
        "SELECT id, kept_id, merged_id, batch_id, undone_by_id IS NOT NULL, journal FROM merge "
        "WHERE id = ? OR batch_id = ?",
        (merge_id, batch_id),
    ).one_or_none()
    if found is None:
        return None
    number, kept, merged, batch, undone, text = found
    told = json.loads(text)
    journal = None
    if "erased" not in told:
        journal = Journal(tuple((a, b) for a, b in told["hours"]), told["rows"])
    return StoredMerge(number, kept, merged, batch, bool(undone), journal)


def follow_credits(connection: Connection, kept_id: int, renewed: Mapping[int, int]) -> None:
    """Tell the merges into a card which credits stand for its old ones now."""
    rows = connection.exec_driver_sql(
        "SELECT id, journal FROM merge WHERE kept_id = ? AND undone_by_id IS NULL", (kept_id,)
    ).all()
    for merge_id, text in rows:
        told = json.loads(text)
        if "hours" in told:
            told["hours"] = [(one, renewed.get(other, other)) for one, other in told["hours"]]
            connection.exec_driver_sql(
                "UPDATE merge SET journal = ? WHERE id = ?", (json.dumps(told), merge_id)
            )


def latest_merge(connection: Connection, merged_id: int) -> int | None:
    """The id of the merge by which a card went into another, not taken back since."""
    found = connection.exec_driver_sql(
        "SELECT MAX(id) FROM merge WHERE merged_id = ? AND undone_by_id IS NULL", (merged_id,)
    )
    value: int | None = found.scalar_one_or_none()
    return value


def close_merge(connection: Connection, merge_id: int, undone_by: int) -> None:
    """Mark a merge as taken back."""
    connection.exec_driver_sql(
        "UPDATE merge SET undone_by_id = ? WHERE id = ?", (undone_by, merge_id)
    )
