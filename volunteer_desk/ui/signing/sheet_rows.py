"""A 签到表 being brought back: everything that may happen to its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from volunteer_desk.domain.durations import Duration, duration_between
from volunteer_desk.domain.hours import HourLine
from volunteer_desk.domain.problems import Problem
from volunteer_desk.domain.sign_sheets import SignLine, SignOccasion, SignSheet
from volunteer_desk.services.sheet_logging import Tried
from volunteer_desk.ui.hours.rows import Person, Verdict
from volunteer_desk.ui.signing.rows import TIMES, SheetEntry, is_length, timed, verdict


class SheetRows:
    """The rows in printed order; what was typed stays when the sheet is read again.

    Attributes:
        sheet: As it was read last.
        entries: One a printed row.
    """

    def __init__(self, sheet: SignSheet) -> None:
        self.sheet = sheet
        self.common = common_time(sheet.occasion)
        self.entries = [SheetEntry(line, _person_of(line)) for line in sheet.lines]

    def read_again(self, sheet: SignSheet) -> None:
        """Take what the ledger says now; typed texts and resolved people stay."""
        self.sheet, self.common = sheet, common_time(sheet.occasion)
        known = {entry.line.position: entry for entry in self.entries}
        self.entries = []
        for line in sheet.lines:
            before = known.get(line.position)
            fresh = SheetEntry(line, _person_of(line))
            if before is not None:
                person = fresh.person or before.person
                fresh = timed(replace(before, line=line, person=person), self.common)
            self.entries.append(fresh)

    def type_time(self, number: int, column: str, text: str) -> None:
        """What was typed into 签到, 签退 or 时长; nothing left means did not come."""
        text = text.strip()
        entry = self.entries[number]
        if entry.credited or column not in TIMES:
            return
        if column != "length" and is_length(text):  # 2.5 is no time of day
            typed = dict.fromkeys(TIMES, "") | {"length": text}
        else:
            typed = {key: getattr(entry, key) for key in TIMES} | {column: text}
        marked = entry.marked and any(typed.values())
        self._put(number, with_times(replace(entry, marked=marked), typed))

    def fill(self, number: int, cells: Mapping[str, str]) -> None:
        """What copied cells put into the columns of a row; empty ones change nothing."""
        for column, text in cells.items():
            if text and column == "note":
                self.type_note(number, text)
            elif text:
                self.type_time(number, column, text)

    def type_note(self, number: int, text: str) -> None:
        """A remark, or the reason that sets a rule aside."""
        self._put(number, replace(self.entries[number], note=text.strip()))

    def type_name(self, number: int, text: str) -> None:
        """A name on a blank row that is still to be resolved."""
        self._put(number, replace(self.entries[number], written=text.strip(), person=None))

    def resolve(self, number: int, person: Person) -> None:
        """Whose a blank row is."""
        self._put(number, replace(self.entries[number], person=person, written=""))

    def mark(self, number: int) -> bool:
        """Came with the activity's times; False when something said so already."""
        entry = self.entries[number]
        if entry.credited or entry.present:
            return False
        self._put(number, replace(entry, marked=True))
        return True

    def clear(self, number: int) -> None:
        """Did not come; a blank row forgets its person too."""
        line = self.entries[number].line
        if not self.entries[number].credited:
            self._put(number, SheetEntry(line, _person_of(line)))

    def repeat_above(self, number: int) -> bool:
        """The time of the nearest row above where somebody came; False when there is none."""
        entry = self.entries[number]
        above = next((one for one in reversed(self.entries[:number]) if one.present), None)
        if above is None or entry.credited:
            return False
        texts = {key: getattr(above, key) for key in TIMES}
        self._put(number, with_times(replace(entry, marked=above.marked), texts))
        return True

    def take(self, tried: Tried, drafted: Sequence[int]) -> None:
        """What the rules said of the rows ``drafted``, in that order."""
        for at, number in enumerate(drafted):
            minutes = tried.minutes[at] if at < len(tried.minutes) else 0
            self.entries[number] = replace(
                self.entries[number],
                minutes=minutes,
                problem="",
                waivable=False,
                warning="",
                about=(),
            )
        for problem in tried.problems:
            self._refuse(drafted[problem.row - 1], problem)
        for warning in tried.warnings:
            number = drafted[warning.row - 1]
            self.entries[number] = replace(
                self.entries[number], warning=warning.message, about=_about(warning)
            )

    def drafts(self) -> tuple[list[int], list[HourLine]]:
        """The rows the rules can be asked about, each person's first one, and their lines."""
        numbers, lines = list[int](), list[HourLine]()
        twice = self.twice()
        for number, entry in enumerate(self.entries):
            line = entry.hour_line()
            if line is not None and number not in twice:
                numbers.append(number)
                lines.append(line)
        return numbers, lines

    def settled(self) -> list[int]:
        """The rows that can be credited now."""
        twice = self.twice()
        return [
            number
            for number, entry in enumerate(self.entries)
            if entry.settled and number not in twice
        ]

    def waiting(self) -> int:
        """How many rows somebody must look at."""
        twice = self.twice()
        return sum(
            entry.waiting or (number in twice and entry.present)
            for number, entry in enumerate(self.entries)
        )

    def twice(self) -> dict[int, int]:
        """Row → number on paper of the row above that means the same person and came."""
        first: dict[int, int] = {}
        found: dict[int, int] = {}
        for number, entry in enumerate(self.entries):
            if entry.person is None or not (entry.present or entry.credited):
                continue
            if entry.person.id in first:
                found[number] = first[entry.person.id]
            else:
                first[entry.person.id] = entry.line.position
        return found

    def verdicts(self) -> list[Verdict]:
        """What is said of each row."""
        twice = self.twice()
        return [verdict(entry, twice.get(number)) for number, entry in enumerate(self.entries)]

    def _put(self, number: int, entry: SheetEntry) -> None:
        self.entries[number] = timed(entry, self.common)

    def _refuse(self, number: int, problem: Problem) -> None:
        self.entries[number] = replace(
            self.entries[number],
            problem=problem.message,
            waivable=problem.waivable,
            about=_about(problem),
        )


def _about(problem: Problem) -> tuple[str, ...]:
    return {"hours": TIMES, "volunteer": ("name",)}.get(problem.field, ())


def with_times(entry: SheetEntry, texts: Mapping[str, str]) -> SheetEntry:
    """The entry with other texts in its columns of times."""
    return replace(entry, came=texts["came"], left=texts["left"], length=texts["length"])


def common_time(occasion: SignOccasion) -> Duration | None:
    """The activity's from–to."""
    if occasion.starts is None or occasion.ends is None:
        return None
    return duration_between(occasion.starts, occasion.ends % 1440)


def _person_of(line: SignLine) -> Person | None:
    if line.volunteer_id is None:
        return None
    return Person(line.volunteer_id, line.name, line.team, line.phone[-4:])
