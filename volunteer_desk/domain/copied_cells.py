"""Cells copied out of a spreadsheet: a row a line, tabs between, quotes around broken cells."""

import csv
import io


def cell_rows(text: str) -> list[tuple[int, list[str]]]:
    """(line number, cells) of each row, also of empty ones; a line break in a cell is a space.

    A spreadsheet puts a cell with a line break into quotes and doubles the quotes within. A quote
    that is not closed is a quote.
    """
    if '"' not in text:
        return _plain(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    rows, begins = list[tuple[int, list[str]]](), 1
    try:
        for cells in reader:
            rows.append((begins, [" ".join(cell.split()) for cell in cells] or [""]))
            begins = reader.line_num + 1
    except csv.Error:
        return _plain(text)
    return rows


def _plain(text: str) -> list[tuple[int, list[str]]]:
    return [
        (number, [cell.strip() for cell in line.split("\t")])
        for number, line in enumerate(text.splitlines(), 1)
    ]
