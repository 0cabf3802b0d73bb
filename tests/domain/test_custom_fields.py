import pytest

from volunteer_desk.domain.custom_fields import CustomFieldRow, CustomKind, read_value


def _field(kind: CustomKind) -> CustomFieldRow:
    return CustomFieldRow(1, "保险", kind, ("甲", "乙") if kind is CustomKind.CHOICE else (), True)


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (CustomKind.TEXT, "  人保  ", "人保"),
        (CustomKind.TEXT, "", ""),
        (CustomKind.NUMBER, "１，２００.50", "1200.5"),
        (CustomKind.NUMBER, "-0", "0"),
        (CustomKind.NUMBER, "1e3", "1000"),
        (CustomKind.NUMBER, "100", "100"),
        (CustomKind.DATE, "2026年3月5日", "2026-03-05"),
        (CustomKind.DATE, "2026.3.5", "2026-03-05"),
        (CustomKind.CHOICE, " 甲 ", "甲"),
    ],
)
def test_what_was_typed_gets_its_stored_spelling(kind: CustomKind, text: str, stored: str) -> None:
    read = read_value(_field(kind), text)
    assert (read.value, read.problem) == (stored, "")


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        (CustomKind.NUMBER, "三", "不是数字"),
        (CustomKind.NUMBER, "NaN", "不是数字"),
        (CustomKind.NUMBER, "1e99", "不是数字"),
        (CustomKind.NUMBER, "1_000", "不是数字"),
        (CustomKind.DATE, "明天", "不是日期"),
        (CustomKind.CHOICE, "丙", "甲、乙"),
        (CustomKind.TEXT, "长" * 501, "太长"),
    ],
)
def test_what_nobody_can_read_is_a_problem(kind: CustomKind, text: str, word: str) -> None:
    read = read_value(_field(kind), text)
    assert word in read.problem
    assert read.value == ""
