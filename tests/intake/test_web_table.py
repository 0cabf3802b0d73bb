"""The .xls that office systems export: a web page, or text with tabs, in GBK as often as not."""

from pathlib import Path

import pytest

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.intake import read_table

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gbk">
<style>td{mso-number-format:"\\@"}</style></head><body><table border=1>
<tr><td colspan=4>幸福里社区志愿者花名册</td></tr>
<tr><th rowspan="2">姓名</th><th rowspan="2">联系电话</th><th colspan="2">监护人</th></tr>
<tr><th>姓名</th><th>电话</th></tr>
<tr><td>王&nbsp;伟</td><td>13800001111</td><td></td><td></td></tr>
<tr><td>阿依古丽&middot;买买提<br>（团员）<td>13800002222<td>李<b>四</b><td>139&#48;0003333
<tr><td colspan=4>填表人：张三</td></tr>
</table></body></html>"""


def rows(path: Path) -> list[tuple[int, str, str, str]]:
    table = read_table(path)
    text = table.text
    return [
        (row.row, text(row, "name"), text(row, "phone"), text(row, "guardian_phone"))
        for row in table.rows
    ]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig"])
def test_a_page_called_a_workbook_is_read_as_its_table(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(PAGE.encode(encoding))
    assert rows(path) == [
        (4, "王 伟", "13800001111", ""),
        (5, "阿依古丽·买买提\n（团员）", "13800002222", "13900003333"),
    ]


def test_text_called_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("姓名\t联系电话\t监护人电话\n王伟\t13800001111\t\n".encode("gbk"))
    assert rows(path) == [(2, "王伟", "13800001111", "")]


@pytest.mark.parametrize("content", ["<html><p>系统繁忙，请稍后再试</p></html>", "没有表格"])
def test_what_holds_no_list_is_refused_as_before(tmp_path: Path, content: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(content, "utf-8")
    with pytest.raises(UserFacingError, match="不是表格文件"):
        read_table(path)


def test_reading_a_page_can_be_stopped(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    path = tmp_path / "导出.xls"
    path.write_text(PAGE, "utf-8")
    with pytest.raises(Cancelled):
        read_table(path, "roster", stop)
