"""What belongs to an act that logged hours: its credits, and all that was done to them since."""

from typing import NamedTuple

from sqlalchemy import Connection

# A correction keeps person and day: found by their index, however large its batch is; batch is no
# join, for which a Bloom filter over all batches would be built for every row.
ROWS_OF_BATCH = """
WITH RECURSIVE act (id) AS (SELECT ?),
known (id) AS (
    SELECT id FROM hour_entry WHERE batch_id = (SELECT id FROM act)
    UNION
    SELECT entry_id FROM waiting_hours
    WHERE decided_id = (SELECT id FROM act) AND entry_id IS NOT NULL
    UNION
    SELECT back.id FROM known JOIN hour_entry AS back ON back.reverses_id = known.id
    UNION
    SELECT anew.id FROM known
    JOIN hour_entry AS back ON back.id = known.id AND back.reverses_id IS NOT NULL
    JOIN hour_entry AS anew ON anew.volunteer_id = back.volunteer_id
        AND anew.served_on = back.served_on AND anew.minutes > 0
        AND +anew.batch_id =
            (SELECT id FROM batch WHERE id = back.batch_id AND kind = 'reverse_hours')
)
SELECT id FROM known
"""
"""Ids of the credits an act (``?``) logged or approved, their reversals and their corrections."""

_KEPT = f"""
SELECT COUNT(*), COALESCE(SUM(minutes), 0) FROM hour_entry AS entry
WHERE id IN ({ROWS_OF_BATCH}) AND minutes > 0
  AND NOT EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id)
"""
_BEFORE = """
SELECT COUNT(*) FROM hour_entry AS credit
JOIN hour_entry AS back ON back.reverses_id = credit.id
JOIN batch ON batch.id = back.batch_id AND batch.kind = 'reverse_hours'
WHERE credit.batch_id = ?
"""


class Kept(NamedTuple):
    """What an undo of an act that logged hours found settled already.

    Attributes:
        before: Credits of the act that somebody reversed or corrected one by one before.
        standing: Corrections of them that stand.
        minutes: Of these corrections.
    """

    before: int
    standing: int
    minutes: int


def kept_of(connection: Connection, batch_id: int) -> Kept:
    """What of an act stands, or was settled, when its undo has reversed the rest."""
    (before,) = connection.exec_driver_sql(_BEFORE, (batch_id,)).one()
    standing, minutes = connection.exec_driver_sql(_KEPT, (batch_id,)).one()
    return Kept(int(before), int(standing), int(minutes))
