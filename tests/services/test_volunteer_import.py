import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import a_draft, valid_id
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.domain.imports import ImportReport, OnProblem, RowState
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import short_words
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
    report_of,
)
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_ids,
    volunteer_rows,
)
from volunteer_desk.store.volunteers import read_drafts

ROSTERS = [
    "roster.xlsx",
    "roster_plain.xlsx",
    "roster_old.xls",
    "roster_gbk.csv",
    "roster_scientific.csv",
]
HEADS = "姓名,性别,出生日期,身份证号,手机,政治面貌,队伍,备注"


def _truth(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_name(path.name + ".truth.json").read_text("utf-8"))
    return found


def _roster(folder: Path, *lines: str, heads: str = HEADS) -> Path:
    path = folder / "名单.csv"
    path.write_text("\n".join([heads, *lines]), "utf-8-sig")
    return path


def _import(desk: Desk, path: Path, on_problem: OnProblem = OnProblem.SKIP) -> ImportReport:
    return commit_volunteer_import(desk, plan_volunteer_import(desk, path), on_problem)


def _everyone(desk: Desk) -> dict[str, VolunteerDraft]:
    ids = list(volunteer_ids(desk, VolunteerQuery(status=None)))
    with desk.database.reading() as connection:
        drafts = read_drafts(connection, ids)
    return {draft.id_number or draft.name: draft for draft in drafts.values()}


@pytest.mark.parametrize("name", ROSTERS)
def test_every_sample_roster_gives_its_truth(desk: Desk, samples: Path, name: str) -> None:
    path = samples / name
    truth = _truth(path)
    report = _import(desk, path)
    assert report.rows == truth["rows"]
    assert (report.new, report.updated, report.unchanged) == (truth["new"], 0, 0)
    assert [(p.row, p.code.value) for p in report.problems] == [
        (problem["row"], problem["code"]) for problem in truth["problems"]
    ]
    people = _everyone(desk)
    ids = volunteer_ids(desk, VolunteerQuery(status=None))
    assert len(ids) == truth["new"]
    teams = {row.name: row.team for row in volunteer_rows(desk, ids)}
    politics = short_words(desk, "political_status")
    has_politics = any(draft.political_status for draft in people.values())
    for document, person in truth.get("people", {}).items():
        draft = people[document]
        assert (draft.name, draft.phone) == (person["name"], person["phone"])
        assert draft.birth is not None
        assert draft.birth.isoformat() == person["birth"]
        assert {"1": "男", "2": "女"}[draft.gender or ""] == person["gender"]
        assert draft.id_type == "01"
        assert teams[draft.name]
        if has_politics:
            assert politics[draft.political_status or ""] == person["politics"]


@pytest.mark.parametrize("name", ROSTERS)
def test_teams_of_a_sample_are_its_truth(desk: Desk, samples: Path, name: str) -> None:
    truth = _truth(samples / name).get("people", {})
    _import(desk, samples / name)
    for document, person in truth.items():
        hits = search_volunteers(desk, f"{person['name']} {document[-4:]}")
        assert person["team"] in {hit.team for hit in hits}


@pytest.mark.parametrize("name", ROSTERS)
def test_the_same_roster_again_changes_nothing(desk: Desk, samples: Path, name: str) -> None:
    first = _import(desk, samples / name)
    before = _everyone(desk)
    again = _import(desk, samples / name)
    assert (again.new, again.updated, again.unchanged) == (0, 0, first.new)
    assert again.problems == first.problems
    assert again.batch is None
    assert _everyone(desk) == before


def test_a_dry_run_writes_nothing(desk: Desk, samples: Path) -> None:
    plan = plan_volunteer_import(desk, samples / "roster_plain.xlsx")
    assert report_of(plan).new == 54
    assert report_of(plan).batch is None
    assert ("身份证号", "id_number") in plan.columns
    assert len(volunteer_ids(desk, VolunteerQuery(status=None))) == 0


def test_stop_writes_nothing_when_a_row_waits(desk: Desk, samples: Path) -> None:
    report = _import(desk, samples / "roster_plain.xlsx", OnProblem.STOP)
    assert (report.new, report.batch) == (54, None)
    assert len(volunteer_ids(desk, VolunteerQuery(status=None))) == 0
    assert _import(desk, samples / "roster_gbk.csv", OnProblem.STOP).batch is not None


def test_a_changed_row_says_old_and_new_and_blanks_overwrite_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    save_volunteer(desk, a_draft(name="李敏", employer="图书馆", remark="会手语"))
    document = valid_id(gender="2")
    plan = plan_volunteer_import(
        desk, _roster(tmp_path, f"李敏,,,{document},13900002222,中共党员,巾帼队,")
    )
    (row,) = plan.rows
    assert row.state is RowState.CHANGED
    assert [(d.label, d.old, d.new) for d in row.differences] == [
        ("联系电话", "138****1111", "139****2222"),
        ("政治面貌", "群众", "中共党员"),
        ("所属队伍", "", "巾帼队"),
    ]
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.new, report.updated) == (0, 1)
    changed = _everyone(desk)[document]
    assert (changed.phone, changed.remark, changed.employer) == ("13900002222", "会手语", "图书馆")
    assert search_volunteers(desk, "巾帼")[0].phone_tail == "2222"


