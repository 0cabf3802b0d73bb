"""这个数怎么来的: the ledger rows behind any total, found by a filter and read in windows."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

from volunteer_desk.domain.entries import Entries, EntryFilter
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_rules_now import rules_from
from volunteer_desk.store.entries import entry_ids, entry_rows, entry_sums
from volunteer_desk.store.entry_filters import condition_of
from volunteer_desk.store.hour_history import unapproved_ids, unapproved_of, waiting_sums
from volunteer_desk.store.settings import read_values


def find_entries(desk: Desk, which: EntryFilter) -> Entries:
    """Every row of a filter by its id, and what they come to, in one snapshot."""
    with desk.database.reading() as connection:
        stored = read_values(connection)
        condition = condition_of(connection, which)
        sums = entry_sums(connection, condition, rounded="rounding_step" in stored)
        ids: array[int] = array("q")
        if which.unapproved:
            ids.extend(-one for one in unapproved_ids(connection, which))
            rows, minutes = waiting_sums(connection, which)
            sums = replace(sums, waiting=rows, waiting_minutes=minutes)
        ids.extend(entry_ids(connection, condition))
        return Entries(which, ids, sums, rules_from(stored).rounding.words)


def entry_lines(desk: Desk, ids: Sequence[int]) -> tuple[HourRow, ...]:
    """The rows of a window of ``Entries.ids``, in their order."""
    with desk.database.reading() as connection:
        beside = [-one for one in ids if one < 0]
        waiting = unapproved_of(connection, beside) if beside else {}
        entered = {row.id: row for row in entry_rows(connection, [one for one in ids if one > 0])}
    found = (entered.get(one) if one > 0 else waiting.get(-one) for one in ids)
    return tuple(row for row in found if row is not None)
