from datetime import date

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register
from tests.services.signing import TODAY, an_occasion, expecting
from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursSource
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.sign_sheets import SheetPeople, SignSheet
from volunteer_desk.services.approval import approve_hours, return_hours
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.erasing import erase_volunteer
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.sheet_logging import log_sheet, try_lines
from volunteer_desk.services.sign_occasions import activities_to_sign, people_for_sheet
from volunteer_desk.services.sign_sheets import (
    discard_sheet,
    draw_sign_sheet,
    find_by_code,
    make_sheet,
    open_sheet,
    sheets_of,
)


def a_sheet(desk: Desk, blank: int = 2) -> SignSheet:
    activity = an_occasion(desk)
    people = expecting(desk, activity, "王建国", "欧阳·买买提江·吐尔逊", "㛃䶮")
    return make_sheet(desk, activity, people, blank)


def lines_of(sheet: SignSheet, minutes: int = 150) -> list[HourLine]:
    return [
        HourLine(line.volunteer_id, minutes, 540, 540 + minutes)
        for line in sheet.lines
        if line.volunteer_id is not None
    ]


def test_a_sheet_has_the_people_in_order_then_blank_rows(desk: Desk) -> None:
    sheet = a_sheet(desk)
    assert [line.position for line in sheet.lines] == [1, 2, 3, 4, 5]
    assert [line.name for line in sheet.lines] == ["王建国", "欧阳·买买提江·吐尔逊", "㛃䶮", "", ""]
    assert sheet.lines[0].phone == "138****0000"
    assert len({line.code for line in sheet.lines}) == 5
    assert sheet.occasion.times == "09:00–11:30"


def test_a_sheet_comes_back_by_its_code_and_by_a_rows(desk: Desk) -> None:
    sheet = a_sheet(desk)
    assert find_by_code(desk, sheet.code) == (sheet, None)
    assert find_by_code(desk, sheet.lines[2].code) == (sheet, 3)


def test_a_mistyped_code_is_refused_and_a_strange_one_too(desk: Desk) -> None:
    sheet = a_sheet(desk)
    slipped = sheet.lines[0].code[:-1] + str((int(sheet.lines[0].code[-1]) + 1) % 10)
    with pytest.raises(UserFacingError, match="读错或打错"):
        find_by_code(desk, slipped)
    with pytest.raises(UserFacingError, match="不是签到表"):
        find_by_code(desk, "王建国")
    discard_sheet(desk, sheet.id)
    with pytest.raises(UserFacingError, match="没有这张签到表"):
        find_by_code(desk, sheet.code)


def test_the_same_sheet_again_keeps_its_code_another_gets_its_own(desk: Desk) -> None:
    sheet = a_sheet(desk)
    people = [line.volunteer_id for line in sheet.lines if line.volunteer_id]
    assert make_sheet(desk, sheet.occasion.id, people, 2).code == sheet.code
    other = make_sheet(desk, sheet.occasion.id, people, 3)
    assert other.code != sheet.code
    assert [row.code for row in sheets_of(desk, sheet.occasion.id)] == [other.code, sheet.code]


def test_a_sheet_is_filled_from_the_list_the_team_or_last_time(desk: Desk) -> None:
    team = a_team(desk)
    here = an_activity(desk, TODAY, team_id=team)
    listed = expecting(desk, here, "王建国")
    members = register(desk, "李秀英", "张伟", team_id=team)
    register(desk, "王离开", team_id=team, status="left")
    before = an_activity(desk, date(2026, 11, 15))
    (came,) = register(desk, "阿依古丽·买买提")
    log_hours(desk, HoursDraft(before, (HourLine(came, 60),)))
    assert people_for_sheet(desk, here, SheetPeople.EXPECTED) == listed
    assert people_for_sheet(desk, here, SheetPeople.TEAM) == members
    assert people_for_sheet(desk, here, SheetPeople.LAST) == [came]
    assert people_for_sheet(desk, here, SheetPeople.NOBODY) == []


@pytest.mark.parametrize("blank", [0, 501])
def test_a_sheet_without_rows_or_with_too_many_is_refused(desk: Desk, blank: int) -> None:
    activity = an_occasion(desk)
    with pytest.raises(UserFacingError):
        make_sheet(desk, activity, [], blank)


def test_logging_a_sheet_is_one_batch_of_source_signed(desk: Desk) -> None:
    sheet = a_sheet(desk)
    logged = log_sheet(desk, sheet.id, lines_of(sheet), "one")
    assert (logged.people, logged.minutes) == (3, 450)
    rows = list_hours(desk, activity_id=sheet.occasion.id)
    assert {row.source for row in rows} == {HoursSource.SIGNED}
    again = open_sheet(desk, sheet.id)
    assert [line.credited for line in again.lines] == [150, 150, 150, 0, 0]
    assert again.batches == (logged.batch,)
    assert sheets_of(desk, sheet.occasion.id)[0].logged


def test_the_same_request_twice_is_one_batch(desk: Desk) -> None:
    sheet = a_sheet(desk)
    first = log_sheet(desk, sheet.id, lines_of(sheet), "one")
    assert log_sheet(desk, sheet.id, lines_of(sheet), "one").batch == first.batch
    assert len(list_hours(desk, activity_id=sheet.occasion.id)) == 3


