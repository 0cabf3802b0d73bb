"""People in teams: joining, leaving, moving many at once, and one person's times in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun, Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import MembershipDraft, MembershipRow
from volunteer_desk.services.acting import begin_act, count_words, people_at_hand
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.team_moves import (
    Move,
    TimeChange,
    joining_of,
    leaving_of,
    write_changes,
    write_moves,
)
from volunteer_desk.store.batches import Value
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.store.team_times import (
    NewTime,
    add_times,
    team_name,
    times_of,
)

_NOUNS = frozenset({Noun.VOLUNTEER, Noun.TEAM})


def list_memberships(desk: Desk, volunteer_id: int) -> tuple[MembershipRow, ...]:
    """A person's times in teams, those that last first."""
    with desk.database.reading() as connection:
        return tuple(times_of(connection, [volunteer_id]).get(volunteer_id, ()))


def join_team(
    desk: Desk,
    ids: Sequence[int],
    team_id: int,
    *,
    role: str = "",
    on: date | None = None,
    progress: Progress = no_progress,
) -> Changed:
    """Make these people members of a team from a day on (today); one batch, undoable.

    Members already are passed over; who left on that very day is a member again.

    Raises:
        UserFacingError: No such team, a day that has not come, or nobody to add.
        Cancelled: Out of ``progress``, which hears of people; nothing was written.
    """
    day = _checked_day(desk, on)
    with desk.database.writing() as connection:
        people = [one.id for one in people_at_hand(connection, ids, progress)]
        name = _named(connection, team_id)
        act = begin_act(desk, connection, BatchKind.MEMBERSHIP, f"加入队伍 {name}")
        joining = joining_of(act, people, team_id, role.strip(), day, progress)
        joined = list(joining)
        if not joined:
            raise UserFacingError(f"选中的人已经都在“{name}”。")
        write_moves(act, joining, progress)
        said = count_words(len(joined), len(set(ids)) - len(joined))
        return act.finish(
            action="join_team",
            message=f"{said}加入了“{name}”。",
            rows=len(joined),
            nouns=_NOUNS,
            detail={"team": team_id},
        )


def leave_team(
    desk: Desk,
    ids: Sequence[int],
    team_id: int,
    on: date | None = None,
    progress: Progress = no_progress,
) -> Changed:
    """End these people's time in a team on a day (today); one batch, undoable.

    Raises:
        UserFacingError: No such team, a day that has not come or lies before somebody's joining,
            or nobody of them is a member.
        Cancelled: As ``join_team``.
    """
    day = _checked_day(desk, on)
    with desk.database.writing() as connection:
        people = [one.id for one in people_at_hand(connection, ids, progress)]
        name = _named(connection, team_id)
        act = begin_act(desk, connection, BatchKind.MEMBERSHIP, f"退出队伍 {name}")
        leaving = leaving_of(act, people, day, progress, only=team_id)
        left = list(leaving)
        if not left:
            raise UserFacingError(f"选中的人都不在“{name}”。")
        write_moves(act, leaving, progress)
        said = count_words(len(left), len(set(ids)) - len(left))
        return act.finish(
            action="leave_team",
            message=f"{said}退出了“{name}”。",
            rows=len(left),
            nouns=_NOUNS,
            detail={"team": team_id},
        )


def move_to_team(
    desk: Desk,
    ids: Sequence[int],
    team_id: int,
    on: date | None = None,
    progress: Progress = no_progress,
) -> Changed:
    """Make a team these people's only one from a day on (today); one batch, undoable.

    Raises:
        UserFacingError: As ``join_team`` and ``leave_team``, or nothing would change.
        Cancelled: As ``join_team``.
    """
    day = _checked_day(desk, on)
    with desk.database.writing() as connection:
        people = [one.id for one in people_at_hand(connection, ids, progress)]
        name = _named(connection, team_id)
        act = begin_act(desk, connection, BatchKind.MEMBERSHIP, f"调整队伍到 {name}")
        moves = leaving_of(act, people, day, progress, but=team_id)
        for person, joining in joining_of(act, people, team_id, "", day, progress).items():
            leaving = moves.get(person, Move())
            moves[person] = Move([*leaving.changes, *joining.changes], joining.new)
        moved = list(moves)
        if not moved:
            raise UserFacingError(f"选中的人本来就只在“{name}”。")
        write_moves(act, moves, progress)
        said = count_words(len(moved), len(set(ids)) - len(moved))
        return act.finish(
            action="move_to_team",
            message=f"已把{said}调到“{name}”。",
            rows=len(moved),
            nouns=_NOUNS,
            detail={"team": team_id},
        )


