"""What joining and leaving teams writes for many people: found out first, then written in parts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.acting import Act
from volunteer_desk.services.long_work import in_parts, still_reading
from volunteer_desk.store.batches import Value, record_changes
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.store.team_times import NewTime, add_times, change_times, times_of

TimeChange = tuple[int, dict[str, Value], dict[str, Value]]


class Move(NamedTuple):
    """What one person's joining or leaving writes."""

    changes: Sequence[TimeChange] = ()
    new: NewTime | None = None


def joining_of(
    act: Act, people: Sequence[int], team_id: int, role: str, day: date, progress: Progress
) -> dict[int, Move]:
    """What makes members of those who are none, by person."""
    moves: dict[int, Move] = {}
    for part in in_parts(people, still_reading(progress, len(people))):
        times = times_of(act.connection, part)
        for person in part:
            here = [row for row in times.get(person, ()) if row.team_id == team_id]
            if any(row.to_on is None for row in here):
                continue
            same = next((row for row in here if row.from_on == day), None)
            if same is None:
                moves[person] = Move(new=NewTime(person, team_id, role, day))
            else:
                before: dict[str, Value] = {"to_on": same.to_on, "role": same.role}
                moves[person] = Move([(same.id, before, {"to_on": None, "role": role})])
    return moves


def leaving_of(
    act: Act,
    people: Sequence[int],
    day: date,
    progress: Progress,
    *,
    only: int | None = None,
    but: int | None = None,
) -> dict[int, Move]:
    """What ends the time of members in one team (or in all but one), by person."""
    moves: dict[int, Move] = {}
    early = 0
    for part in in_parts(people, still_reading(progress, len(people))):
        for person, rows in times_of(act.connection, part, open_only=True).items():
            ending = [row for row in rows if row.team_id != but and only in (None, row.team_id)]
            early += sum(1 for row in ending if row.from_on > day)
            if ending:
                moves[person] = Move([(row.id, {"to_on": None}, {"to_on": day}) for row in ending])
    if early:
        raise UserFacingError(f"有{early}人加入队伍的日期晚于退出日期。", "请核对日期。")
    return moves


def write_moves(act: Act, moves: Mapping[int, Move], progress: Progress) -> None:
    """Write what was found out and index the people anew; ``progress`` hears of people."""
    for part in in_parts(list(moves), progress):
        write_changes(act, [one for person in part for one in moves[person].changes])
        new = [move.new for move in map(moves.__getitem__, part) if move.new is not None]
        add_times(act.connection, new, act.batch)
        refresh_terms(act.connection, part)


def write_changes(act: Act, changes: Sequence[TimeChange]) -> None:
    """Write times that were there already, and journal what they were."""
    change_times(act.connection, [(number, after) for number, _, after in changes])
    record_changes(act.connection, act.batch, "membership", changes)
