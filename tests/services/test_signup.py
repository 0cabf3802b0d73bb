import json
from datetime import date
from pathlib import Path

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, an_activity, register, register_roster
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HoursSource
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.signup import left_open, log_signup, read_signup
from volunteer_desk.services.status import change_status

DAY = date(2026, 11, 14)


def test_the_sample_text_gives_its_truth(desk: Desk, samples: Path) -> None:
    ids = register_roster(desk, samples)
    truth = json.loads((samples / "jielong.txt.truth.json").read_text("utf-8"))
    reading = read_signup(desk, (samples / "jielong.txt").read_text("utf-8"), 120)
    known = [line for line in reading.lines if line.volunteer_id or line.candidates]
    assert len(known) == len(truth["matched"])
    for line, document in zip(known, truth["matched"], strict=True):
        assert ids[document] in (line.candidates or (line.volunteer_id,))
    unknown = [line.name for line in reading.lines if line not in known]
    assert unknown == truth["unknown"]
    certain = [line for line in reading.lines if line.volunteer_id]
    assert len(certain) >= len(known) - 3

    logged = log_signup(desk, reading, "周末清洁家园", DAY, minutes=120)
    assert (logged.people, logged.problems) == (len(certain), ())
    assert {row.source for row in list_hours(desk)} == {HoursSource.PASTED}
    (activity,) = list_activities(desk)
    assert (activity.project, activity.state) == ("周末清洁家园", ActivityState.RECORDED)


def test_the_projects_own_activity_is_used_and_pasting_twice_refused(desk: Desk) -> None:
    register(desk, "王建国", "李秀英")
    activity = an_activity(desk, DAY)
    reading = read_signup(desk, "#接龙\n1. 王建国\n2. 李秀英 2小时\n3. 王建国", 90)
    logged = log_signup(desk, reading, " 周末清洁家园 ", DAY, minutes=90)
    assert (logged.people, logged.minutes) == (2, 210)
    (row,) = list_activities(desk)
    assert (row.id, row.state) == (activity, ActivityState.RECORDED)
    again = log_signup(desk, reading, "周末清洁家园", DAY, minutes=90)
    assert [(p.row, p.code) for p in again.problems] == [
        (2, ProblemCode.DUPLICATE_EXISTING),
        (3, ProblemCode.DUPLICATE_EXISTING),
    ]


def test_a_refused_paste_makes_no_project(desk: Desk) -> None:
    register(desk, "王建国")
    reading = read_signup(desk, "1. 王建国", 90)
    logged = log_signup(desk, reading, "周末清洁家园", date(2026, 12, 1), minutes=90)
    assert [p.code for p in logged.problems] == [ProblemCode.DATE_FUTURE]
    assert list_activities(desk) == ()


def test_phones_come_first_and_companions_add_nobody(desk: Desk) -> None:
    first, second = register(desk, "王伟", "王伟", phones=["13800001111", "13800002222"])
    reading = read_signup(desk, "1. 王伟 138 0000 2222\n2. 王伟（带2人）\n3. 路人", 60)
    assert [line.volunteer_id for line in reading.lines] == [second, None, None]
    assert reading.lines[1].candidates == (first, second)
    assert reading.lines[1].said.companions == 2


def test_nothing_to_do_is_said(desk: Desk) -> None:
    a_project(desk)
    with pytest.raises(UserFacingError, match="没有认出人名"):
        read_signup(desk, "", 60)
    with pytest.raises(UserFacingError, match="24小时"):
        read_signup(desk, "1. 王伟", 1500)
    reading = read_signup(desk, "1. 王伟", 60)
    with pytest.raises(UserFacingError, match="没有能唯一对上"):
        log_signup(desk, reading, "周末清洁家园", DAY, minutes=60)
    with pytest.raises(UserFacingError, match="项目名称"):
        log_signup(desk, reading, " ", DAY, minutes=60)


def test_who_left_since_is_meant_by_their_phone_and_the_day_decides(desk: Desk) -> None:
    (wang,) = register(desk, "王建国", phones=["13800001111"])
    change_status(desk, [wang], VolunteerStatus.LEFT, date(2026, 11, 10), "搬走了")
    reading = read_signup(desk, "1. 王建国 13800001111", 90)
    assert [line.volunteer_id for line in reading.lines] == [wang], "not to be registered anew"
    refused = log_signup(desk, reading, "清洁家园", DAY, minutes=90)
    assert [p.code for p in refused.problems] == [ProblemCode.AFTER_LEAVING]
    assert log_signup(desk, reading, "清洁家园", date(2026, 11, 7), minutes=90).people == 1


def test_a_bare_number_is_kept_as_words_and_an_unread_time_stops_the_list(desk: Desk) -> None:
    register(desk, "王建国", "李秀英")
    reading = read_signup(desk, "1. 王建国 2\n2. 李秀英（带1人）", 90)
    assert log_signup(desk, reading, "清洁家园", DAY, minutes=90).minutes == 180
    assert sorted(row.remark for row in list_hours(desk)) == ["2", "带1人"]
    cells = read_signup(desk, "姓名\t时长\n王建国\t半天", 90)
    logged = log_signup(desk, cells, "敬老助餐", DAY, minutes=90)
    assert [(p.row, p.code) for p in logged.problems] == [(2, ProblemCode.HOURS_INVALID)]
    assert logged.batch is None


def test_whom_the_roll_knows_is_not_lost_beside_another_name(desk: Desk) -> None:
    wang, li = register(desk, "王建国", "李秀英")
    text = "1. 王建国 李秀英\n2. 王建国 高新\n3. 王建国（组长） 李秀英\n4. 王建国 代 李秀英"
    reading = read_signup(desk, text, 60)
    assert [
        (one.line, one.volunteer_id, one.said.remark, one.certain) for one in reading.lines
    ] == [
        (1, wang, "", True),
        (1, li, "", True),
        (2, wang, "高新", True),
        (3, wang, "组长 李秀英", True),
        (3, li, "", False),
        (4, wang, "代 李秀英", True),
    ]


def test_who_asked_for_leave_is_not_credited_unasked(desk: Desk) -> None:
    wang, li = register(desk, "王建国", "李秀英")
    reading = read_signup(desk, "1. 王建国 请假\n2. 李秀英", 60)
    assert [one.asked for one in reading.lines] == [(wang,), ()]
    assert [(one.row, one.message) for one in left_open(reading)] == [
        (1, "王建国没有登记，写着“请假”；来了请去掉它。")
    ]
    assert log_signup(desk, reading, "清洁家园", DAY, minutes=60).people == 1
    assert [row.volunteer_id for row in list_hours(desk)] == [li]
