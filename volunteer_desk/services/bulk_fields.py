"""One field of many people's cards at once: chosen in the list, undone as one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from volunteer_desk.domain.availability import parse_availability
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.acting import begin_act, count_words, people_at_hand
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.services.long_work import in_parts, still_reading
from volunteer_desk.services.volunteer_checks import CODED, LABELS
from volunteer_desk.store.batches import Value, record_changes
from volunteer_desk.store.volunteers import DATES, change_people, read_drafts

BULK_FIELDS = (
    "political_status", "ethnicity", "education", "occupation", "employer", "area", "skills",
    "service_categories", "availability", "clothing_size", "consent_on", "consent_way",
    "consent_by", "guardian_consent_on", "registered_on", "remark",
)  # fmt: skip
"""What several people may have in common; names, documents and phones are each one's own."""


def change_field(
    desk: Desk,
    ids: Sequence[int],
    field: str,
    value: str | date | None,
    progress: Progress = no_progress,
) -> Changed:
    """Write one field of these people's cards; one batch, undoable.

    Args:
        desk: The desk.
        ids: Whose cards; those erased or merged are passed over.
        field: One of ``BULK_FIELDS``.
        value: A code for coded fields, a date for dates, else text; None or "" empties.
        progress: Hears of people; it may stop the work, then nothing was written.

    Raises:
        UserFacingError: The value does not fit, or nobody's card would change.
        Cancelled: Out of ``progress``.
    """
    if field not in BULK_FIELDS:
        raise ValueError(f"{field} is each person's own")
    label = LABELS[field]
    wanted = _checked(desk, field, value)
    with desk.database.writing() as connection:
        people = [one.id for one in people_at_hand(connection, ids, progress)]
        before = {
            one: getattr(draft, field)
            for part in in_parts(people, still_reading(progress, len(people)))
            for one, draft in read_drafts(connection, part).items()
        }
        moved = [one for one in people if before[one] != wanted]
        if not moved:
            raise UserFacingError(f"选中的人的{label}本来就是这样。")
        act = begin_act(desk, connection, BatchKind.VOLUNTEER, f"修改{label} {len(moved)}人")
        after: dict[str, Value] = {field: wanted}
        for part in in_parts(moved, progress):
            change_people(connection, [(one, {field: wanted}) for one in part], now=desk.now())
            record_changes(
                connection,
                act.batch,
                "volunteer",
                [(one, {field: before[one]}, after) for one in part],
            )
        said = count_words(len(moved), len(set(ids)) - len(moved))
        return act.finish(
            action="change_field",
            message=f"已修改{said}的{label}。",
            rows=len(moved),
            detail={"fields": field},
        )


def _checked(desk: Desk, field: str, value: str | date | None) -> Any:
    label = LABELS[field]
    given = value.strip() if isinstance(value, str) else value
    if not given:
        if field == "registered_on":
            raise UserFacingError("注册日期不能为空。", "请填写日期。")
        return None
    if (field in DATES) is isinstance(given, str):
        raise TypeError(f"{field} takes another kind of value")
    if isinstance(given, date) and given > desk.today():
        raise UserFacingError(f"{label}晚于今天。", "请核对日期。")
    if field == "availability":
        return parse_availability(str(given)) or given
    if field in CODED and given not in words(desk, field):
        raise UserFacingError(f"{label}里没有这个词。", "请从列表里选择。")
    return given
