from collections.abc import Sequence

import pytest

from volunteer_desk.intake.finding import find_header, guess_header


def found(*rows: Sequence[str]) -> tuple[int, dict[str, int]]:
    header = find_header(rows, "roster")
    assert header is not None
    return header.last_row, header.columns


def test_three_merged_rows_are_one_header() -> None:
    last, columns = found(
        ["幸福里社区花名册", "", "", "", "", "", ""],
        ["基本信息", "", "", "联系方式", "", "", "备注"],
        ["姓名", "性别", "出生", "本人", "紧急联系人", "", ""],
        ["", "", "", "电话", "姓名", "电话", ""],
        ["王伟", "男", "1985-3-5", "13800001111", "李四", "13900002222", ""],
    )
    assert last == 4
    assert columns == {
        "name": 0, "gender": 1, "birth": 2, "phone": 3,
        "emergency_name": 4, "emergency_phone": 5, "remark": 6,
    }  # fmt: skip


def test_a_second_header_row_that_tells_no_more_is_still_no_person() -> None:
    last, columns = found(
        ["姓名", "性别", "联系方式", "", "住址"],
        ["", "", "手机", "座机", ""],
        ["王伟", "男", "13800001111", "010-88886666", "幸福里"],
    )
    assert (last, columns["phone"]) == (2, 2)


def test_a_nameless_row_of_data_is_no_header() -> None:
    last, _columns = found(["姓名", "单位", "备注"], ["", "单位", "会手语"], ["王伟", "", ""])
    assert last == 1


def test_lists_printed_side_by_side_are_one_list() -> None:
    header = find_header(
        [["序号", "姓名", "电话", "序号", "姓名", "电话"], ["1", "王伟", "", "2", "李娜", ""]],
        "roster",
    )
    assert header is not None
    assert header.headers == ("序号", "姓名", "电话")
    assert header.blocks == (0, 3)


def test_a_second_name_under_another_word_is_no_second_list() -> None:
    header = find_header([["姓名", "电话", "姓名", "住址"], ["王伟", "", "李娜", ""]], "roster")
    assert header is not None
    assert header.blocks == (0,)
    assert len(header.headers) == 4


@pytest.mark.parametrize("group", ["监护人", "配偶情况"])
def test_the_same_headings_under_another_word_are_of_somebody_else(group: str) -> None:
    header = find_header(
        [["本人情况", "", group, ""], ["姓名", "电话", "姓名", "电话"], ["王伟", "", "王父", ""]],
        "roster",
    )
    assert header is not None
    assert header.blocks == (0,)
    assert header.columns["name"] == 0


def test_headings_nobody_knows_are_guessed_above_data() -> None:
    header = guess_header([["队友", "号码"], ["王伟", "13800001111"]], "roster")
    assert header is not None
    assert (header.last_row, header.headers) == (1, ("队友", "号码"))


def test_data_without_any_heading_have_columns_to_choose() -> None:
    header = guess_header([["花名册"], ["王伟", "13800001111"], ["李娜", "13800002222"]], "roster")
    assert header is not None
    assert (header.last_row, header.headers, header.columns) == (1, ("", ""), {})


def test_a_letter_is_no_list() -> None:
    letter = [["各位邻居", "大家好"], ["本次活动共有25人", "时间是2026年10月"], ["谢谢", "大家"]]
    assert guess_header(letter, "roster") is None
