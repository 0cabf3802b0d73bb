"""What stands in the cells of a roster beside values: nothing, ditto, several teams, stars."""

from pathlib import Path

from tests.factories import a_draft, valid_id
from tests.registered import a_team
from tests.services.test_import_mapping import a_sheet, names
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomKind
from volunteer_desk.domain.imports import OnProblem, PlannedVolunteer
from volunteer_desk.domain.mapping import tally_rows
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.custom_fields import define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.exports import export_volunteers
from volunteer_desk.services.memberships import list_memberships
from volunteer_desk.services.teams import team_id_by_name
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers, volunteer_ids

HEAD = ["姓名", "身份证号", "手机", "队伍", "单位", "出生日期", "学历", "备注"]


def tried(desk: Desk, folder: Path, *rows: list[str]) -> list[PlannedVolunteer]:
    path = a_sheet(folder, HEAD, *([*row, *[""] * (8 - len(row))] for row in rows))
    return list(plan_volunteer_import(desk, path).rows)


def codes(row: PlannedVolunteer) -> list[tuple[str, str]]:
    return [(one.field, one.code.value) for one in row.problems]


def test_a_cell_that_says_there_is_nothing_is_blank(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟", employer="图书馆", remark="会手语")
    save_volunteer(desk, known)
    for nothing in ("无", "/", "——", "暂无", "不详", "N/A"):
        new, old = tried(
            desk,
            tmp_path,
            ["李娜", *[nothing] * 7],
            ["王伟", known.id_number or "", *[nothing] * 6],
        )
        assert new.draft == VolunteerDraft("李娜")
        assert (old.problems, old.differences) == ((), ())


def test_a_cell_that_points_to_the_row_above_makes_its_row_wait(desk: Desk, tmp_path: Path) -> None:
    rows = [["王伟", *[""] * 7] for _column in HEAD]
    for at, row in enumerate(rows):
        row[at] = "同上"
    for waiting in tried(desk, tmp_path, *rows):
        assert "ditto_mark" in {code for _field, code in codes(waiting)}
        assert "请写明内容" in waiting.problems[0].message


def test_an_own_field_keeps_none_where_it_is_an_answer(desk: Desk, tmp_path: Path) -> None:
    define_field(desk, CustomFieldDraft("过敏史"))
    define_field(desk, CustomFieldDraft("慢性病", CustomKind.CHOICE, ("有", "无")))
    define_field(desk, CustomFieldDraft("身高", CustomKind.NUMBER))
    head = ["姓名", "过敏史", "慢性病", "身高"]
    rows = ["王伟", "无", "无", "无"], ["李娜", "/", "——", "不详"], ["张三", "同上", "", ""]
    first, second, third = plan_volunteer_import(desk, a_sheet(tmp_path, head, *rows)).rows
    assert [value for _field, value in first.custom] == ["无", "无"]
    assert (second.custom, first.problems, second.problems) == ((), (), ())
    assert [code for _field, code in codes(third)] == ["ditto_mark"]


def test_a_name_that_is_not_one_persons_waits(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    wrong = ["张三、李四", "王五/赵六", "王五，赵六", "1234", "长" * 61]
    fine = ["阿依古丽·买买提", "Smith, John", "Anne-Marie"]
    path.write_text("姓名;备注\n" + "".join(f"{name};x\n" for name in wrong + fine), "utf-8")
    found = [codes(row) for row in plan_volunteer_import(desk, path).rows]
    assert found == [[("name", "name_unclear")]] * 5 + [[]] * 3


def test_names_with_a_remark_are_to_be_confirmed(desk: Desk, tmp_path: Path) -> None:
    known = a_draft(name="王伟")
    save_volunteer(desk, known)
    rows = tried(desk, tmp_path, ["李娜"], ["王伟（队长）", known.id_number or ""], ["李娜2"])
    (doubt,) = tally_rows(rows).doubts
    assert doubt == "2 个姓名带括号或数字（如第 3 行“王伟(队长)”），会照样写入"


def test_rows_alike_of_people_nobody_can_tell_apart_are_to_be_confirmed(
    desk: Desk, tmp_path: Path
) -> None:
    rows = ["王伟"], ["李娜", "", "13800001111"], ["王伟"], ["王伟", "", "", "", "图书馆"]
    found = tried(desk, tmp_path, *rows)
    assert [row.state.value for row in found] == ["new"] * 4
    (doubt,) = tally_rows(found).doubts
    assert doubt.startswith("1 行与前面的行完全相同，又没有电话和证件（如第 4 行）")


def test_several_teams_of_one_cell_are_joined_each(desk: Desk, tmp_path: Path) -> None:
    a_team(desk, "红、白事服务队")
    path = a_sheet(
        tmp_path,
        ["姓名", "身份证号", "队伍"],
        ["王伟", valid_id(), "青年队、党员队；青年队"],
        ["李娜", valid_id(serial=2), "红、白事服务队"],
    )
    plan = plan_volunteer_import(desk, path)
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert team_id_by_name(desk, "青年队、党员队；青年队") is None
    assert team_id_by_name(desk, "红") is None
    person = search_volunteers(desk, "王伟")[0].id
    assert [row.team for row in list_memberships(desk, person)] == ["青年队", "党员队"]
    assert [hit.name for hit in search_volunteers(desk, "党员队")] == ["王伟"]
    again = plan_volunteer_import(desk, path)
    assert [row.state.value for row in again.rows] == ["unchanged", "unchanged"]


def test_joining_one_team_more_leaves_the_others(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王伟", phone="13800001111", team="青年队"))
    (row,) = tried(desk, tmp_path, ["王伟", "", "13800001111", "党员队、青年队"])
    assert [(one.old, one.new) for one in row.differences] == [("青年队", "青年队、党员队")]


def test_what_was_taken_out_in_full_comes_back_unchanged(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, HEAD, ["王伟", valid_id(), "13800001111", "青年队、党员队", "", ""])
    commit_volunteer_import(desk, plan_volunteer_import(desk, path), OnProblem.STOP)
    out = tmp_path / "出.xlsx"
    export_volunteers(desk, out, unmasked=True, reason="核对")
    assert [row.state.value for row in plan_volunteer_import(desk, out).rows] == ["unchanged"]


def test_masked_numbers_are_called_so(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王伟"))
    out = tmp_path / "出.xlsx"
    export_volunteers(desk, out)
    (row,) = plan_volunteer_import(desk, out).rows
    assert codes(row) == [("id_number", "id_length"), ("phone", "phone_invalid")]
    assert all("脱敏后的号码" in one.message for one in row.problems)
    assert names(desk) == ["王伟"]
    assert len(volunteer_ids(desk, VolunteerQuery())) == 1


def test_undo_takes_people_out_of_all_the_teams_of_their_cell(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王伟", phone="13800001111", team="青年队"))
    rows = (
        ["王伟", "", "13800001111", "党员队、银龄队"],
        ["李娜", "", "13800002222", "党员队、银龄队"],
    )
    path = a_sheet(tmp_path, HEAD, *([*row, "", "", "", ""] for row in rows))
    report = commit_volunteer_import(desk, plan_volunteer_import(desk, path), OnProblem.STOP)
    assert len(search_volunteers(desk, "银龄队")) == 2
    assert report.batch is not None
    undo_batch(desk, report.batch)
    person = search_volunteers(desk, "王伟")[0].id
    assert [row.team for row in list_memberships(desk, person)] == ["青年队"]
    assert (names(desk), search_volunteers(desk, "银龄队")) == (["王伟"], ())
    assert team_id_by_name(desk, "银龄队") is None


def test_words_of_code_lists_are_known_however_they_are_typed(desk: Desk, tmp_path: Path) -> None:
    """hitobito#845: "de" was taken and "DE" refused."""
    head = ["姓名", "性别", "服装尺码", "政治面貌"]
    rows = ["王伟", "ｍ", "xl", "中共 党员"], ["李娜", "M", "XL", "中共党员"]
    first, second = plan_volunteer_import(desk, a_sheet(tmp_path, head, *rows)).rows
    assert first.draft is not None
    assert second.draft is not None
    assert first.problems == ()
    for field in ("gender", "clothing_size", "political_status"):
        assert getattr(first.draft, field) == getattr(second.draft, field)
