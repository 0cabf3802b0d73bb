import pytest

from volunteer_desk.services.typed_words import find_typed, matching

WORDS = ("不填", "汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "壮族", "Rh 阴性")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("h", "汉族"), ("hu", "回族"), ("hui", "回族"), ("w", "维吾尔族"), ("wwe", "维吾尔族"),
        ("weiwuer", "维吾尔族"), ("维", "维吾尔族"), ("藏", "藏族"), ("zang", "藏族"),
        ("zhuang", "壮族"), ("W", "维吾尔族"), ("r", "Rh 阴性"), ("mg", "蒙古族"),
    ],
)  # fmt: skip
def test_a_word_answers_its_beginning(typed: str, meant: str) -> None:
    assert WORDS[find_typed(WORDS, typed)] == meant


@pytest.mark.parametrize("typed", ["x", "族", "wuer", "zu", "%", "q"])
def test_what_begins_no_word_finds_none(typed: str) -> None:
    assert find_typed(WORDS, typed) == -1


def test_the_search_goes_on_behind_and_round() -> None:
    assert WORDS[find_typed(WORDS, "h", 2)] == "回族"
    assert WORDS[find_typed(WORDS, "h", 4)] == "汉族"
    assert find_typed((), "h") == -1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["社区服务", "关爱老人", "绿色环保"]),
        ("社区", ["社区服务"]),
        ("老", ["关爱老人"]),
        ("sq", ["社区服务"]),
        ("sequ", ["社区服务"]),  # s and sh
        ("laoren", ["关爱老人"]),
        ("naoren", ["关爱老人"]),
        ("lv", ["绿色环保"]),
        ("hb", ["绿色环保"]),
        ("xyz", []),
    ],
)
def test_words_are_offered_by_what_they_hold_and_how_they_are_read(
    typed: str, found: list[str]
) -> None:
    assert matching(("社区服务", "关爱老人", "绿色环保"), typed) == found
