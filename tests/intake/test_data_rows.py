from collections.abc import Sequence
from pathlib import Path

import pytest

from volunteer_desk.intake import read_table


def people(folder: Path, *rows: Sequence[str]) -> list[tuple[int, str]]:
    path = folder / "名单.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    table = read_table(path)
    return [(row.row, table.text(row, "name")) for row in table.rows]


@pytest.mark.parametrize(
    "row",
    [
        ["（示例）张三", "男", "13800000000"],
        ["例：李四", "女", "13800000000"],
        ["示例1", "张三", "13800000000"],
        ["1", "2", "3"],
        ["(1)", "(2)", "(3)"],
        ["必填", "选填", "必填"],
        ["请填写真实姓名", "男或女", "11位手机号"],
        ["以下空白", "", ""],
        ["", "——以下空白——", ""],
        ["4", "（以下无正文）", ""],
    ],
)
def test_rows_that_teach_or_end_a_form_are_nobody(tmp_path: Path, row: Sequence[str]) -> None:
    head = ["序号", "姓名", "手机"] if row[0] in ("示例1", "", "4") else ["姓名", "性别", "手机"]
    known = ["1", "王伟", "13800001111"] if head[0] == "序号" else ["王伟", "男", "13800001111"]
    assert people(tmp_path, head, row, known) == [(3, "王伟")]


def test_names_that_only_look_like_it_stay(tmp_path: Path) -> None:
    rows = [["姓名", "性别", "手机"], ["空海", "", ""], ["无心", "男", ""], ["请华", "", "1"]]
    assert people(tmp_path, *rows) == [(2, "空海"), (3, "无心"), (4, "请华")]


def test_of_lists_side_by_side_everyone_is_read(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        ["通讯录"],
        ["序号", "姓名", "电话", "序号", "姓名", "电话"],
        ["1", "王伟", "13800001111", "2", "李娜", "13800002222"],
        ["3", "张三", "13800003333", "4", "", ""],
        ["合计", "3人"],
    )
    assert found == [(3, "王伟"), (3, "李娜"), (4, "张三")]
    assert read_table(tmp_path / "名单.csv").lists == 2
