import pytest

from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import code_for, ensure_seeded, short_words, words
from volunteer_desk.store.dictionaries import CodeItem, add_items


def test_lists_are_there_from_the_first_reading_on(desk: Desk) -> None:
    assert words(desk, "gender") == {"1": "男", "2": "女"}
    assert list(words(desk, "political_status"))[:2] == ["01", "02"]
    assert words(desk, "no_such_list") == {}


def test_seeding_twice_changes_nothing(desk: Desk) -> None:
    ensure_seeded(desk)
    with desk.database.writing() as connection:
        add_items(connection, [CodeItem("service_category", "9001", "邻里食堂", "", 99)], "local")
    ensure_seeded(desk)
    assert words(desk, "service_category")["9001"] == "邻里食堂"
    assert len(words(desk, "ethnicity")) == 58


def test_lists_and_prints_say_the_short_word(desk: Desk) -> None:
    short = short_words(desk, "political_status")
    assert (short["01"], short["05"], short["13"]) == ("中共党员", "民盟盟员", "群众")
    assert short_words(desk, "id_type")["05"] == "护照"


@pytest.mark.parametrize(
    ("list_name", "text", "code"),
    [
        ("political_status", "中国共产党党员", "01"),
        ("political_status", " 党员 ", "01"),
        ("political_status", "团员", "03"),
        ("political_status", "13", "13"),
        ("political_status", "外星人", None),
        ("gender", "男性", "1"),
        ("ethnicity", "维吾尔", "05"),
        ("education", "大专", "30"),
        ("id_type", "居民身份证", "01"),
        ("id_type", "", None),
    ],
)
def test_a_word_means_a_code(desk: Desk, list_name: str, text: str, code: str | None) -> None:
    assert code_for(desk, list_name, text) == code
