"""Rows of a 签到表 tried against the rules, and credited as one batch of source 签到."""

from collections.abc import Sequence
from dataclasses import dataclass

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursSource, LoggedHours
from volunteer_desk.domain.problems import Problem
from volunteer_desk.services.crediting import credit_occasion, credited_before, read_held
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import check_lines
from volunteer_desk.services.sign_sheets import stored_sheet
from volunteer_desk.store import sign_sheets as store


@dataclass(frozen=True)
class Tried:
    """What the rules say of lines: ``row`` of problems and warnings is a line's 1-based index.

    ``minutes`` are those that would be credited, rounded.
    """

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    minutes: tuple[int, ...] = ()


def try_lines(desk: Desk, activity_id: int, lines: Sequence[HourLine]) -> Tried:
    """What the rules say of lines as they would be credited now; nothing is written.

    Raises:
        UserFacingError: The activity is gone or cancelled.
    """
    if not lines:
        return Tried()
    with desk.database.reading() as connection:
        checked = check_lines(connection, desk, read_held(connection, activity_id), lines)
    minutes = tuple(line.minutes for line in checked.lines)
    return Tried(checked.problems, checked.warnings, minutes)


def log_sheet(desk: Desk, sheet_id: int, lines: Sequence[HourLine], request: str) -> LoggedHours:
    """Credit rows of a sheet as one batch of source 签到: every line, or none and the problems.

    The same ``request`` sent again answers with the batch it made the first time. Who was
    credited from this sheet before is not credited again while that batch stands.

    Args:
        desk: The desk.
        sheet_id: The sheet.
        lines: One a person.
        request: A key of the caller's own.

    Raises:
        UserFacingError: No lines, the sheet is gone, somebody is credited from it already, or
            what crediting refuses.
    """
    with desk.database.writing() as connection:
        stored = stored_sheet(connection, sheet_id)
        head = store.request_head(stored.uid)
        before = credited_before(connection, head + request)
        if before is not None:
            return before
        known = store.credited_in(connection, store.standing_batches(connection, head))
        twice = sum(line.volunteer_id in known for line in lines)
        if twice:
            raise UserFacingError(
                f"这张签到表已经登记过其中{twice}人的时长。", "请重新打开签到表，再登记其余的人。"
            )
        logged = credit_occasion(
            connection,
            desk,
            read_held(connection, stored.activity_id),
            lines,
            kind=BatchKind.LOG_HOURS,
            source=HoursSource.SIGNED,
            request=head + request,
        )
        if logged.batch is not None:
            store.mark_logged(connection, sheet_id, logged.batch)
        return logged
