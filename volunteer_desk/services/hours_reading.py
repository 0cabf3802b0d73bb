"""An hour sheet's raw rows as planned hours: every cell read or refused, nobody matched yet."""

from collections.abc import Callable, Hashable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.dates import names_only_month, parse_date
from volunteer_desk.domain.durations import Duration, parse_duration
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_rules import check_length
from volunteer_desk.domain.identity import check_document
from volunteer_desk.domain.imports import PlannedHours, RowState
from volunteer_desk.domain.names import clean_name
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.intake import Cell, RawRow, RawTable
from volunteer_desk.services.projects import plain_name

_STEP = 2000
_NAME_LIMIT = 100

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class ReadRow(NamedTuple):
    """One row: what was planned of it, and by what its person is to be found.

    ``doubt`` is the problem of a number that is no resident's; it stands unless the roll holds
    that very number (a passport, a permit).
    """

    planned: PlannedHours
    phone: str | None
    document: str | None
    doubt: Problem | None


def read_rows(table: RawTable, progress: Progress) -> list[ReadRow]:
    """Read every data row of an hour sheet; a value nobody can read is a problem of its row.

    Raises:
        UserFacingError: A column that no row can do without is missing.
    """
    _require_columns(table)
    reader = _Reader(table)
    found = []
    for done, row in enumerate(table.rows):
        if done % _STEP == 0:
            progress(done, len(table.rows))
        found.append(reader.read(row))
    return found


def _require_columns(table: RawTable) -> None:
    columns = table.columns.keys()
    lacking = [
        word
        for word, fields in (
            ("活动日期", {"served_on"}),
            ("活动名称", {"project", "activity"}),
            ("服务时长", {"hours", "minutes", "starts"}),
        )
        if not fields & columns
    ]
    if lacking:
        raise UserFacingError(
            f"“{table.source}”里没有这些列：{'、'.join(lacking)}。", "请在表头里写明后再导入。"
        )


class _Reader:
    """Reads rows of one table; what repeats from row to row is understood once."""

    def __init__(self, table: RawTable) -> None:
        self._table = table
        self._day = _once(_read_day)
        self._length = _once(parse_duration)
        self._title = _once(plain_name)

    def read(self, row: RawRow) -> ReadRow:
        """One row with its problems."""
        text, table = self._table.text, self._table
        problems: list[Problem] = []

        def refuse(field: str, code: ProblemCode, message: str) -> None:
            problems.append(Problem(row.row, field, code, message))

        name = clean_name(text(row, "name"))
        phone_text, document_text = text(row, "phone"), text(row, "id_number")
        phone = clean_phone(phone_text) if phone_text else None
        if phone_text and phone is None:
            refuse("phone", ProblemCode.PHONE_INVALID, "手机号看不懂，请核对后改正，或留空。")
        check = check_document(None, document_text) if document_text else None
        doubt = None
        if check is not None and check.problem is not None:
            doubt = Problem(row.row, "id_number", check.problem, check.reason)
        if not (name or phone or document_text):
            refuse("name", ProblemCode.NAME_MISSING, "没有写姓名，请补上姓名。")

        on = self._day(_plain(table.cell(row, "served_on")))
        if on is None:
            refuse(
                "served_on", ProblemCode.DATE_INVALID, "活动日期没有填或看不懂，请改成年-月-日。"
            )
        project = self._title(text(row, "project") or text(row, "activity"))
        if not project or len(project) > _NAME_LIMIT:
            refuse(
                "project",
                ProblemCode.PROJECT_UNKNOWN,
                "没有写活动名称，请补上。" if not project else "活动名称超过了100个字，请缩短。",
            )
        length = self._served(row)
        if length is None:
            refuse("hours", ProblemCode.HOURS_INVALID, "服务时长没有填或看不懂，请改成小时数。")
        else:
            refusal = check_length(*length)
            if refusal is not None:
                refuse(refusal.field, refusal.code, refusal.message)
        minutes, starts, ends = length or (None, None, None)
        planned = PlannedHours(
            row.row,
            RowState.PROBLEM if problems else RowState.NEW,
            name,
            project,
            on,
            minutes,
            starts,
            ends,
            None,
            text(row, "remark"),
            text(row, "place"),
            text(row, "content") or (text(row, "activity") if text(row, "project") else ""),
            tuple(problems),
        )
        return ReadRow(planned, phone, check.number if check else None, doubt)

    def _served(self, row: RawRow) -> tuple[int, int | None, int | None] | None:
        """(minutes, starts, ends); None when any cell of them cannot be read.

        A length beside from–to may be shorter (a break), never longer.
        """
        cell, table = self._table.cell, self._table
        texts = [table.text(row, field) for field in ("starts", "ends")]
        span: Duration | None = None
        if any(texts):
            span = self._length("-".join(texts)) if all(texts) else None
            if span is None or span.starts is None:
                return None
        said = table.text(row, "hours")
        if said:
            length = self._length(_plain(cell(row, "hours")))
        elif table.text(row, "minutes"):
            length = self._length(f"{table.text(row, 'minutes')}分钟")
        else:
            length = span
        if length is None:
            return None
        if length.starts is None and span is not None:
            return length.minutes, span.starts, span.ends
        return length.minutes, length.starts, length.ends


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


def _once(read: Callable[[_K], _V]) -> Callable[[_K], _V]:
    """The same reader, remembering what it read; equal cells of two types stay apart."""
    known: dict[tuple[type, _K], _V] = {}

    def remembered(cell: _K) -> _V:
        key = (type(cell), cell)
        if key not in known:
            known[key] = read(cell)
        return known[key]

    return remembered
