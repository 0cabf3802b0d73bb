import json
from datetime import date
from pathlib import Path

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register, register_roster
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.imports import ImportReport, OnProblem, RowState
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.hours_import import (
    commit_hours_import,
    plan_hours_import,
    report_of,
)
from volunteer_desk.services.projects import list_projects
from volunteer_desk.store.ledger import totals
from volunteer_desk.store.month_locks import lock_month

HEAD = "活动日期,活动名称,姓名,身份证号,手机号,服务时长,备注\n"


def _sheet(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "时长.csv"
    path.write_text(head + "\n".join(lines), "utf-8")
    return path


def _bring(desk: Desk, path: Path, on_problem: OnProblem = OnProblem.SKIP) -> ImportReport:
    return commit_hours_import(desk, plan_hours_import(desk, path), on_problem)


def _codes(report: ImportReport) -> list[tuple[int, str]]:
    return [(problem.row, problem.code.value) for problem in report.problems]


def test_the_sample_sheet_gives_its_truth_and_a_second_time_nothing(
    desk: Desk, samples: Path
) -> None:
    register_roster(desk, samples)
    path = samples / "hours_2026-10.xlsx"
    truth = json.loads((samples / "hours_2026-10.xlsx.truth.json").read_text("utf-8"))
    expected = [(problem["row"], problem["code"]) for problem in truth["problems"]]

    dry = report_of(plan_hours_import(desk, path))
    assert (dry.rows, dry.new, dry.minutes) == (truth["rows"], truth["new"], truth["minutes"])
    assert _codes(dry) == expected
    assert set(dry.new_projects) == {"四点半课堂", "敬老助餐", "交通文明劝导", "周末清洁家园"}
    assert (dry.batch, list_hours(desk), list_projects(desk)) == (None, (), ())

    report = _bring(desk, path)
    assert report.batch is not None
    with desk.database.reading() as connection:
        assert totals(connection, batch_id=report.batch)[1:] == (truth["new"], truth["minutes"])
    held = list_activities(desk, limit=1000)
    assert len({(row.project, row.held_on) for row in held}) == len(held)

    again = _bring(desk, path)
    assert (again.new, again.unchanged, again.batch) == (0, truth["new"], None)
    assert _codes(again) == expected
    assert again.new_projects == ()


def test_an_undone_sheet_leaves_nothing_and_can_come_again(desk: Desk, samples: Path) -> None:
    register_roster(desk, samples)
    first = _bring(desk, samples / "hours_2026-10.xlsx")
    assert first.batch is not None
    undo_batch(desk, first.batch)
    with desk.database.reading() as connection:
        assert totals(connection) == (0, 0, 0)
    again = _bring(desk, samples / "hours_2026-10.xlsx")
    assert (again.new, again.minutes) == (first.new, first.minutes)


def test_stop_writes_nothing_while_a_row_waits(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    path = _sheet(tmp_path, "2026-11-14,清洁,王建国,,,2,", "2026-11-14,清洁,路人甲,,,2,")
    report = _bring(desk, path, OnProblem.STOP)
    assert (report.new, report.batch, _codes(report)) == (1, None, [(3, "volunteer_unknown")])
    assert list_projects(desk) == ()


def test_the_later_row_waits(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李秀英")
    path = _sheet(
        tmp_path,
        "2026-11-14,清洁,王建国,,,9:00-11:00,",
        "2026-11-14,助餐,王建国,,,10:30-12:00,",
        "2026-11-14,清洁,王建国,,,9:00-11:00,",
        "2026-11-14,清洁,李秀英,,,20小时,",
        "2026-11-14,助餐,李秀英,,,5小时,",
        "2026-11-13,守夜,李秀英,,,22:00-6:00,",
        "2026-11-14,早班,李秀英,,,5:00-6:00,",
    )
    report = _bring(desk, path)
    assert _codes(report) == [
        (3, "overlap"),
        (4, "duplicate_in_file"),
        (6, "hours_over_day"),
        (8, "overlap"),
    ]
    assert "“清洁”（11月14日 09:00–11:00）" in report.problems[0].message
    assert _codes(_bring(desk, path)) == _codes(report)


def test_rows_meet_what_the_ledger_holds(desk: Desk, tmp_path: Path) -> None:
    (person,) = register(desk, "王建国")
    activity = an_activity(desk, date(2026, 11, 14), "敬老助餐", a_team(desk))
    log_hours(desk, HoursDraft(activity, (HourLine(person, 120, 540, 660),)))
    path = _sheet(
        tmp_path,
        "2026.11.14,敬老助餐,王　建国,,,9:00-11:00,",
        "2026.11.14,清洁,王建国,,,10:00-12:00,",
        "2026.11.14,敬老助餐,王建国,,,1小时,整理",
    )
    plan = plan_hours_import(desk, path)
    assert [row.state for row in plan.rows] == [
        RowState.UNCHANGED,
        RowState.PROBLEM,
        RowState.NEW,
    ]
    commit_hours_import(desk, plan, OnProblem.SKIP)
    (new, _old) = list_hours(desk, activity_id=activity)
    assert (new.minutes, new.remark, new.team) == (60, "整理", "青年志愿服务队")


def test_a_plan_grown_stale_is_checked_again(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    plan = plan_hours_import(desk, _sheet(tmp_path, "2026-11-14,清洁,王建国,,,2,"))
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 11), desk.now(), "")
    report = commit_hours_import(desk, plan, OnProblem.SKIP)
    assert (report.new, report.batch, _codes(report)) == (0, None, [(2, "month_locked")])


def test_the_same_plan_twice_is_written_once(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    plan = plan_hours_import(desk, _sheet(tmp_path, "2026-11-14,清洁,王建国,,,2,"))
    assert commit_hours_import(desk, plan, OnProblem.SKIP).new == 1
    again = commit_hours_import(desk, plan, OnProblem.SKIP)
    assert (again.new, again.unchanged, again.batch) == (0, 1, None)


def test_what_nobody_can_read_waits(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李娜", "李娜", "张伟")
    register(desk, "赵强", phones=["13800004444"], status="left")
    path = _sheet(
        tmp_path,
        "去年,清洁,王建国,,,2,",
        "2026-11,清洁,王建国,,,2,",
        "2026-12-01,清洁,王建国,,,2,",
        "2026-11-14,,王建国,,,2,",
        "2026-11-14,清洁,,,,2,",
        "2026-11-14,清洁,李娜,,,2,",
        "2026-11-14,清洁,王建国,,12345,2,",
        "2026-11-14,清洁,王建国,1.1E+17,,2,",
        "2026-11-14,清洁,张伟,110105194912310021,,2,",
        "2026-11-14,清洁,赵强,,13800004444,2,",
        "去年,清洁,路人甲,,,半天,",
    )
    report = _bring(desk, path)
    assert _codes(report) == [
        (2, "date_invalid"),
        (3, "date_invalid"),
        (4, "date_future"),
        (5, "project_unknown"),
        (6, "name_missing"),
        (7, "volunteer_ambiguous"),
        (8, "phone_invalid"),
        (9, "id_precision_lost"),
        (10, "id_checksum"),
        (11, "volunteer_unknown"),
        (12, "date_invalid"),
        (12, "hours_invalid"),
        (12, "volunteer_unknown"),
    ]
    assert report.new == 0


def test_start_and_end_columns_and_minutes_are_understood(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国", "李秀英", "张伟", "刘洋")
    path = _sheet(
        tmp_path,
        "2026-11-14,清洁,王建国,22:00,1:00,,南门",
        "2026-11-14,清洁,李秀英,9:00,12:00,150,南门",
        "2026-11-14,清洁,张伟,9:00,,,南门",
        "2026-11-14,清洁,刘洋,9:00,10:00,90,南门",
        head="活动日期,活动名称,姓名,签到,签退,分钟数,活动地点\n",
    )
    report = _bring(desk, path)
    assert _codes(report) == [(4, "hours_invalid"), (5, "hours_invalid")]
    found = {row.name: (row.minutes, row.starts, row.ends) for row in list_hours(desk)}
    assert found == {"王建国": (180, 1320, 60), "李秀英": (150, 540, 720)}
    assert list_activities(desk)[0].place == "南门"


def test_a_sheet_without_dates_is_refused_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    path = _sheet(tmp_path, "清洁,王建国,2", head="活动名称,姓名,服务时长\n")
    with pytest.raises(UserFacingError, match="活动日期"):
        plan_hours_import(desk, path)


NUMBERED = "活动日期,活动名称,志愿者编号,姓名,身份证号,服务时长\n"


def test_a_sheet_finds_people_by_their_number_first(desk: Desk, tmp_path: Path) -> None:
    first, second = register(desk, "王伟", "王伟")
    numbers = _numbers(desk)
    report = _bring(
        desk,
        _sheet(
            tmp_path,
            f"2026-10-03,清洁家园,{numbers[second]},王伟,,2",
            f"2026-10-04,清洁家园,'{numbers[second]} ,,,2",
            "2026-10-05,清洁家园,3,王伟,,2",  # a serial number, and two of that name
            head=NUMBERED,
        ),
    )
    assert _codes(report) == [(4, "volunteer_ambiguous")]
    with desk.database.reading() as connection:
        assert totals(connection, volunteer_id=second)[1:] == (2, 240)
        assert totals(connection, volunteer_id=first)[1] == 0


def test_a_number_against_the_name_is_a_problem_in_words(desk: Desk, tmp_path: Path) -> None:
    wang, _li = register(desk, "王伟", "李娜")
    number = _numbers(desk)[wang]
    plan = plan_hours_import(
        desk,
        _sheet(
            tmp_path,
            f"2026-10-03,清洁家园,{number},李娜,,2",
            "2026-10-03,清洁家园,ZY1999000001,,,2",
            head=NUMBERED,
        ),
    )
    assert [(row.problems[0].field, row.problems[0].code.value) for row in plan.rows] == [
        ("number", "volunteer_ambiguous"),
        ("name", "name_missing"),
    ]
    assert "志愿者编号" in plan.rows[0].problems[0].message


def _numbers(desk: Desk) -> dict[int, str]:
    with desk.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, number FROM volunteer").all()
    return {row[0]: row[1] for row in rows}
