from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.identity import (
    DocumentCheck,
    check_digit,
    check_document,
    cross_check,
)
from volunteer_desk.domain.problems import ProblemCode


@st.composite
def _invented_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    region = draw(st.sampled_from(["110105", "420202", "650105", "830000"]))
    head = f"{region}{born:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return head + check_digit(head)


def test_the_standards_own_example_has_check_character_x() -> None:
    # GB 11643-1999, annex: 11010519491231002X and 440524188001010014.
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"
    assert check_document(None, "440524188001010014") == DocumentCheck(
        "440524188001010014", date(1880, 1, 1), "1", None
    )


@pytest.mark.parametrize(
    "written",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
        "110105 19491231 002X\t",
        "110105-19491231-002X",
    ],
)
def test_one_number_in_many_spellings(written: str) -> None:
    assert check_document("01", written) == DocumentCheck(
        "11010519491231002X", date(1949, 12, 31), "2", None
    )


@given(_invented_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: str, place: int, shift: int) -> None:
    assert check_document(None, number).problem is None
    if number[place] == "X":
        wrong = number[:place] + str(shift)
    else:
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert check_document(None, wrong).problem in (
        ProblemCode.ID_CHECKSUM,
        ProblemCode.ID_PRECISION_LOST,
    )


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("110105194912310020", ProblemCode.ID_CHECKSUM),
        ("11010519491331002X", ProblemCode.ID_CHECKSUM),
        ("99010519491231002X", ProblemCode.ID_CHECKSUM),
        ("110105194912A1002X", ProblemCode.ID_CHECKSUM),
        ("1.1E+17", ProblemCode.ID_PRECISION_LOST),
        ("4.40306E+17", ProblemCode.ID_PRECISION_LOST),
        ("3.205082005052528E+17", ProblemCode.ID_PRECISION_LOST),
        ("320508200505251000", ProblemCode.ID_PRECISION_LOST),
        ("110105194912310020.0", ProblemCode.ID_LENGTH),
        ("1101051949123100", ProblemCode.ID_LENGTH),
        ("1101051949123100200", ProblemCode.ID_LENGTH),
        ("110105491331002", ProblemCode.ID_CHECKSUM),
        ("无", ProblemCode.ID_LENGTH),
    ],
)
def test_number_that_cannot_be_true_is_refused(written: str, problem: ProblemCode) -> None:
    check = check_document(None, written)
    assert check.problem is problem
    assert check.reason
    assert check.birth is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("110105194912310020", "校验不通过，可能抄错了一位"),
        ("11010519491331002X", "第7到14位不是真实的日期"),
        ("110105194902300028", "第7到14位不是真实的日期"),
        ("99010519491231002X", "前两位不是省份的代码"),
        ("110105491331002", "第7到12位不是真实的日期"),
        ("990105491231002", "前两位不是省份的代码"),
    ],
)
def test_what_is_wrong_with_a_number_is_told(written: str, said: str) -> None:
    assert said in check_document(None, written).reason


def test_a_true_number_that_ends_in_zeros_passes_with_a_warning() -> None:
    check = check_document(None, "320508200505252000")
    assert check.problem is None
    assert check.warning


def test_old_number_of_fifteen_digits_passes_with_a_warning() -> None:
    check = check_document(None, "110105491231002")
    assert (check.birth, check.gender, check.problem) == (date(1949, 12, 31), "2", None)
    assert check.warning


def test_a_blank_is_no_problem() -> None:
    assert check_document(None, " ") == DocumentCheck("", None, None, None)


def test_other_documents_are_checked_loosely() -> None:
    assert check_document("05", " e12345678 ").number == "E12345678"
    assert check_document("06", "军字第1234567号").problem is None
    assert check_document("05", "E1").problem is ProblemCode.ID_LENGTH
    assert check_document("05", "1.1E+17").problem is ProblemCode.ID_PRECISION_LOST
    assert check_document("02", "H12345678").problem is None
    assert check_document("02", "A123456(3)").problem is None


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("05", "护照丢失了", "没有数字"),
        ("06", "军官证号码", "没有数字"),
        ("05", "E1234567号", "只有字母和数字"),
        ("02", "回乡证H12345678", "只有字母和数字"),
    ],
)
def test_words_are_no_number_of_another_document(kind: str, written: str, said: str) -> None:
    check = check_document(kind, written)
    assert check.problem is ProblemCode.ID_LENGTH
    assert said in check.reason


def test_residence_permit_says_birth_and_gender() -> None:
    head = "83000019900101001"
    check = check_document("04", head + check_digit(head))
    assert (check.birth, check.gender, check.problem) == (date(1990, 1, 1), "1", None)


def test_other_columns_are_compared_with_the_number() -> None:
    check = check_document(None, "11010519491231002X")
    assert cross_check(check, date(1949, 12, 31), "2") == []
    assert cross_check(check, None, None) == []
    assert cross_check(check, date(1949, 12, 30), "1") == [
        ProblemCode.BIRTH_MISMATCH,
        ProblemCode.GENDER_MISMATCH,
    ]
    assert cross_check(check, date(1949, 12, 1), "2") == [ProblemCode.BIRTH_MISMATCH]
    assert cross_check(check, date(1949, 12, 1), "2", month_only=True) == []
    assert cross_check(check_document(None, "1.1E+17"), date(1949, 12, 30), "1") == []


def test_a_pass_taken_for_an_identity_number_says_where_to_go() -> None:
    assert "请先选证件类型" in check_document(None, "H12345678").reason
    assert "请先选证件类型" not in check_document(None, "1234").reason
