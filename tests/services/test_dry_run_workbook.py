from datetime import date
from pathlib import Path

from python_calamine import load_workbook

from tests.factories import a_draft, valid_id
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dry_run_workbook import write_hours_dry_run, write_roster_dry_run
from volunteer_desk.services.hours_import import plan_hours_import
from volunteer_desk.services.volunteer_import import plan_volunteer_import
from volunteer_desk.services.volunteer_masking import HIDDEN
from volunteer_desk.services.volunteers import save_volunteer


def cells(path: Path) -> list[list[object]]:
    return [list(row) for row in load_workbook(str(path)).get_sheet_by_index(0).to_python()[1:]]


def test_every_change_has_a_line_with_old_and_new_side_by_side(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", phone="13800001111", employer="图书馆")
    save_volunteer(desk, known)
    child = valid_id(date(2018, 3, 5))
    path = a_sheet(
        tmp_path,
        ["姓名", "身份证号", "手机", "单位", "队伍"],
        ["王伟", known.id_number or "", "13900002222", "档案馆", ""],
        ["李娜", "", "13800003333", "", "青年队"],
        ["小明", child, "13800004444", "", ""],
        ["张三", "12345", "", "", ""],
    )
    plan, out = plan_volunteer_import(desk, path), tmp_path / "试算.xlsx"
    assert write_roster_dry_run(plan.source, plan.rows, range(4), out) == 5
    head, *rows = cells(out)
    assert head[5:] == ["栏目", "名册里", "文件里", "说明"]
    assert [row[:3] + row[4:8] for row in rows[:2]] == [
        [2, "变化", "王伟", "139****2222", "联系电话", "138****1111", "139****2222"],
        [2, "变化", "王伟", "139****2222", "工作单位", "图书馆", "档案馆"],
    ]
    assert rows[2][8] == "加入 青年队"
    assert rows[3][2:5] == ["小明", HIDDEN, HIDDEN]
    assert (rows[4][1], rows[4][5]) == ("问题", "证件号码")
    assert child not in str(rows)


def test_only_the_rows_listed_are_kept(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(
        tmp_path,
        ["活动日期", "活动名称", "姓名", "时长"],
        ["2026-11-14", "清洁", "路人甲", "2"],
        ["2026-11-14", "清洁", "路人乙", "半天"],
    )
    plan, out = plan_hours_import(desk, path), tmp_path / "试算.xlsx"
    assert write_hours_dry_run(plan.source, plan.rows, [1], out) == 1
    (row,) = cells(out)[1:]
    assert row[:4] == [3, "问题", "路人乙", "清洁"]
    assert "花名册里找不到这个人" in str(row[6])
