import pytest

from volunteer_desk.domain.availability import (
    availability_words,
    parse_availability,
    read_availability,
    write_availability,
)


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


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("周六上午", "周六上午"),
        ("星期六、星期天下午", "周六全天、周日下午"),
        ("周末全天，节假日上午", "周六全天、周日全天、节假日上午"),
        ("工作日晚上", "周一晚上、周二晚上、周三晚上、周四晚上、周五晚上"),
        ("周一至周三白天", "周一上午下午、周二上午下午、周三上午下午"),
        ("16 17", "周六上午下午"),
    ],
)
def test_words_are_read_into_the_grid(written: str, words: str) -> None:
    stored = parse_availability(written)
    assert stored is not None
    assert availability_words(stored) == words
    assert parse_availability(words) == stored


def test_every_day_is_every_field_of_the_grid() -> None:
    assert parse_availability("随时") == " ".join(f"{code:02d}" for code in range(1, 25))
    assert parse_availability("晚上") == "03 06 09 12 15 18 21 24"


@pytest.mark.parametrize("written", ["寒暑假", "周六上午、看情况", "周日至周一", "每周二"])
def test_what_is_no_grid_is_left_as_it_is(written: str) -> None:
    assert parse_availability(written) is None
