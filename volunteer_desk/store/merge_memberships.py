"""Memberships of one card joined to another's: a person is in a team once."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

Changes = list[tuple[int, dict[str, str | int | None], dict[str, str | int | None]]]
"""(membership id, columns before, columns after), as the journal of a batch takes them."""


class _Time(NamedTuple):
    id: int
    team_id: int
    role: str
    from_on: str
    to_on: str | None


def move_memberships(connection: Connection, from_id: int, to_id: int, today: date) -> Changes:
    """Give a card's memberships to another card.

    Where both are in one team now, or joined it on one day, they become one: the keeper's row
    takes the earlier day and a role it lacks, the other is closed and stays on its card.
    """
    ours = _times(connection, to_id)
    changes: Changes = []
    for time in _times(connection, from_id):
        twin = _twin(time, ours)
        if twin is None:
            changes.append((time.id, {"volunteer_id": from_id}, {"volunteer_id": to_id}))
            ours.append(time)
            continue
        joined = _joined(twin, time, ours)
        ours[ours.index(twin)] = joined
        changed = {
            column: value
            for column, value in joined._asdict().items()
            if value != getattr(twin, column)
        }
        if changed:
            changes.append((twin.id, {key: getattr(twin, key) for key in changed}, changed))
        if time.to_on is None:
            closed = max(time.from_on, today.isoformat())
            changes.append((time.id, {"to_on": None}, {"to_on": closed}))
    for row_id, _before, after in changes:
        settings = ", ".join(f"{column} = ?" for column in after)
        connection.exec_driver_sql(
            f"UPDATE membership SET {settings} WHERE id = ?", (*after.values(), row_id)
        )
    return changes


def _times(connection: Connection, volunteer_id: int) -> list[_Time]:
    rows = connection.exec_driver_sql(
        "SELECT id, team_id, role, from_on, to_on FROM membership WHERE volunteer_id = ? "
        "ORDER BY id",
        (volunteer_id,),
    )
    return [_Time(*row) for row in rows]


def _twin(time: _Time, ours: list[_Time]) -> _Time | None:
    """The keeper's row that speaks of the same time in the same team."""
    same = [one for one in ours if one.team_id == time.team_id]
    for one in same:
        if one.to_on is None and time.to_on is None:
            return one
    return next((one for one in same if one.from_on == time.from_on), None)


def _joined(twin: _Time, time: _Time, ours: list[_Time]) -> _Time:
    begins = {one.from_on for one in ours if one.team_id == twin.team_id and one is not twin}
    first = time.from_on if time.from_on < twin.from_on else twin.from_on
    last = None if None in (twin.to_on, time.to_on) else max(twin.to_on or "", time.to_on or "")
    return twin._replace(
        role=twin.role or time.role,
        from_on=twin.from_on if first in begins else first,
        to_on=last,
    )
