import pytest

from volunteer_desk.domain.cell_words import has_lost_value, says_ditto, says_nothing


@pytest.mark.parametrize(
    "text",
    ["", "无", "（无）", "暂无", "不详", "/", "／", "\\", "-", "——", "…", "N/A", "ｎ／ａ", "NULL"],
)
def test_cells_that_say_there_is_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["无锡", "无业", "0", "-2", "空军", "无党派", "没有困难", "同上"])
def test_cells_that_say_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["同上", " 同上 ", "（同上）", "〃", '"', "々"])
def test_cells_that_point_to_the_one_above(text: str) -> None:
    assert says_ditto(text)


@pytest.mark.parametrize("text", ["", "上", "同上海路", "5″"])
def test_cells_that_do_not(text: str) -> None:
    assert not says_ditto(text)


@pytest.mark.parametrize(
    "text", ["#N/A", "#n/a", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
             "#GETTING_DATA", "Err:502", "错误:508", "#####"],
)  # fmt: skip
def test_cells_whose_value_is_not_in_them(text: str) -> None:
    assert has_lost_value(text)
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text", ["", "#3", "3#", "#302室", "##", "#N/A 待查", "N/A", "错", "错误", "Error", "Err:5020"]
)
def test_cells_that_only_look_like_an_error(text: str) -> None:
    assert not has_lost_value(text)
