"""Stays put right by hand: an end given, a time changed, one that does not count; with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from volunteer_desk.domain.attendance import Ending, Stay
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import attendance as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.stays import change_stays, ending_before, other_stays

_NOUNS = frozenset({Noun.ACTIVITY, Noun.BATCH})


def give_end(
    desk: Desk, stay_ids: Sequence[int], at: datetime, note: str = "未签退，按给定时间计"
) -> Changed:
    """Give stays without a sign-out an end that somebody assumed.

    Raises:
        UserFacingError: Nothing to do, the time lies ahead or before somebody came, or it is
            logged.
    """
    if at > desk.now():
        raise UserFacingError("这个时间还没有到。", "请填写已经过去的时间。")
    with desk.database.writing() as connection:
        stays = [one for one in _stays(connection, stay_ids) if one.open]
        if not stays:
            raise UserFacingError("没有还没签退的人。", "请刷新后再看。")
        late = sum(stay.came_at > at for stay in stays)
        if late:
            raise UserFacingError(
                f"有{late}人在这个时间之后才签到。", "请另给这些人一个签退时间，或标为不计。"
            )
        moves = [
            (stay, replace(stay, left_at=at, ending=Ending.ASSUMED, note=_noted(stay, note)))
            for stay in stays
        ]
        said = f"给{len(stays)}人补上签退时间"
        return _write(connection, desk, moves, said, "assume_sign_out")


def change_stay(
    desk: Desk, stay_id: int, came_at: datetime, left_at: datetime | None, reason: str
) -> Changed:
    """Change the times of a stay by hand; the reason is kept with it.

    Raises:
        UserFacingError: No reason, the times cannot be, or it is logged.
    """
    reason = _reasoned(reason)
    if came_at > desk.now() or (left_at is not None and left_at > desk.now()):
        raise UserFacingError("这个时间还没有到。", "请填写已经过去的时间。")
    if left_at is not None and left_at <= came_at:
        raise UserFacingError("签退要在签到之后。", "请改正时间。")
    with desk.database.writing() as connection:
        (stay,) = _stays(connection, [stay_id])
        ending = Ending.OPEN if left_at is None else Ending.ASSUMED
        note = _noted(stay, reason)
        changed = replace(stay, came_at=came_at, left_at=left_at, ending=ending, note=note)
        if any(changed.meets(other) for other in other_stays(connection, stay)):
            raise UserFacingError("和这个人的另一次签到时间重叠。", "请改正时间。")
        return _write(
            connection, desk, [(stay, changed)], "改了一次签到的时间", "change_attendance"
        )


def drop_stays(desk: Desk, stay_ids: Sequence[int], reason: str) -> Changed:
    """不计: stays that do not count; the reason is kept.

    Raises:
        UserFacingError: No reason, or one is logged.
    """
    reason = _reasoned(reason)
    with desk.database.writing() as connection:
        stays = [one for one in _stays(connection, stay_ids) if one.counts]
        moves = [
            (stay, replace(stay, ending=Ending.DROPPED, note=_noted(stay, reason)))
            for stay in stays
        ]
        return _write(connection, desk, moves, f"把{len(stays)}次签到标为不计", "drop_attendance")


def restore_stays(desk: Desk, stay_ids: Sequence[int]) -> Changed:
    """Let dropped stays count again.

    Raises:
        UserFacingError: One is logged, or the person has signed in anew meanwhile.
    """
    with desk.database.writing() as connection:
        stays = [one for one in _stays(connection, stay_ids) if not one.counts]
        moves = []
        for stay in stays:
            if any(stay.meets(other) for other in other_stays(connection, stay)):
                raise UserFacingError("这个人后来又签到了，时间重叠。", "请改正后来的一次。")
            ending = ending_before(connection, stay)
            moves.append((stay, replace(stay, ending=ending)))
        return _write(connection, desk, moves, f"恢复{len(stays)}次签到", "restore_attendance")


def _stays(connection: Connection, stay_ids: Sequence[int]) -> list[Stay]:
    found: list[Stay] = []
    for one in stay_ids:
        where = store.activity_of(connection, one)
        known = store.stays_of(connection, *where) if where else []
        found += (stay for stay in known if stay.id == one)
    if not found:
        raise UserFacingError("这次签到已经不在了。", "请刷新后再看。")
    if any(stay.logged for stay in found):
        raise UserFacingError("这次签到已经登记了时长。", "请在“最近登记”里更正，或先撤销那一批。")
    return found


def _noted(stay: Stay, note: str) -> str:
    return "；".join(filter(None, (stay.note, note.strip())))


def _reasoned(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有写原因。", "请写明为什么改这次签到，它会和签到一起留着。")
    return reason


def _write(
    connection: Connection,
    desk: Desk,
    moves: Sequence[tuple[Stay, Stay]],
    said: str,
    action: str,
) -> Changed:
    """Write stays (before, after) as one batch, which can be undone."""
    if not moves:
        raise UserFacingError("这次签到已经是这样了。", "请刷新后再看。")
    now = desk.now()
    batch = open_batch(
        connection, kind=BatchKind.ATTENDANCE, label=f"签到：{said}", now=now, by=desk.operator
    )
    change_stays(connection, batch, moves)
    close_batch(connection, batch, len(moves))
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action=action,
        noun=Noun.ACTIVITY,
        row_id=moves[0][0].id if len(moves) == 1 else None,
        batch_id=batch,
        detail={"rows": len(moves)},
    )
    return Changed(_NOUNS, batch, f"已{said}。", len(moves))