def set_memberships(desk: Desk, volunteer_id: int, wanted: Sequence[MembershipDraft]) -> Changed:
    """Write one person's times in teams as edited on the card; one batch, undoable.

    Of a time known already (see ``MembershipDraft``) the role and both days are written. One that
    is not in ``wanted`` any more ends today (or on its first day, if that lies later).

    Raises:
        UserFacingError: Two times begin on one day in one team, a time ends before it begins, a
            day has not come, no such person or team, or nothing changed.
    """
    today = desk.today()
    drafts = [replace(one, role=one.role.strip(), from_on=one.from_on or today) for one in wanted]
    _check_times(drafts, today)
    with desk.database.writing() as connection:
        people_at_hand(connection, [volunteer_id])
        for team_id in {one.team_id for one in drafts}:
            _named(connection, team_id)
        rows = times_of(connection, [volunteer_id]).get(volunteer_id, [])
        known = {row.id: row for row in rows}
        at = {(row.team_id, row.from_on): row.id for row in rows}
        act = begin_act(desk, connection, BatchKind.MEMBERSHIP, "修改所属队伍 1人")
        changes: list[TimeChange] = []
        new = []
        for one in drafts:
            first = one.from_on or today
            row = known.pop(one.id or at.get((one.team_id, first), 0), None)
            if row is None:
                new.append(NewTime(volunteer_id, one.team_id, one.role, first, one.to_on))
                continue
            before: dict[str, Value] = {
                "role": row.role, "from_on": row.from_on, "to_on": row.to_on,
            }  # fmt: skip
            after: dict[str, Value] = {"role": one.role, "from_on": first, "to_on": one.to_on}
            if before != after:
                changes.append((row.id, before, after))
        changes += [
            (row.id, {"to_on": None}, {"to_on": max(today, row.from_on)})
            for row in known.values()
            if row.to_on is None
        ]
        if not changes and not new:
            raise UserFacingError("所属队伍没有改动。")
        write_changes(act, changes)
        add_times(connection, new, act.batch)
        refresh_terms(connection, [volunteer_id])
        rows_moved = len(changes) + len(new)
        return act.finish(
            action="set_memberships",
            message="已保存所属队伍。",
            rows=rows_moved,
            nouns=_NOUNS,
            row_id=volunteer_id,
        )


def _checked_day(desk: Desk, on: date | None) -> date:
    day = on or desk.today()
    if day > desk.today():
        raise UserFacingError("加入或退出队伍的日期晚于今天。", "请核对日期。")
    return day


def _check_times(drafts: Sequence[MembershipDraft], today: date) -> None:
    keys = [(one.team_id, one.from_on) for one in drafts]
    if len(set(keys)) < len(keys):
        raise UserFacingError("同一支队伍同一天加入写了两次。", "请删去其中一行。")
    for one in drafts:
        first = one.from_on or today
        if first > today or (one.to_on and one.to_on > today):
            raise UserFacingError("加入或退出队伍的日期晚于今天。", "请核对日期。")
        if one.to_on and one.to_on < first:
            raise UserFacingError("退出队伍的日期早于加入日期。", "请核对日期。")
    current = [one.team_id for one in drafts if one.to_on is None]
    if len(set(current)) < len(current):
        raise UserFacingError("同一支队伍不能同时加入两次。", "请给前一段写上退出日期。")


def _named(connection: Connection, team_id: int) -> str:
    name = team_name(connection, team_id)
    if name is None:
        raise UserFacingError("这支队伍已经不在了。", "请刷新列表后再试。")
    return name
