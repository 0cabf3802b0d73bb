"""An import and what came after it: undone later, and cards that left or were merged away."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_draft, valid_id
from tests.services.test_import_cases import PHONE, bare, tried
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.status import change_status
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers


def test_undo_says_what_leans_on_an_import(desk: Desk, samples: Path) -> None:
    roster = plan_volunteer_import(desk, samples / "roster.xlsx")
    batch = commit_volunteer_import(desk, roster, OnProblem.SKIP).batch
    assert batch is not None
    hours = commit_hours_import(
        desk, plan_hours_import(desk, samples / "hours_2026-10.xlsx"), OnProblem.SKIP
    ).batch
    assert hours is not None
    with pytest.raises(UserFacingError, match=r"个志愿者登记过时长") as refused:
        undo_batch(desk, batch)
    assert "撤销后来的操作" in (refused.value.remedy or "")
    undo_batch(desk, hours)
    with pytest.raises(UserFacingError, match=r"个志愿者的时长已冲销，但流水里要留着名字") as kept:
        undo_batch(desk, batch)
    assert "改为注销" in (kept.value.remedy or "")
    shown = {row.id: row for row in recent_batches(desk)}
    assert shown[batch].label == "导入花名册 roster.xlsx"
    assert shown[batch].undoable


def test_a_row_of_somebody_who_left_waits_and_one_of_somebody_paused_does_not(
    desk: Desk, tmp_path: Path
) -> None:
    for name, status in (("王伟", VolunteerStatus.LEFT), ("李娜", VolunteerStatus.PAUSED)):
        save_volunteer(desk, bare(name, phone=PHONE))
        person = search_volunteers(desk, name)[0].id
        change_status(desk, [person], status, date(2026, 11, 20), "本人申请")
    rows = ["王伟", "", PHONE, "青年队", "", ""], ["李娜", "", PHONE, "青年队", "", ""]
    left, paused = tried(desk, tmp_path, *rows).rows
    assert "恢复在册" in left.problems[0].message
    assert paused.state is RowState.CHANGED


def test_a_row_of_a_card_merged_away_waits_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    births = date(1980, 3, 5), date(1981, 4, 6)
    ids = []
    for birth in births:
        save_volunteer(
            desk,
            a_draft(
                name="王建国", birth=birth, gender="1", id_number=valid_id(birth, "1"), phone=None
            ),
        )
        ids.append(search_volunteers(desk, valid_id(birth, "1"))[0].id)
    merge_volunteers(desk, ids[0], ids[1], {})
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号,备注\n王建国,{valid_id(births[1], '1')},改了\n", "utf-8-sig")
    (row,) = plan_volunteer_import(desk, path).rows
    assert row.state is RowState.PROBLEM
    assert "并入另一张卡" in row.problems[0].message
