import pytest

from volunteer_desk.domain.numbering import file_stem, find_number, format_number


def test_a_number_has_four_digits_and_grows_when_it_must() -> None:
    assert format_number("志服证", 2026, 1) == "志服证〔2026〕第0001号"
    assert format_number("志服证", 2026, 12345) == "志服证〔2026〕第12345号"


@pytest.mark.parametrize(
    "typed",
    [
        "志服证〔2026〕第0001号",
        "志服证 〔２０２６〕 第 ０００１ 号",
        "志服证[2026]第1号",
        "志服证（2026）0001",
        "志服证【2026】第0001号 K7QM-3XPD",
    ],
)
def test_a_number_is_found_however_it_was_typed(typed: str) -> None:
    found = find_number(typed)
    assert found is not None
    assert (found.before, found.year, found.serial) == ("志服证", 2026, 1)


def test_a_text_without_a_number_has_none() -> None:
    assert find_number("志服证第0001号") is None


def test_a_file_stem_holds_nothing_a_file_system_refuses() -> None:
    assert file_stem('a/b:c*"d〔2026〕第0001号') == "a_b_c_d〔2026〕第0001号"
