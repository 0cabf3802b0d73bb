from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.activities import ActivityDraft
from volunteer_desk.domain.typed_activity import (
    Times,
    TypedActivity,
    plain_words,
    read_count,
    read_times,
    read_typed,
    typed_from,
)

TODAY = date(2026, 11, 22)
KEPT = ActivityDraft(0, TODAY, team_id=7)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", (None, None)),
        ("9:00-11:30", (time(9), time(11, 30))),
        ("上午9点到11点半", (time(9), time(11, 30))),
        ("22:00-1:00", (time(22), time(1))),
        ("９：００－１１：３０", (time(9), time(11, 30))),
        ("14点", (time(14), None)),
        ("9:30", (time(9, 30), None)),
    ],
)
def test_from_and_to_as_people_write_them(text: str, times: Times) -> None:
    assert read_times(text) == times


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2小时", "从几点到几点"),
        ("9:00-11:00、14:00-16:00", "建两场"),
        ("半天", "看不懂"),
        ("25:00-26:00", "看不懂"),
    ],
)
def test_what_is_no_from_and_to_is_said(text: str, said: str) -> None:
    found = read_times(text)
    assert isinstance(found, str)
    assert said in found


@pytest.mark.parametrize(
    ("text", "number"),
    [("30", 30), ("约３０人", 30), ("120 人次", 120), ("", None), ("很多", None)],
)
def test_counts(text: str, number: int | None) -> None:
    assert read_count(text) == number


def test_only_project_and_day_are_required() -> None:
    read = read_typed(TypedActivity("清洁家园", "28"), TODAY, KEPT)
    assert read.draft == replace(KEPT, held_on=date(2026, 11, 28))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (TypedActivity(" ", "28"), "project"),
        (TypedActivity("清洁", ""), "day"),
        (TypedActivity("清洁", "某天"), "day"),
        (TypedActivity("清洁", "28", "半天"), "times"),
        (TypedActivity("清洁", "28", planned="很多"), "planned"),
        (TypedActivity("清洁", "28", beneficiaries="-3"), "beneficiaries"),
    ],
)
def test_the_first_problem_names_its_field(typed: TypedActivity, field: str) -> None:
    read = read_typed(typed, TODAY, KEPT)
    assert read.draft is None
    assert read.field == field
    assert read.problem.endswith("。")


def test_words_stand_once_with_one_mark_between() -> None:
    assert plain_words("老年人,儿童， 老年人；残障人士") == "老年人、儿童、残障人士"


texts = st.text("㛃王欧阳·买买提abc 12", max_size=8).map(str.strip)


@given(
    st.builds(
        ActivityDraft,
        st.just(0),
        st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        starts=st.just(time(9)),
        ends=st.one_of(st.none(), st.times().map(lambda one: time(one.hour, one.minute))),
        place=texts,
        leader=texts,
        content=texts,
        planned_people=st.one_of(st.none(), st.integers(1, 9_999_999)),
        beneficiaries=st.one_of(st.none(), st.integers(0, 9_999_999)),
        remark=texts,
        weather=texts,
    ).filter(lambda draft: draft.ends != draft.starts)
)
def test_what_the_fields_show_reads_back(draft: ActivityDraft) -> None:
    assert read_typed(typed_from(draft, "项目"), TODAY, draft).draft == draft
