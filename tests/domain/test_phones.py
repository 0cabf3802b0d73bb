import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.phones import clean_phone


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("13800001111", "13800001111"),
        ("186-4633-1490", "18646331490"),
        ("199 5010 4870", "19950104870"),
        ("１３９３６１３８９８８", "13936138988"),
        ("+86 13800001111", "13800001111"),
        ("0086-138-0000-1111", "13800001111"),
        ("8613800001111", "13800001111"),
        ("'13800001111\t", "13800001111"),
        ("010-65321234", "01065321234"),
        ("（0571）87654321", "057187654321"),
        ("65321234", "65321234"),
        ("400-123-4567", "4001234567"),
    ],
)
def test_phone_is_reduced_to_its_digits(written: str, digits: str) -> None:
    assert clean_phone(written) == digits


@pytest.mark.parametrize(
    "written",
    ["", "1380000", "138000011112", "12800001111", "无", "１３９abc", "1.38E+10", "٠١٢٣٤٥٦٧"],
)
def test_what_is_no_phone_is_refused(written: str) -> None:
    assert clean_phone(written) is None


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from([" ", "-", "", "　"]))
def test_separators_do_not_matter(phone: str, gap: str) -> None:
    assert clean_phone(f"{phone[:3]}{gap}{phone[3:7]}{gap}{phone[7:]}") == phone
