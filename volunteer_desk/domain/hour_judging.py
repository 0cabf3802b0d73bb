"""Weighing one line of hours after another: against people, days, records and the desk's rules."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from volunteer_desk.domain.hour_policy import HourRules
from volunteer_desk.domain.hour_rules import Level, Refusal, Timetable, check_length
from volunteer_desk.domain.hours import HourLine
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.serving import Served, ServingPerson

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


FINE = Verdict(None)
"""Nothing at all stands against the line."""

ProjectSpan = tuple[date | None, date | None]
"""First and last day of a project, where they are known."""
_ANY_DAY: ProjectSpan = (None, None)


class Judge:
    """Weighs one line after another; it reads nothing."""

    def __init__(
        self,
        rules: HourRules,
        servers: dict[int, ServingPerson],
        timetable: Timetable,
        days: Mapping[date, Refusal | None],
        spans: Mapping[str, ProjectSpan],
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
        span = self._spans.get(project, _ANY_DAY)
        if not (same_again or recorded) and self._is_plain(line, person, on, span):
            return FINE
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
            self.timetable.beside(who, on),
            self.timetable.again(who, on, project, line.starts),
        )
        found = self.rules.weigh(person, served)
        if day is not None:
            found = [day, *found]
        return _settle(found, line.reason) if found else FINE

    def _is_plain(
        self, line: HourLine, person: ServingPerson | None, on: date, span: ProjectSpan
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
            and self.timetable.day(line.volunteer_id, on) == 0
            and minutes <= self._plain_minutes
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


def problem_of(row: int, refusal: Refusal) -> Problem:
    """What speaks against a line, as the problem of a row."""
    return Problem(row, refusal.field, refusal.code, refusal.message, refusal.level is Level.REASON)
