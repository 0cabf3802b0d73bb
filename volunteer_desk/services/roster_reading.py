"""A roster's raw rows read into checked drafts: nothing guessed, nothing dropped in silence."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from volunteer_desk.domain.availability import parse_availability
from volunteer_desk.domain.cards import clean_number
from volunteer_desk.domain.cell_words import has_lost_value, says_nothing
from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.dates import names_only_month, parse_date, read_short_year
from volunteer_desk.domain.identity import read_resident
from volunteer_desk.domain.names import name_fault
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.intake import Cell, RawTable, text_of
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import codes_by_word
from volunteer_desk.services.import_mapping import labels_of, lost_value
from volunteer_desk.services.volunteer_checks import CODED, LABELS, check_values, settle_plain
from volunteer_desk.store.memberships import team_ids
from volunteer_desk.store.volunteers import DATES

_STEP = 2000
_MOST_WORDS = 50_000
_BETWEEN_TEAMS = re.compile(r"[、,，;；\r\n]+")
"""What stands between the teams of one cell, as this program's own lists write it too."""


class ReadPerson(NamedTuple):
    """One data row: what it says of a person, and what is wrong with it by itself."""

    row: int
    draft: VolunteerDraft
    problems: tuple[Problem, ...]
    custom: tuple[tuple[int, str], ...] = ()
    """(field id, value as stored) of the office's own fields; see ``roster_custom``."""
    number: str = ""
    """志愿者编号 of somebody known, or what another register calls them."""


_NUMBERS = {
    "id_number": ProblemCode.ID_LENGTH,
    "phone": ProblemCode.PHONE_INVALID,
    "emergency_phone": ProblemCode.PHONE_INVALID,
    "guardian_phone": ProblemCode.PHONE_INVALID,
}
"""Fields that lists show masked."""


def read_people(desk: Desk, table: RawTable, progress: Progress) -> Iterator[ReadPerson]:
    """Every data row of a roster, read and checked by itself.

    A word that is in no code list is kept as it is written; only a gender must be one of the two.
    A cell that says 无 or is crossed out counts as blank; one that says 同上, or whose formula
    failed, makes its row wait, since a value is never guessed nor taken from another row.
    """
    known = [(field, index) for field, index in table.columns.items() if field in LABELS]
    texts = [(field, index) for field, index in known if field not in _WORDED]
    worded = [
        (field, index, _Words(_reader(desk, field))) for field, index in known if field in _WORDED
    ]
    birth_at, number_at = table.columns.get("birth"), table.columns.get("number")
    number_label = labels_of()["number"]
    today = desk.today()
    total = len(table.rows)
    for done, (row, cells) in enumerate(table.rows):
        if done % _STEP == 0:
            progress(done, total)
        values: dict[str, Any] = {"name": ""}
        problems: list[Problem] = []
        for field, index in texts:
            cell = cells[index]
            text = cell.strip() if isinstance(cell, str) else text_of(cell)
            if "0" <= text[:1] <= "9":  # no word of the following begins so
                values[field] = text
            elif has_lost_value(text):
                problems.append(lost_value(row, field, text, LABELS[field]))
            elif text and not says_nothing(text):
                values[field] = text
        for field, index, words in worded:
            cell = cells[index]
            value = words[cell] if isinstance(cell, str) else words.read(cell)
            if value is not None:
                values[field] = value
            elif (text := text_of(cell)) and not _is_documents_birth(field, text, values):
                problems += _unread(row, field, text)
        if not settle_plain(values, today):
            lacking = {one.field for one in problems}
            problems += _take_masked(values, row)
            month_only = birth_at is not None and names_only_month(_dated(cells[birth_at]))
            findings = check_values(values, today, month_only=month_only)
            problems += [
                Problem(row, f.field, f.code, f.message) for f in findings if f.field not in lacking
            ]
            if said := name_fault(values["name"]):
                problems.append(Problem(row, "name", ProblemCode.NAME_UNCLEAR, said))
        number = "" if number_at is None else text_of(cells[number_at])
        if number and has_lost_value(number):
            problems.append(lost_value(row, "number", number, number_label))
            number = ""
        elif number:
            number = clean_number(number)
        yield ReadPerson(row, VolunteerDraft.holding(values), tuple(problems), number=number)


_WORDED = frozenset({*DATES, *CODED, "team", "availability"})
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
    if field == "availability":
        return _read_time
    if field in CODED:
        codes = codes_by_word(desk, field)
        folded = {_folded(word): code for word, code in codes.items()}
        strict = field == "gender"

        def read_code(cell: Cell) -> str | None:
            text = text_of(cell)
            code = codes.get(text) or folded.get(_folded(text))
            return code or (None if strict else _kept(text))

        return read_code

    def read_teams(cell: Cell) -> str | None:
        text = " ".join(text_of(cell).split())
        parts = _BETWEEN_TEAMS.split(text_of(cell))
        if len(parts) == 1 or _is_team(desk, text):
            return _kept(text)
        return "\n".join(filter(None, (_kept(" ".join(one.split())) for one in parts))) or None

    return read_teams


def _read_time(cell: Cell) -> str | None:
    """The grid the words mean, else the words ("寒暑假")."""
    text = text_of(cell)
    return parse_availability(text) or _kept(text)


def _is_team(desk: Desk, name: str) -> bool:
    """Whether a name with commas in it is one team's."""
    with desk.database.reading() as connection:
        return bool(team_ids(connection, [name]))


def _folded(word: str) -> str:
    """A word of a code list however it was typed: ｘｌ for XL, 中共 党员 for 中共党员."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def _kept(text: str) -> str | None:
    """A word as it is written, None where it says nothing or 同上."""
    return None if not text or says_nothing(text) or has_lost_value(text) else text


def _dated(cell: Cell) -> str | date | int | float | None:
    """What a date may be read from; times and truth values only by their words."""
    return cell if isinstance(cell, (str, date, int, float)) else text_of(cell)


def _unread(row: int, field: str, text: str) -> list[Problem]:
    """What is wrong with a cell of which nothing was read; nothing where it says nothing."""
    if has_lost_value(text):
        return [lost_value(row, field, text, LABELS[field])]
    if field != "gender" and (field not in DATES or says_nothing(text)):
        return []
    return [_unreadable(row, field, text)]


def _is_documents_birth(field: str, text: str, values: Mapping[str, Any]) -> bool:
    """Whether a birth without its century is the one that the row's own document gives in full."""
    read = read_resident(values.get("id_number", "").upper()) if field == "birth" else None
    if read is None:
        return False
    birth = read[0]
    return read_short_year(text) == (birth.year % 100, birth.month, birth.day)


def _take_masked(values: dict[str, Any], row: int) -> list[Problem]:
    """The numbers that were masked before the file was made, taken out of the values."""
    found = []
    for field, code in _NUMBERS.items():
        if "*" in values.get(field, "") or "＊" in values.get(field, ""):
            del values[field]
            said = (
                f"{LABELS[field]}带星号，是脱敏后的号码，请换成完整号码；"
                "整列都这样，请点“调整列”把它设为不导入。"
            )
            found.append(Problem(row, field, code, said))
    return found


def _unreadable(row: int, field: str, text: str) -> Problem:
    if field == "gender":
        said = "性别认不出，请写“男”或“女”。"
        return Problem(row, field, ProblemCode.GENDER_MISMATCH, said)
    why = "的年份只有两位" if read_short_year(text) else "认不出是哪一天"
    said = f"{LABELS[field]}{why}，请写成 1965-12-25 这样的年月日。"
    return Problem(row, field, ProblemCode.DATE_INVALID, said)
