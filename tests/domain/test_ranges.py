import pytest

from volunteer_desk.domain.ranges import parse_range


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
