"""How a brought file's columns are understood, and what deserves a second look."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from volunteer_desk.domain.imports import PlannedHours, PlannedVolunteer, RowState
from volunteer_desk.domain.names import PLAIN_NAME, is_remarked
from volunteer_desk.domain.volunteers import VolunteerDraft

CUSTOM = "custom:"
"""What the target of an office's own field begins with; its id follows."""

REASON = "原因"
"""The heading of the column of reasons in a workbook of problem rows; it is never read back."""

_FEW = 10
"""A file that means fewer known people than this is looked through by eye."""
_LONG = 480
"""Minutes of a day that is long."""


class MappingOrigin(StrEnum):
    """Who said what the columns mean."""

    MATCHED = "matched"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class SheetChoice:
    """A sheet of a workbook.

    Attributes:
        name: As on its tab.
        rows: Rows below the header; all used rows where no header was found.
        has_header: Whether a header was found in it.
    """

    name: str
    rows: int
    has_header: bool


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: the heading, a few of its values (masked), and the field it fills.

    Attributes:
        index: 0-based place in the file.
        header: As written, "" above a column without heading.
        samples: Up to three different values.
        field: English field name or ``custom:<id>``, "" when the column is left out.
    """

    index: int
    header: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class FileMapping:
    """What every column of the sheet that was read is taken for.

    ``lists`` is how many lists with these columns stood side by side.
    """

    columns: tuple[FileColumn, ...]
    origin: MappingOrigin = MappingOrigin.MATCHED
    sheet: str = ""
    sheets: tuple[SheetChoice, ...] = ()
    lists: int = 1

    @property
    def has_headings(self) -> bool:
        """Whether the file has a shape by which its columns can be remembered."""
        return any(one.header for one in self.columns)


@dataclass(frozen=True)
class ImportChoice:
    """What the user chose: the sheet ("" the first with a header), and column → field."""

    sheet: str = ""
    fields: tuple[tuple[int, str], ...] | None = None
    forget: bool = False
    """Pass over what was remembered for files of this shape."""
    given: tuple[tuple[str, str], ...] = ()
    """(field, text) of every row of an hour sheet, for fields that no column gives."""
    keep_filled: bool = False
    """What a known person's card says already stays; a roster fills its blank fields only."""


@dataclass(frozen=True)
class Sweep:
    """One field that would change for most of the known people in a file."""

    field: str
    label: str
    changed: int
    known: int

    @property
    def words(self) -> str:
        """``“队伍”一列会改动 180 行中的 176 行``."""
        return f"“{self.label}”一列会改动 {self.known:,} 行中的 {self.changed:,} 行"


@dataclass(frozen=True)
class Tally:
    """A dry run counted: which rows are of which state, and what would change most of them.

    ``doubts`` are sentences about a column that may have been taken for another; they are to be
    confirmed before anything is written.
    """

    places: dict[RowState, list[int]]
    sweeps: tuple[Sweep, ...]
    doubts: tuple[str, ...] = ()

    def count(self, state: RowState) -> int:
        """Rows of a state."""
        return len(self.places[state])


def tally_rows(rows: Sequence[PlannedVolunteer]) -> Tally:
    """Count a dry run.

    Doubtful are a column that would change most rows, and names that bear more than a name.
    """
    sweeps = find_sweeps(rows)
    places = _places(row.state for row in rows)
    doubts = [sweep.words for sweep in sweeps]
    named = [rows[place] for place in places[RowState.NEW]]
    named += [
        rows[place]
        for place in places[RowState.CHANGED]
        if any(one.field == "name" for one in rows[place].differences)
    ]
    odd = [
        (row.row, row.draft.name)
        for row in named
        if row.draft and not PLAIN_NAME(row.draft.name) and is_remarked(row.draft.name)
    ]
    if odd:
        row, name = min(odd)
        doubts.append(f"{len(odd):,} 个姓名带括号或数字（如第 {row:,} 行“{name}”），会照样写入")
    if again := _told_twice(rows, places[RowState.NEW]):
        doubts.append(
            f"{len(again):,} 行与前面的行完全相同，又没有电话和证件（如第 {again[0]:,} 行），"
            "会各登记一人"
        )
    return Tally(places, sweeps, tuple(doubts))


def _told_twice(rows: Sequence[PlannedVolunteer], places: Iterable[int]) -> list[int]:
    """Numbers of new rows that say the same as an earlier one, and nothing by which to tell."""
    seen: set[VolunteerDraft] = set()
    again = []
    for row in (rows[place] for place in places):
        draft = row.draft
        if draft is None or draft.id_number or draft.phone or row.number or row.custom:
            continue
        if draft in seen:
            again.append(row.row)
        seen.add(draft)
    return again


def tally_hours(rows: Sequence[PlannedHours], new_projects: Sequence[str]) -> Tally:
    """Count the dry run of an hour sheet.

    Doubtful are a project of its own for most rows (another column was taken for it), and a long
    day for most of them (minutes taken for hours); fewer than ten such rows are no sign of it.
    """
    places = _places(row.state for row in rows)
    moving, fresh = len(places[RowState.NEW]), len(new_projects)
    doubts = []
    if fresh >= _FEW and fresh * 2 > moving:
        doubts.append(f"{moving:,} 行会新建 {fresh:,} 个项目，“项目名称”可能选错了列")
    long = sum(1 for place in places[RowState.NEW] if (rows[place].minutes or 0) > _LONG)
    if long >= _FEW and long * 2 > moving:
        doubts.append(f"{moving:,} 行中有 {long:,} 行超过 8 小时，“服务时长”可能选错了列")
    return Tally(places, (), tuple(doubts))


def _places(states: Iterable[RowState]) -> dict[RowState, list[int]]:
    places: dict[RowState, list[int]] = {state: [] for state in RowState}
    for place, state in enumerate(states):
        places[state].append(place)
    return places


def find_sweeps(rows: Sequence[PlannedVolunteer]) -> tuple[Sweep, ...]:
    """The fields that would change in more than half of the rows that mean known people.

    A column taken for another, or shifted by a row, shows itself so; fewer than ten such rows are
    no sign of it.
    """
    known = 0
    changed: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.state is RowState.UNCHANGED:
            known += 1
        elif row.state is RowState.CHANGED:
            known += 1
            changed.update((one.field, one.label) for one in row.differences)
    return tuple(
        Sweep(field, label, count, known)
        for (field, label), count in changed.most_common()
        if known >= _FEW and count * 2 > known
    )
