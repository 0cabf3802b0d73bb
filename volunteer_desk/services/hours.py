"""Logging the hours of one activity or occasion, and what new ones are checked against."""

from collections.abc import Iterable, Sequence

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.hours import (
    HourLine,
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
from volunteer_desk.store.ledger import standing_credits


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


def standing_of(desk: Desk, volunteer_ids: Iterable[int], span: Span) -> tuple[Standing, ...]:
    """What stands to the credit of these people in a span: what new hours are checked against.

    By the index on person and date; nobody else's hours are read.
    """
    with desk.database.reading() as connection:
        return tuple(standing_credits(connection, volunteer_ids, span.first, span.last))


def told(logged: LoggedHours) -> str:
    """What a logging did, in the user's words ("已登记 28 人，共 70 小时")."""
    waits = "，核准后生效" if logged.waiting else ""
    return f"已登记 {logged.people} 人，共 {format_hours(logged.minutes)} 小时{waits}"
