"""Logging hours, listing the ledger, correcting one entry, and taking it back."""

from collections.abc import Iterable, Sequence

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import (
    HourLine,
    HourRow,
    HoursDraft,
    HoursNature,
    HoursSource,
    LoggedHours,
    OccasionDraft,
    Standing,
)
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.crediting import (
    credit_occasion,
    credited_before,
    find_occasion,
    making,
    read_held,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import check_correction
from volunteer_desk.store.activities import settle_states
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.hour_rows import hour_rows, read_credit
from volunteer_desk.store.ledger import (
    activities_of,
    add_credits,
    reverse_credit,
    standing_credits,
)


def log_hours(desk: Desk, draft: HoursDraft) -> LoggedHours:
    """Credit one activity's hours as one batch: every line, or none and the problems.

    The team credited is the activity's, else the person's own. The activity becomes 已记录. The
    same ``request`` sent again answers with the batch it made the first time.

    Raises:
        UserFacingError: No lines, no such activity, or one that was cancelled.
    """
    with desk.database.writing() as connection:
        return credited_before(connection, draft.request) or credit_occasion(
            connection,
            desk,
            read_held(connection, draft.activity_id),
            draft.lines,
            kind=BatchKind.LOG_HOURS,
            source=draft.source,
            nature=draft.nature,
            request=draft.request,
        )


def log_occasion(
    desk: Desk,
    draft: OccasionDraft,
    lines: Sequence[HourLine],
    source: HoursSource = HoursSource.TYPED,
    nature: HoursNature = HoursNature.CREDIT,
    request: str | None = None,
) -> LoggedHours:
    """Credit an occasion's hours as one batch that makes project and activity where they lack.

    Everything, or nothing and the problems. The same ``request`` sent again, after a crash too,
    answers with the batch it made the first time.

    Raises:
        UserFacingError: No lines, no project named, or an activity that is gone or cancelled.
    """
    with desk.database.writing() as connection:
        return credited_before(connection, request) or credit_occasion(
            connection,
            desk,
            find_occasion(connection, draft),
            lines,
            kind=BatchKind.LOG_HOURS,
            source=source,
            nature=nature,
            request=request,
            prepare=making(draft),
        )


def list_hours(
    desk: Desk,
    *,
    volunteer_id: int | None = None,
    activity_id: int | None = None,
    team_id: int | None = None,
    span: Span | None = None,
    batch_id: int | None = None,
    project_id: int | None = None,
    unit_id: int | None = None,
    limit: int = 500,
) -> tuple[HourRow, ...]:
    """Credits and reversals that fit every given filter, the latest day first.

    ``unit_id`` keeps what was credited to the teams in use of a unit and of all below it. A
    reversal shows its reason where a credit shows its remark.
    """
    with desk.database.reading() as connection:
        return hour_rows(
            connection,
            volunteer_id=volunteer_id,
            activity_id=activity_id,
            team_id=team_id,
            first=span.first if span else None,
            last=span.last if span else None,
            batch_id=batch_id,
            project_id=project_id,
            unit_id=unit_id,
            limit=limit,
        )


def standing_of(desk: Desk, volunteer_ids: Iterable[int], span: Span) -> tuple[Standing, ...]:
    """What stands to the credit of these people in a span: what new hours are checked against.

    By the index on person and date; nobody else's hours are read.
    """
    with desk.database.reading() as connection:
        return tuple(standing_credits(connection, volunteer_ids, span.first, span.last))


def reverse_entry(desk: Desk, entry_id: int, reason: str) -> Changed:
    """Take one credit back by a reversal; it cannot be undone, only logged anew.

    Raises:
        UserFacingError: No reason, no such credit, reversed already, or its month is locked.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有填写冲销原因。", "请写明为什么冲销这条时长。")
    with desk.database.writing() as connection:
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.REVERSE_HOURS,
            label="冲销1条时长",
            now=now,
            by=desk.operator,
        )
        if not reverse_credit(connection, entry_id, batch, now, reason):
            raise UserFacingError("这条时长不在了，或者已经冲销。", "请刷新列表后再看。")
        settle_states(connection, activities_of(connection, entry_id))
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="reverse",
            noun="hours",
            row_id=entry_id,
            batch_id=batch,
        )
    return Changed(frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.BATCH}), None, "已冲销1条时长。", 1)


def correct_entry(
    desk: Desk,
    entry_id: int,
    minutes: int,
    starts: int | None = None,
    ends: int | None = None,
    *,
    reason: str,
) -> Changed:
    """Put another time in the place of one credit: its reversal and a new credit, as one act.

    Both stay in the history. The new credit keeps person, activity, team, day, nature and remark;
    its source is 调整. Like a reversal it cannot be undone, only corrected anew.

    Args:
        desk: The desk.
        entry_id: The credit.
        minutes: Whole minutes, 1 to 1440.
        starts: Minutes after midnight, or None when only a length is known.
        ends: Minutes after midnight; up to ``starts`` means the next day.
        reason: Why, kept with the reversal.

    Raises:
        UserFacingError: No reason, nothing changed, no such credit, reversed already, its month
            is locked, or the time cannot be beside what else the person served.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有填写更正原因。", "请写明为什么更正这条时长。")
    with desk.database.writing() as connection:
        found = read_credit(connection, entry_id)
        if found is None:
            raise UserFacingError("这条时长不在了。", "请刷新列表后再看。")
        old, project = found
        if (old.minutes, old.starts, old.ends) == (minutes, starts, ends):
            raise UserFacingError("时间和原来一样，没有更正。", "请填写正确的时间。")
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.REVERSE_HOURS,
            label=f"更正“{project}”{short_date(old.served_on)}时长 1人",
            now=now,
            by=desk.operator,
        )
        if not reverse_credit(connection, entry_id, batch, now, reason):
            raise UserFacingError("这条时长已经冲销。", "请刷新列表后再看。")
        refusal = check_correction(connection, old, minutes, starts, ends)
        if refusal is not None:
            raise UserFacingError(refusal.message)
        new = old._replace(
            minutes=minutes, starts=starts, ends=ends, source=HoursSource.ADJUSTED.value
        )
        add_credits(connection, [new], batch_id=batch, now=now)
        settle_states(connection, [old.activity_id])
        close_batch(connection, batch, 2)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="correct",
            noun="hours",
            row_id=entry_id,
            batch_id=batch,
            detail={"before": old.minutes, "minutes": minutes},
        )
    said = f"已把{format_hours(old.minutes)}小时更正为{format_hours(minutes)}小时。"
    return Changed(frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.BATCH}), None, said, 1)


def told(logged: LoggedHours) -> str:
    """What a logging did, in the user's words ("已登记 28 人，共 70 小时")."""
    return f"已登记 {logged.people} 人，共 {format_hours(logged.minutes)} 小时"
