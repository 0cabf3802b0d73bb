"""The rules of hours as every way of logging meets them: problems, reasons kept, rounding."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.ledger_rows import list_hours
from tests.registered import a_project, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursNature, HoursSource, LoggedHours
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.services.correcting import correct_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_rules_now import rules_here, rules_of, serving_people
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import, report_of
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.signup import log_signup, read_signup
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.store.settings import write_values
from volunteer_desk.store.tables import Project, Volunteer

DAY = date(2026, 11, 14)


def _set(desk: Desk, person: int, **values: object) -> None:
    with desk.database.writing() as connection:
        table = Volunteer.__table__
        connection.execute(update(table).where(table.c.id == person).values(**values))


def _log(desk: Desk, *lines: HourLine, on: date = DAY) -> LoggedHours:
    return log_hours(desk, HoursDraft(an_activity(desk, on), lines))


def _codes(logged: LoggedHours) -> list[tuple[ProblemCode, bool]]:
    assert logged.batch is None
    return [(problem.code, problem.waivable) for problem in logged.problems]


def _end_project(desk: Desk, last: date) -> None:
    a_project(desk)
    with desk.database.writing() as connection:
        connection.execute(update(Project.__table__).values(to_on=last))


def test_a_long_day_is_committed_with_a_warning(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    logged = _log(desk, HourLine(person, 540))
    assert logged.batch is not None
    (warning,) = logged.warnings
    assert (warning.row, warning.code) == (1, ProblemCode.DAY_LONG)
    assert warning.message == "11月14日合计9小时，超过8小时，请核对。"


def test_a_rule_may_want_a_reason_which_is_kept_with_its_code(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _end_project(desk, date(2026, 11, 1))
    refused = _log(desk, HourLine(person, 60))
    assert _codes(refused) == [(ProblemCode.OUTSIDE_PROJECT, True)]
    assert "“周末清洁家园”2026年11月1日已结束" in refused.problems[0].message
    assert refused.problems[0].message.endswith("确实如此，请写明原因。")
    assert list_hours(desk) == ()
    assert _log(desk, HourLine(person, 60, remark="扫街", reason=" 延期一周 ")).batch is not None
    (row,) = list_hours(desk)
    assert (row.waived, row.reason, row.remark) == ("outside_project", "延期一周", "扫街")


def test_a_reason_sets_aside_every_rule_that_gives_way_and_no_other(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _end_project(desk, date(2026, 11, 1))
    change_settings(desk, rule_before_registration="reason", rule_day_long="reason")
    _set(desk, person, registered_on=date(2026, 11, 20))
    (problem,) = _log(desk, HourLine(person, 500)).problems
    assert all(words in problem.message for words in ("才注册", "已结束", "超过8小时"))
    _log(desk, HourLine(person, 500, reason="补记"))
    (row,) = list_hours(desk)
    assert row.waived == "before_registration outside_project day_long"
    too_much = _log(desk, HourLine(person, 1000, reason="补记"))
    assert _codes(too_much) == [(ProblemCode.HOURS_OVER_DAY, False)]


def test_an_overlap_is_never_waived_and_names_the_other(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    log_hours(desk, HoursDraft(an_activity(desk, DAY, "助餐"), (HourLine(person, 60, 540, 600),)))
    logged = _log(desk, HourLine(person, 60, 570, 630, reason="都做了"))
    assert _codes(logged) == [(ProblemCode.OVERLAP, False)]
    assert "“助餐”（11月14日 09:00–10:00）" in logged.problems[0].message


def test_a_reason_that_was_not_needed_is_not_kept(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _log(desk, HourLine(person, 60, reason="以防万一"))
    (row,) = list_hours(desk)
    assert (row.reason, row.waived) == ("", "")


@pytest.mark.parametrize("status", ["paused", "left"])
def test_who_left_is_credited_for_the_days_before(desk: Desk, status: str) -> None:
    (person,) = register(desk, "王建国", status=status)
    _set(desk, person, status_on=DAY)
    assert _codes(_log(desk, HourLine(person, 60))) == [(ProblemCode.AFTER_LEAVING, False)]
    assert _log(desk, HourLine(person, 60), on=date(2026, 11, 13)).batch is not None
    change_settings(desk, rule_after_leaving="reason")
    assert _codes(_log(desk, HourLine(person, 60))) == [(ProblemCode.AFTER_LEAVING, True)]


def test_a_card_merged_or_erased_takes_no_hours_at_all(desk: Desk) -> None:
    (person,) = register(desk, "王建国", status="left")
    _set(desk, person, status_on=date(2026, 11, 20), erased_on=date(2026, 11, 20))
    assert _codes(_log(desk, HourLine(person, 60, reason="补"))) == [
        (ProblemCode.VOLUNTEER_UNKNOWN, False)
    ]


def test_a_minors_night_wants_a_reason(desk: Desk) -> None:
    (person,) = register(desk, "王小明")
    _set(desk, person, birth=date(2010, 5, 1), guardian_consent_on=date(2026, 1, 1))
    assert _codes(_log(desk, HourLine(person, 60, 1290, 1350))) == [(ProblemCode.MINOR_LIMIT, True)]
    assert _log(desk, HourLine(person, 60, 1290, 1350, reason="家长陪同")).batch is not None


def test_each_line_has_its_own_nature_and_source(desk: Desk) -> None:
    one, other = register(desk, "王建国", "李秀英")
    _log(
        desk,
        HourLine(one, 60, nature=HoursNature.HONOUR, source=HoursSource.SCANNED),
        HourLine(other, 60),
    )
    rows = {row.volunteer_id: row for row in list_hours(desk)}
    assert (rows[one].nature, rows[one].source) == (HoursNature.HONOUR, HoursSource.SCANNED)
    assert (rows[other].nature, rows[other].source) == (HoursNature.CREDIT, HoursSource.TYPED)


def test_minutes_are_rounded_once_and_what_was_spent_is_kept(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    change_settings(desk, rounding_step=30)
    logged = _log(desk, HourLine(person, 112, 540, 652))
    assert logged.minutes == 120
    (row,) = list_hours(desk)
    assert (row.minutes, row.spent, row.starts, row.ends) == (120, 112, 540, 652)
    same = _log(desk, HourLine(person, 112, 540, 652))
    assert _codes(same) == [(ProblemCode.DUPLICATE_EXISTING, False)]
    longer = _log(desk, HourLine(person, 113, 540, 652))
    assert _codes(longer) == [(ProblemCode.HOURS_INVALID, False)]  # longer than from–to
    with pytest.raises(UserFacingError, match="和原来一样"):
        correct_entry(desk, row.id, 112, 540, 652, reason="重算")
    said = correct_entry(desk, row.id, 80, 540, 620, reason="早走")
    assert said.message == "已把2小时更正为1.5小时。"
    (new,) = [one for one in list_hours(desk) if one.minutes > 0 and not one.reversed]
    assert (new.minutes, new.spent) == (90, 80)


def test_a_sheet_is_rounded_and_still_known_when_it_comes_again(desk: Desk, tmp_path: Path) -> None:
    register(desk, "王建国")
    change_settings(desk, rounding_step=15, rounding_way="down")
    file = tmp_path / "hours.csv"
    file.write_text("姓名,项目名称,服务日期,服务时长\n王建国,助餐,2026-10-05,112分钟\n", "utf-8")
    report = commit_hours_import(desk, plan_hours_import(desk, file), OnProblem.STOP)
    assert report.minutes == 105
    (row,) = list_hours(desk)
    assert (row.minutes, row.spent) == (105, 112)
    change_settings(desk, rounding_step=0)
    again = report_of(plan_hours_import(desk, file))
    assert (again.new, again.unchanged) == (0, 1)


def test_rows_of_a_sheet_wait_for_a_reason_and_go_with_one(desk: Desk, tmp_path: Path) -> None:
    (person,) = register(desk, "王建国")
    _end_project(desk, date(2026, 10, 1))
    file = tmp_path / "hours.csv"
    file.write_text("姓名,项目名称,服务日期,服务时长\n王建国,周末清洁家园,2026-10-05,9\n", "utf-8")
    plan = plan_hours_import(desk, file)
    (problem,) = report_of(plan).problems
    assert (problem.row, problem.code, problem.waivable) == (
        2,
        ProblemCode.OUTSIDE_PROJECT,
        True,
    )
    assert commit_hours_import(desk, plan, OnProblem.SKIP).batch is None
    plan = plan_hours_import(desk, file, reason="项目延期")
    report = commit_hours_import(desk, plan, OnProblem.STOP)
    assert (report.new, report.problems) == (1, ())
    assert [one.code for one in report.warnings] == [ProblemCode.DAY_LONG]
    (row,) = list_hours(desk, volunteer_id=person)
    assert (row.reason, row.waived, row.source) == (
        "项目延期",
        "outside_project",
        HoursSource.IMPORTED,
    )


def test_who_left_is_found_in_a_sheet_for_the_days_before(desk: Desk, tmp_path: Path) -> None:
    (person,) = register(desk, "王建国", phones=["13800001234"], status="left")
    _set(desk, person, status_on=date(2026, 10, 10))
    file = tmp_path / "hours.csv"
    rows = ["王建国,13800001234,助餐,2026-10-09,2", "王建国,13800001234,助餐,2026-10-10,2"]
    file.write_text("\n".join(["姓名,手机号,项目名称,服务日期,服务时长", *rows]), "utf-8")
    report = commit_hours_import(desk, plan_hours_import(desk, file), OnProblem.SKIP)
    assert [(one.row, one.code) for one in report.problems] == [(3, ProblemCode.VOLUNTEER_UNKNOWN)]
    assert [row.served_on for row in list_hours(desk)] == [date(2026, 10, 9)]


def test_a_pasted_list_takes_a_reason(desk: Desk) -> None:
    register(desk, "王建国")
    _end_project(desk, date(2026, 11, 1))
    reading = read_signup(desk, "1. 王建国", 60)
    waits = log_signup(desk, reading, "周末清洁家园", DAY, minutes=60)
    assert [(one.code, one.waivable) for one in waits.problems] == [
        (ProblemCode.OUTSIDE_PROJECT, True)
    ]
    done = log_signup(desk, reading, "周末清洁家园", DAY, minutes=60, reason="延期")
    assert done.batch is not None
    assert list_hours(desk)[0].reason == "延期"


BROKEN = {
    "rule_after_leaving": "{oops",
    "day_limit_minutes": '"ten"',
    "rounding_step": "17",
    "rule_late_hours": '"whatever"',
    "day_warn_minutes": "99999",
}


@pytest.mark.parametrize(("key", "value"), BROKEN.items())
def test_a_broken_rule_refuses_hours_and_is_named(
    desk: Desk, tmp_path: Path, key: str, value: str
) -> None:
    (person,) = register(desk, "王建国")
    activity = an_activity(desk)
    with desk.database.writing() as connection:
        write_values(connection, {key: value})
    assert rules_of(desk).broken
    logged = log_hours(desk, HoursDraft(activity, (HourLine(person, 60, reason="急"),)))
    assert _codes(logged) == [(ProblemCode.SETTING_BROKEN, False)]
    assert rules_of(desk).broken[0] in logged.problems[0].message
    file = tmp_path / "hours.csv"
    file.write_text("姓名,项目名称,服务日期,服务时长\n王建国,助餐,2026-10-05,2\n", "utf-8")
    (problem,) = report_of(plan_hours_import(desk, file)).problems
    assert problem.code is ProblemCode.SETTING_BROKEN
    assert list_hours(desk) == ()


def test_a_grid_reads_all_it_needs_at_once(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _end_project(desk, date(2026, 11, 1))
    here = rules_here(desk, "周末清洁家园")
    assert (here.project_to, here.locked) == (date(2026, 11, 1), frozenset())
    assert rules_here(desk, "没有的项目").project_to is None
    assert serving_people(desk, [person, 999]).keys() == {person}


def test_a_roster_without_dates_says_nothing_of_when_people_registered(
    desk: Desk, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "姓名,手机号,注册日期\n王建国,13800001234,\n李秀英,13800001235,2026-11-16\n", "utf-8"
    )
    plan = plan_volunteer_import(desk, roster)
    commit_volunteer_import(desk, plan, OnProblem.STOP)
    people = {row.name: row.id for row in search_volunteers(desk, "1380000123", 5)}
    assert _log(desk, HourLine(people["王建国"], 60)).warnings == ()
    (warning,) = _log(desk, HourLine(people["李秀英"], 60)).warnings
    assert warning.code is ProblemCode.BEFORE_REGISTRATION
    assert "2026年11月16日才注册" in warning.message


def test_a_months_sheet_says_the_rule_only_where_a_time_was_rounded(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _log(desk, HourLine(person, 112), on=date(2026, 10, 5))
    change_settings(desk, rounding_step=15)
    _log(desk, HourLine(person, 112))
    assert build_sheet(desk, Month(2026, 10)).rounding == ""
    assert "按15分钟取整" in build_sheet(desk, Month(2026, 11)).rounding
    change_settings(desk, rounding_step=0)
    assert build_sheet(desk, Month(2026, 11)).rounding == "注：部分时长在登记时按当时的规则取整。"
