"""在册, 暂停, 注销: with a date and a reason, for one person or for hundreds at once."""

from collections.abc import Sequence
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Progress, no_progress
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import STATUS_WORDS, StatusLine, VolunteerStatus
from volunteer_desk.services.acting import begin_act, count_words, people_at_hand
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.long_work import in_parts
from volunteer_desk.store.batches import Value, record_changes
from volunteer_desk.store.status_changes import history_of, write_status


def change_status(
    desk: Desk,
    ids: Sequence[int],
    status: VolunteerStatus,
    on: date,
    reason: str,
    progress: Progress = no_progress,
) -> Changed:
    """Set the status of these people from a day on; one batch, undoable.

    Who has that status already, or was erased or merged, is passed over.

    Raises:
        Cancelled: Out of ``progress``, which hears of people; nothing was written.
        UserFacingError: No reason for 暂停 or 注销, a day that has not come or lies before one
            registration, or nobody to change; nothing was written.
    """
    reason, word = reason.strip(), STATUS_WORDS[status]
    if status is not VolunteerStatus.ACTIVE and not reason:
        raise UserFacingError(f"还没有写{word}的原因。", "请写明原因，例如“本人申请”“迁出本社区”。")
    if on > desk.today():
        raise UserFacingError(f"{word}的日期晚于今天。", "请核对日期。")
    with desk.database.writing() as connection:
        people = people_at_hand(connection, ids, progress)
        moved = [one for one in people if one.status != status]
        if not moved:
            raise UserFacingError(f"选中的人已经都是{word}。")
        early = sum(1 for one in moved if on < one.registered_on)
        if early:
            raise UserFacingError(f"有{early}人的注册日期晚于{plain_date(on)}。", "请核对日期。")
        act = begin_act(desk, connection, BatchKind.STATUS, f"{word} {len(moved)}人")
        after: dict[str, Value] = {
            "status": status.value, "status_on": on, "status_reason": reason,
        }  # fmt: skip
        for part in in_parts(moved, progress):
            part_ids = [one.id for one in part]
            write_status(
                connection, part_ids, status, on, reason, now=desk.now(), batch_id=act.batch
            )
            record_changes(
                connection,
                act.batch,
                "volunteer",
                [
                    (
                        one.id,
                        {
                            "status": one.status,
                            "status_on": one.status_on,
                            "status_reason": one.status_reason,
                        },
                        after,
                    )
                    for one in part
                ],
            )
        said = count_words(len(moved), len(set(ids)) - len(moved))
        return act.finish(
            action="change_status",
            message=f"已将{said}设为{word}。",
            rows=len(moved),
            detail={"status": status.value},
        )


def status_history(desk: Desk, volunteer_id: int) -> tuple[StatusLine, ...]:
    """A person's status changes, the newest first; none for who was 在册 from the first day."""
    with desk.database.reading() as connection:
        return tuple(history_of(connection, volunteer_id))
