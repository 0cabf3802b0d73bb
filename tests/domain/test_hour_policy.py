from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from volunteer_desk.domain.consent import age_on
from volunteer_desk.domain.hour_policy import HourRules
from volunteer_desk.domain.hour_rules import Level, Refusal
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.serving import Served, ServingPerson

DAY = date(2026, 11, 14)
ADULT = ServingPerson(None, "active", None, date(2026, 1, 5), date(1990, 5, 1), False)
MINOR = ADULT._replace(birth=date(2010, 11, 15), guardian_consented=True)
RULES = HourRules()


def _weigh(rules: HourRules, person: ServingPerson, **served: Any) -> list[Refusal]:
    return list(rules.weigh(person, Served(DAY, 60)._replace(**served)))


def _codes(found: list[Refusal]) -> list[tuple[ProblemCode, Level]]:
    return [(one.code, one.level) for one in found]


def test_an_ordinary_line_meets_no_rule() -> None:
    assert _weigh(RULES, ADULT, day_minutes=420) == []
    assert _weigh(RULES, ADULT._replace(birth=None)) == []


def test_a_long_day_is_said_with_its_sum() -> None:
    (found,) = _weigh(RULES, ADULT, day_minutes=421)
    assert _codes([found]) == [(ProblemCode.DAY_LONG, Level.WARN)]
    assert found.message == "11月14日合计8.02小时，超过8小时，请核对。"


@pytest.mark.parametrize("status", ["paused", "left"])
def test_who_left_counts_for_the_days_before_only(status: str) -> None:
    gone = ADULT._replace(status=status, status_on=DAY)
    (found,) = _weigh(RULES, gone)
    assert _codes([found]) == [(ProblemCode.AFTER_LEAVING, Level.REFUSE)]
    assert "2026年11月14日起" in found.message
    assert _weigh(RULES, gone._replace(status_on=date(2026, 11, 15))) == []
    assert _codes(_weigh(RULES, gone._replace(status_on=None))) == _codes([found])


def test_before_registration_and_outside_the_project() -> None:
    late = ADULT._replace(registered_on=date(2026, 11, 15))
    assert _codes(_weigh(RULES, late)) == [(ProblemCode.BEFORE_REGISTRATION, Level.WARN)]
    assert _weigh(RULES, ADULT._replace(registered_on=None)) == []
    for first, last, said in (
        (date(2026, 11, 15), None, "11月15日才开始"),
        (None, date(2026, 11, 13), "11月13日已结束"),
    ):
        (found,) = _weigh(RULES, ADULT, project="助餐", project_from=first, project_to=last)
        assert _codes([found]) == [(ProblemCode.OUTSIDE_PROJECT, Level.REASON)]
        assert "“助餐”" in found.message
        assert said in found.message
    assert _weigh(RULES, ADULT, project_from=DAY, project_to=DAY) == []


def test_minors_have_limits_on_the_day_of_service() -> None:
    limited = replace(RULES, minor_day_minutes=240, day_long=Level.OFF)
    (found,) = _weigh(limited, MINOR, day_minutes=200)
    assert _codes([found]) == [(ProblemCode.MINOR_LIMIT, Level.REASON)]
    assert _weigh(limited, MINOR, day_minutes=180) == []
    (night,) = _weigh(limited, MINOR, starts=21 * 60 + 30, ends=22 * 60 + 30)
    assert "06:00到22:00" in night.message
    assert _weigh(limited, MINOR, starts=21 * 60, ends=22 * 60) == []
    over = _weigh(limited, MINOR, minutes=60, starts=23 * 60 + 30, ends=30)
    assert _codes(over) == [(ProblemCode.MINOR_LIMIT, Level.REASON)]
    grown = MINOR._replace(birth=date(2008, 11, 14))  # eighteen on this very day
    assert _weigh(limited, grown, day_minutes=600) == []


def test_a_minor_without_a_guardians_consent_is_said() -> None:
    (found,) = _weigh(RULES, MINOR._replace(guardian_consented=False))
    assert (found.code, found.field) == (ProblemCode.MINOR_LIMIT, "volunteer")
    assert "监护人同意" in found.message


def test_a_rule_that_is_off_says_nothing() -> None:
    off = HourRules(
        day_long=Level.OFF,
        before_registration=Level.OFF,
        outside_project=Level.OFF,
        minor_limit=Level.OFF,
        minor_consent=Level.OFF,
    )
    young = MINOR._replace(guardian_consented=False, registered_on=date(2026, 12, 1))
    assert _weigh(off, young, day_minutes=900, project_to=date(2026, 1, 1)) == []


def test_a_closed_month_wants_a_reason_or_is_final() -> None:
    closed = frozenset({202611})
    late = RULES.check_day(DAY, DAY, closed)
    assert late is not None
    assert (late.code, late.level) == (ProblemCode.MONTH_LOCKED, Level.REASON)
    final = HourRules(late_hours=Level.REFUSE).check_day(DAY, DAY, closed)
    assert final is not None
    assert final.level is Level.REFUSE
    assert RULES.check_day(DAY, DAY, frozenset({202610})) is None
    future = RULES.check_day(date(2026, 11, 15), DAY, frozenset())
    assert future is not None
    assert (future.code, future.level) == (ProblemCode.DATE_FUTURE, Level.REFUSE)


def test_what_cannot_be_read_is_named() -> None:
    said = HourRules(broken=("一天最多",)).check_setting()
    assert said is not None
    assert said.code is ProblemCode.SETTING_BROKEN
    assert "“一天最多”" in said.message
    assert RULES.check_setting() is None


@example(date(2024, 2, 29), (date(2024, 2, 29) - date(2006, 2, 28)).days)
@example(date(2024, 2, 29), (date(2024, 2, 29) - date(2006, 3, 1)).days)
@given(st.dates(date(1996, 1, 1), date(2040, 1, 1)), st.integers(0, 9000))
def test_a_minor_is_one_by_the_age_on_the_day(on: date, days: int) -> None:
    birth = on - timedelta(days=days)
    rules = HourRules(minor_day_minutes=1, day_long=Level.OFF, minor_consent=Level.OFF)
    person = ADULT._replace(birth=birth, registered_on=None)
    assert bool(list(rules.weigh(person, Served(on, 60)))) == (age_on(birth, on) < 18)


def test_sentences_about_a_day_name_its_other_records() -> None:
    others = "当天已有“巡逻”10小时，"
    (found,) = _weigh(RULES, ADULT, day_minutes=600, beside=others)
    assert found.message == f"{others}11月14日合计11小时，超过8小时，请核对。"
    minor = _weigh(RULES, MINOR, day_minutes=600, beside=others)
    assert all(others in one.message for one in minor)


def test_a_second_record_of_one_undertaking_is_said() -> None:
    (found,) = _weigh(RULES, ADULT, again="“助餐”2小时")
    assert (found.code, found.level) == (ProblemCode.DUPLICATE_EXISTING, Level.WARN)
    assert found.message == "当天已登记过“助餐”2小时，这一条会另外加上，请核对是不是同一次。"
