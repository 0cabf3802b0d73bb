"""Sign-up texts of WeChat groups (接龙): who is meant, and crediting those who are certain."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.durations import DAY
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import (
    HourLine,
    HoursSource,
    LoggedHours,
    PastedLine,
    SignupReading,
)
from volunteer_desk.domain.matching import Roll
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.domain.signup_text import parse_signup
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import credit_occasion
from volunteer_desk.services.projects import plain_name
from volunteer_desk.store.activities import (
    Occasion,
    add_activities,
    occasions_on,
)
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.projects import add_projects, project_named
from volunteer_desk.store.roll import known_people


def read_signup(desk: Desk, text: str, minutes: int) -> SignupReading:
    """Match every person line by phone, else by a name that only one person bears.

    Args:
        desk: The desk.
        text: As copied from the group.
        minutes: For everyone whose line says no time of its own; 1 to 1440.

    Raises:
        UserFacingError: No name in the text, or minutes that no day has.
    """
    if not 1 <= minutes <= DAY:
        raise UserFacingError("时长要大于0，不超过24小时。", "请改正每人的时长。")
    signup = parse_signup(text)
    if not signup.lines:
        raise UserFacingError("这段文字里没有认出人名。", "请粘贴接龙全文，每行一个人。")
    with desk.database.reading() as connection:
        roll = Roll.of(
            known_people(
                connection,
                keys={name_key(line.name) for line in signup.lines},
                phones={line.phone for line in signup.lines if line.phone},
            )
        )
    lines = []
    for line in signup.lines:
        match = roll.find(line.name, line.phone)
        lines.append(
            PastedLine(
                line.line,
                line.name,
                line.minutes or minutes,
                match.person,
                match.candidates,
                line.starts,
                line.ends,
                line.companions,
                line.remark,
            )
        )
    return SignupReading(tuple(lines), signup.title)


def log_signup(
    desk: Desk, reading: SignupReading, project: str, on: date, *, minutes: int
) -> LoggedHours:
    """Credit everyone who was matched, as one batch at the project's activity on that date.

    A project or activity that does not exist is made within the batch. Somebody who signed up
    twice alike is credited once. Problems name the line of the text; nothing is written then.

    Args:
        desk: The desk.
        reading: From ``read_signup``, perhaps with persons chosen for ambiguous lines.
        project: Project name.
        on: Service date.
        minutes: For lines without a time of their own (lines carry theirs already).

    Raises:
        UserFacingError: No project named, nobody matched, or the activity was cancelled.
    """
    name = plain_name(project)
    if not name:
        raise UserFacingError("还没有写项目名称。", "请选择或填写项目。")
    lines = _certain(reading.lines, minutes)
    if not lines:
        raise UserFacingError("名单里没有能唯一对上的志愿者。", "请先导入花名册，或逐个选择。")
    with desk.database.writing() as connection:
        logged = credit_occasion(
            connection,
            desk,
            _occasion(connection, name, on),
            [line for _number, line in lines],
            kind=BatchKind.PASTE_HOURS,
            source=HoursSource.PASTED,
            prepare=_make_missing,
        )
    problems = tuple(replace(p, row=lines[p.row - 1][0]) for p in logged.problems)
    return replace(logged, problems=problems)


def _certain(pasted: Sequence[PastedLine], minutes: int) -> list[tuple[int, HourLine]]:
    """(line number, what to credit); the same person with the same time comes once."""
    found: list[tuple[int, HourLine]] = []
    seen: set[tuple[int, int, int | None, int | None]] = set()
    for line in pasted:
        if line.volunteer_id is None:
            continue
        time = (line.volunteer_id, line.minutes or minutes, line.starts, line.ends)
        if time not in seen:
            seen.add(time)
            found.append((line.line, HourLine(*time, line.remark)))
    return found


def _occasion(connection: Connection, project: str, on: date) -> Occasion:
    """The project's activity on a date; one still to be made has no id (0)."""
    project_id = project_named(connection, project)
    if project_id is not None:
        held = occasions_on(connection, [project_id], on, on).get((project_id, on))
        if held is not None:
            return Occasion(held.id, project, held.team_id, on, held.state)
    return Occasion(0, project, None, on, ActivityState.RECORDED)


def _make_missing(connection: Connection, batch_id: int, occasion: Occasion) -> Occasion:
    if occasion.id:
        return occasion
    project_id = project_named(connection, occasion.project)
    if project_id is None:
        add_projects(connection, [{"name": occasion.project}], batch_id)
        project_id = project_named(connection, occasion.project)
    (number,) = add_activities(
        connection,
        [
            {
                "project_id": project_id,
                "held_on": occasion.held_on,
                "state": ActivityState.RECORDED.value,
            }
        ],
        batch_id,
    )
    return occasion._replace(id=number)
