"""Cells of an hour sheet that say nothing, or point to the row above."""

from collections.abc import Sequence
from pathlib import Path

from tests.registered import register
from volunteer_desk.domain.imports import PlannedHours
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_import import plan_hours_import

HEAD = "活动日期,活动名称,姓名,身份证号,手机号,服务时长,地点,备注\n"
FIELDS = ("served_on", "project", "name", "id_number", "phone", "hours", "place", "remark")


PLAIN = ("2026-11-14", "清洁", "王建国", "", "", "2", "", "")


def tried(desk: Desk, folder: Path, *rows: Sequence[str]) -> tuple[PlannedHours, ...]:
    path = folder / "时长.csv"
    path.write_text(HEAD + "".join(",".join(row) + "\n" for row in rows), "utf-8")
    return plan_hours_import(desk, path).rows


def test_nothing_is_taken_from_the_row_above(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    rows = [[*PLAIN[:at], "同上", *PLAIN[at + 1 :]] for at in range(len(FIELDS))]
    for field, row in zip(FIELDS, tried(desk, tmp_path, PLAIN, *rows)[1:], strict=True):
        said = [one.code.value for one in row.problems if one.field == field]
        assert said == ["ditto_mark"]


def test_cells_crossed_out_are_blank(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    (row,) = tried(desk, tmp_path, ["2026-11-14", "清洁", "王建国", "/", "无", "2", "——", "无"])
    assert (row.problems, row.place, row.remark) == ((), "", "")


def test_no_project_is_made_of_a_crossed_out_cell(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    rows = [[PLAIN[0], nothing, *PLAIN[2:]] for nothing in ("无", "/", "—")]
    for row in tried(desk, tmp_path, *rows):
        assert [one.code.value for one in row.problems] == ["project_unknown"]
