import pytest

from volunteer_desk.domain.cards import (
    NUMBER_PATTERN,
    availability_words,
    number_head,
    pattern_problem,
    read_availability,
    write_availability,
)


@pytest.mark.parametrize(
    "pattern",
    [NUMBER_PATTERN, "{serial}", "{prefix}-{yy}-{serial:04d}", "城南{year}/{serial:05d}"],
)
def test_patterns_that_end_with_the_serial_stand(pattern: str) -> None:
    assert pattern_problem(pattern) == ""


@pytest.mark.parametrize(
    "pattern",
    ["", "{prefix}{year}", "{serial:06d}{year}", "{name}{serial}", "{serial:6d}", "a b{serial}",
     "{prefix.__class__}{serial}", "x" * 13 + "{serial}", "{serial}{serial}"],
)  # fmt: skip
def test_other_patterns_are_refused(pattern: str) -> None:
    assert "志愿者编号规则" in pattern_problem(pattern)


def test_a_head_and_the_digits_behind_it() -> None:
    assert number_head(NUMBER_PATTERN, "ZY", 2026) == ("ZY2026", 6)
    assert number_head("{prefix}-{yy}-{serial}", "城南", 2026) == ("城南-26-", 1)


def test_the_grid_is_kept_as_national_codes_and_said_in_words() -> None:
    stored = write_availability([(6, 0), (6, 1), (7, 0), (7, 1), (7, 2), (8, 2)])
    assert stored == "16 17 19 20 21 24"
    slots = [(6, 0), (6, 1), (7, 0), (7, 1), (7, 2), (8, 2)]
    assert read_availability(stored) == frozenset(slots)
    assert availability_words(stored) == "周六上午下午、周日全天、节假日晚上"
    assert read_availability(None) == frozenset()
    with pytest.raises(ValueError, match="slot"):
        write_availability([(9, 0)])


def test_words_of_somebody_are_no_grid() -> None:
    assert read_availability("寒暑假") is None
    assert availability_words("寒暑假") == "寒暑假"