def test_a_person_is_known_by_phone_and_name_but_never_by_name_alone(
    desk: Desk, tmp_path: Path
) -> None:
    save_volunteer(desk, a_draft(name="王伟", id_number=None, id_type=None))
    path = _roster(
        tmp_path,
        f"王 伟,,,{valid_id(gender='2')},13800001111,,,",  # the same phone and name: him
        "王伟,,,,13900003333,,,",  # another of that name
    )
    plan = plan_volunteer_import(desk, path)
    assert [row.state for row in plan.rows] == [RowState.CHANGED, RowState.NEW]


def test_another_document_with_the_same_phone_and_name_waits(desk: Desk, tmp_path: Path) -> None:
    save_volunteer(desk, a_draft(name="王伟"))
    plan = plan_volunteer_import(
        desk, _roster(tmp_path, f"王伟,,,{valid_id(serial=77)},13800001111,,,")
    )
    assert [p.code for p in plan.rows[0].problems] == ["duplicate_existing"]


def test_rows_with_a_bare_name_are_new_once(desk: Desk, tmp_path: Path) -> None:
    path = _roster(tmp_path, "王伟,,,,,,青年队,", "王伟,,,,,,青年队,", "王伟,男,,,,,青年队,")
    assert _import(desk, path).new == 3
    again = _import(desk, path)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 3)


def test_the_same_person_twice_in_a_file_is_told_by_document_or_phone(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = valid_id(serial=1), valid_id(serial=2)
    plan = plan_volunteer_import(
        desk,
        _roster(
            tmp_path,
            f"王伟,,,{one},13800001111,,,",
            f"王玮,,,{one},13900001111,,,",  # the same document
            f"王伟,,,{two},13800001111,,,",  # two documents: a namesake who shares the phone
            "王伟,,,,13800001111,,,",  # the same phone and name
            "王炜,,,,13800001111,,,",  # the same phone, another name
        ),
    )
    assert [row.state.value for row in plan.rows] == ["new", "problem", "new", "problem", "new"]


def test_what_nobody_can_read_waits_and_unknown_words_are_kept(desk: Desk, tmp_path: Path) -> None:
    plan = plan_volunteer_import(
        desk,
        _roster(
            tmp_path,
            "王伟,未知,,,13800001111,,,",
            "王玮,,65年冬,,13800001112,,,",
            "王炜,,,,13800001113,爱国人士,,",
            "王\ue000,,,,13800001114,,,",
            "王维,,2030-01-01,,13800001115,,,",
            "王唯,女,1985-03-06," + valid_id(gender="1") + ",13800001116,,,",
        ),
    )
    assert [[p.code.value for p in row.problems] for row in plan.rows] == [
        ["gender_mismatch"],
        ["date_invalid"],
        [],
        ["character_invisible"],
        ["date_future"],
        ["birth_mismatch", "gender_mismatch"],
    ]
    commit_volunteer_import(desk, plan, OnProblem.SKIP)
    (row,) = volunteer_rows(desk, volunteer_ids(desk, VolunteerQuery()))
    assert row.political_status == "爱国人士"


def test_a_plan_gone_stale_is_settled_again(desk: Desk, tmp_path: Path) -> None:
    path = _roster(tmp_path, f"王建华,女,,{valid_id(gender='2')},13800001111,群众,,新备注")
    plan = plan_volunteer_import(desk, path)
    assert report_of(plan).new == 1
    save_volunteer(desk, a_draft())
    report = commit_volunteer_import(desk, plan, OnProblem.STOP)
    assert (report.new, report.updated) == (0, 1)
    assert _everyone(desk)[valid_id(gender="2")].remark == "新备注"


def test_cancelling_leaves_nothing_behind(desk: Desk, samples: Path) -> None:
    plan = plan_volunteer_import(desk, samples / "roster.xlsx")

    def cancel(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        commit_volunteer_import(desk, plan, OnProblem.SKIP, cancel)
    assert len(volunteer_ids(desk, VolunteerQuery(status=None))) == 0
    assert search_volunteers(desk, "余力凤") == ()
    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    assert report.new == 206
    first = volunteer_rows(desk, volunteer_ids(desk, VolunteerQuery())[:1])
    assert first[0].number == "ZY2026000001"


def test_a_file_without_names_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError):
        plan_volunteer_import(desk, _roster(tmp_path, "1,2", heads="甲,乙"))


def test_time_consent_and_the_guardian_s_relation_are_columns_too(
    desk: Desk, tmp_path: Path
) -> None:
    heads = "姓名,手机,可服务时间,同意日期,同意方式,同意人,监护人,与监护人关系"
    first = "王建华,13800001111,周末全天,2026-1-5,纸质签字,本人,李秀英,母亲"
    _import(desk, _roster(tmp_path, first, "张伟,13800002222,寒暑假,,,,,", heads=heads))
    everyone = _everyone(desk)
    stored = everyone["王建华"]
    assert stored.availability == "16 17 18 19 20 21"
    assert (stored.consent_way, stored.consent_by) == ("纸质签字", "本人")
    assert stored.guardian_relation == "母亲"
    assert everyone["张伟"].availability == "寒暑假"
    again = _roster(tmp_path, "王建华,13800001111,周六上午,,,,,", heads=heads)
    (row,) = plan_volunteer_import(desk, again).rows
    assert [(one.old, one.new) for one in row.differences] == [("周六全天、周日全天", "周六上午")]
