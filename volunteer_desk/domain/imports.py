"""The dry run of a brought file as a document: what would be new, changed, or waits."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.problems import Problem
from volunteer_desk.domain.volunteers import VolunteerDraft


class RowState(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PROBLEM = "problem"


class OnProblem(StrEnum):
    """All or nothing, or the good rows only."""

    STOP = "stop"
    SKIP = "skip"


@dataclass(frozen=True)
class Difference:
    """One field that a row would change; ``old`` and ``new`` as people read them."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PlannedVolunteer:
    """One data row of a roster: the person it would make or change."""

    row: int
    state: RowState
    draft: VolunteerDraft | None
    volunteer_id: int | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    custom: tuple[tuple[int, str], ...] = ()
    """(field id, value as stored) of the office's own fields that the row fills."""
    number: str = ""
    """The 志愿者编号 the row gives; it tells whom the row means and is never written."""
    hidden: bool = False
    """A child's, of whom screens show the name alone (个人信息保护法 art.28)."""

    @classmethod
    def newcomer(
        cls, row: int, draft: VolunteerDraft, number: str, *, hidden: bool
    ) -> "PlannedVolunteer":
        """Somebody new; a third of the time of the plain way, for rosters of 100,000."""
        planned = cls.__new__(cls)
        given = {
            "row": row,
            "state": RowState.NEW,
            "draft": draft,
            "number": number,
            "hidden": hidden,
        }
        object.__setattr__(planned, "__dict__", given)
        return planned


@dataclass(frozen=True)
class PlannedHours:
    """One data row of an hour sheet."""

    row: int
    state: RowState
    name: str
    project: str
    served_on: date | None
    minutes: int | None
    starts: int | None = None
    ends: int | None = None
    volunteer_id: int | None = None
    remark: str = ""
    place: str = ""
    content: str = ""
    problems: tuple[Problem, ...] = ()
    spent: int | None = None
    """Minutes before rounding, where rounding changed them."""
    waived: str = ""
    """Codes of the rules the plan's reason sets aside for this row, spaces between."""
    warnings: tuple[Problem, ...] = ()
    """What is said of the row although it can be written."""


@dataclass(frozen=True)
class VolunteerImportPlan:
    """A roster read and checked, nothing written; ``source`` names the file without its folder."""

    source: str
    rows: tuple[PlannedVolunteer, ...]
    columns: tuple[tuple[str, str], ...] = ()
    """(header as written, field name) of the columns understood."""
    ignored: tuple[str, ...] = ()
    """Headers of columns nobody understood."""


@dataclass(frozen=True)
class HoursImportPlan:
    """An hour sheet read and checked, nothing written.

    ``reason`` is why rules that give way to one are set aside for the rows that need it.
    """

    source: str
    rows: tuple[PlannedHours, ...]
    new_projects: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class ImportReport:
    """What an import did (or would do, when ``batch`` is None and it was a dry run).

    ``waiting`` says that its hours are 待核 and count once they are approved.
    """

    rows: int
    new: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    batch: int | None
    minutes: int | None = None
    new_projects: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    waiting: bool = False
