"""An hour sheet's raw rows understood: every cell read or refused, nobody matched yet."""

from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from volunteer_desk.domain.cards import clean_number
from volunteer_desk.domain.cell_words import has_lost_value, says_nothing
from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.dates import names_only_month, parse_date
from volunteer_desk.domain.durations import (
    Duration,
    parse_duration,
    served_between,
)
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_rules import check_length
from volunteer_desk.domain.identity import check_document
from volunteer_desk.domain.names import clean_name
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.intake import Cell, RawRow, RawTable, text_of
from volunteer_desk.services.import_mapping import labels_of, lost_value
from volunteer_desk.services.projects import plain_name

_STEP = 2000
_NAME_LIMIT = 100

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class ReadRow(NamedTuple):
    """One row as read, its person not looked for yet.

    ``doubt`` is the problem of a number that is no resident's; it stands unless the roll holds
    that very number (a passport, a permit).
    """

    row: int
    name: str
    phone: str | None
    document: str | None
    doubt: Problem | None
    project: str
    served_on: date | None
    minutes: int | None
    starts: int | None
    ends: int | None
    remark: str
    place: str
    content: str
    problems: tuple[Problem, ...]
    number: str = ""
    """志愿者编号."""


_ESSENTIAL: tuple[tuple[str, frozenset[str]], ...] = (
    ("姓名", frozenset({"name", "phone", "id_number", "number"})),
    ("活动日期", frozenset({"served_on"})),
    ("活动名称", frozenset({"project", "activity"})),
    ("服务时长", frozenset({"hours", "minutes", "starts"})),
)
"""What no row can do without, and the fields that give it."""


def read_rows(table: RawTable, progress: Progress) -> list[ReadRow]:
    """Read every data row of an hour sheet; a value nobody can read is a problem of its row."""
    reader = _Reader(table)
    found = []
    for done, row in enumerate(table.rows):
        if done % _STEP == 0:
            progress(done, len(table.rows))
        found.append(reader.read(row))
    return found


def lacking_columns(columns: Collection[str]) -> tuple[str, ...]:
    """What no row can do without and no column gives, in words."""
    return tuple(word for word, fields in _ESSENTIAL if fields.isdisjoint(columns))


def require_columns(table: RawTable) -> None:
    """Refuse a sheet in which a column lacks that no row can do without.

    Raises:
        UserFacingError: Names the columns.
    """
    lacking = lacking_columns(table.columns.keys())
    if lacking:
        raise UserFacingError(
            f"“{table.source}”里没有这些列：{'、'.join(lacking)}。", "请在表头里写明后再导入。"
        )


