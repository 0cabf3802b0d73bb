"""The checks every way of crediting hours passes, against current rows, in its own transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_rules import Refusal, Timetable, check_length
from volunteer_desk.domain.hours import HourLine, Standing
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store.activities import Occasion
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.hour_rows import Server, read_servers
from volunteer_desk.store.ledger import Credit, standing_credits
from volunteer_desk.store.month_locks import locked_among
from volunteer_desk.store.settings import read_values

_DAY = timedelta(days=1)

Identity = tuple[int, int, int, int | None, int | None]
"""(volunteer, activity, minutes, starts, ends): the same twice is the same record."""


def check_lines(
    connection: Connection, desk: Desk, occasion: Occasion, lines: Sequence[HourLine]
) -> tuple[tuple[Problem, ...], dict[int, Server]]:
    """Try every line against the people, the month locks and all their records.

    Returns:
        The problems (``row`` is the line's 1-based index; one at most a line), and the people.

    Raises:
        UserFacingError: There is nothing to log, or the activity was cancelled.
    """
    if not lines:
        raise UserFacingError("还没有选人。", "请先选择参加活动的志愿者。")
    if occasion.state is ActivityState.CANCELLED:
        raise UserFacingError("这场活动已取消，不能登记时长。", "请选择别的活动。")
    on = occasion.held_on
    people = {line.volunteer_id for line in lines}
    servers = read_servers(connection, people)
    day = check_day(on, desk.today(), frozenset(m.number for m in locked_among(connection, [on])))
    timetable = Timetable(day_limit(connection))
    standing = standing_credits(connection, people, on - _DAY, on + _DAY, beside=(on, occasion.id))
    recorded = enter_standing(timetable, standing)
    problems: list[Problem] = []
    seen: set[int] = set()
    for index, line in enumerate(lines, 1):
        refusal = day or _refuse_person(line, servers, seen)
        refusal = refusal or _refuse_time(line, occasion, recorded, timetable)
        if refusal is not None:
            problems.append(Problem(index, refusal.field, refusal.code, refusal.message))
        seen.add(line.volunteer_id)
    return tuple(problems), servers


def check_correction(
    connection: Connection, credit: Credit, minutes: int, starts: int | None, ends: int | None
) -> Refusal | None:
    """Whether a credit that was just reversed may stand again with another time."""
    on, person = credit.served_on, credit.volunteer_id
    timetable = Timetable(day_limit(connection))
    recorded = enter_standing(
        timetable, standing_credits(connection, [person], on - _DAY, on + _DAY)
    )
    refusal = check_length(minutes, starts, ends)
    if refusal is None and (person, credit.activity_id, minutes, starts, ends) in recorded:
        refusal = Refusal(
            ProblemCode.DUPLICATE_EXISTING, "hours", "此人在这场活动另有一条同样的时长，请核对。"
        )
    return refusal or timetable.refuse(person, on, minutes, starts, ends)


def check_day(on: date, today: date, locked: frozenset[int]) -> Refusal | None:
    """Whether hours of a service date can be recorded at all.

    Args:
        on: The service date.
        today: The local date of the desk.
        locked: Closed months as ``yyyymm``.
    """
    if on > today:
        return Refusal(
            ProblemCode.DATE_FUTURE,
            "served_on",
            f"{plain_date(on)}还没有到，不能登记时长，请核对日期。",
        )
    month = Month.of(on)
    if month.number in locked:
        return Refusal(
            ProblemCode.MONTH_LOCKED,
            "served_on",
            f"{month.words}已锁定，不能再登记时长；请先由负责人解锁。",
        )
    return None


def day_limit(connection: Connection) -> int:
    """The most minutes a person may serve on one day, as this desk chose."""
    return settings_from(read_values(connection)).day_limit_minutes


def enter_standing(timetable: Timetable, standing: Iterable[Standing]) -> set[Identity]:
    """Enter the ledger's credits into a timetable; returns what is recorded already."""
    recorded: set[Identity] = set()
    for credit in standing:
        timetable.add(
            credit.volunteer_id,
            credit.served_on,
            credit.minutes,
            credit.starts,
            credit.ends,
            credit.project,
        )
        recorded.add(
            (
                credit.volunteer_id,
                credit.activity_id,
                credit.minutes,
                credit.starts,
                credit.ends,
            )
        )
    return recorded


def _refuse_person(line: HourLine, servers: dict[int, Server], seen: set[int]) -> Refusal | None:
    server = servers.get(line.volunteer_id)
    if server is None:
        return Refusal(ProblemCode.VOLUNTEER_UNKNOWN, "volunteer", "找不到这名志愿者，请重新选择。")
    if not server.active:
        return Refusal(
            ProblemCode.VOLUNTEER_UNKNOWN,
            "volunteer",
            "这名志愿者已暂停或注销，不能登记时长；请先恢复在册。",
        )
    if line.volunteer_id in seen:
        return Refusal(
            ProblemCode.DUPLICATE_IN_FILE, "volunteer", "同一人在名单里出现了两次，请删去一行。"
        )
    return None


def _refuse_time(
    line: HourLine, occasion: Occasion, recorded: set[Identity], timetable: Timetable
) -> Refusal | None:
    refusal = check_length(line.minutes, line.starts, line.ends)
    if refusal is not None:
        return refusal
    if (line.volunteer_id, occasion.id, line.minutes, line.starts, line.ends) in recorded:
        return Refusal(
            ProblemCode.DUPLICATE_EXISTING,
            "hours",
            "此人在这场活动已登记过同样的时长，请删去这一行。",
        )
    return timetable.refuse(
        line.volunteer_id, occasion.held_on, line.minutes, line.starts, line.ends
    )
