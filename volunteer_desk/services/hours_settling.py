"""Deciding the rows of an hour sheet: whose each is, and whether it can stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.hour_judging import FINE, Judge, problem_of
from volunteer_desk.domain.hour_rules import Level, Timetable
from volunteer_desk.domain.hours import HourLine
from volunteer_desk.domain.imports import PlannedHours, RowState
from volunteer_desk.domain.matching import Match, Roll
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.rounding import round_line
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import enter_standing
from volunteer_desk.services.hour_rules_now import rules_in
from volunteer_desk.services.hours_reading import ReadRow
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.ledger import standing_credits
from volunteer_desk.store.month_locks import locked_months
from volunteer_desk.store.roll import known_people
from volunteer_desk.store.serving import project_spans, read_servers

_DAY = timedelta(days=1)
_STEP = 2000

_Identity = tuple[int, str, date, int, int | None, int | None]
"""(volunteer, project, date, minutes spent, starts, ends): the same twice is the same record."""


def match_rows(connection: Connection, read: Sequence[ReadRow]) -> list[PlannedHours]:
    """Find the person of every row; who cannot be told is a problem."""
    keys = {name: name_key(name) for name in {row.name for row in read}}
    roll = Roll.of(
        known_people(
            connection,
            phones={row.phone for row in read if row.phone},
            documents={row.document for row in read if row.document},
            numbers={row.number for row in read if row.number},
        )
    )
    settled = [roll.settled(keys[row.name], row.phone, row.document, row.number) for row in read]
    unsettled = {keys[row.name] for row, match in zip(read, settled, strict=True) if match is None}
    roll.add(known_people(connection, keys=unsettled))
    return [
        _plan(
            roll, row, match or roll.find_key(keys[row.name], row.phone, row.document, row.number)
        )
        for row, match in zip(read, settled, strict=True)
    ]


def _plan(roll: Roll, row: ReadRow, match: Match) -> PlannedHours:
    problems, person = row.problems, None
    if row.doubt is not None and not (row.document and roll.knows(row.document)):
        problems = (*problems, row.doubt)
    elif row.name or row.phone or row.document or row.number:  # else 姓名 is asked for already
        # who left may have served before; the rules tell by the day
        person = match.person if match.person is not None else match.former
        if person is None:
            problems = (*problems, _unfound(row, match))
    return PlannedHours(
        row.row,
        RowState.PROBLEM if problems else RowState.NEW,
        row.name,
        row.project,
        row.served_on,
        row.minutes,
        row.starts,
        row.ends,
        person,
        row.remark,
        row.place,
        row.content,
        problems,
    )


def _unfound(row: ReadRow, match: Match) -> Problem:
    if match.against:
        message = "志愿者编号是一个人的，姓名或身份证号却不是此人的，请核对哪一个是对的。"
        return Problem(row.row, "number", ProblemCode.VOLUNTEER_AMBIGUOUS, message)
    if not (row.name or row.phone or row.document or match.left):
        message = "没有写姓名，志愿者编号也不在花名册里，请补上姓名。"
        return Problem(row.row, "name", ProblemCode.NAME_MISSING, message)
    return _unmatched(row.row, match)


def _unmatched(row: int, match: Match) -> Problem:
    if match.candidates:
        count = len(match.candidates)
        message = f"有{count}个人都可能是这一行的人，请补上身份证号或手机号。"
        return Problem(row, "name", ProblemCode.VOLUNTEER_AMBIGUOUS, message)
    if match.left:
        message = "此人已暂停或注销，请先恢复在册，或删去这一行。"
    else:
        message = "花名册里找不到这个人，请先登记此人，或核对姓名和证件。"
    return Problem(row, "name", ProblemCode.VOLUNTEER_UNKNOWN, message)


def settle_rows(
    connection: Connection,
    desk: Desk,
    rows: Sequence[PlannedHours],
    reason: str = "",
    progress: Progress = no_progress,
) -> tuple[PlannedHours, ...]:
    """Try the rows one after another against the ledger and each other; the later one waits.

    With a ``reason`` rows that only waited for one are tried again. ``progress`` hears of rows.
    """
    rows = [_tried_again(row) if reason.strip() else row for row in rows]
    people, days, projects = set[int](), set[date](), set[str]()
    for row in rows:
        if row.state is not RowState.PROBLEM and row.volunteer_id and row.served_on:
            people.add(row.volunteer_id)
            days.add(row.served_on)
            projects.add(row.project)
    if not people:
        return tuple(rows)
    standing = list(standing_credits(connection, people, min(days) - _DAY, max(days) + _DAY))
    locked, rules, today = locked_months(connection), rules_in(connection), desk.today()
    timetable = Timetable(rules.day_limit_minutes)
    enter_standing(timetable, standing)
    judge = Judge(
        rules,
        read_servers(connection, people),
        timetable,
        {day: rules.check_day(day, today, locked) for day in days},
        project_spans(connection, projects),
    )
    recorded = {
        (s.volunteer_id, s.project, s.served_on, s.spent or s.minutes, s.starts, s.ends)
        for s in standing
    }
    checker = _Checker(judge, recorded, reason)
    settled = []
    for at, row in enumerate(rows):
        if at % _STEP == 0:
            progress(at, len(rows))
        settled.append(row if row.state is RowState.PROBLEM else checker.settle(row))
    return tuple(settled)


class _Checker:
    """Decides rows in the order of the sheet."""

    def __init__(self, judge: Judge, recorded: set[_Identity], reason: str) -> None:
        self._judge = judge
        self._recorded = recorded
        self._reason = reason
        self._seen: set[_Identity] = set()

    def settle(self, row: PlannedHours) -> PlannedHours:
        """The row as new, unchanged, or with the problem that makes it wait."""
        who, on, minutes = row.volunteer_id, row.served_on, row.spent or row.minutes
        if who is None or on is None or minutes is None:
            raise ValueError("a row without a problem has a person, a date and minutes")
        identity = (who, row.project, on, minutes, row.starts, row.ends)
        if identity in self._seen:
            message = "这一行与前面的一行相同，请删去一行。"
            return _refused(row, Problem(row.row, "row", ProblemCode.DUPLICATE_IN_FILE, message))
        self._seen.add(identity)
        if identity in self._recorded:
            return replace(row, state=RowState.UNCHANGED)
        line = HourLine(who, minutes, row.starts, row.ends, reason=self._reason)
        line = round_line(line, self._judge.rules.rounding)
        verdict = self._judge.weigh_line(line, on, row.project)
        refusal = verdict.refusal
        if refusal is not None:
            if refusal.code is ProblemCode.AFTER_LEAVING and refusal.level is Level.REFUSE:
                return _refused(row, _unmatched(row.row, Match(left=True)))
            return _refused(row, problem_of(row.row, refusal))
        self._judge.timetable.add(who, on, line.minutes, row.starts, row.ends, row.project)
        if row.state is RowState.NEW and verdict is FINE and line.minutes == row.minutes:
            return row  # as nearly every row of a sheet
        return replace(
            row,
            state=RowState.NEW,
            minutes=line.minutes,
            spent=line.spent,
            waived=verdict.waived,
            warnings=tuple(problem_of(row.row, one) for one in verdict.warnings),
        )


def _tried_again(row: PlannedHours) -> PlannedHours:
    if row.state is RowState.PROBLEM and all(problem.waivable for problem in row.problems):
        return replace(row, state=RowState.NEW, problems=())
    return row


def _refused(row: PlannedHours, problem: Problem) -> PlannedHours:
    return replace(row, state=RowState.PROBLEM, problems=(*row.problems, problem))
