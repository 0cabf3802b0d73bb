"""最近操作: the last acts of the desk, and every act on hours."""

from collections.abc import Sequence

from volunteer_desk.domain.batches import FINAL, BatchRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.batches import (
    StoredBatch,
    batches_of,
    hour_batch_ids,
    latest_batches,
)


def recent_batches(desk: Desk, limit: int = 20) -> tuple[BatchRow, ...]:
    """最近操作, the newest first."""
    with desk.database.reading() as connection:
        return tuple(_row(batch) for batch in latest_batches(connection, limit))


def acts_on_hours(desk: Desk) -> Sequence[int]:
    """Ids of every act on hours, and of what took one of them back, the newest first."""
    with desk.database.reading() as connection:
        return hour_batch_ids(connection)


def batch_rows(desk: Desk, ids: Sequence[int]) -> tuple[BatchRow, ...]:
    """The acts of these ids, in their order."""
    with desk.database.reading() as connection:
        return tuple(_row(batch) for batch in batches_of(connection, ids))


def _row(batch: StoredBatch) -> BatchRow:
    return BatchRow(
        id=batch.id,
        kind=batch.kind,
        label=batch.label,
        made_at=batch.made_at,
        rows=batch.rows,
        undone=batch.undone_by is not None,
        undoable=batch.undone_by is None and batch.kind not in FINAL,
    )
