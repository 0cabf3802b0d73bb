from pathlib import Path

import pytest

from tests.registered import register
from tests.services.test_hours_import import HEAD
from volunteer_desk.domain.errors import Cancelled
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import
from volunteer_desk.services.projects import list_projects


def test_a_sheet_can_be_stopped_while_its_rows_are_tried(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    path = tmp_path / "时长.csv"
    path.write_text(f"{HEAD}2026-11-14,清洁,王建国,,,2,\n", "utf-8")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if told[-2:] == [(1, 1), (0, 1)]:  # all read, the first is tried
            raise Cancelled

    with pytest.raises(Cancelled):
        plan_hours_import(desk, path, stop)
    plan = plan_hours_import(desk, path)
    with pytest.raises(Cancelled):
        commit_hours_import(desk, plan, OnProblem.STOP, _refuse_to_go_on)
    assert list_projects(desk) == ()


def _refuse_to_go_on(_done: int, _total: int) -> None:
    raise Cancelled
