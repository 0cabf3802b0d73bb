"""A roster's raw rows read into checked drafts: nothing guessed, nothing dropped in silence."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from volunteer_desk.domain.cards import clean_number
from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.dates import names_only_month, parse_date
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.intake import Cell, RawTable, text_of
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import codes_by_word
from volunteer_desk.services.volunteer_checks import CODED, LABELS, check_values, settle_plain
from volunteer_desk.store.volunteers import DATES

_STEP = 2000
_MOST_WORDS = 50_000


class ReadPerson(NamedTuple):
    """One data row: what it says of a person, and what is wrong with it by itself."""

    row: int
    draft: VolunteerDraft
    problems: tuple[Problem, ...]
    custom: tuple[tuple[int, str], ...] = ()
    """(field id, value as stored) of the office's own fields; see ``roster_custom``."""
    number: str = ""
    """志愿者编号 of somebody known, or what another register calls them."""


def read_people(desk: Desk, table: RawTable, progress: Progress) -> Iterator[ReadPerson]:
    """Every data row of a roster, read and checked by itself.

    A word that is in no code list is kept as it is written; only a gender must be one of the two.
    """
    known = [(field, index) for field, index in table.columns.items() if field in LABELS]
    texts = [(field, index) for field, index in known if field not in _WORDED]
    worded = [
        (field, index, _Words(_reader(desk, field))) for field, index in known if field in _WORDED
    ]
    birth_at, number_at = table.columns.get("birth"), table.columns.get("number")
    today = desk.today()
    total = len(table.rows)
    for done, (row, cells) in enumerate(table.rows):
        if done % _STEP == 0:
            progress(done, total)
        values: dict[str, Any] = {"name": ""}
        problems: list[Problem] = []
        for field, index in texts:
            cell = cells[index]
            if text := cell.strip() if isinstance(cell, str) else text_of(cell):
                values[field] = text
        for field, index, words in worded:
            cell = cells[index]
            value = words[cell] if isinstance(cell, str) else words.read(cell)
            if value is not None:
                values[field] = value
            elif text_of(cell):
                problems.append(_unreadable(row, field))
        if not settle_plain(values, today):
            month_only = birth_at is not None and names_only_month(_dated(cells[birth_at]))
            findings = check_values(values, today, month_only=month_only)
            problems += [Problem(row, f.field, f.code, f.message) for f in findings]
        called = "" if number_at is None else clean_number(text_of(cells[number_at]))
        yield ReadPerson(row, VolunteerDraft.holding(values), tuple(problems), number=called)


_WORDED = frozenset({*DATES, *CODED, "team"})
"""Fields whose cells say the same few words again and again."""


class _Words(dict[str, str | date | None]):
    """What the words of one column mean, each looked up once."""

    def __init__(self, read: Callable[[Cell], str | date | None]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, word: str) -> str | date | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = meant = self.read(word)
        return meant


def _reader(desk: Desk, field: str) -> Callable[[Cell], str | date | None]:
    if field in DATES:
        return lambda cell: parse_date(_dated(cell))
    if field in CODED:
        codes = codes_by_word(desk, field)
        strict = field == "gender"

        def read_code(cell: Cell) -> str | None:
            text = text_of(cell)
            return codes.get(text, None if strict else text or None)

        return read_code
    return lambda cell: " ".join(text_of(cell).split()) or None


def _dated(cell: Cell) -> str | date | int | float | None:
    """What a date may be read from; times and truth values only by their words."""
    return cell if isinstance(cell, (str, date, int, float)) else text_of(cell)


def _unreadable(row: int, field: str) -> Problem:
    if field == "gender":
        said = "性别认不出，请写“男”或“女”。"
        return Problem(row, field, ProblemCode.GENDER_MISMATCH, said)
    said = f"{LABELS[field]}认不出是哪一天，请写成 1965-12-25 这样的年月日。"
    return Problem(row, field, ProblemCode.DATE_INVALID, said)
