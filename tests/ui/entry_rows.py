"""The rows of a windowed list, fetched as the table would fetch them."""

from typing import TypeVar

from volunteer_desk.ui.windowed_model import WindowedModel

R = TypeVar("R")


def rows_of(model: WindowedModel[R]) -> list[R]:
    """Every row, in order; a row that cannot be fetched fails the test."""
    found = [model.row(number) for number in range(model.rowCount())]
    assert None not in found
    return [row for row in found if row is not None]
