"""Where checked hours go: into the ledger, or to wait for approval, as this desk chose."""

from collections.abc import Sequence
from datetime import datetime

from volunteer_desk.services.settings import settings_from
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.ledger import Credit, add_credits
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.waiting import add_waiting


def take_hours(
    connection: Connection, rows: Sequence[Credit], *, batch_id: int, now: datetime
) -> bool:
    """Credit hours, or let them wait while approval is on; the caller has checked them.

    Returns:
        Whether they wait.

    Raises:
        UserFacingError: The choice cannot be read; nothing was written.
    """
    waits = settings_from(read_values(connection)).approval
    add = add_waiting if waits else add_credits
    add(connection, rows, batch_id=batch_id, now=now)
    return waits
