"""The checks every way of crediting hours passes, against current rows, in its own transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_judging import FINE, Judge, Verdict, problem_of
from volunteer_desk.domain.hour_rules import Timetable
from volunteer_desk.domain.hours import HourLine, Standing
from volunteer_desk.domain.months import first_open_month
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.domain.rounding import round_lines
from volunteer_desk.domain.serving import ServingPerson
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_rules_now import rules_from, rules_in
from volunteer_desk.store.activities import Occasion
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.ledger import Credit, standing_credits
from volunteer_desk.store.month_locks import locked_months
from volunteer_desk.store.serving import project_spans, read_servers

_DAY = timedelta(days=1)

Identity = tuple[int, int, int, int | None, int | None]
"""(volunteer, activity, minutes spent, starts, ends): the same twice is the same record."""


class Checked(NamedTuple):
    """Lines tried against everything.

    Attributes:
        problems: ``row`` is the line's 1-based index; one at most a line.
        warnings: Sentences about lines that can be credited all the same.
        lines: The lines as they would be credited: rounded.
        waived: For each line the codes of the rules its reason sets aside, spaces between.
        servers: The people.
        late_month: ``yyyymm`` the lines are recorded for, when their own month is closed.
    """

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    lines: tuple[HourLine, ...]
    waived: tuple[str, ...]
    servers: dict[int, ServingPerson]
    late_month: int | None


def check_lines(
    connection: Connection,
    desk: Desk,
    occasion: Occasion,
    lines: Sequence[HourLine],
    stored: Mapping[str, str] | None = None,
) -> Checked:
    """Round every line and try it against the people, the rules, the locks and all records.

    A problem that is ``waivable`` gives way to a reason on its line (``HourLine.reason``). The
    desk's choices are read unless ``stored`` has them out of this transaction.

    Raises:
        UserFacingError: There is nothing to log, or the activity was cancelled.
    """
    if not lines:
        raise UserFacingError("还没有选人。", "请先选择参加活动的志愿者。")
    if occasion.state is ActivityState.CANCELLED:
        raise UserFacingError("这场活动已取消，不能登记时长。", "请选择别的活动。")
    on = occasion.held_on
    rules = rules_in(connection) if stored is None else rules_from(stored)
    rounded = round_lines(lines, rules.rounding)
    people = {line.volunteer_id for line in lines}
    locked = locked_months(connection)
    standing = standing_credits(connection, people, on - _DAY, on + _DAY, beside=(on, occasion.id))
    timetable = Timetable(rules.day_limit_minutes)
    recorded = enter_standing(timetable, standing)
    judge = Judge(
        rules,
        read_servers(connection, people),
        timetable,
        {on: rules.check_day(on, desk.today(), locked)},
        project_spans(connection, [occasion.project]),
    )
    problems: list[Problem] = []
    warnings: list[Problem] = []
    waived: list[str] = []
    seen: set[int] = set()
    for index, line in enumerate(rounded, 1):
        verdict = judge.weigh_line(
            line,
            on,
            occasion.project,
            same_again=line.volunteer_id in seen,
            recorded=bool(recorded) and _identity(line, occasion.id) in recorded,
        )
        waived.append(verdict.waived)
        if verdict is not FINE:
            warnings += (problem_of(index, one) for one in verdict.warnings)
            if verdict.refusal is not None:
                problems.append(problem_of(index, verdict.refusal))
        seen.add(line.volunteer_id)
    late = first_open_month(desk.today(), locked).number if is_locked(on, locked) else None
    return Checked(tuple(problems), tuple(warnings), rounded, tuple(waived), judge.servers, late)


def check_correction(
    connection: Connection, desk: Desk, credit: Credit, line: HourLine, project: str
) -> Verdict:
    """Whether a credit that was just reversed may stand again with another time.

    The day itself was judged when it was credited, and the closed months by its reversal.
    """
    on, person, rules = credit.served_on, credit.volunteer_id, rules_in(connection)
    timetable = Timetable(rules.day_limit_minutes)
    recorded = enter_standing(
        timetable, standing_credits(connection, [person], on - _DAY, on + _DAY)
    )
    judge = Judge(
        rules,
        read_servers(connection, [person]),
        timetable,
        {on: None},
        project_spans(connection, [project]),
    )
    verdict = judge.weigh_line(
        line, on, project, recorded=_identity(line, credit.activity_id) in recorded
    )
    refusal = verdict.refusal
    if refusal is not None and refusal.code is ProblemCode.DUPLICATE_EXISTING:
        message = "此人在这场活动另有一条同样的时长，请核对。"
        return verdict._replace(refusal=refusal._replace(message=message))
    return verdict


def is_locked(on: date, locked: Collection[int]) -> bool:
    """Whether a service date lies in a closed month."""
    return Month.of(on).number in locked


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
                credit.spent or credit.minutes,
                credit.starts,
                credit.ends,
            )
        )
    return recorded


def _identity(line: HourLine, activity_id: int) -> Identity:
    return (line.volunteer_id, activity_id, line.spent or line.minutes, line.starts, line.ends)
