"""The rules of hours as one desk chose them, and what they say of one line.

Never set aside: a day that has not come, more than 24 hours (``day_limit_minutes``) on a day, and
two records of one person at one time: both cannot be true, so the wrong one is corrected instead.
Every other rule is off, said, kept back until a reason is given, or final, as the desk chose.
"""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from volunteer_desk.domain.dates import plain_date, short_date
from volunteer_desk.domain.durations import DAY, format_clock, format_hours
from volunteer_desk.domain.hour_rules import Level, Refusal, span_length
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.rounding import UNROUNDED, Rounding
from volunteer_desk.domain.serving import (
    Served,
    ServingPerson,
    again,
    left,
    outside,
    unregistered,
)


@dataclass(frozen=True)
class HourRules:
    """How strict each rule is, and its limits.

    Attributes:
        day_warn_minutes: A day over this is long.
        day_limit_minutes: A day over this is refused; at most 24 hours.
        day_long: For a long day.
        before_registration: For a service date before the registration. Many are registered on
            the day after they first served, so by default this is only said.
        after_leaving: For a service date on or after the day of 暂停 or 注销.
        outside_project: For a service date before or after the project.
        minor_limit: For a minor's day over ``minor_day_minutes``, or time at night.
        minor_consent: For a minor whose guardian's consent is not on the card.
        late_hours: For a date in a closed month (补录): ``REASON`` or ``REFUSE``.
        minor_under: Younger than this on the service date is a minor.
        minor_day_minutes: Most minutes a minor may serve on one day.
        minor_from: Minutes after midnight before which a minor does not serve.
        minor_until: Minutes after midnight after which a minor does not serve.
        rounding: How minutes are rounded.
        broken: What of 设置 cannot be read, in words; with any, no hours are taken.
    """

    day_warn_minutes: int = 480
    day_limit_minutes: int = DAY
    day_long: Level = Level.WARN
    before_registration: Level = Level.WARN
    after_leaving: Level = Level.REFUSE
    outside_project: Level = Level.REASON
    minor_limit: Level = Level.REASON
    minor_consent: Level = Level.WARN
    late_hours: Level = Level.REASON
    minor_under: int = 18
    minor_day_minutes: int = 480
    minor_from: int = 6 * 60
    minor_until: int = 22 * 60
    rounding: Rounding = UNROUNDED
    broken: tuple[str, ...] = ()

    def check_setting(self) -> Refusal | None:
        """Why no hours at all are taken: a rule that nobody can read is not guessed."""
        if not self.broken:
            return None
        return Refusal(
            ProblemCode.SETTING_BROKEN,
            "setting",
            f"设置里的{'、'.join(f'“{word}”' for word in self.broken)}读不出来，"
            "暂时不能登记时长；请到“设置”里改正。",
        )

    def check_day(self, on: date, today: date, locked: frozenset[int]) -> Refusal | None:
        """Whether hours of a service date can be recorded at all.

        Args:
            on: The service date.
            today: The local date of the desk.
            locked: Closed months as ``yyyymm``.
        """
        if on > today:
            message = f"{plain_date(on)}还没有到，不能登记时长，请核对日期。"
            return Refusal(ProblemCode.DATE_FUTURE, "served_on", message)
        month = Month.of(on)
        if month.number not in locked:
            return None
        if self.late_hours is Level.REFUSE:
            message = f"{month.words}已锁定，不能再登记时长；请先由负责人解锁。"
            return Refusal(ProblemCode.MONTH_LOCKED, "served_on", message)
        message = f"{month.words}已锁定，要记为补录；请写明原因，或先由负责人解锁。"
        return Refusal(ProblemCode.MONTH_LOCKED, "served_on", message, Level.REASON)

    def weigh(self, person: ServingPerson, served: Served) -> list[Refusal]:
        """Everything the desk's rules say of one line; what is off says nothing."""
        if self._is_plain(person, served):
            return []
        return list(self._weigh(person, served))

    def _is_plain(self, person: ServingPerson, served: Served) -> bool:
        """Whether no rule has anything to say: so it is for nearly every line."""
        return (
            not served.again
            and served.day_minutes + served.minutes <= self.day_warn_minutes
            and self.is_at_home(person, served.on)
            and self.is_within(served.on, (served.project_from, served.project_to))
        )

    def is_at_home(self, person: ServingPerson, on: date) -> bool:
        """Whether a person is 在册, of age and registered on a day."""
        since = person.registered_on
        return (
            person.status == "active"
            and (since is None or since <= on)
            and not self._is_minor(person, on)
        )

    def is_within(self, on: date, span: tuple[date | None, date | None]) -> bool:
        """Whether a day lies in a project's first and last day, where they are known."""
        first, last = span
        return (first is None or first <= on) and (last is None or on <= last)

    def _weigh(self, person: ServingPerson, served: Served) -> Iterator[Refusal]:
        for level, found in (
            (self.after_leaving, left(person, served)),
            (self.before_registration, unregistered(person, served)),
            (self.outside_project, outside(served)),
            (self.minor_limit, self._minor(person, served)),
            (self.minor_consent, self._unconsented(person, served)),
            (self.day_long, self._long(served)),
            (Level.WARN, again(served)),
        ):
            if found is not None and level is not Level.OFF:
                yield found._replace(level=level)

    def _long(self, served: Served) -> Refusal | None:
        day = served.day_minutes + served.minutes
        if day <= self.day_warn_minutes:
            return None
        words = f"{served.beside}{short_date(served.on)}合计{format_hours(day)}小时"
        message = f"{words}，超过{format_hours(self.day_warn_minutes)}小时，请核对。"
        return Refusal(ProblemCode.DAY_LONG, "hours", message)

    def _is_minor(self, person: ServingPerson, on: date) -> bool:
        return person.birth is not None and person.birth > _born_by(on, self.minor_under)

    def _minor(self, person: ServingPerson, served: Served) -> Refusal | None:
        if not self._is_minor(person, served.on):
            return None
        who = f"服务当天未满{self.minor_under}岁"
        day = served.day_minutes + served.minutes
        if day > self.minor_day_minutes:
            message = (
                f"{who}，{served.beside}{short_date(served.on)}合计{format_hours(day)}小时，"
                f"超过未成年人每天{format_hours(self.minor_day_minutes)}小时，请核对。"
            )
            return Refusal(ProblemCode.MINOR_LIMIT, "hours", message)
        if served.starts is None or served.ends is None:
            return None
        last = served.starts + span_length(served.starts, served.ends)
        if served.starts < self.minor_from or last > self.minor_until:
            message = (
                f"{who}，只能在{format_clock(self.minor_from)}到{format_clock(self.minor_until)}"
                "之间服务，请核对起止时间。"
            )
            return Refusal(ProblemCode.MINOR_LIMIT, "hours", message)
        return None

    def _unconsented(self, person: ServingPerson, served: Served) -> Refusal | None:
        if person.guardian_consented or not self._is_minor(person, served.on):
            return None
        message = f"服务当天未满{self.minor_under}岁，资料里没有监护人同意，请补上。"
        return Refusal(ProblemCode.MINOR_LIMIT, "volunteer", message)


@lru_cache(maxsize=512)  # a sheet of 100,000 rows is of a few dozen days
def _born_by(on: date, years: int) -> date:
    """The latest birth at which somebody is of an age on a day (``consent.age_on``)."""
    day = 28 if (on.month, on.day) == (2, 29) and not isleap(on.year - years) else on.day
    return date(on.year - years, on.month, day)