def test_a_person_is_not_credited_twice_from_one_sheet(desk: Desk) -> None:
    sheet = a_sheet(desk)
    log_sheet(desk, sheet.id, lines_of(sheet)[:2], "one")
    with pytest.raises(UserFacingError, match="已经登记过其中2人"):
        log_sheet(desk, sheet.id, lines_of(sheet, 60), "two")
    assert log_sheet(desk, sheet.id, lines_of(sheet)[2:], "three").people == 1
    assert open_sheet(desk, sheet.id).credited == 3


def test_undo_makes_the_sheet_loggable_again(desk: Desk) -> None:
    sheet = a_sheet(desk)
    logged = log_sheet(desk, sheet.id, lines_of(sheet), "one")
    with pytest.raises(UserFacingError, match="已经登记过时长"):
        discard_sheet(desk, sheet.id)
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    again = open_sheet(desk, sheet.id)
    assert again.batches == ()
    assert again.credited == 0
    assert log_sheet(desk, sheet.id, lines_of(sheet), "two").people == 3


def test_problems_come_back_and_nothing_is_written(desk: Desk) -> None:
    sheet = a_sheet(desk)
    lines = lines_of(sheet)
    other = an_occasion(desk, project="敬老助餐")
    log_hours(desk, HoursDraft(other, (lines[1],)))
    tried = try_lines(desk, sheet.occasion.id, lines)
    assert [problem.row for problem in tried.problems] == [2]
    assert "敬老助餐" in tried.problems[0].message
    refused = log_sheet(desk, sheet.id, lines, "one")
    assert refused.batch is None
    assert open_sheet(desk, sheet.id).credited == 0


def test_a_merged_card_keeps_its_row(desk: Desk) -> None:
    sheet = a_sheet(desk)
    first, last = sheet.lines[0].volunteer_id, sheet.lines[2].volunteer_id
    assert first is not None
    assert last is not None
    merge_volunteers(desk, first, last)
    assert open_sheet(desk, sheet.id).lines[2].volunteer_id == first


def test_an_erased_person_is_not_credited(desk: Desk) -> None:
    sheet = a_sheet(desk)
    person = sheet.lines[0].volunteer_id
    assert person is not None
    erase_volunteer(desk, person, "本人要求")
    assert not open_sheet(desk, sheet.id).lines[0].serving


def test_activities_are_found_by_day_and_name(desk: Desk) -> None:
    first = an_occasion(desk)
    an_occasion(desk, project="敬老助餐")
    span = Span(TODAY, TODAY)
    assert len(activities_to_sign(desk, span)) == 2
    (found,) = activities_to_sign(desk, span, "清洁")
    assert (found.id, found.leader, found.place) == (first, "王建国", "小区南门")


def test_the_paper_is_filed_by_day_and_code(desk: Desk) -> None:
    sheet = a_sheet(desk)
    paper = draw_sign_sheet(desk, sheet)
    assert paper.name == ("签到表", f"签到表_2026-11-22_{sheet.code}.pdf")
    assert paper.pdf.startswith(b"%PDF")


def test_hours_that_wait_are_logged_and_returned_ones_are_free_again(desk: Desk) -> None:
    change_settings(desk, approval=True)
    sheet = a_sheet(desk)
    logged = log_sheet(desk, sheet.id, lines_of(sheet), "one")
    assert logged.waiting
    assert open_sheet(desk, sheet.id).credited == 3
    assert open_sheet(desk, sheet.id).occasion.credited == 3, "waiting hours are logged too"
    approve_hours(desk)
    assert open_sheet(desk, sheet.id).occasion.credited == 3
    assert [line.credited for line in open_sheet(desk, sheet.id).lines] == [150, 150, 150, 0, 0]
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    log_sheet(desk, sheet.id, lines_of(sheet), "two")
    return_hours(desk, WaitingFilter(), "时间写错了")
    assert open_sheet(desk, sheet.id).credited == 0
    assert log_sheet(desk, sheet.id, lines_of(sheet, 120), "three").people == 3


def test_returned_after_an_approval_was_taken_back_a_row_is_free(desk: Desk) -> None:
    change_settings(desk, approval=True)
    sheet = a_sheet(desk)
    log_sheet(desk, sheet.id, lines_of(sheet), "one")
    approved = approve_hours(desk).batch
    assert approved is not None
    undo_batch(desk, approved)
    assert open_sheet(desk, sheet.id).credited == 3, "they wait again"
    first = lines_of(sheet)[0].volunteer_id
    return_hours(desk, WaitingFilter(volunteer_id=first), "签名不清")
    assert log_sheet(desk, sheet.id, lines_of(sheet, 60)[:1], "two").people == 1


def test_a_reversed_row_is_free_and_a_corrected_one_is_not(desk: Desk) -> None:
    sheet = a_sheet(desk)
    log_sheet(desk, sheet.id, lines_of(sheet), "one")
    third, second, _first = list_hours(desk, activity_id=sheet.occasion.id)
    reverse_entry(desk, third.id, "没有来")
    correct_entry(desk, second.id, 60, 540, 600, reason="早走")
    assert [line.credited for line in open_sheet(desk, sheet.id).lines] == [150, 150, 0, 0, 0]
    with pytest.raises(UserFacingError, match="已经登记过其中1人"):
        log_sheet(desk, sheet.id, lines_of(sheet, 60)[1:], "two")
    assert log_sheet(desk, sheet.id, lines_of(sheet, 60)[2:], "three").people == 1
