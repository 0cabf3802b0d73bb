"""Delimited text (.csv .txt .tsv) in the encodings that Chinese offices use."""

import codecs
import csv
import io
from collections.abc import Iterator
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


def split_rows(text: str, delimiter: str, path: Path) -> Iterator[list[str]]:
    """The records of a delimited text; a blank line is an empty record.

    Raises:
        UserFacingError: A quote is never closed, or a cell is longer than any cell may be.
    """
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise UserFacingError(
            f"“{path.name}”里的分隔符或引号不成对，无法分列。",
            "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
        ) from None
