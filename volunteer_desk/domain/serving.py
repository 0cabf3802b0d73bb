"""Who serves, and one line of time: what of them alone stands against it, in sentences."""

from datetime import date
from typing import NamedTuple

from volunteer_desk.domain.dates import plain_date, short_date
from volunteer_desk.domain.hour_rules import Refusal
from volunteer_desk.domain.problems import ProblemCode

_STATUS = {"paused": "暂停", "left": "注销"}


class ServingPerson(NamedTuple):
    """What the rules must know of a person.

    Attributes:
        team_id: The team they are an open member of, or None.
        status: ``active``, ``paused`` or ``left``.
        status_on: Since when, or None when nobody said.
        registered_on: Day of registration; None when a roster without dates brought the card,
            so that nobody said when it was.
        birth: Date of birth, or None.
        guardian_consented: Whether a guardian's consent is on the card.
        gone: Whether the card was erased or merged into another.
    """

    team_id: int | None
    status: str
    status_on: date | None
    registered_on: date | None
    birth: date | None = None
    guardian_consented: bool = False
    gone: bool = False

    @property
    def active(self) -> bool:
        """Whether 在册 now."""
        return self.status == "active"


class Served(NamedTuple):
    """One line's time, and the day it would belong to.

    Attributes:
        on: Service date.
        minutes: Whole minutes that would count.
        starts: Minutes after midnight, or None.
        ends: Minutes after midnight, up to ``starts`` on the next day, or None.
        day_minutes: What counts on that day already.
        project: Name of the project, for the sentences.
        project_from: First day of the project, or None.
        project_to: Last day of the project, or None.
        beside: What counts on that day already, by name and with a comma behind, or "".
        again: What of the same undertaking that day has already and may be the same, or "".
    """

    on: date
    minutes: int
    starts: int | None = None
    ends: int | None = None
    day_minutes: int = 0
    project: str = ""
    project_from: date | None = None
    project_to: date | None = None
    beside: str = ""
    again: str = ""


def left(person: ServingPerson, served: Served) -> Refusal | None:
    """Why nobody who paused or left is credited on a day after that."""
    if person.active or (person.status_on is not None and served.on < person.status_on):
        return None
    word = _STATUS[person.status]
    since = f"{plain_date(person.status_on)}起" if person.status_on is not None else ""
    message = f"这名志愿者{since}已{word}，不能登记那以后的时长；请核对日期，或先恢复在册。"
    return Refusal(ProblemCode.AFTER_LEAVING, "volunteer", message)


def unregistered(person: ServingPerson, served: Served) -> Refusal | None:
    """A service date before the registration."""
    if person.registered_on is None or served.on >= person.registered_on:
        return None
    message = (
        f"这名志愿者{plain_date(person.registered_on)}才注册，"
        f"服务日期{short_date(served.on)}在注册以前，请核对。"
    )
    return Refusal(ProblemCode.BEFORE_REGISTRATION, "served_on", message)


def again(served: Served) -> Refusal | None:
    """A second record of one undertaking on a day, which may be the same."""
    if not served.again:
        return None
    message = f"当天已登记过{served.again}，这一条会另外加上，请核对是不是同一次。"
    return Refusal(ProblemCode.DUPLICATE_EXISTING, "hours", message)


def outside(served: Served) -> Refusal | None:
    """A service date before or after the project."""
    if served.project_from is not None and served.on < served.project_from:
        words = f"“{served.project}”{plain_date(served.project_from)}才开始"
    elif served.project_to is not None and served.on > served.project_to:
        words = f"“{served.project}”{plain_date(served.project_to)}已结束"
    else:
        return None
    message = f"{words}，{short_date(served.on)}不在项目期间，请核对日期。"
    return Refusal(ProblemCode.OUTSIDE_PROJECT, "served_on", message)
