import pytest

from volunteer_desk.domain.cards import (
    NUMBER_PATTERN,
    number_head,
    pattern_problem,
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
