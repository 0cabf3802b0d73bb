"""The checks every way of crediting hours passes, against current rows, in its own transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_policy import HourRules, Served, ServingPerson
from volunteer_desk.domain.hour_rules import Level, Refusal, Timetable, check_length
from volunteer_desk.domain.hours import HourLine, Standing
from volunteer_desk.domain.months import first_open_month
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.domain.rounding import round_lines
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_rules_now import rules_in
from volunteer_desk.store.activities import Occasion
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.hour_rows import project_spans, read_servers
from volunteer_desk.store.ledger import Credit, standing_credits
from volunteer_desk.store.month_locks import locked_months

_DAY = timedelta(days=1)

Identity = tuple[int, int, int, int | None, int | None]
"""(volunteer, activity, minutes spent, starts, ends): the same twice is the same record."""

_UNKNOWN = Refusal(ProblemCode.VOLUNTEER_UNKNOWN, "volunteer", "找不到这名志愿者，请重新选择。")
_GONE = Refusal(
    ProblemCode.VOLUNTEER_UNKNOWN, "volunteer", "这份资料已删除或已合并，请选择合并后的资料。"
)


class Verdict(NamedTuple):
    """What the rules say of one line.

    Attributes:
        refusal: Why it waits, or None when it can be credited.
        warnings: What is said of it all the same.
        waived: Codes of the rules that its reason sets aside, spaces between.
    """

    refusal: Refusal | None
    warnings: tuple[Refusal, ...] = ()
    waived: str = ""


_FINE = Verdict(None)

_Span = tuple[date | None, date | None]
_ALWAYS: _Span = (None, None)


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
    connection: Connection, desk: Desk, occasion: Occasion, lines: Sequence[HourLine]
) -> Checked:
    """Round every line and try it against the people, the rules, the locks and all records.

    A problem that is ``waivable`` gives way to a reason on its line (``HourLine.reason``).

    Raises:
        UserFacingError: There is nothing to log, or the activity was cancelled.
    """
    if not lines:
        raise UserFacingError("还没有选人。", "请先选择参加活动的志愿者。")
    if occasion.state is ActivityState.CANCELLED:
        raise UserFacingError("这场活动已取消，不能登记时长。", "请选择别的活动。")
    on, rules = occasion.held_on, rules_in(connection)
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
        if verdict is not _FINE:
            warnings += (problem_of(index, one) for one in verdict.warnings)
            if verdict.refusal is not None:
                problems.append(problem_of(index, verdict.refusal))
        seen.add(line.volunteer_id)
    late = first_open_month(desk.today(), locked).number if is_locked(on, locked) else None
    return Checked(tuple(problems), tuple(warnings), rounded, tuple(waived), judge.servers, late)


class Judge:
    """Weighs one line after another; it reads nothing."""

    def __init__(
        self,
        rules: HourRules,
        servers: dict[int, ServingPerson],
        timetable: Timetable,
        days: Mapping[date, Refusal | None],
        spans: Mapping[str, _Span],
    ) -> None:
        self.rules = rules
        self.servers = servers
        self.timetable = timetable
        self._days = days
        self._spans = spans
        self._setting = rules.check_setting()
        self._plain_minutes = min(rules.day_warn_minutes, rules.day_limit_minutes)

    def weigh_line(
        self,
        line: HourLine,
        on: date,
        project: str,
        *,
        same_again: bool = False,
        recorded: bool = False,
    ) -> Verdict:
        """What stands against a rounded line.

        Args:
            line: The line, rounded.
            on: Its service date.
            project: The project's name.
            same_again: Whether the list has the person twice.
            recorded: Whether the ledger has this very record.
        """
        who = line.volunteer_id
        person = self.servers.get(who)
        span = self._spans.get(project, _ALWAYS)
        if not (same_again or recorded) and self._is_plain(line, person, on, span):
            return _FINE
        day = self._days[on]
        if self._setting is not None:
            return Verdict(self._setting)
        if person is None:
            return Verdict(_UNKNOWN)
        if person.gone:
            return Verdict(_GONE)
        if day is not None and day.level is Level.REFUSE:
            return Verdict(day)
        if same_again:
            message = "同一人在名单里出现了两次，请删去一行。"
            return Verdict(Refusal(ProblemCode.DUPLICATE_IN_FILE, "volunteer", message))
        final = check_length(line.spent or line.minutes, line.starts, line.ends)
        if final is None and recorded:
            message = "此人在这场活动已登记过同样的时长，请删去这一行。"
            final = Refusal(ProblemCode.DUPLICATE_EXISTING, "hours", message)
        final = final or self.timetable.refuse(who, on, line.minutes, line.starts, line.ends)
        if final is not None:
            return Verdict(final)
        served = Served(
            on,
            line.minutes,
            line.starts,
            line.ends,
            self.timetable.day(who, on),
            project,
            *span,
        )
        found = self.rules.weigh(person, served)
        if day is not None:
            found = [day, *found]
        return _settle(found, line.reason) if found else _FINE

    def _is_plain(
        self, line: HourLine, person: ServingPerson | None, on: date, span: _Span
    ) -> bool:
        """Whether a length of time, as most lines are, meets no rule at all.

        It only spares the long way round: what is not plain may still be fine.
        """
        rules, minutes = self.rules, line.minutes
        return (
            person is not None
            and line.starts is None
            and line.spent is None
            and minutes > 0
            and self.timetable.day(line.volunteer_id, on) + minutes <= self._plain_minutes
            and self._days[on] is None
            and self._setting is None
            and not person.gone
            and rules.is_at_home(person, on)
            and rules.is_within(on, span)
        )


def _settle(found: list[Refusal], reason: str) -> Verdict:
    """Final refusals first, then those that want a reason; with one they are set aside."""
    for one in found:
        if one.level is Level.REFUSE:
            return Verdict(one)
    warnings = tuple(one for one in found if one.level is Level.WARN)
    waivable = [one for one in found if one.level is Level.REASON]
    if not waivable:
        return Verdict(None, warnings)
    if not reason.strip():
        said = "".join(one.message for one in waivable)
        ask = "" if "写明原因" in said else "确实如此，请写明原因。"
        return Verdict(waivable[0]._replace(message=said + ask), warnings)
    codes = dict.fromkeys(one.code.value for one in waivable)
    return Verdict(None, warnings, " ".join(codes))


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


def check_day(on: date, today: date, locked: frozenset[int]) -> Refusal | None:
    """Whether hours of a service date can be recorded at all, by the usual rules.

    Args:
        on: The service date.
        today: The local date of the desk.
        locked: Closed months as ``yyyymm``.
    """
    return HourRules().check_day(on, today, locked)


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


def problem_of(row: int, refusal: Refusal) -> Problem:
    """What speaks against a line, as the problem of a row."""
    return Problem(row, refusal.field, refusal.code, refusal.message, refusal.level is Level.REASON)
