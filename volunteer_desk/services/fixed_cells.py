"""The cells of a brought file with what the user typed instead of some of them in a dry run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from volunteer_desk.intake import Field, RawRow, RawTable, text_of

Fixes = Mapping[int, Mapping[Field, str]]
"""Place among the rows → field → what the user typed instead of the file's cell."""


class Fixable(Protocol):
    """A dry run with the sheet it was made of; its rows and ``table.rows`` go side by side."""

    @property
    def table(self) -> RawTable:
        """The raw rows."""

    @property
    def fixes(self) -> Fixes:
        """What was typed."""


def cell_texts(plan: Fixable, place: int) -> dict[Field, str]:
    """Field → what the file's cell says (or the user typed instead) of every field of a row."""
    raw = plan.table.rows[place]
    said = {field: text_of(raw.cells[at]) for field, at in plan.table.columns.items()}
    return said | dict(plan.fixes.get(place, {}))


def fixed_table(plan: Fixable, places: Sequence[int]) -> RawTable:
    """These rows alone, with what was typed in them; typed fields without a column get one."""
    typed = sorted({field for at in places for field in plan.fixes.get(at, {})})
    width = len(plan.table.headers)
    columns = dict(plan.table.columns)
    for field in typed:
        columns.setdefault(field, width + len(columns))
    wide = max([width, *(at + 1 for at in columns.values())])
    rows = []
    for place in places:
        raw = plan.table.rows[place]
        cells = [*raw.cells, *[None] * (wide - len(raw.cells))]
        for field, text in plan.fixes.get(place, {}).items():
            cells[columns[field]] = text
        rows.append(RawRow(raw.row, cells))
    return replace(plan.table, columns=columns, rows=tuple(rows))
