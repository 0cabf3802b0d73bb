"""Whatever a roster holds, bringing it a second time changes nothing, and undo leaves nothing."""

import csv
from pathlib import Path
from random import Random

from tests.factories import valid_id
from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)
from volunteer_desk.services.volunteers import volunteer_ids

FILES = 40
CELLS = {
    "姓名": ("王伟", "李娜", "王　伟", "阿依古丽·买买提", "阿依古丽-买买提", "", "Li", "王（大）"),
    "性别": ("男", "女", "", "M", "不详"),
    "出生日期": ("1985-03-05", "", "1985.3", "19850305", "乱", "31111"),
    "身份证号": (*(valid_id(serial=at) for at in range(4)), "", "12345", "1.1E+17", "无"),
    "手机": ("13800001111", "13800002222", "", "138 0000 1111", "打不通", "/", "138****1111"),
    "队伍": ("青年队", "青年队、党员队", "", "同上", "党员队；", "、"),
    "政治面貌": ("群众", "党员", "", "无", "火星党"),
    "备注": ("", "会手语", "=1+1", "甲\n乙"),
    "志愿者编号": ("", "ZY2026000001", "ZY2026000002", "A1"),
    "可服务时间": ("", "周六上午", "寒暑假"),
}  # fmt: skip


def test_a_roster_brought_twice_and_undone(desk: Desk, tmp_path: Path) -> None:
    chance, wrote, undone = Random(441), 0, 0
    for number in range(FILES):
        heads = ["姓名", *chance.sample(list(CELLS)[1:], chance.randint(1, 6))]
        chance.shuffle(heads)
        path = tmp_path / f"名单{number}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = [[chance.choice(CELLS[head]) for head in heads] for _row in range(6)]
            csv.writer(file).writerows([heads, *rows])
        before = len(volunteer_ids(desk, VolunteerQuery(status=None)))
        plan = plan_volunteer_import(desk, path)
        report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
        wrote += report.batch is not None
        again = plan_volunteer_import(desk, path)
        moved = [row.row for row in again.rows if row.state in (RowState.NEW, RowState.CHANGED)]
        assert moved == [], (heads, rows)
        if report.batch is not None and number % 3 == 0:
            undo_batch(desk, report.batch)
            undone += 1
            assert len(volunteer_ids(desk, VolunteerQuery(status=None))) == before
    assert wrote > FILES / 2
    assert undone > FILES / 8
