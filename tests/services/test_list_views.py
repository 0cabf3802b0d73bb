from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.services.people import a_person, some_hours
from volunteer_desk.domain.consent import Lack
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomFilter, CustomKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.saved_filters import filter_to_plain
from volunteer_desk.domain.volunteer_filters import (
    NOTHING,
    VolunteerFilter,
    filter_from_plain,
)
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.custom_fields import (
    custom_fields,
    define_field,
    retire_field,
    set_custom_values,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.list_columns import list_columns
from volunteer_desk.services.list_export import copied_list, export_list
from volunteer_desk.services.list_rows import list_rows
from volunteer_desk.services.list_views import (
    PEOPLE,
    ListView,
    ShownColumn,
    count_filters,
    drop_filter,
    keep_filter,
    read_view,
    save_columns,
    saved_filters,
)
from volunteer_desk.services.volunteer_lists import count_listed
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.store.volunteer_filters import months_before


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    """An adult who serves, one who never did, a boy of twelve, a new one with a field."""
    ids = {
        "serving": a_person(
            desk, 1, name="王伟", skills="摄像摄影、音乐", service_categories="社区服务、环境保护",
            team="党员队", consent_on=date(2026, 1, 5), availability="16",
        ),
        "idle": a_person(
            desk, 2, name="李秀", birth=date(1950, 11, 22), registered_on=date(2025, 3, 1),
            phone="13900000001", service_categories="社区服务站", availability="03 17",
        ),
        "boy": a_person(
            desk, 3, name="张小", birth=date(2014, 5, 5), gender="1", phone="13900000002",
            employer="第一小学", guardian_name="张大",
        ),
        "new": a_person(
            desk, 4, name="陈新", phone="13900000003", registered_on=date(2026, 11, 2),
            political_status="01",
        ),
    }  # fmt: skip
    some_hours(desk, ids["serving"], 180)
    define_field(desk, CustomFieldDraft("车牌", CustomKind.TEXT))
    define_field(desk, CustomFieldDraft("积分", CustomKind.NUMBER))
    plate, points = (one.id for one in custom_fields(desk))
    set_custom_values(desk, [ids["new"]], {plate: "京A12345", points: "90"})
    set_custom_values(desk, [ids["idle"]], {points: "100"})
    return ids


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (NOTHING, ["serving", "idle", "boy", "new"]),
        (VolunteerFilter(gender="1"), ["boy"]),
        (VolunteerFilter(age_from=76), ["idle"]),  # her birthday is today
        (VolunteerFilter(age_from=77), []),
        (VolunteerFilter(age_to=12), ["boy"]),
        (VolunteerFilter(age_to=11), []),
        (VolunteerFilter(age_from=30, age_to=60), ["serving", "new"]),
        (VolunteerFilter(political_status="01"), ["new"]),
        (VolunteerFilter(category="社区服务"), ["serving"]),
        (VolunteerFilter(category="环境保护"), ["serving"]),
        (VolunteerFilter(skill="音乐"), ["serving"]),
        (VolunteerFilter(free="16 17 18"), ["serving", "idle"]),
        (VolunteerFilter(free="17"), ["idle"]),
        (VolunteerFilter(skilled=True), ["serving"]),
        (VolunteerFilter(teamless=True), ["idle", "boy", "new"]),
        (VolunteerFilter(lack=Lack.CONSENT), ["idle", "new"]),
        (VolunteerFilter(lack=Lack.GUARDIAN_CONSENT), ["boy"]),
        (VolunteerFilter(new_this_month=True), ["new"]),
        (VolunteerFilter(served_within=1), ["serving"]),
        (VolunteerFilter(idle_for=6), ["idle", "boy"]),
        (VolunteerFilter(year_minutes_from=180), ["serving"]),
        (VolunteerFilter(year_minutes_from=181), []),
        (VolunteerFilter(year_minutes_to=0, gender="2"), ["idle", "new"]),
        (VolunteerFilter(custom=(CustomFilter(1, contains="A12"),)), ["new"]),
        (VolunteerFilter(custom=(CustomFilter(2, low="95"),)), ["idle"]),
        (VolunteerFilter(custom=(CustomFilter(2, filled=True),)), ["idle", "new"]),
        (VolunteerFilter(custom=(CustomFilter(99, filled=True),), gender="1"), []),
    ],
)
def test_a_filter_finds(
    desk: Desk, people: dict[str, int], where: VolunteerFilter, found: list[str]
) -> None:
    wanted = [people[name] for name in found]
    assert list(volunteer_ids(desk, VolunteerQuery(where=where))) == wanted
    named = volunteer_ids(desk, VolunteerQuery(where=where, sort="name"))
    assert sorted(named) == sorted(wanted)
    assert filter_from_plain(filter_to_plain(where)) == where


