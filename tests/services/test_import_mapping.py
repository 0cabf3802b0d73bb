from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.factories import a_crowd, a_draft, valid_id
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin, find_sweeps
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.custom_fields import (
    custom_fields,
    custom_values,
    define_field,
    set_custom_values,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.import_mapping import field_choices
from volunteer_desk.services.problem_workbook import write_problem_workbook
from volunteer_desk.services.roster_fixing import cell_texts, fix_row
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
    report_of,
)
from volunteer_desk.services.volunteers import save_volunteer, volunteer_ids, volunteer_rows


def a_sheet(folder: Path, *rows: Sequence[str], name: str = "名单.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8-sig")
    return path


def a_book(folder: Path, sheets: dict[str, Sequence[Sequence[str]]]) -> Path:
    path = folder / "多表.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    book.close()
    return path


def choose(plan: RosterPlan, **columns: int) -> ImportChoice:
    fields = {one.index: one.field for one in plan.mapping.columns if one.field}
    fields = {at: field for at, field in fields.items() if field not in columns}
    fields |= {at: field for field, at in columns.items()}
    return ImportChoice(plan.mapping.sheet, tuple(sorted(fields.items())))


def names(desk: Desk) -> list[str]:
    ids = volunteer_ids(desk, VolunteerQuery(status=None))
    return [row.name for row in volunteer_rows(desk, ids)]


def test_every_column_is_shown_with_masked_samples_also_those_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    path = a_sheet(
        tmp_path,
        ["姓名", "手机", "血型", "手机", ""],
        ["王伟", "13800001111", "A", "13900001111", ""],
        ["李娜", "13800002222", "A", "", ""],
        ["张三", "", "B", "", ""],
    )
    plan = plan_volunteer_import(desk, path)
    assert [(one.header, one.field, one.samples) for one in plan.mapping.columns] == [
        ("姓名", "name", ("王伟", "李娜", "张三")),
        ("手机", "phone", ("138****1111", "138****2222")),
        ("血型", "", ("A", "B")),
        ("手机", "", ("139****1111",)),
    ]
    assert plan.mapping.origin is MappingOrigin.MATCHED


def test_a_chosen_column_counts_and_is_remembered_for_files_of_this_shape(
    desk: Desk, tmp_path: Path
) -> None:
    first = a_sheet(tmp_path, ["姓名", "手机", "大队长"], ["王伟", "13800001111", "甲"])
    plan = plan_volunteer_import(desk, first)
    plan = plan_volunteer_import(desk, first, choice=choose(plan, remark=2))
    assert plan.rows[0].draft is not None
    assert plan.rows[0].draft.remark == "甲"
    assert plan.mapping.origin is MappingOrigin.CHOSEN
    commit_volunteer_import(desk, plan, OnProblem.STOP)

    second = a_sheet(
        tmp_path, ["姓名", "手机*", "大队长"], ["李娜", "13800002222", "乙"], name="下月.csv"
    )
    plan = plan_volunteer_import(desk, second)
    assert plan.mapping.origin is MappingOrigin.REMEMBERED
    assert plan.rows[0].draft is not None
    assert plan.rows[0].draft.remark == "乙"

    other = a_sheet(tmp_path, ["姓名", "大队长", "手机"], ["李娜", "乙", "13800002222"])
    assert plan_volunteer_import(desk, other).mapping.origin is MappingOrigin.MATCHED
    forgotten = plan_volunteer_import(desk, second, choice=ImportChoice(forget=True))
    assert forgotten.mapping.origin is MappingOrigin.MATCHED


def test_a_column_nobody_calls_a_name_can_be_chosen_as_the_name(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, ["队友", "手机", "性别"], ["王伟", "13800001111", "男"])
    with pytest.raises(UserFacingError, match="没有“姓名”列"):
        plan_volunteer_import(desk, path)
    plan = plan_volunteer_import(desk, path, choice=ImportChoice())
    assert [problem.code for problem in plan.rows[0].problems] == ["name_missing"]
    plan = plan_volunteer_import(desk, path, choice=choose(plan, name=0))
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert names(desk) == ["王伟"]
    assert report_of(plan_volunteer_import(desk, path)).unchanged == 1


