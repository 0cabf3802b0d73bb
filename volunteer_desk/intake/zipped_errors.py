"""Cells of zipped workbooks (.xlsx .ods) whose formula failed, made cells of text."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from volunteer_desk.domain.cell_words import is_formula_error

_Say = Callable[[re.Match[bytes]], bytes]

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_READ = re.compile(r".*\.(?:xml|rels)|mimetype")
"""Parts the reader looks into; pictures are none of them."""
_CHUNK = 1 << 20
_OVERLAP = 40
_SIGNS = {
    "xl": (b't="e"', b"t='e'"),
    "content.xml": (b'value-type="error"', b"<text:p>#", b"<text:p>Err:"),
}
"""What no sheet without such a cell holds, but for a rare text."""
_XLSX_CELL = re.compile(rb"""(<(?:\w+:)?c\s[^>]*?\bt=)["']e["']""")
_ODS_CELL = re.compile(
    rb"<(table:(?:covered-)?table-cell)(\s[^>]*)>(?=<text:p>([^<]{4,20})</text:p>)"
)
_ODS_VALUE = re.compile(rb'\s(?:office|calcext):(?:value-type|value|string-value)="[^"]*"')


def spell_errors_out(path: Path) -> BytesIO | None:
    """A copy of an .xlsx or .ods in which a failed formula's cell holds its error as text.

    None where no formula failed, which is found out at the speed of unpacking.

    Raises:
        zipfile.BadZipFile, zlib.error, OSError: The file is damaged.
    """
    with zipfile.ZipFile(path) as packed:
        failed = {
            part.filename
            for part in packed.infolist()
            if _SHEET.fullmatch(part.filename) and _shows_errors(packed, part)
        }
        if not failed:
            return None
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for part in packed.infolist():
                if part.filename in failed:
                    with made.open(part.filename, "w") as stream:
                        stream.writelines(_spelt_out(packed, part))
                elif _READ.fullmatch(part.filename):
                    made.writestr(part.filename, packed.read(part))
    copy.seek(0)
    return copy


def _shows_errors(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    signs = _SIGNS[part.filename.partition("/")[0]]
    with packed.open(part) as stream:
        before = b""
        while piece := stream.read(_CHUNK):
            text = before + piece
            if any(sign in text for sign in signs):
                return True
            before = text[-_OVERLAP:]
    return False


def _spelt_out(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The sheet's text a few whole rows at a time, the cells of failed formulas made text."""
    cell, say = (
        (_ODS_CELL, _ods_text) if part.filename == "content.xml" else (_XLSX_CELL, _xlsx_text)
    )
    with packed.open(part) as stream:
        left = b""
        while piece := stream.read(_CHUNK):
            rows, end, left = (left + piece).rpartition(b"row>")
            yield cell.sub(say, rows + end)
    yield cell.sub(say, left)


def _xlsx_text(found: re.Match[bytes]) -> bytes:
    return found[1] + b'"str"'


def _ods_text(found: re.Match[bytes]) -> bytes:
    """The cell's head; OpenOffice writes an error as the number 0 that looks like an error."""
    name, says, shown = found.groups()
    failed = b'value-type="error"' in says or (
        b"table:formula=" in says and is_formula_error(shown.decode("utf-8", "replace"))
    )
    if not failed:
        return found[0]
    return b'<%s%s office:value-type="string">' % (name, _ODS_VALUE.sub(b"", says))
