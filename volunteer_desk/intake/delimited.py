"""Delimited text (.csv .txt .tsv) in the encodings that Chinese offices use."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from volunteer_desk.domain.errors import UserFacingError

DELIMITERS = (",", "\t", ";", "，", "；", "|")
"""Tried in this order; the first that shows most header words is taken."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes, path: Path) -> str:
    """The text of a file: by its byte order mark, else strict UTF-8, else GB 18030.

    Raises:
        UserFacingError: It is in none of them, so it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding, path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(content, "gb18030", path)


def _strict(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UserFacingError(
            f"认不出“{path.name}”的文字编码。", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
        ) from None


def split_rows(text: str, delimiter: str, path: Path, width: int = 0) -> Iterator[list[str]]:
    """The records of a delimited text; a blank line is an empty record.

    A cell may hold line breaks; what opened a quote and swallowed the rows below it is refused,
    since their people would be lost in one cell.

    Args:
        text: The whole text.
        delimiter: What stands between cells.
        path: Named in a refusal.
        width: Cells of a whole row where that is known, 0 where it is not.

    Raises:
        UserFacingError: A quote is never closed or swallows rows, or a cell is too long.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for record in reader:
            several = lines.taken > 1
            if several and (lines.unclosed(delimiter) or _swallows(record, delimiter, width)):
                raise _unpaired(path, reader.line_num - lines.taken + 1)
            lines.taken = 0
            yield record
    except csv.Error:
        raise _unpaired(path, reader.line_num) from None


class _Lines:
    """Lines of a text, and how many went into the record that is being read."""

    def __init__(self, text: str) -> None:
        self._lines = iter(io.StringIO(text, newline=""))
        self._record: list[str] = []
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if self.taken == 0:
            self._record.clear()
        self.taken += 1
        self._record.append(line)
        return line

    def unclosed(self, delimiter: str) -> bool:
        """Whether the record ends because the text does, inside quotes."""
        try:
            list(csv.reader(self._record, delimiter=delimiter, strict=True))
        except csv.Error as fault:
            return "end of data" in str(fault)
        return False


def _swallows(record: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether a line inside a cell is a whole row: as many cells, and figures in them."""
    inside = (line for cell in record if "\n" in cell for line in cell.splitlines()[1:])
    return width > 2 and any(
        line.count(delimiter) == width - 1 and sum(mark.isdigit() for mark in line) > 4
        for line in inside
    )


def _unpaired(path: Path, line: int) -> UserFacingError:
    return UserFacingError(
        f"“{path.name}”第{line}行的引号不成对，后面的行会被并进一格里。",
        "请删去这一行多余的引号，或用 WPS、Excel 打开，另存为 .xlsx 后再导入。",
    )