def test_sheets_are_listed_and_the_first_with_a_header_is_taken(desk: Desk, tmp_path: Path) -> None:
    path = a_book(
        tmp_path,
        {
            "说明": [["请把名单填在后面"]],
            "一队": [["名单"], ["姓名", "手机"], ["王伟", "13800001111"]],
            "二队": [["姓名", "手机"], ["李娜", "13800002222"], ["张三", "13800003333"]],
        },
    )
    plan = plan_volunteer_import(desk, path)
    assert plan.mapping.sheet == "一队"
    listed = [(one.name, one.rows, one.has_header) for one in plan.mapping.sheets]
    assert listed == [("说明", 1, False), ("一队", 1, True), ("二队", 2, True)]
    plan = plan_volunteer_import(desk, path, choice=ImportChoice("二队"))
    assert [row.draft.name for row in plan.rows if row.draft] == ["李娜", "张三"]
    with pytest.raises(UserFacingError):
        plan_volunteer_import(desk, path, choice=ImportChoice("说明"))


def test_own_fields_of_every_kind_are_read_compared_written_and_undone(
    desk: Desk, tmp_path: Path
) -> None:
    # jethro-pmm#441: "Importing custom fields of all types", "invalid custom field value"
    for draft in (
        CustomFieldDraft("鞋码", CustomKind.NUMBER),
        CustomFieldDraft("体检日期", CustomKind.DATE),
        CustomFieldDraft("班次", CustomKind.CHOICE, ("早", "晚")),
        CustomFieldDraft("口头禅"),
    ):
        define_field(desk, draft)
    shoe, checked, shift, saying = (field.id for field in custom_fields(desk))
    save_volunteer(desk, a_draft(name="老员工"))
    (old,) = volunteer_ids(desk, VolunteerQuery())
    set_custom_values(desk, [old], {shoe: "40", saying: "好"})
    path = a_sheet(
        tmp_path,
        ["姓名", "手机", "鞋码", "体检日期", "班次", "口头禅"],
        ["老员工", "13800001111", "41", "2026年3月5日", "早", ""],
        ["新员工", "13800002222", "38.0", "", "晚", "行"],
        ["错员工", "13800003333", "大", "昨天", "夜", ""],
    )
    plan = plan_volunteer_import(desk, path)
    assert [row.state.value for row in plan.rows] == ["changed", "new", "problem"]
    assert [(one.label, one.old, one.new) for one in plan.rows[0].differences] == [
        ("鞋码", "40", "41"),
        ("体检日期", "", "2026-03-05"),
        ("班次", "", "早"),
    ]
    codes = [problem.code.value for problem in plan.rows[2].problems]
    assert codes == ["custom_invalid", "date_invalid", "custom_invalid"]
    assert ("custom:1", "鞋码") in field_choices(desk)

    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    people = dict(zip(names(desk), volunteer_ids(desk, VolunteerQuery()), strict=True))
    values = custom_values(desk, list(people.values()))
    assert values[old] == {shoe: "41", checked: "2026-03-05", shift: "早", saying: "好"}
    assert values[people["新员工"]] == {shoe: "38", shift: "晚", saying: "行"}
    assert report_of(plan_volunteer_import(desk, path)).unchanged == 2

    assert report.batch is not None
    undo_batch(desk, report.batch)
    assert custom_values(desk, [old]) == {old: {shoe: "40", saying: "好"}}
    assert names(desk) == ["老员工"]


def test_a_column_that_would_change_most_rows_is_named(desk: Desk, tmp_path: Path) -> None:
    crowd = a_crowd(12, team="青年队")
    head = ["姓名", "身份证号", "手机", "所属队伍"]

    def rows(team: str) -> list[list[str]]:
        return [[one.name, one.id_number or "", one.phone or "", team] for one in crowd]

    path = a_sheet(tmp_path, head, *rows("青年队"))
    commit_volunteer_import(desk, plan_volunteer_import(desk, path), OnProblem.STOP)
    moved = [*rows("长青队")[:8], *rows("青年队")[8:], ["新人", "", "13700001111", "长青队"]]
    (sweep,) = find_sweeps(plan_volunteer_import(desk, a_sheet(tmp_path, head, *moved)).rows)
    assert sweep.words == "“所属队伍”一列会改动 12 行中的 8 行"
    few = [*rows("长青队")[:6], *rows("青年队")[6:]]
    assert find_sweeps(plan_volunteer_import(desk, a_sheet(tmp_path, head, *few)).rows) == ()
    three = a_sheet(tmp_path, head, *rows("长青队")[:3])
    assert find_sweeps(plan_volunteer_import(desk, three).rows) == ()


