import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.sign_codes import (
    MOST_ROWS,
    SERIALS,
    SignCode,
    is_meant_as_code,
    read_sign_code,
    row_code,
    sheet_code,
    spaced_code,
)

serials = st.integers(SERIALS.start, SERIALS.stop - 1)
positions = st.integers(1, MOST_ROWS)
codes = st.one_of(
    serials.map(sheet_code),
    st.tuples(serials, positions).map(lambda one: row_code(sheet_code(one[0]), one[1])),
)


@given(serials, positions)
def test_a_code_says_its_sheet_and_row(serial: int, position: int) -> None:
    sheet = sheet_code(serial)
    assert read_sign_code(sheet) == SignCode(sheet)
    assert read_sign_code(row_code(sheet, position)) == SignCode(sheet, position)


@given(codes, st.data())
def test_one_wrong_digit_is_refused(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code) - 1))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != code[at]]))
    slipped = code[:at] + digit + code[at + 1 :]
    assert read_sign_code(slipped) is None
    assert is_meant_as_code(slipped)


@given(codes, st.data())
def test_two_digits_that_changed_places_are_refused(code: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(code) - 2))
    last = data.draw(st.integers(first + 1, len(code) - 1))
    letters = list(code)
    letters[first], letters[last] = letters[last], letters[first]
    slipped = "".join(letters)
    assert slipped == code or read_sign_code(slipped) is None


@given(codes, st.data())
def test_a_digit_too_few_or_too_many_is_refused(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code) - 1))
    assert read_sign_code(code[:at] + code[at + 1 :]) is None
    assert read_sign_code(code[:at] + code[at] + code[at:]) is None


def test_codes_are_read_as_they_are_printed_and_as_an_input_method_gives_them() -> None:
    sheet = sheet_code(482913)
    row = row_code(sheet, 12)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in row)
    assert len(sheet) == 8
    assert len(row) == 11
    for text in (spaced_code(row), f" {row}\n", wide, f"{row[:6]}-{row[6:]}"):
        assert read_sign_code(text) == SignCode(sheet, 12)


@pytest.mark.parametrize(
    "text", ["", "王建国", "9:30", "13800001111", "ZY2026000001", "2.5", "930"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_sign_code(text) is None


def test_no_mobile_phone_is_a_code() -> None:
    assert all(not sheet_code(serial).startswith("1") for serial in (SERIALS[0], SERIALS[-1]))
    assert not is_meant_as_code("2026")
    assert not is_meant_as_code("ZY2026000001")


@pytest.mark.parametrize("position", [0, MOST_ROWS + 1])
def test_a_sheet_has_no_such_row(position: int) -> None:
    with pytest.raises(ValueError, match="no row"):
        row_code(sheet_code(482913), position)


def test_a_sheet_has_no_such_serial() -> None:
    with pytest.raises(ValueError, match="no serial"):
        sheet_code(100_000)
