"""结束签到: what the kiosk heard as a list with its problems, credited as one batch."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from volunteer_desk.domain.attendance import Stay, add_up
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursSource, LoggedHours
from volunteer_desk.domain.kiosk import AttendanceLine, AttendanceSheet
from volunteer_desk.services.crediting import credit_occasion, credited_before, read_held
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import check_lines
from volunteer_desk.services.presence import occasion_times
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store import attendance as store
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.memberships import open_teams
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.sign_occasions import read_sign_occasion
from volunteer_desk.store.sign_sheets import read_people


def attendance_of(
    desk: Desk, activity_id: int, reasons: Mapping[int, str] | None = None
) -> AttendanceSheet:
    """Everyone the kiosk heard, in the order they came, with minutes and problems.

    Args:
        desk: The desk.
        activity_id: The activity.
        reasons: Person → why a rule is set aside, as typed so far.

    Raises:
        UserFacingError: The activity is gone or cancelled.
    """
    with desk.database.reading() as connection:
        return _read(connection, desk, activity_id, reasons or {})


def log_attendance(
    desk: Desk,
    activity_id: int,
    people: Collection[int],
    request: str,
    reasons: Mapping[int, str] | None = None,
) -> LoggedHours:
    """Credit what these people's stays come to as one batch of source 扫码, or say the problems.

    Minutes are computed from the rows as they are now. The same ``request`` sent again answers
    with the batch it made the first time; stays that are logged are never logged again while
    their batch stands. ``row`` of a problem is the 1-based index among ``people`` in their order.

    Raises:
        UserFacingError: Nobody, somebody cannot be counted yet, or what crediting refuses.
    """
    key = f"attendance:{activity_id}:{request}"
    wanted = list(dict.fromkeys(people))
    with desk.database.writing() as connection:
        before = credited_before(connection, key)
        if before is not None:
            return before
        sheet = _read(connection, desk, activity_id, {}, check=False)
        ready = {line.volunteer_id: line for line in sheet.lines if line.ready}
        missing = sum(one not in ready for one in wanted)
        if missing:
            raise UserFacingError(
                f"有{missing}人的签到已经登记过，或还不能计时。", "请刷新后再登记。"
            )
        chosen = [ready[one] for one in wanted]
        given = reasons or {}
        logged = credit_occasion(
            connection,
            desk,
            read_held(connection, activity_id),
            [_hour_line(line, given.get(line.volunteer_id, "")) for line in chosen],
            kind=BatchKind.LOG_HOURS,
            source=HoursSource.SCANNED,
            request=key,
        )
        if logged.batch is not None:
            stays = [stay.id for line in chosen for stay in line.stays if stay.counts]
            store.mark_logged(connection, stays, logged.batch)
        return logged


def _read(
    connection: Connection,
    desk: Desk,
    activity_id: int,
    reasons: Mapping[int, str],
    *,
    check: bool = True,
) -> AttendanceSheet:
    here = read_sign_occasion(connection, activity_id)
    if here is None:
        raise UserFacingError("这场活动已经不在了。", "请重新选择活动。")
    settings = settings_from(read_values(connection))
    times = occasion_times(desk, settings, here)
    grouped: dict[tuple[int, bool], list[Stay]] = {}
    for stored in store.stays_of(connection, activity_id):
        stay = stored.in_zone(times.zone)
        grouped.setdefault((stay.volunteer_id, stay.logged), []).append(stay)
    ids = {person for person, _logged in grouped}
    cards, teams = read_people(connection, ids), open_teams(connection, ids)
    lines = []
    for (person, logged), stays in grouped.items():
        card = cards[person]
        attended = add_up(stays, times)
        dropped = not any(stay.counts for stay in stays)
        lines.append(
            AttendanceLine(
                person,
                card.number,
                card.name,
                "、".join(teams.get(person, ())),
                tuple(stays),
                attended,
                attended.minutes,
                logged,
                "不计" if dropped else attended.problem,
            )
        )
    if check:
        lines = _judge(connection, desk, activity_id, lines, reasons)
    return AttendanceSheet(here, store.count_presence(connection, activity_id), tuple(lines))


def _judge(
    connection: Connection,
    desk: Desk,
    activity_id: int,
    lines: list[AttendanceLine],
    reasons: Mapping[int, str],
) -> list[AttendanceLine]:
    """The lines with what the rules of crediting say of those that could be credited."""
    ready = [at for at, line in enumerate(lines) if line.ready]
    if not ready:
        return lines
    drafts = [_hour_line(lines[at], reasons.get(lines[at].volunteer_id, "")) for at in ready]
    checked = check_lines(connection, desk, read_held(connection, activity_id), drafts)
    judged = list(lines)
    for at, rounded in zip(ready, checked.lines, strict=True):
        judged[at] = replace(judged[at], counted=rounded.minutes)
    for warning in checked.warnings:
        at = ready[warning.row - 1]
        judged[at] = replace(judged[at], warning=warning.message)
    for problem in checked.problems:
        at = ready[problem.row - 1]
        judged[at] = replace(judged[at], problem=problem.message, waivable=problem.waivable)
    return judged


def _hour_line(line: AttendanceLine, reason: str) -> HourLine:
    remark = next((stay.note for stay in line.stays if stay.counts and stay.note), "")
    done = line.attended
    return HourLine(line.volunteer_id, done.minutes, done.starts, done.ends, remark, reason=reason)
