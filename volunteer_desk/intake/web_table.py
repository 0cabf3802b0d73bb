"""Tables of web pages: what many an office system exports under the name of a workbook."""

import re
from html.parser import HTMLParser

from volunteer_desk.domain.changes import Progress

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = re.compile(r"[0-9]{1,6}")
_CHUNK = 1_000_000
"""Characters read between two looks at whether to stop."""
_MOST_SPAN = 200
_BREAKS = frozenset({"br", "p", "div"})


def is_web_page(text: str) -> bool:
    """Whether a text begins as a web page or a table of one."""
    return bool(_MARKUP.match(text[:4000]))


def web_rows(text: str, progress: Progress) -> list[list[str]]:
    """The rows of all tables of a page, one after another; cells over several columns are padded.

    What is merged downwards stands in its first row, as in a workbook.
    """
    reader = _Reader()
    for start in range(0, len(text), _CHUNK):
        progress(0, 0)
        reader.feed(text[start : start + _CHUNK])
    reader.close()
    reader.end_row()
    return reader.rows


class _Reader(HTMLParser):
    """Collects the text of td and th, row by row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = 1
        self._below: dict[int, int] = {}
        self._down = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "table":
            self._below = {}
        elif tag == "tr":
            self.end_row()
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._end_cell()
            self._skip_covered()
            said = dict(attrs)
            self._span, self._down = _number(said.get("colspan")), _number(said.get("rowspan"))
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a row or a cell."""
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        """Text inside a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def end_row(self) -> None:
        """Close the row that is open."""
        self._end_cell()
        if self._row is not None:
            self._skip_covered()
            self.rows.append(self._row)
        self._row = None

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        at = len(self._row)
        text = "".join(self._cell).replace("\xa0", " ").strip()
        self._row += [text, *[""] * (self._span - 1)]
        if self._down > 1:
            self._below |= {at + one: self._down - 1 for one in range(self._span)}
        self._cell = None

    def _skip_covered(self) -> None:
        """Pad where a cell above reaches down to."""
        row = self._row
        while row is not None and (left := self._below.get(len(row), 0)):
            if left == 1:
                del self._below[len(row)]
            else:
                self._below[len(row)] = left - 1
            row.append("")


def _number(text: str | None) -> int:
    """A span as the page gives it; nonsense is one."""
    return max(1, min(int(text), _MOST_SPAN)) if text and _DIGITS.fullmatch(text) else 1
