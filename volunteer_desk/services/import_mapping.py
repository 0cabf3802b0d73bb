"""What the columns of a brought file are taken for: by their words, from memory, or as chosen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from volunteer_desk.domain.cell_words import is_formula_error, is_overflow
from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.mapping import (
    CUSTOM,
    REASON,
    FileColumn,
    FileMapping,
    ImportChoice,
    MappingOrigin,
)
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.intake import Field, Kind, RawTable, text_of
from volunteer_desk.intake.headers import FIELDS, plain_header
from volunteer_desk.services.custom_fields import custom_fields
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values, write_values

_SAMPLES = 3
_LOOKED_THROUGH = 200
"""Rows in which samples of a column are sought."""
_KEY = "columns:"
_HOURS_LABELS = {
    "served_on": "活动日期",
    "project": "项目名称",
    "activity": "活动名称",
    "hours": "服务时长",
    "minutes": "服务分钟",
    "starts": "开始时间",
    "ends": "结束时间",
    "place": "地点",
    "content": "服务内容",
}
_SEEN_ONLY = {"serial": "序号（不导入）", "number": "志愿者编号"}
"""Columns a roster may have that fill no field: the desk numbers people itself."""


def labels_of() -> dict[Field, str]:
    """Field → what it is called, of everything such a file may give."""
    return LABELS | _HOURS_LABELS | _SEEN_ONLY


def lost_value(row: int, field: str, text: str, label: str) -> Problem:
    """The problem of a cell of which ``has_lost_value`` is true."""
    if is_formula_error(text):
        said = f"{label}显示“{text}”，是公式出错，没有内容；请改正公式，或直接填写内容。"
        return Problem(row, field, ProblemCode.FORMULA_ERROR, said)
    if is_overflow(text):
        said = f"{label}只存下了“{text}”，是列太窄；请拉宽这一列，重新另存后再导入。"
        return Problem(row, field, ProblemCode.FORMULA_ERROR, said)
    said = f"{label}写着“{text}”，请写明内容；每一行只按自己的内容导入。"
    return Problem(row, field, ProblemCode.DITTO_MARK, said)


def field_choices(desk: Desk, kind: Kind = "roster") -> tuple[tuple[str, str], ...]:
    """(field, label) of everything a column may be taken for, own fields last."""
    labels = labels_of()
    known = [(field, labels[field]) for field in FIELDS[kind]]
    known.sort(key=lambda one: one[0] in _SEEN_ONLY)
    own = custom_fields(desk) if kind == "roster" else ()
    return (*known, *((f"{CUSTOM}{field.id}", field.name) for field in own))


class ColumnChooser:
    """Says what the columns of one file mean; handed to ``intake.read_table`` as ``choose``.

    Args:
        desk: The desk whose memory and own fields count.
        kind: Roster or hour sheet.
        choice: What the user chose, which counts before everything.
    """

    def __init__(self, desk: Desk, kind: Kind, choice: ImportChoice) -> None:
        self._kind: Kind = kind
        self._choice = choice
        self._own: Sequence[CustomFieldRow] = custom_fields(desk) if kind == "roster" else ()
        with desk.database.reading() as connection:
            self._memory = read_values(connection)

    def __call__(self, headers: Sequence[str]) -> Mapping[Field, int] | None:
        """Field → column as chosen or remembered; None leaves it to the words of the headers."""
        if self._choice.fields is not None:
            wide = len(headers)
            return {field: at for at, field in self._choice.fields if field and at < wide}
        stored = self._remembered(headers)
        if stored is None:
            return None
        targets = {*FIELDS[self._kind], *(f"{CUSTOM}{field.id}" for field in self._own)}
        found: dict[str, int] = json.loads(stored)
        return {field: at for field, at in found.items() if field in targets and at < len(headers)}

    def origin(self, headers: Sequence[str]) -> MappingOrigin:
        """Who said what these columns mean."""
        if self._choice.fields is not None:
            return MappingOrigin.CHOSEN
        if self._remembered(headers) is not None:
            return MappingOrigin.REMEMBERED
        return MappingOrigin.MATCHED

    def _remembered(self, headers: Sequence[str]) -> str | None:
        """What is kept of files of this shape; a file without headings has no shape."""
        if self._choice.forget or not any(headers):
            return None
        return self._memory.get(_key(headers, self._kind))

    def with_own_fields(self, table: RawTable) -> RawTable:
        """The table with columns that are called like a field of this office, if none chose."""
        if self.origin(table.headers) is not MappingOrigin.MATCHED:
            return table
        names = {plain_header(field.name): f"{CUSTOM}{field.id}" for field in self._own}
        taken = set(table.columns.values())
        found = {
            names[plain_header(header)]: at
            for at, header in reversed(list(enumerate(table.headers)))
            if at not in taken and plain_header(header) in names
        }
        if not found:
            return table
        columns = {**table.columns, **found}
        used = set(columns.values())
        left = [text for at, text in enumerate(table.headers) if text and at not in used]
        return replace(table, columns=columns, ignored=tuple(left))

    def own_fields(self, table: RawTable) -> list[tuple[CustomFieldRow, int]]:
        """The office's own fields that this table fills, each with its column."""
        at = table.columns
        own = ((field, f"{CUSTOM}{field.id}") for field in self._own)
        return [(field, at[key]) for field, key in own if key in at]


def mapping_of(table: RawTable, origin: MappingOrigin) -> FileMapping:
    """The columns of a table that was read, with samples to see what is in them.

    Columns with neither heading nor values are left out.
    """
    by_column = {at: field for field, at in table.columns.items()}
    columns = []
    for at, header in enumerate(table.headers):
        field = by_column.get(at, "")
        samples = _samples(table, at, masked=by_column.get(at) != "number")
        if header or samples:
            columns.append(FileColumn(at, header, samples, field))
    return FileMapping(tuple(columns), origin, table.sheet, table.sheets, table.lists)


def remember_mapping(
    connection: Connection, headers: Sequence[str], columns: Mapping[Field, int], kind: Kind
) -> None:
    """Keep what the columns of files of this shape are taken for, where they have headings."""
    if not any(headers):
        return
    write_values(connection, {_key(headers, kind): json.dumps(dict(columns))})


def _key(headers: Sequence[str], kind: Kind) -> str:
    """The key of a file's shape: its headings in order, but for a column of reasons."""
    shape = "\x1f".join(plain_header(text) for text in headers if text != REASON).rstrip("\x1f")
    return f"{_KEY}{kind}:{sha256(shape.encode()).hexdigest()[:20]}"


def _samples(table: RawTable, at: int, *, masked: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in table.rows[:_LOOKED_THROUGH]:
        text = " ".join(text_of(row.cells[at]).split()) if at < len(row.cells) else ""
        if text:
            found[_masked(text) if masked else text] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _masked(text: str) -> str:
    """Whatever looks like a document or a phone is masked, wherever it stands."""
    digits = sum(mark.isdigit() for mark in text)
    if digits >= 14:
        return mask_document(text)
    return mask_phone(text) if digits >= 10 else text