def test_a_cell_put_right_settles_its_row_and_those_it_meets(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王建华", phone="13800009999"))
    one, two = valid_id(serial=7), valid_id(serial=8)
    path = a_sheet(
        tmp_path,
        ["姓名", "身份证号", "手机", "出生日期"],
        ["王伟", one, "13800001111", ""],
        ["李娜", one, "13800002222", ""],  # the same document
        ["张三", valid_id(serial=9)[:-1] + "9", "", "某年"],
        ["王建华", "", "1380000999", ""],
    )
    plan = plan_volunteer_import(desk, path)
    assert [row.state.value for row in plan.rows] == ["new", "problem", "problem", "problem"]
    assert cell_texts(plan, 2)["birth"] == "某年"

    plan = fix_row(desk, plan, 0, {"id_number": two})
    assert [row.state.value for row in plan.rows[:2]] == ["new", "new"]
    plan = fix_row(desk, plan, 2, {"id_number": valid_id(serial=9)})
    assert [problem.code for problem in plan.rows[2].problems] == ["date_invalid"]
    plan = fix_row(desk, plan, 2, {"birth": "", "gender": "男", "team": "青年队"})
    assert plan.rows[2].state is RowState.NEW
    plan = fix_row(desk, plan, 3, {"phone": "13800009999"})
    assert plan.rows[3].state is RowState.UNCHANGED
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.new, report.unchanged, report.problems) == (3, 1, ())
    assert names(desk) == ["王建华", "王伟", "李娜", "张三"]


def test_problem_rows_come_back_corrected(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(
        tmp_path,
        ["序号", "姓名", "血型", "手机"],
        ["1", "王伟", "A", "13800001111"],
        ["2", "李娜", "B", "138"],
        ["3", "", "O", "13800003333"],
    )
    plan = plan_volunteer_import(desk, path)
    commit_volunteer_import(desk, plan, OnProblem.SKIP)
    out = tmp_path / "问题.xlsx"
    assert write_problem_workbook(desk, plan, out) == 2
    again = plan_volunteer_import(desk, out)
    assert again.table.headers == ("序号", "姓名", "血型", "手机", "原因")
    reasons = [str(row.cells[4]) for row in again.table.rows]
    assert reasons[0].startswith("第3行：")
    assert "没有姓名" in reasons[1]
    assert [row.state for row in again.rows] == [RowState.PROBLEM, RowState.PROBLEM]
    again = fix_row(desk, again, 0, {"phone": "13800002222"})
    twice = tmp_path / "再次.xlsx"
    assert write_problem_workbook(desk, again, twice) == 1
    third = plan_volunteer_import(desk, twice)
    assert third.table.headers == ("序号", "姓名", "血型", "手机", "原因")
    third = fix_row(desk, third, 0, {"name": "赵六"})
    commit_volunteer_import(desk, again, OnProblem.SKIP)
    commit_volunteer_import(desk, third, OnProblem.STOP)
    assert names(desk) == ["王伟", "李娜", "赵六"]


def test_headings_under_a_merged_one_keep_their_meaning_in_the_problem_workbook(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "双行.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for column, text in enumerate(["姓名", "手机", "紧急联系人", ""]):
        sheet.write_string(0, column, text)
    for column, text in ((2, "姓名"), (3, "电话")):
        sheet.write_string(1, column, text)
    for column, text in enumerate(["王伟", "138", "王母", "13900001111"]):
        sheet.write_string(2, column, text)
    book.close()
    plan = plan_volunteer_import(desk, path)
    assert plan.table.columns["emergency_phone"] == 3
    out = tmp_path / "问题.xlsx"
    write_problem_workbook(desk, plan, out)
    again = plan_volunteer_import(desk, out)
    assert again.rows[0].draft is not None
    assert again.rows[0].draft.emergency_phone == "13900001111"


def test_a_problem_workbook_of_chosen_columns_is_read_by_them(desk: Desk, tmp_path: Path) -> None:
    path = a_sheet(tmp_path, ["队友", "手机", "性别"], ["王伟", "138", "男"], ["李娜", "", "女"])
    plan = plan_volunteer_import(desk, path, choice=ImportChoice())
    plan = plan_volunteer_import(desk, path, choice=choose(plan, name=0))
    plan = fix_row(desk, plan, 0, {"birth": "1985-03-05"})
    out = tmp_path / "问题.xlsx"
    assert write_problem_workbook(desk, plan, out) == 1
    again = plan_volunteer_import(desk, out)
    assert again.mapping.origin is MappingOrigin.REMEMBERED
    assert again.rows[0].draft is not None
    assert (again.rows[0].draft.name, again.rows[0].draft.birth) == ("王伟", date(1985, 3, 5))
