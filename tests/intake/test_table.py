from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.intake import Cell, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 王伟\t", "王伟"),
        (None, ""),
        (15885390920.0, "15885390920"),
        (110105491231002.0, "110105491231002"),
        (3.205082005052528e17, "3.205082005052528E+17"),
        (4.40306e17, "4.40306E+17"),
        (1234567890123456.0, "1.234567890123456E+15"),
        (2.5, "2.5"),
        (7, "7"),
        (True, "是"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, tzinfo=UTC), "2026-03-05"),
        (datetime(2026, 3, 5, 9, 30, tzinfo=UTC), "2026-03-05 09:30"),
        (time(2, 30), "02:30"),
        (timedelta(hours=26, minutes=5), "26:05"),
    ],
)
def test_cells_as_exact_text(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@given(st.integers(0, 10**15 - 1))
def test_whole_numbers_keep_every_digit(number: int) -> None:
    assert text_of(float(number)) == str(number)


@given(st.integers(10**15, 10**18))
def test_longer_numbers_are_never_written_out(number: int) -> None:
    assert "E+" in text_of(float(number))
