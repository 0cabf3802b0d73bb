from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.ledger_rows import list_hours
from tests.new_desk import open_new_desk
from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursSource, LoggedHours, OccasionDraft
from volunteer_desk.domain.monthly import Basis, MonthlySheet, SheetKind
from volunteer_desk.domain.months import MonthAction, first_open_month
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.sheet_entries import in_month, recorded_late
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.entries import find_entries
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.keeping import check
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.months import (
    close_month,
    month_state,
    months_of,
    open_matters,
    reopen_month,
)

SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)


def _log(desk: Desk, person: int, on: date, minutes: int = 60, reason: str = "") -> LoggedHours:
    draft = OccasionDraft("周末清洁家园", on)
    return log_occasion(desk, draft, [HourLine(person, minutes, reason=reason)])


def _late(desk: Desk, person: int, on: date, minutes: int = 60) -> LoggedHours:
    logged = _log(desk, person, on, minutes, "签到表晚交")
    assert logged.batch is not None
    return logged


def test_a_closed_month_takes_hours_only_for_a_reason_and_marks_them(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _log(desk, person, date(2026, 10, 10), 120)
    said = close_month(desk, OCTOBER)
    assert said.message == "2026年10月已关账：2小时，1人次。"
    (refused,) = _log(desk, person, date(2026, 10, 11)).problems
    assert (refused.code, refused.waivable) == (ProblemCode.MONTH_LOCKED, True)
    assert "补录" in refused.message
    logged = _late(desk, person, date(2026, 10, 11))
    (row,) = list_hours(desk, batch_id=logged.batch)
    assert (row.source, row.late_month, row.waived) == (HoursSource.LATE, 202611, "month_locked")
    assert row.reason == "签到表晚交"
    assert not [said for said in check(desk).findings if "搜索" not in said]


def test_late_hours_count_in_both_views_and_adjust_the_next_sheet(desk: Desk) -> None:
    team = a_team(desk, "青年队")
    one, other = register(desk, "王建国", "李秀英", team_id=team)
    _log(desk, one, date(2026, 10, 10), 120)
    _log(desk, one, date(2026, 11, 1), 30)
    before = build_sheet(desk, OCTOBER)
    close_month(desk, OCTOBER)
    _late(desk, one, date(2026, 10, 10), 50)
    _late(desk, other, date(2026, 10, 11), 40)

    october = build_sheet(desk, OCTOBER)
    assert october.figures == before.figures
    assert (october.closed, october.difference, october.adjustments) == (True, "", ())
    served = build_sheet(desk, OCTOBER, basis=Basis.SERVED)
    assert (served.figures.minutes, served.figures.people, served.adjustments) == (210, 2, ())

    november = build_sheet(desk, NOVEMBER)
    assert (november.figures.minutes, november.figures.minutes_year) == (30, 240)
    assert november.figures.people_year == 2
    (line,) = november.adjustments
    assert (line.month, line.label, line.attendances, line.people, line.minutes) == (
        OCTOBER,
        "青年队",
        2,
        2,
        90,
    )
    assert (november.adjusted_minutes, november.adjusted_people) == (90, 2)
    assert november.by_team[0].minutes_year == 240
    both = build_sheet(desk, NOVEMBER, basis=Basis.SERVED)
    assert both.figures.minutes_year == november.figures.minutes_year
    assert both.figures.people_year == november.figures.people_year

    behind = in_month(EntryFilter(), OCTOBER, Basis.RECORDED)
    assert find_entries(desk, behind).sums.minutes == 120
    assert find_entries(desk, recorded_late(NOVEMBER.number)).sums.minutes == 90


def test_each_paper_names_its_adjustments_its_own_way(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    close_month(desk, OCTOBER)
    _late(desk, person, date(2026, 10, 11), 40)
    (activity,) = build_sheet(desk, NOVEMBER, SheetKind.ACTIVITIES).adjustments
    assert activity.label == "周末清洁家园 2026-10-11"
    sheet = build_sheet(desk, NOVEMBER, SheetKind.HOURS)
    assert sheet.adjustments[0].label.startswith("王建国 ")
    _log(desk, person, date(2026, 11, 3), 20)
    (line,) = build_sheet(desk, NOVEMBER, SheetKind.HOURS).persons
    assert (line.minutes, line.minutes_year, line.minutes_all) == (20, 60, 60)
    close_month(desk, SEPTEMBER)
    assert build_sheet(desk, SEPTEMBER, SheetKind.HOURS).persons == ()


def test_a_reversed_late_entry_adjusts_nothing(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    close_month(desk, OCTOBER)
    logged = _late(desk, person, date(2026, 10, 11))
    (row,) = list_hours(desk, batch_id=logged.batch)
    reverse_entry(desk, row.id, "登错人")
    sheet = build_sheet(desk, NOVEMBER)
    assert (sheet.adjustments, sheet.figures.minutes_year) == ((), 0)


def test_closing_says_what_is_open_and_wants_a_word_for_a_month_not_over(desk: Desk) -> None:
    an_activity(desk, date(2026, 10, 3))
    an_activity(desk, date(2026, 11, 29))  # has not been held
    assert open_matters(desk, OCTOBER).words == "有1场活动还没有登记时长。"
    assert "1场活动还没有登记" in close_month(desk, OCTOBER).message
    with pytest.raises(UserFacingError, match="已经关账"):
        close_month(desk, OCTOBER)
    assert open_matters(desk, NOVEMBER).words == "本月还没有过完。"
    with pytest.raises(UserFacingError, match="还没有过完"):
        close_month(desk, NOVEMBER)
    with pytest.raises(UserFacingError, match="还没有开始"):
        close_month(desk, Month(2026, 12), confirmed=True)
    close_month(desk, NOVEMBER, confirmed=True)
    (person,) = register(desk, "王建国")
    logged = _late(desk, person, date(2026, 11, 3))
    assert list_hours(desk, batch_id=logged.batch)[0].late_month == 202612


def test_opening_again_needs_a_reason_and_both_are_kept(desk: Desk) -> None:
    close_month(desk, OCTOBER)
    with pytest.raises(UserFacingError, match="解锁原因"):
        reopen_month(desk, OCTOBER, " ")
    reopen_month(desk, OCTOBER, "街道要求补登")
    with pytest.raises(UserFacingError, match="没有关账"):
        reopen_month(desk, OCTOBER, "再来")
    (person,) = register(desk, "王建国")
    assert _log(desk, person, date(2026, 10, 11)).batch is not None
    (state,) = months_of(desk)
    assert (state.month, state.closed) == (OCTOBER, False)
    assert [(one.action, one.reason) for one in state.events] == [
        (MonthAction.REOPEN, "街道要求补登"),
        (MonthAction.LOCK, ""),
    ]
    assert state.events[0].at == desk.now()


def test_an_undo_that_meets_a_closed_month_says_how_much_and_does_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    from volunteer_desk.domain.imports import OnProblem
    from volunteer_desk.services.hours_import import commit_hours_import, plan_hours_import

    register(desk, "王建国", "李秀英")
    file = tmp_path / "hours.csv"
    rows = [
        "姓名,项目名称,服务日期,服务时长",
        "王建国,助餐,2026-09-05,2",
        "李秀英,助餐,2026-09-05,2",
    ]
    file.write_text("\n".join([*rows, "王建国,助餐,2026-10-05,2"]), "utf-8")
    report = commit_hours_import(desk, plan_hours_import(desk, file), OnProblem.STOP)
    assert report.batch is not None
    close_month(desk, SEPTEMBER)
    with pytest.raises(UserFacingError, match="3条里有2026年9月2条，全部没有改动"):
        undo_batch(desk, report.batch)
    assert build_sheet(desk, SEPTEMBER).figures.minutes == 240
    assert build_sheet(desk, OCTOBER).figures.minutes == 120
    reopen_month(desk, SEPTEMBER, "整批撤销")
    undo_batch(desk, report.batch)
    assert build_sheet(desk, OCTOBER).figures.minutes_year == 0


def test_a_closed_month_that_says_something_else_is_shown(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    _log(desk, person, date(2026, 10, 10), 120)
    close_month(desk, OCTOBER)
    assert not month_state(desk, OCTOBER).differs
    with desk.database.writing() as connection:  # as a hand in the file would
        connection.exec_driver_sql("DROP TRIGGER hour_entry_month_is_open")
        connection.exec_driver_sql(
            "INSERT INTO hour_entry (uid, volunteer_id, activity_id, served_on, minutes, nature, "
            "source, remark, reason, batch_id, recorded_at) SELECT randomblob(16), volunteer_id, "
            "activity_id, served_on, 15, nature, source, '', '', batch_id, recorded_at "
            "FROM hour_entry"
        )
    assert month_state(desk, OCTOBER).differs
    said = build_sheet(desk, OCTOBER).difference
    assert said == "2026年10月与关账时的数字不一致：时长2.25小时，关账时2小时；人次2，关账时1。"


@dataclass
class Plain:
    """One credit of a plain ledger."""

    person: int
    on: date
    minutes: int
    late: int | None
    stands: bool = True

    @property
    def recorded(self) -> int:
        return self.late or Month.of(self.on).number


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("log", "log", "log", "reverse", "close", "reopen")),
        st.integers(0, 1),
        st.sampled_from((9, 10, 11)),
        st.integers(1, 28),
        st.integers(1, 90),
    ),
    min_size=4,
    max_size=22,
)


@contextmanager
def _opened() -> Iterator[Desk]:
    with TemporaryDirectory() as place:
        desk = open_new_desk(DataFolder(Path(place) / "data"), lambda: NOW)
        yield desk
        desk.close()


@given(STEPS)
@settings(max_examples=12, derandomize=True)
def test_both_views_are_those_of_a_plain_ledger(
    steps: list[tuple[str, int, int, int, int]],
) -> None:
    with _opened() as desk:
        people = register(desk, "王建国", "李秀英")
        plain: dict[int, Plain] = {}
        closed: dict[int, int] = {}
        for act, who, number, day, minutes in steps:
            month, on = Month(2026, number), date(2026, number, min(day, 22))
            if act == "close" and month.number not in closed:
                close_month(desk, month, confirmed=True)
                closed[month.number] = sum(
                    one.minutes
                    for one in plain.values()
                    if one.stands and one.recorded == month.number
                )
            elif act == "reopen" and month.number in closed:
                reopen_month(desk, month, "补登")
                del closed[month.number]
            elif act == "log":
                late = month.number in closed
                first = first_open_month(NOW.date(), closed).number
                logged = _log(desk, people[who], on, minutes, "晚交" if late else "")
                if logged.batch is not None:
                    (row,) = list_hours(desk, batch_id=logged.batch)
                    assert row.late_month == (first if late else None)
                    plain[row.id] = Plain(people[who], on, minutes, row.late_month)
            elif act == "reverse" and plain:
                key = sorted(plain)[minutes % len(plain)]
                entry = plain[key]
                fine = entry.stands and entry.recorded not in closed
                try:
                    reverse_entry(desk, key, "登错")
                except UserFacingError:
                    assert not fine
                else:
                    assert fine
                    entry.stands = False
        standing = [one for one in plain.values() if one.stands]
        for number in (9, 10, 11, 12):
            _hold_against(desk, Month(2026, number), standing, closed)


def _hold_against(desk: Desk, month: Month, standing: list[Plain], closed: dict[int, int]) -> None:
    served, recorded = build_sheet(desk, month, basis=Basis.SERVED), build_sheet(desk, month)
    assert served.figures.minutes == sum(
        one.minutes for one in standing if Month.of(one.on) == month
    )
    own = [one for one in standing if Month.of(one.on) == month and one.late is None]
    assert _sums(recorded) == (
        sum(one.minutes for one in own),
        len(own),
        len({one.person for one in own}),
    )
    late = [one for one in standing if one.late == month.number]
    assert recorded.adjusted_minutes == sum(one.minutes for one in late)
    until = [one for one in standing if one.recorded <= month.number]
    assert recorded.figures.minutes_year == sum(one.minutes for one in until)
    assert recorded.figures.people_year == len({one.person for one in until})
    assert recorded.difference == ""
    if month.number in closed:
        frozen = recorded.figures.minutes + recorded.adjusted_minutes
        assert frozen == closed[month.number]
    if month == Month(2026, 12):  # everything late was recorded by then
        assert served.figures.minutes_year == recorded.figures.minutes_year


def _sums(sheet: MonthlySheet) -> tuple[int, int, int]:
    figures = sheet.figures
    return figures.minutes, figures.attendances, figures.people