def test_names_are_sorted_by_pinyin_and_further_columns_sort(
    desk: Desk, people: dict[str, int]
) -> None:
    def order(sort: str, descending: bool = False) -> list[str]:
        names = {number: name for name, number in people.items()}
        query = VolunteerQuery(sort=sort, descending=descending)
        return [names[one] for one in volunteer_ids(desk, query)]

    assert order("name") == ["new", "idle", "serving", "boy"]  # 陈 李 王 张
    assert order("name", True) == ["boy", "serving", "idle", "new"]
    assert order("age")[0] == "boy"
    assert order("age", True)[0] == "idle"
    assert order("custom:2")[:2] == ["new", "idle"]  # 90 before 100: numbers
    assert order("minutes_year", True)[0] == "serving"
    assert order("last_served")[0] == "serving"
    for column in list_columns(desk):
        assert len(order(column.key)) == 4


def test_every_column_has_words(desk: Desk, people: dict[str, int]) -> None:
    columns = list_columns(desk)
    rows = list_rows(desk, list(people.values()), [one.key for one in columns])
    said = {
        name: {one.label: one.words(row) for one in columns}
        for name, row in zip(people, rows, strict=True)
    }
    assert said["serving"]["今年小时"] == "3.0"
    assert said["serving"]["最近服务"] == "2026-11-14"
    assert said["serving"]["年龄"] == "41"
    assert said["serving"]["同意日期"] == "2026-01-05"
    assert said["new"]["车牌"] == "京A12345"
    assert said["new"]["政治面貌"] == "中共党员"
    # a child's data is hidden altogether
    assert {said["boy"][label] for label in ("证件号", "电话", "工作单位", "监护人")} == {"******"}
    assert said["boy"]["年龄"] == ""


def test_a_list_is_exported_as_it_is_shown(
    desk: Desk, people: dict[str, int], tmp_path: Path
) -> None:
    columns = [one for one in list_columns(desk) if one.key in ("name", "phone_masked", "custom:2")]
    ids = [people["new"], people["boy"]]
    assert export_list(desk, ids, columns, tmp_path / "a.xlsx") == 2
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0)
    assert sheet.to_python()[1:] == [
        ["姓名", "电话", "积分"],
        ["陈新", "139****0003", 90],
        ["张小", "******", ""],
    ]
    assert list_disclosures(desk) == ()
    with pytest.raises(UserFacingError, match="理由"):
        export_list(desk, ids, columns, tmp_path / "b.xlsx", unmasked=True, reason=" ")
    assert not (tmp_path / "b.xlsx").exists()
    export_list(desk, ids, columns, tmp_path / "b.xlsx", unmasked=True, reason="办理保险")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "b.xlsx")).get_sheet_by_index(0)
    assert sheet.to_python()[3] == ["张小", "13900000002", ""]
    (logged,) = list_disclosures(desk)
    assert (logged.reason, logged.rows) == ("办理保险", 2)


def test_a_copied_list_says_which_columns_hold_figures(desk: Desk, people: dict[str, int]) -> None:
    columns = [one for one in list_columns(desk) if one.key in ("name", "id_masked", "minutes")]
    copied = copied_list(desk, [people["serving"]], columns)
    assert copied.heads == ("姓名", "证件号", "累计小时")
    ((name, document, hours),) = copied.rows
    assert (name, document[:3], hours) == ("王伟", "110", "3.0")
    assert copied.numbers == (False, False, True)  # the others are text to WPS


