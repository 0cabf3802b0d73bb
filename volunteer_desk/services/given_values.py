"""What every row of a brought sheet has though no column gives it, as its title line may say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from volunteer_desk.intake import Field, RawRow, RawTable

Given = Sequence[tuple[Field, str]]
"""(field, text) as typed."""


def with_given(table: RawTable, given: Given, labels: Mapping[Field, str]) -> RawTable:
    """The table with a further column for each field that no column of its own gives.

    Blank texts give nothing.
    """
    added = [
        (field, text.strip())
        for field, text in given
        if text.strip() and field not in table.columns
    ]
    if not added:
        return table
    wide = len(table.headers)
    texts = [text for _field, text in added]
    return replace(
        table,
        headers=(*table.headers, *(labels[field] for field, _text in added)),
        columns={**table.columns, **{field: wide + at for at, (field, _) in enumerate(added)}},
        rows=tuple(
            RawRow(row.row, [*row.cells[:wide], *[""] * (wide - len(row.cells)), *texts])
            for row in table.rows
        ),
    )
