"""Where the header of a sheet lies: over one row or several, once or side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from volunteer_desk.intake.headers import field_of, match_columns, plain_header
from volunteer_desk.intake.table import Cell, Field, Kind

HEADER_DEPTH = 40
"""Title and notes lines above a header end within so many rows."""

_DEEPEST = 3
"""Rows that one header may take."""
_LOOKED_AT = 5
"""Rows below a header nobody understood in which data must be seen."""
_FIGURE = re.compile(r"[\d.\-/:+()年月日时分Xx]{5,}")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Header:
    """A header found in a sheet.

    Attributes:
        last_row: 1-based row number of its last line; data begin below.
        headers: As written, one a column.
        columns: Field → column index.
        blocks: Where the same columns begin, for lists printed side by side; (0,) for one.
    """

    last_row: int
    headers: tuple[str, ...]
    columns: dict[Field, int]
    blocks: tuple[int, ...] = (0,)


def find_header(rows: Sequence[Sequence[Cell]], kind: Kind) -> Header | None:
    """The first row (or merged rows as one) that names a 姓名 column and looks like a header."""
    for index, row in enumerate(rows):
        if not match_columns(row, kind):
            continue
        best: Header | None = None
        for header in _stacked(rows, index, kind):
            deeper = header.last_row - index > 1
            fits = "name" in header.columns and (deeper or _is_header(row, header.columns))
            if fits and (best is None or _is_better(header, best, rows)):
                best = header
        if best is not None:
            one_row = best.last_row == index + 1
            return _side_by_side(best, rows[index - 1] if index else ()) if one_row else best
    return None


def guess_header(rows: Sequence[Sequence[Cell]], kind: Kind) -> Header | None:
    """The row most like a header though it lacks 姓名, or all else: the user will say more.

    Where no row has a known word, it is the first row of words above data; where data begin at
    once, the columns have no headings.
    """
    best: tuple[int, Header | None] = 0, None
    for index, row in enumerate(rows):
        columns = match_columns(row, kind)
        worth = len(columns) + ("name" in columns)
        sure = worth > 1 or (len(_filled(row)) > 1 and _goes_on(rows, index + 1))
        if worth > best[0] and sure and not any(map(_is_value, row)):
            best = worth, Header(index + 1, tuple(_written(cell) for cell in row), columns)
    return best[1] or _unknown_header(rows)


def nearest_header(rows: Sequence[Sequence[Cell]], kind: Kind) -> tuple[str, ...]:
    """The headers of the row most like one, to tell the user what was seen; () when none is."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for row in rows:
        columns = match_columns(row, kind)
        if len(columns) > best[0] and _is_header(row, columns):
            best = len(columns), tuple(text for text in map(_written, row) if text)
    return best[1]


def _unknown_header(rows: Sequence[Sequence[Cell]]) -> Header | None:
    for index, row in enumerate(rows):
        if len(_filled(row)) < 2 or not _has_data(rows, index):
            continue
        if not any(map(_is_value, row)):
            return Header(index + 1, tuple(_written(cell) for cell in row), {})
        return Header(index, ("",) * len(row), {})
    return None


def _goes_on(rows: Sequence[Sequence[Cell]], index: int) -> bool:
    """Whether rows of several cells follow."""
    return any(len(_filled(row)) > 1 for row in rows[index : index + _LOOKED_AT])


def _has_data(rows: Sequence[Sequence[Cell]], index: int) -> bool:
    """Whether a table goes on here: rows of several cells, with a number or a date in them."""
    below = [filled for row in rows[index:] if (filled := _filled(row))][:_LOOKED_AT]
    return any(len(filled) > 1 and any(map(_is_figure, filled)) for filled in below)


def _is_figure(cell: Cell) -> bool:
    """A number, a date, a phone or a document alone in its cell."""
    return not isinstance(cell, str) or bool(_FIGURE.fullmatch(_written(cell)))


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds data: no text, or text with a number, a date or a phone in it."""
    if cell is None or cell == "":
        return False
    return not isinstance(cell, str) or sum(mark.isdigit() for mark in cell) > 4


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None and _written(cell) != ""]


def _written(cell: Cell) -> str:
    """A heading without spaces and line breaks; "" for what is no text."""
    return _BLANKS.sub("", cell) if isinstance(cell, str) else ""


def _is_header(row: Sequence[Cell], columns: dict[Field, int]) -> bool:
    """Nothing but words, and at least two fields, or 姓名 alone in its row."""
    filled = [cell for cell in row if cell not in ("", None)]
    if not all(isinstance(cell, str) for cell in filled):
        return False
    return len(columns) >= 2 or len(filled) == 1


def _is_better(deeper: Header, best: Header, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the row below still belongs to the header: it tells more, or names nobody."""
    if len(deeper.columns) != len(best.columns):
        return len(deeper.columns) > len(best.columns)
    below, name = rows[deeper.last_row - 1], best.columns["name"]
    return not (name < len(below) and _written(below[name])) and _is_words(below)


def _is_words(row: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and not _is_value(cell) for cell in row if cell is not None)


def _stacked(rows: Sequence[Sequence[Cell]], index: int, kind: Kind) -> Iterator[Header]:
    """The header that begins here as one row, two, three: the lowest word wins.

    A word merged over columns stands above each of them ("紧急联系人" over "姓名" and "电话").
    """
    headers = [_written(cell) for cell in rows[index]]
    above: list[str] = [""] * len(headers)
    yield Header(index + 1, tuple(headers), match_columns(rows[index], kind))
    for last in range(index + 1, min(index + _DEEPEST, len(rows))):
        lower = rows[last]
        filled = [cell for cell in lower if cell not in ("", None)]
        known = sum(1 for cell in filled if field_of(cell, kind))
        if not known or known * 2 < len(filled):
            return
        wider = max(0, len(lower) - len(headers))
        headers += [""] * wider
        above += [""] * wider
        group = ""
        for at, top in enumerate(headers):
            bottom = _written(lower[at]) if at < len(lower) else ""
            if top or not bottom:
                group = top
            if bottom:
                headers[at], above[at] = bottom, group
        yield Header(last + 1, tuple(headers), match_columns(headers, kind, above))


def _side_by_side(header: Header, above: Sequence[Cell]) -> Header:
    """The left block alone, where the same columns are printed again beside it.

    A word above the others says that they are of somebody else: a guardian, a spouse.
    """
    plain = [plain_header(text) for text in header.headers]
    name = header.columns["name"]
    later = [at for at in range(name + 1, len(plain)) if plain[at] == plain[name]]
    width = later[0] - name if later else 0
    if width < 2 or len({at for at in header.columns.values() if at < width}) < 2:
        return header
    if any(at >= width for at in header.columns.values()) or any(map(_written, above[width:])):
        return header
    left = plain[:width]
    blocks = range(0, len(plain), width)
    if any(plain[at : at + width] != left[: len(plain) - at] for at in blocks):
        return header
    whole = tuple(at for at in blocks if at + name < len(plain))
    columns = {field: at for field, at in header.columns.items() if at < width}
    return replace(header, headers=header.headers[:width], columns=columns, blocks=whole)
