"""Files people bring, read into raw rows under the field names of this program."""

from volunteer_desk.intake.reading import Choose, read_table, refuse_nameless
from volunteer_desk.intake.table import Cell, Field, Kind, RawRow, RawTable, text_of

__all__ = [
    "Cell",
    "Choose",
    "Field",
    "Kind",
    "RawRow",
    "RawTable",
    "read_table",
    "refuse_nameless",
    "text_of",
]
