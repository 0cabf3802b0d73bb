"""备注 of several lines: kept as written, out into a workbook and in again unchanged."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import a_draft
from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.list_columns import list_columns
from volunteer_desk.services.list_export import copied_list, export_list
from volunteer_desk.services.volunteer_import import plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card, volunteer_ids

REMARK = "会开车，有“面包车”。\n周三不来：\n  带孙子\n\n=找\t李秀英"
COLUMNS = ("name", "id_masked", "phone_masked", "remark")


@pytest.fixture
def person(desk: Desk) -> int:
    save_volunteer(desk, replace(a_draft(), remark=REMARK))
    (one,) = volunteer_ids(desk, VolunteerQuery(status=None))
    return one


def test_what_goes_out_comes_in_unchanged(desk: Desk, person: int, tmp_path: Path) -> None:
    columns = [column for column in list_columns(desk) if column.key in COLUMNS]
    out = tmp_path / "名单.xlsx"
    export_list(desk, [person], columns, out, unmasked=True, reason="测试")
    plan = plan_volunteer_import(desk, out)
    assert [row.state for row in plan.rows] == [RowState.UNCHANGED]
    assert volunteer_card(desk, person).draft.remark == REMARK


def test_a_copied_cell_has_its_lines(desk: Desk, person: int) -> None:
    columns = [column for column in list_columns(desk) if column.key == "remark"]
    assert copied_list(desk, [person], columns).rows == [[REMARK]]
