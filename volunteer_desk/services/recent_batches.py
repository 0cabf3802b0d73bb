"""最近操作: the last acts of the desk."""

from volunteer_desk.domain.batches import FINAL, BatchRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.batches import latest_batches


def recent_batches(desk: Desk, limit: int = 20) -> tuple[BatchRow, ...]:
    """最近操作, the newest first."""
    with desk.database.reading() as connection:
        found = latest_batches(connection, limit)
    return tuple(
        BatchRow(
            id=batch.id,
            kind=batch.kind,
            label=batch.label,
            made_at=batch.made_at,
            rows=batch.rows,
            undone=batch.undone_by is not None,
            undoable=batch.undone_by is None and batch.kind not in FINAL,
        )
        for batch in found
    )
