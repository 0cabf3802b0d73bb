from datetime import date

import pytest

from volunteer_desk.domain.verification import (
    ALPHABET,
    check_code,
    read_code,
    read_name,
    same_code,
    verify_text,
)

NUMBER = "志服证〔2026〕第0001号"
DAY = date(2026, 11, 22)


def test_the_code_changes_with_everything_it_covers() -> None:
    codes = {
        check_code(b"one", NUMBER, "王建华", 6000, DAY),
        check_code(b"two", NUMBER, "王建华", 6000, DAY),
        check_code(b"one", "志服证〔2026〕第0002号", "王建华", 6000, DAY),
        check_code(b"one", NUMBER, "王建国", 6000, DAY),
        check_code(b"one", NUMBER, "王建华", 6001, DAY),
        check_code(b"one", NUMBER, "王建华", 6000, date(2026, 11, 23)),
    }
    assert len(codes) == 6


def test_the_code_is_two_groups_of_four_that_can_be_read_out() -> None:
    code = check_code(b"one", NUMBER, "王建华", 6000, DAY)
    left, right = code.split("-")
    assert len(left) == len(right) == 4
    assert set(left + right) <= set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"{NUMBER} K7QM-3XPD", "K7QM3XPD"),
        (f"{NUMBER}k7qm3xpd", "K7QM3XPD"),
        (f"{NUMBER} 校验码：Ｋ７ＱＭ－３ＸＰＤ", "K7QM3XPD"),
        (f"{NUMBER} O7QI-3LPD", "07Q131PD"),
        (f"{NUMBER} K7 QM 3X PD", "K7QM3XPD"),
        (f"{NUMBER} K7QM-3XP", None),
        (NUMBER, None),
        (f"{NUMBER} K7QM-3XPU", None),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str, read: str | None) -> None:
    assert read_code(typed) == read


def test_the_whole_scanned_text_says_code_and_name() -> None:
    text = verify_text("幸福里社区", "荣誉证书", NUMBER, "阿依古丽·买买提", "K7QM-3XPD")
    assert read_code(text) == "K7QM3XPD"
    assert read_name(text) == "阿依古丽·买买提"
    assert read_name(f"{NUMBER} K7QM-3XPD") is None


def test_codes_compare_without_their_dash() -> None:
    assert same_code("K7QM3XPD", "K7QM-3XPD")
    assert not same_code("K7QM3XPE", "K7QM-3XPD")
