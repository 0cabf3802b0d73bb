from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from volunteer_desk.domain.activities import ActivityState, Stage, stage_of
from volunteer_desk.domain.activity_clock import clocks, most_urgent, record_by
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.workdays import is_weekday

HELD = date(2026, 11, 21)
"""A Saturday."""
USUAL = DeskSettings()


@dataclass(frozen=True)
class Occasion:
    held_on: date = HELD
    starts: time | None = time(9)
    state: ActivityState = ActivityState.PLANNED
    filed_on: date | None = None
    checked_on: date | None = None


def shown(occasion: Occasion, today: date, settings: DeskSettings = USUAL) -> list[tuple[str, str]]:
    return [(one.words, one.tone) for one in clocks(occasion, today, settings, is_weekday)]


@pytest.mark.parametrize(
    ("day", "filing"),
    [
        (10, ("报备还剩8天", "info")),
        (15, ("报备还剩3天", "waiting")),
        (17, ("报备还剩1天", "waiting")),
        (18, ("今天要报备", "waiting")),
        (19, ("报备已超期1天", "urgent")),
        (21, ("报备已超期3天", "urgent")),
        (22, ("未报备", "plain")),
    ],
)
def test_filing_runs_out_three_days_before(day: int, filing: tuple[str, str]) -> None:
    assert shown(Occasion(), date(2026, 11, day))[0] == filing


def test_a_filed_activity_says_when_and_whether_late() -> None:
    filed = Occasion(filed_on=date(2026, 11, 12))
    assert shown(filed, date(2026, 11, 13))[0] == ("已报备 11-12", "ok")
    late = replace(filed, filed_on=date(2026, 11, 20))
    assert shown(late, HELD)[0] == ("已报备 11-20（晚了）", "ok")
    turned = Occasion(date(2027, 1, 5), filed_on=date(2026, 12, 30))
    assert shown(turned, date(2027, 1, 1))[0] == ("已报备 2026-12-30", "ok")


@pytest.mark.parametrize(
    ("today", "recording"),
    [
        (date(2026, 11, 20), ("12-04前登记", "plain")),
        (HELD, ("登记还剩10个工作日", "info")),
        (date(2026, 12, 1), ("登记还剩3个工作日", "waiting")),
        (date(2026, 12, 4), ("登记今天截止", "waiting")),
        (date(2026, 12, 5), ("登记已过期", "urgent")),
        (date(2026, 12, 8), ("登记已超期2个工作日", "urgent")),
    ],
)
def test_ten_working_days_to_record(today: date, recording: tuple[str, str]) -> None:
    assert shown(Occasion(), today)[-1] == recording


def test_lieu_days_count() -> None:
    # 国庆 2026: 1 to 7 October off, Saturday the 10th worked
    def rule(day: date) -> bool:
        if day == date(2026, 10, 10):
            return True
        return is_weekday(day) and not date(2026, 10, 1) <= day <= date(2026, 10, 7)

    assert record_by(date(2026, 9, 27), USUAL, rule) == date(2026, 10, 15)
    occasion = Occasion(date(2026, 9, 27))
    assert clocks(occasion, date(2026, 10, 9), USUAL, rule)[-1].words == "登记还剩5个工作日"


def test_what_is_done_stands_still() -> None:
    recorded = Occasion(state=ActivityState.RECORDED)
    assert shown(recorded, date(2027, 5, 1)) == [("未报备", "plain"), ("已登记时长", "ok")]
    checked = Occasion(state=ActivityState.CHECKED, checked_on=date(2026, 11, 30))
    assert shown(checked, date(2027, 5, 1))[-1] == ("已核 11-30", "ok")
    assert shown(Occasion(state=ActivityState.CANCELLED), HELD) == []


def test_an_office_that_files_nothing_has_one_clock() -> None:
    assert len(shown(Occasion(), HELD, DeskSettings(file_before_days=0))) == 1


def test_the_most_urgent_clock_is_told_first() -> None:
    def told(occasion: Occasion, today: date) -> str:
        found = most_urgent(clocks(occasion, today, USUAL, is_weekday))
        return "" if found is None else found.words

    assert told(Occasion(), date(2026, 11, 10)) == "报备还剩8天"
    assert told(Occasion(filed_on=date(2026, 11, 12)), date(2026, 11, 13)) == "已报备 11-12"
    assert told(Occasion(filed_on=date(2026, 11, 12)), HELD) == "登记还剩10个工作日"
    assert told(Occasion(state=ActivityState.RECORDED), HELD) == "已登记时长"
    assert told(Occasion(state=ActivityState.CANCELLED), HELD) == ""


def test_a_planned_activity_runs_from_its_start_until_somebody_records_it() -> None:
    china = timezone(timedelta(hours=8))
    nine = datetime(2026, 11, 21, 9, tzinfo=china)
    assert stage_of(Occasion(), nine - timedelta(minutes=1)) is Stage.PLANNED
    assert stage_of(Occasion(), nine) is Stage.RUNNING
    assert stage_of(Occasion(), nine + timedelta(days=30)) is Stage.RUNNING
    assert stage_of(Occasion(starts=None), nine.replace(hour=0)) is Stage.RUNNING
    assert stage_of(Occasion(state=ActivityState.RECORDED), nine) is Stage.RECORDED
    assert stage_of(Occasion(state=ActivityState.CANCELLED), nine) is Stage.CANCELLED
