from datetime import date

import pytest

from volunteer_desk.domain.ranges import parse_days, parse_range


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("18-60", ("18", "60")),
        ("１８－６０", ("18", "60")),
        ("18~60岁", ("18", "60")),
        ("18至60", ("18", "60")),
        ("60-", ("60", None)),
        ("60岁以上", ("60", None)),
        ("-17", (None, "17")),
        ("2.5", ("2.5", "2.5")),
        ("老", None),
        ("-", None),
        ("", None),
        ("1-2-3", None),
    ],
)
def test_a_span_is_read_as_it_is_typed(
    text: str, span: tuple[str | None, str | None] | None
) -> None:
    assert parse_range(text) == span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-3-5", "2026-03-05", "2026-03-05"),
        ("2026年2月", "2026-02-01", "2026-02-28"),
        ("２０２６", "2026-01-01", "2026-12-31"),
        ("2026.1.5 至 2026.3", "2026-01-05", "2026-03-31"),
        ("2025年到2026年", "2025-01-01", "2026-12-31"),
        ("2026-3-5起", "2026-03-05", None),
        ("2026年3月以后", "2026-03-01", None),
        ("2026年3月以前", None, "2026-03-31"),
        ("~2026-12-31", None, "2026-12-31"),
        ("2026-12-01至", "2026-12-01", None),
    ],
)
def test_a_span_of_days_is_read_as_it_is_typed(
    text: str, first: str | None, last: str | None
) -> None:
    wanted = tuple(None if one is None else date.fromisoformat(one) for one in (first, last))
    assert parse_days(text) == wanted


@pytest.mark.parametrize("text", ["", "至", "后天", "2026-13-1", "起", "2026至2027至2028"])
def test_what_is_no_span_of_days(text: str) -> None:
    assert parse_days(text) is None