class _Reader:
    """Reads rows of one table; what repeats from row to row is understood once."""

    def __init__(self, table: RawTable) -> None:
        column = table.columns.get
        self._name, self._phone = column("name"), column("phone")
        self._number = column("number")
        self._document, self._on = column("id_number"), column("served_on")
        self._projects = [
            index for field in ("project", "activity") if (index := column(field)) is not None
        ]
        self._hours, self._minutes = column("hours"), column("minutes")
        self._starts, self._ends = column("starts"), column("ends")
        self._remark, self._place = column("remark"), column("place")
        self._content = column("content")
        labels = labels_of()
        self._said = [
            (index, field, labels[field])
            for field, index in table.columns.items()
            if field != "serial"
        ]
        self._day = _once(_read_day)
        self._length = _once(parse_duration)
        self._span = _once(_read_span)
        self._title = _once(plain_name)

    def read(self, row: RawRow) -> ReadRow:
        """One row with its problems."""
        number, cells = row
        problems = [
            lost_value(number, field, text, label)
            for index, field, label in self._said
            if has_lost_value(text := text_of(cells[index]))
        ]
        pointing = {problem.field for problem in problems}

        def refuse(field: str, code: ProblemCode, message: str) -> None:
            if field not in pointing:
                problems.append(Problem(number, field, code, message))

        name = clean_name(_text(cells, self._name))
        phone_text, document = _text(cells, self._phone), _text(cells, self._document)
        phone = clean_phone(phone_text) if phone_text else None
        if phone_text and phone is None:
            refuse("phone", ProblemCode.PHONE_INVALID, "手机号看不懂，请核对后改正，或留空。")
        doubt = None
        if document:
            check = check_document(None, document)
            document = check.number
            if check.problem is not None:
                doubt = Problem(number, "id_number", check.problem, check.reason)
        written = clean_number(_text(cells, self._number))
        if not (name or phone or document or written):
            refuse("name", ProblemCode.NAME_MISSING, "没有写姓名，请补上姓名。")
        on = None if self._on is None else self._day(_plain(cells[self._on]))
        if on is None:
            message = "活动日期没有填或看不懂，请改成年-月-日。"
            refuse("served_on", ProblemCode.DATE_INVALID, message)
        titles = [text for index in self._projects if (text := _text(cells, index))]
        project = self._title(titles[0]) if titles else ""
        if not project:
            refuse("project", ProblemCode.PROJECT_UNKNOWN, "没有写活动名称，请补上。")
        elif len(project) > _NAME_LIMIT:
            message = "活动名称超过了100个字，请缩短。"
            refuse("project", ProblemCode.PROJECT_UNKNOWN, message)
        length = self._served(cells)
        if length is None:
            message = "服务时长没有填或看不懂，请改成小时数。"
            refuse("hours", ProblemCode.HOURS_INVALID, message)
        elif (refusal := check_length(*length)) is not None:
            refuse(refusal.field, refusal.code, refusal.message)
        minutes, starts, ends = length or (None, None, None)
        return ReadRow(
            number,
            name,
            phone,
            document or None,
            doubt,
            project,
            on,
            minutes,
            starts,
            ends,
            _text(cells, self._remark),
            _text(cells, self._place),
            _text(cells, self._content) or (titles[1] if len(titles) > 1 else ""),
            tuple(problems),
            written,
        )

    def _served(self, cells: Sequence[Cell]) -> tuple[int, int | None, int | None] | None:
        """(minutes, starts, ends); None when any cell of them cannot be read.

        A length beside from–to may be shorter (a break), never longer.
        """
        span: Duration | None = None
        if _text(cells, self._starts) or _text(cells, self._ends):
            span = self._between(cells)
            if span is None:
                return None
        if self._hours is not None and _text(cells, self._hours):
            length = self._length(_plain(cells[self._hours]))
        elif minutes := _text(cells, self._minutes):
            length = self._length(f"{minutes}分钟")
        else:
            length = span
        if length is None:
            return None
        if length.starts is None and span is not None:
            return length.minutes, span.starts, span.ends
        return length.minutes, length.starts, length.ends

    def _between(self, cells: Sequence[Cell]) -> Duration | None:
        """From the sign-in cell to the sign-out cell."""
        if self._starts is None or self._ends is None:
            return None
        return self._span((_plain(cells[self._starts]), _plain(cells[self._ends])))


def _text(cells: Sequence[Cell], index: int | None) -> str:
    """A cell as text; one that says 无, is crossed out or has lost its value is blank."""
    text = "" if index is None else text_of(cells[index])
    return "" if says_nothing(text) or has_lost_value(text) else text


_Plain = str | int | float | date | datetime | time | timedelta | None


def _plain(cell: Cell) -> _Plain:
    """A cell as the readers of dates and lengths take it; 是/否 is neither."""
    return None if isinstance(cell, bool) else cell


def _read_day(cell: _Plain) -> date | None:
    if isinstance(cell, (time, timedelta)) or names_only_month(
        cell if isinstance(cell, str) else None
    ):
        return None
    return parse_date(cell)


def _read_span(cells: tuple[_Plain, _Plain]) -> Duration | None:
    return served_between(*cells)


def _once(read: Callable[[_K], _V]) -> Callable[[_K], _V]:
    """The same reader, remembering what it read; equal cells of two types stay apart."""
    known: dict[tuple[type, _K], _V] = {}

    def remembered(cell: _K) -> _V:
        key = (type(cell), cell)
        if key not in known:
            known[key] = read(cell)
        return known[key]

    return remembered
