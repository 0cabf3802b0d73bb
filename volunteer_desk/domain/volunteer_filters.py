"""What a list of volunteers may be narrowed to, the filters every desk has, and their words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from volunteer_desk.domain.consent import Lack
from volunteer_desk.domain.custom_fields import CustomFilter
from volunteer_desk.domain.saved_filters import SavedFilter


@dataclass(frozen=True)
class VolunteerFilter:
    """Every condition given must be met; None and False ask for nothing.

    Attributes:
        gender: A code, "1" or "2".
        age_from: Whole years today, at least.
        age_to: Whole years today, at most.
        political_status: A code.
        category: A word of 服务类别.
        skill: A word of 专业技能.
        free: Has time in one of these fields of the availability grid ("16 17 18": Saturday).
        skilled: Has any 专业技能.
        teamless: Is in no team.
        lack: Lacks this by law (``domain.consent``).
        new_this_month: Registered since the first of the month.
        served_within: Served in the last so many months.
        idle_for: Did not serve in the last so many months, and was registered before them.
        year_minutes_from: Minutes this year, at least.
        year_minutes_to: Minutes this year, at most.
        custom: What is asked of the office's own fields.
    """

    gender: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    political_status: str | None = None
    category: str | None = None
    skill: str | None = None
    free: str | None = None
    skilled: bool = False
    teamless: bool = False
    lack: Lack | None = None
    new_this_month: bool = False
    served_within: int | None = None
    idle_for: int | None = None
    year_minutes_from: int | None = None
    year_minutes_to: int | None = None
    custom: tuple[CustomFilter, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != NOTHING


NOTHING = VolunteerFilter()


def usual_filters(minor_under: int) -> tuple[SavedFilter[VolunteerFilter], ...]:
    """The filters every desk has; ``minor_under`` is the age of majority set there."""
    return (
        SavedFilter("本月新增", VolunteerFilter(new_this_month=True)),
        SavedFilter("缺本人同意", VolunteerFilter(lack=Lack.CONSENT)),
        SavedFilter("缺监护人同意", VolunteerFilter(lack=Lack.GUARDIAN_CONSENT)),
        SavedFilter("六个月未服务", VolunteerFilter(idle_for=6)),
        SavedFilter(f"未满{minor_under}岁", VolunteerFilter(age_to=minor_under - 1)),
        SavedFilter("有特长", VolunteerFilter(skilled=True)),
        SavedFilter("没有队伍", VolunteerFilter(teamless=True)),
    )


def filter_from_plain(stored: Mapping[str, Any]) -> VolunteerFilter:
    """A filter out of what was stored; fields of another version are passed over.

    Raises:
        ValueError: A value makes no sense.
        TypeError: So does its kind.
    """
    known = {one.name for one in fields(VolunteerFilter)}
    values = {name: value for name, value in stored.items() if name in known}
    if values.get("lack"):
        values["lack"] = Lack(values["lack"])
    values["custom"] = tuple(CustomFilter(**one) for one in values.get("custom", ()))
    return replace(NOTHING, **values)
