"""A plan is settled again only where something was written since, and then as if planned now."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import a_crowd, a_draft, valid_id
from tests.services.test_import_cases import bare, people
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.domain.imports import OnProblem, VolunteerImportPlan
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services import volunteer_import
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_checks import check_values, settle_plain
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers
from volunteer_desk.store import newcomers
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.roster import write_roster
from volunteer_desk.store.search import rebuild_search

HEAD = ["姓名", "身份证号", "手机", "队伍"]
TODAY = date(2026, 11, 22)


@pytest.fixture
def plan(desk: Desk, tmp_path: Path) -> RosterPlan:
    rows = [["王伟", "", "13800001111", "青年队"], ["李娜", valid_id(gender="2"), "", ""]]
    return plan_volunteer_import(desk, a_sheet(tmp_path, HEAD, *rows))


def refuse(*_args: object) -> None:
    raise AssertionError("settled again")


def test_nothing_was_written_so_nothing_is_settled_again(
    desk: Desk, plan: RosterPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volunteer_import, "load_meant", refuse)
    assert commit_volunteer_import(desk, plan, OnProblem.STOP).new == 2


def test_whatever_was_written_since_counts(desk: Desk, plan: RosterPlan) -> None:
    save_volunteer(desk, bare("王伟", phone="13800001111"))
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.new, report.updated) == (1, 1)
    assert sorted(one.name for one in people(desk)) == ["李娜", "王伟"]


def test_a_plan_of_other_rows_has_no_proof(
    desk: Desk, plan: RosterPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = VolunteerImportPlan(plan.source, plan.rows[:1])
    monkeypatch.setattr(volunteer_import, "load_meant", refuse)
    with pytest.raises(AssertionError, match="again"):
        commit_volunteer_import(desk, fewer, OnProblem.STOP)


def test_the_same_plan_twice_changes_nothing_the_second_time(desk: Desk, plan: RosterPlan) -> None:
    assert commit_volunteer_import(desk, plan, OnProblem.STOP).new == 2
    again = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (again.new, again.updated, again.unchanged, again.batch) == (0, 0, 2, None)


NUMBERS = st.one_of(
    st.none(),
    st.just(""),
    st.builds(
        lambda gender, serial: valid_id(date(1985, 3, 5), gender, serial=serial),
        st.sampled_from("12"),
        st.integers(1, 400),
    ),
    st.text("0123456789X", min_size=15, max_size=19),
    st.just("11010520991231001" + "3"),
)


@given(
    name=st.sampled_from(["王伟", "王 伟", "", "阿依古丽·买买提", "\ue863瑶", "欧阳建国"]),
    number=NUMBERS,
    gender=st.sampled_from([None, "1", "2"]),
    birth=st.sampled_from([None, date(1985, 3, 5), date(1985, 3, 1), date(2027, 1, 1)]),
    phone=st.sampled_from([None, "13800001111", "138 0000 1111", "12345"]),
    id_type=st.sampled_from([None, "01", "02", "05"]),
)
def test_the_short_way_comes_to_what_the_long_one_does(
    name: str,
    number: str | None,
    gender: str | None,
    birth: date | None,
    phone: str | None,
    id_type: str | None,
) -> None:
    said: dict[str, Any] = {"name": name, "id_number": number, "gender": gender, "birth": birth}
    said |= {"phone": phone, "id_type": id_type}
    values = {field: value for field, value in said.items() if value is not None}
    short, long = dict(values), dict(values)
    findings = check_values(long, TODAY)
    if settle_plain(short, TODAY):
        assert findings == []
        assert VolunteerDraft(**short) == VolunteerDraft(**long)
    else:
        assert short == values


def test_a_draft_that_holds_what_was_given_is_like_any_other() -> None:
    held = VolunteerDraft.holding({"name": "王伟", "phone": "13800001111"})
    usual = VolunteerDraft("王伟", phone="13800001111")
    assert (held, hash(held)) == (usual, hash(usual))
    assert (held.birth, held.team) == (None, None)


def indexed(connection: Connection) -> list[tuple[object, ...]]:
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms "
        "USING fts5vocab('main', 'volunteer_search', 'col')"
    )
    return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM temp.terms")]


def test_many_new_people_are_written_whole_and_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newcomers, "_CHUNK", 2000)
    mixed = [*a_crowd(5003), a_draft(name="单小红", id_number=valid_id(serial=499), team="一队")]
    done: list[int] = []
    with desk.database.writing() as connection:
        batch = connection.exec_driver_sql(
            "INSERT INTO batch (uid, kind, label, rows, made_at, made_by) "
            "VALUES (x'01', 'import_volunteers', '', 0, '2026-11-22 00:00:00', '') RETURNING id"
        ).scalar_one()
        write_roster(
            connection,
            mixed,
            (),
            prefix="ZY",
            now=desk.now(),
            batch_id=batch,
            progress=lambda at, _total: done.append(at),
        )
    assert done == [0, 2000, 4000, 5004]
    assert len(people(desk)) == 5004
    hit = search_volunteers(desk, "shanxh")[0]
    assert (hit.name, hit.team) == ("单小红", "一队")
    with desk.database.writing() as connection:
        before = indexed(connection)
        rebuild_search(connection)
        assert indexed(connection) == before
        assert len(before) > 5000
        left = connection.exec_driver_sql(
            "SELECT COUNT(*) FROM temp.sqlite_master WHERE name = 'newcomer'"
        )
        assert left.scalar_one() == 0
