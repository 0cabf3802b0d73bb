from pathlib import Path

import pytest

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.intake import read_table

HEAD = "姓名,手机,备注\n"


def names(folder: Path, text: str) -> list[str]:
    path = folder / "名单.csv"
    path.write_text(HEAD + text, "utf-8")
    table = read_table(path)
    return [table.text(row, "name") for row in table.rows]


@pytest.mark.parametrize(
    "text",
    [
        '王伟,13800001111,"\n李娜,13800002222,\n',
        '王伟,13800001111,"高\n李娜,13800002222,\n张三,13800003333,好"\n',
        '王伟,13800001111,"高\n李娜,13800002222,"瘦\n张三,13800003333,\n',
    ],
)
def test_a_quote_that_swallows_people_is_refused_and_its_line_named(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(UserFacingError, match="第2行的引号不成对"):
        names(tmp_path, text)


def test_quotes_that_swallow_nobody_are_read(tmp_path: Path) -> None:
    text = '王伟,13800001111,"高\n瘦，好"\n李娜,13800002222,"好"的\n张三,13800003333,5"\n赵六,,"'
    assert names(tmp_path, text) == ["王伟", "李娜", "张三", "赵六"]