def test_a_view_is_remembered(desk: Desk) -> None:
    assert read_view(desk, "volunteers") == ListView()
    chosen = (ShownColumn("name", 200), ShownColumn("age"))
    save_columns(desk, "volunteers", chosen)
    keep_filter(desk, PEOPLE, " 老 党员 ", VolunteerFilter(age_from=60))
    keep_filter(desk, PEOPLE, "老 党员", VolunteerFilter(age_from=65))
    assert read_view(desk, "volunteers").columns == chosen
    own = [one for one in saved_filters(desk, PEOPLE) if one.own]
    assert [(one.name, one.where.age_from) for one in own] == [("老 党员", 65)]
    assert (
        count_filters(desk, PEOPLE, lambda where: count_listed(desk, VolunteerQuery(where=where)))[
            "老 党员"
        ]
        == 0
    )
    drop_filter(desk, PEOPLE, "老 党员")
    assert not any(one.own for one in saved_filters(desk, PEOPLE))
    assert read_view(desk, "volunteers").columns == chosen


@pytest.mark.parametrize("title", ["", "本月新增", "一个太长太长太长太长的名字"])
def test_a_filter_needs_a_name_of_its_own(desk: Desk, title: str) -> None:
    with pytest.raises(UserFacingError):
        keep_filter(desk, PEOPLE, title, VolunteerFilter(gender="1"))


def test_a_filter_of_nothing_is_not_kept(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="条件"):
        keep_filter(desk, PEOPLE, "全部", NOTHING)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 6, date(2026, 5, 22)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
    ],
)
def test_months_ago(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_a_filter_is_stored_field_by_field() -> None:
    for one in fields(VolunteerFilter):
        assert hasattr(NOTHING, one.name)
    assert filter_from_plain({"gender": "1", "of_another_version": 7}).gender == "1"


def test_a_filter_is_renamed_where_it_stands(desk: Desk) -> None:
    old, other = VolunteerFilter(gender="1"), VolunteerFilter(gender="2")
    keep_filter(desk, PEOPLE, "男", old)
    keep_filter(desk, PEOPLE, "女", other)
    keep_filter(desk, PEOPLE, "男志愿者", old)
    own = [(one.name, one.where) for one in saved_filters(desk, PEOPLE) if one.own]
    assert own == [("男志愿者", old), ("女", other)]
    keep_filter(desk, PEOPLE, "女", old)
    own = [(one.name, one.where) for one in saved_filters(desk, PEOPLE) if one.own]
    assert own == [("女", old)]


def test_a_filter_by_a_retired_field_still_narrows(desk: Desk, people: dict[str, int]) -> None:
    define_field(desk, CustomFieldDraft("常开的车"))
    field = next(one for one in custom_fields(desk) if one.name == "常开的车")
    one = next(iter(people.values()))
    set_custom_values(desk, [one], {field.id: "浙A\t1\n2"})
    where = VolunteerFilter(custom=(CustomFilter(field.id, filled=True),))
    asked = VolunteerQuery(status=None, where=where)
    assert list(volunteer_ids(desk, asked)) == [one]
    (row,) = list_rows(desk, [one], [f"custom:{field.id}"])
    assert row.more[f"custom:{field.id}"] == "浙A 1 2"  # one line, or a list would fall apart
    retire_field(desk, field.id)
    assert list(volunteer_ids(desk, asked)) == [one]
    gone = VolunteerFilter(custom=(CustomFilter(field.id + 99, filled=True),))
    assert list(volunteer_ids(desk, VolunteerQuery(status=None, where=gone))) == []


def test_every_field_of_the_card_is_a_column_in_words(desk: Desk) -> None:
    one = a_person(
        desk, emergency_phone="13900002222", availability="16 17", education="1",
        guardian_relation="母亲",
    )  # fmt: skip
    keys = [column.key for column in list_columns(desk)]
    (row,) = list_rows(desk, [one], keys)
    assert row.more["availability"] == "周六上午下午"
    assert row.more["id_type"] == "身份证"
    assert row.more["emergency_phone"] == "139****2222"
    assert row.more["guardian_relation"] == "母亲"
    for key in keys:
        assert list(volunteer_ids(desk, VolunteerQuery(sort=key))) == [one]
