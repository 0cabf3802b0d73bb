"""The volunteer as facts: what a card holds and what lists show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the filters know consent, which knows the draft
    from volunteer_desk.domain.volunteer_filters import VolunteerFilter


class VolunteerStatus(StrEnum):
    """在册 / 暂停 / 注销."""

    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


STATUS_WORDS: dict[VolunteerStatus, str] = {
    VolunteerStatus.ACTIVE: "在册",
    VolunteerStatus.PAUSED: "暂停",
    VolunteerStatus.LEFT: "注销",
}


@dataclass(frozen=True)
class VolunteerDraft:
    """What someone typed or a file brought, already normalised and checked (民政部令第67号 art.5).

    None means "not given": a blank never overwrites what is known. Codes are those of the
    dictionaries (``gender`` "1"/"2", ``id_type`` "01"…, ``political_status`` "01"…). ``team`` may
    name several teams, one a line; see ``teams_named``.
    """

    name: str
    gender: str | None = None
    birth: date | None = None
    id_type: str | None = None
    id_number: str | None = None
    phone: str | None = None
    political_status: str | None = None
    ethnicity: str | None = None
    education: str | None = None
    occupation: str | None = None
    employer: str | None = None
    area: str | None = None
    skills: str | None = None
    service_categories: str | None = None
    clothing_size: str | None = None
    emergency_name: str | None = None
    emergency_phone: str | None = None
    guardian_name: str | None = None
    guardian_phone: str | None = None
    guardian_consent_on: date | None = None
    consent_on: date | None = None
    remark: str | None = None
    registered_on: date | None = None
    team: str | None = None
    availability: str | None = None
    consent_way: str | None = None
    consent_by: str | None = None
    guardian_relation: str | None = None

    @classmethod
    def holding(cls, given: dict[str, Any]) -> "VolunteerDraft":
        """A draft of the fields given, which it takes over; five times as quick for a roster.

        Its ``__dict__`` lacks what was not given; its attributes are None as ever.
        """
        draft = cls.__new__(cls)
        object.__setattr__(draft, "__dict__", given)
        return draft


def teams_named(team: str | None) -> tuple[str, ...]:
    """The teams a draft names: none, one, or several as a brought file gives them."""
    if not team:
        return ()
    return tuple(dict.fromkeys(team.split("\n"))) if "\n" in team else (team,)


@dataclass(frozen=True)
class VolunteerHit:
    """A person found by search; everything needed to tell namesakes apart, masked."""

    id: int
    number: str
    name: str
    team: str
    phone_tail: str
    id_tail: str
    last_served_on: date | None = None


@dataclass(frozen=True)
class VolunteerRow:
    """One line of the volunteers list; documents and phones are masked already."""

    id: int
    number: str
    name: str
    gender: str
    birth: date | None
    id_masked: str
    phone_masked: str
    political_status: str
    team: str
    minutes: int
    status: VolunteerStatus
    registered_on: date | None
    more: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Column key → words, of the further columns asked for; masked as the rest."""


@dataclass(frozen=True)
class VolunteerQuery:
    """What the volunteers list shows.

    Attributes:
        text: Free search text, "" for everyone.
        sort: A column name of VolunteerRow.
        descending: Sort order.
        status: Only this status, or None for all.
        team_id: Only members of this team, or None.
        where: Further conditions, or None.
    """

    text: str = ""
    sort: str = "number"
    descending: bool = False
    status: VolunteerStatus | None = VolunteerStatus.ACTIVE
    team_id: int | None = None
    where: "VolunteerFilter | None" = None


@dataclass(frozen=True)
class VolunteerFigures:
    """A person's served minutes and attendances."""

    minutes_month: int
    minutes_year: int
    minutes_all: int
    attendances: int
    last_served_on: date | None


@dataclass(frozen=True)
class VolunteerCard:
    """Everything the volunteer page shows of one person, masked.

    Attributes:
        row: The line of the list.
        draft: Every field, masked.
        teams: Names of the open teams.
        figures: Served minutes and attendances.
        lacks: Labels of fields that should be filled (民政部令第67号 art.5).
        consent_lacks: What is missing of consent and guardian, in words ("缺监护人同意").
        status_on: Since when the status holds, or None for the day of registration.
        status_reason: Why.
        erased: Whether the person's data was removed; such a card cannot be changed.
        age: Whole years today; None where the birth is not known or not shown.
    """

    row: VolunteerRow
    draft: VolunteerDraft
    teams: tuple[str, ...]
    figures: VolunteerFigures
    lacks: tuple[str, ...] = field(default=())
    consent_lacks: tuple[str, ...] = ()
    status_on: date | None = None
    status_reason: str = ""
    erased: bool = False
    age: int | None = None


@dataclass(frozen=True)
class StatusLine:
    """One line of a person's status history."""

    status: VolunteerStatus
    changed_on: date
    reason: str


@dataclass(frozen=True)
class MembershipDraft:
    """A person's time in a team as typed; ``to_on`` None while it lasts.

    ``id`` is that of a time known already, whose first day may be put right; without one the
    time is known again by its team and first day.
    """

    team_id: int
    role: str = ""
    from_on: date | None = None
    to_on: date | None = None
    id: int | None = None


@dataclass(frozen=True)
class MembershipRow:
    """A person's time in a team."""

    id: int
    team_id: int
    team: str
    role: str
    from_on: date
    to_on: date | None
