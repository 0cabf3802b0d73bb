"""Where checked hours go: into the ledger, or to wait for approval, as this desk chose."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from volunteer_desk.services.settings import settings_from
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.ledger import Credit, add_credits
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.waiting import add_waiting


def take_hours(
    connection: Connection,
    rows: Sequence[Credit],
    *,
    batch_id: int,
    now: datetime,
    stored: Mapping[str, str] | None = None,
) -> bool:
    """Credit hours, or let them wait while approval is on; the caller has checked them.

    Args:
        connection: Within a writing transaction.
        rows: The hours.
        batch_id: The act they belong to.
        now: Aware instant of recording.
        stored: The desk's choices, when the caller read them in this transaction.

    Returns:
        Whether they wait.

    Raises:
        UserFacingError: The choice cannot be read; nothing was written.
    """
    waits = settings_from(read_values(connection) if stored is None else stored).approval
    add = add_waiting if waits else add_credits
    add(connection, rows, batch_id=batch_id, now=now)
    return waits
