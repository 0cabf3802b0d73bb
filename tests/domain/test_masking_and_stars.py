import pytest

from volunteer_desk.domain.masking import mask_document, mask_name, mask_phone
from volunteer_desk.domain.stars import star_of


def test_documents_show_three_and_two() -> None:
    assert mask_document("11010519491231002X") == "110*************2X"
    assert mask_document("H123456") == "*******"
    assert mask_document(None) == ""


def test_phones_show_three_and_four() -> None:
    assert mask_phone("13800001111") == "138****1111"
    assert mask_phone("65321234") == "******34"
    assert mask_phone(None) == ""


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王伟", "王*"), ("诸葛明亮", "诸*"), ("𠮷野", "𠮷*"), ("䶮", "*"), ("", "")],
)
def test_names_show_their_first_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_a_star_is_reached_on_its_very_minute() -> None:
    hours = (100, 300, 600, 1000, 1500)
    assert star_of(100 * 60 - 1, hours) == 0
    assert star_of(100 * 60, hours) == 1
    assert star_of(1500 * 60, hours) == 5
    assert star_of(10**9, hours) == 5
    assert star_of(0, ()) == 0
