import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.names import clean_name, dotted, name_key, unprintable


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("王　伟", "王伟"),
        ("田霞 ", "田霞"),
        ("王  小\t明", "王小明"),
        ("张\u200b伟\ufeff", "张伟"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("阿依古丽‧买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("㛃　瑶", "㛃瑶"),
        ("䶮", "䶮"),
        ("𠮷 野", "𠮷野"),
        ("\ue863某", "䶮某"),
        ("Anna   Li", "Anna Li"),
        ("Ａｎｎａ　Ｌｉ", "Anna Li"),
        ("王 Anna", "王 Anna"),
        ("Jose\u0301", "José"),
        ("\ufa0e", "\ufa0e"),
        ("\uf9d1", "\uf9d1"),
        ("", ""),
        ("　", ""),
    ],
)
def test_one_spelling_for_one_name(written: str, clean: str) -> None:
    assert clean_name(written) == clean


@given(st.text(max_size=20))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_name(text)
    assert clean_name(once) == once


@pytest.mark.parametrize("name", ["阿依古丽-买买提", "阿依古丽 － 买买提", "阿依古丽—买买提"])
def test_a_dash_between_the_parts_of_a_name_is_a_middle_dot(name: str) -> None:
    assert dotted(clean_name(name)) == "阿依古丽·买买提"
    assert name_key(name) == name_key("阿依古丽买买提")
    assert dotted("Anne-Marie") == "Anne-Marie"


def test_matching_ignores_dots_spaces_and_case() -> None:
    assert name_key("阿依古丽・买买提") == name_key("阿依古丽买买提")
    assert name_key("Anna Li") == name_key("ＡＮＮＡLI")
    assert name_key("王伟") != name_key("王玮")


def test_characters_without_a_glyph_are_named() -> None:
    assert unprintable(clean_name("王\ue000明\ufffd")) == "\ue000\ufffd"
    assert unprintable("㛃䶮𠮷·Anna") == ""
