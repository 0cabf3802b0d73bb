"""Logging hours, listing the ledger, and taking one entry back."""

from collections.abc import Callable, Sequence

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
)
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import check_lines
from volunteer_desk.store.activities import (
    Occasion,
    mark_recorded,
    read_occasion,
    settle_states,
)
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import batch_by_request, close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.hour_rows import hour_rows
from volunteer_desk.store.ledger import (
    Credit,
    activities_of,
    add_credits,
    credited_by,
    reverse_credit,
)

PrepareOccasion = Callable[[Connection, int, Occasion], Occasion]
"""Makes what an occasion still lacks (project, activity) within its batch."""


def log_hours(desk: Desk, draft: HoursDraft) -> LoggedHours:
    """Credit one activity's hours as one batch: every line, or none and the problems.

    The team credited is the activity's, else the person's own. The activity becomes 已记录. The
    same ``request`` sent again answers with the batch it made the first time.

    Raises:
        UserFacingError: No lines, no such activity, or one that was cancelled.
    """
    with desk.database.writing() as connection:
        occasion = read_occasion(connection, draft.activity_id)
        if occasion is None:
            raise UserFacingError("这场活动已经不在了。", "请重新选择活动。")
        return credit_occasion(
            connection,
            desk,
            occasion,
            draft.lines,
            kind=BatchKind.LOG_HOURS,
            source=draft.source,
            nature=draft.nature,
            request=draft.request,
        )


def credit_occasion(
    connection: Connection,
    desk: Desk,
    occasion: Occasion,
    lines: Sequence[HourLine],
    *,
    kind: BatchKind,
    source: HoursSource,
    nature: HoursNature = HoursNature.CREDIT,
    request: str | None = None,
    prepare: PrepareOccasion | None = None,
) -> LoggedHours:
    """Check and credit lines in the caller's transaction, as ``log_hours`` says."""
    if request is not None:
        made = batch_by_request(connection, request)
        if made is not None:
            done = credited_by(connection, made)
            return LoggedHours(made, done.people, done.minutes)
    problems, servers = check_lines(connection, desk, occasion, lines)
    if problems:
        return LoggedHours(None, 0, 0, problems)
    now = desk.now()
    batch = open_batch(
        connection,
        kind=kind,
        label=f"登记“{occasion.project}”{short_date(occasion.held_on)}时长 {len(lines)}人",
        now=now,
        by=desk.operator,
        request=request,
    )
    if prepare is not None:
        occasion = prepare(connection, batch, occasion)
    add_credits(
        connection,
        [
            Credit(
                line.volunteer_id,
                occasion.id,
                occasion.team_id or servers[line.volunteer_id].team_id,
                occasion.held_on,
                line.starts,
                line.ends,
                line.minutes,
                nature.value,
                source.value,
                line.remark,
            )
            for line in lines
        ],
        batch_id=batch,
        now=now,
    )
    if occasion.state is ActivityState.PLANNED:
        mark_recorded(connection, [occasion.id])
        before, after = {"state": occasion.state.value}, {"state": ActivityState.RECORDED.value}
        record_change(connection, batch, "activity", occasion.id, before, after)
    minutes = sum(line.minutes for line in lines)
    close_batch(connection, batch, len(lines))
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action="log",
        noun="hours",
        row_id=occasion.id,
        batch_id=batch,
        detail={"rows": len(lines), "minutes": minutes},
    )
    return LoggedHours(batch, len(lines), minutes)


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


def told(logged: LoggedHours) -> str:
    """What a logging did, in the user's words ("已登记 28 人，共 70 小时")."""
    return f"已登记 {logged.people} 人，共 {format_hours(logged.minutes)} 小时"
