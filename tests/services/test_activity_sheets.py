from datetime import date, time

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, a_team, register
from tests.services.pictures_made import a_photo
from volunteer_desk.documents.preview import page_text
from volunteer_desk.domain.activities import ActivityDraft, ActivityState
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.activities import save_activity
from volunteer_desk.services.activity_sheets import (
    activity_facts,
    activity_sheet,
    activity_sheet_pdf,
    draw_activity_sheet,
)
from volunteer_desk.services.attachments import (
    IncomingFile,
    add_attachments,
    attachment_path,
    list_attachments,
)
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import set_expected
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.paper_drawing import file_paper
from volunteer_desk.services.settings import change_settings

DAY = date(2026, 11, 14)


def an_occasion(desk: Desk, **changes: str | int) -> int:
    draft = ActivityDraft(
        a_project(desk),
        DAY,
        time(9),
        time(11, 30),
        place="小区南门",
        leader="王建国",
        content=str(changes.get("content", "清理楼道")),
        team_id=a_team(desk),
        planned_people=30,
        beneficiaries=120,
        recipients="老年人",
        weather="晴",
    )
    saved = save_activity(desk, draft)
    assert saved.row_id is not None
    return saved.row_id


def test_the_figures_are_those_of_the_ledger(desk: Desk) -> None:
    activity = an_occasion(desk)
    one, two, three = register(desk, "甲", "乙", "丙")
    morning = (HourLine(one, 60, 540, 600), HourLine(two, 90, 540, 630), HourLine(three, 30))
    for lines in (morning, (HourLine(one, 120, 840, 960),)):
        assert log_hours(desk, HoursDraft(activity, lines)).batch is not None
    wrong = next(row for row in list_hours(desk, activity_id=activity) if row.name == "丙")
    reverse_entry(desk, wrong.id, "没有来")
    set_expected(desk, activity, [one, two])
    facts = activity_facts(desk, activity)
    assert (facts.people, facts.attendances, facts.minutes, facts.expected) == (2, 3, 270, 2)
    assert (facts.state, facts.unit, facts.team) == (
        ActivityState.RECORDED,
        "青年志愿服务队",
        "青年志愿服务队",
    )
    assert facts.gaps == ()
    assert [
        (line.name, line.times, line.minutes) for line in activity_sheet(desk, activity).people
    ] == [
        ("甲", "09:00-10:00、14:00-16:00", 180),
        ("乙", "09:00-10:30", 90),
    ]


def test_nothing_is_invented_where_nothing_was_recorded(desk: Desk) -> None:
    saved = save_activity(desk, ActivityDraft(a_project(desk), DAY))
    assert saved.row_id is not None
    facts = activity_facts(desk, saved.row_id)
    assert (facts.people, facts.minutes, facts.unit, facts.recorders) == (0, 0, "", "")
    assert len(facts.gaps) == 4
    with pytest.raises(UserFacingError, match="不在了"):
        activity_facts(desk, 999)


def test_the_recorder_is_who_logged_else_who_fills_the_sheets(desk: Desk) -> None:
    activity = an_occasion(desk)
    change_settings(desk, filled_by="李秀英")
    assert activity_sheet(desk, activity).recorder == "李秀英"


def test_the_sheet_prints_the_chosen_photos(desk: Desk) -> None:
    activity = an_occasion(desk)
    files = [IncomingFile(f"第{at}组.jpg", data=a_photo(800 + at, 600)) for at in range(5)]
    add_attachments(desk, activity, [*files, IncomingFile("说明.pdf", data=b"%PDF-1.4")])
    sheet = activity_sheet(desk, activity)
    assert [photo.caption for photo in sheet.photos] == [f"第{at}组" for at in range(4)]
    first = list_attachments(desk, activity)[0]
    attachment_path(desk, first.id).unlink()
    drawn = draw_activity_sheet(desk, activity)
    assert "有1张选中的照片打不开，没有印。" in drawn.told
    assert drawn.layout == "portrait"
    assert drawn.in_full is None


def test_the_paper_is_filed_under_no_one_s_name(desk: Desk) -> None:
    activity = an_occasion(desk)
    drawn = draw_activity_sheet(desk, activity)
    out = file_paper(desk, drawn)
    assert out.name == f"活动记录表_2026-11-14_{activity}.pdf"
    assert out.read_bytes() == drawn.pdf
    assert "小区南门" in "".join(page_text(activity_sheet_pdf(desk, activity), 0).split())


def test_a_character_that_no_font_has_is_named(desk: Desk) -> None:
    activity = an_occasion(desk, content="打扫\U000323af")
    with pytest.raises(UserFacingError, match="U\\+323AF"):
        activity_sheet_pdf(desk, activity)


def test_what_was_undone_is_not_on_the_sheet(desk: Desk) -> None:
    activity = an_occasion(desk)
    (person,) = register(desk, "甲")
    logged = log_hours(desk, HoursDraft(activity, (HourLine(person, 60),)))
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    assert activity_sheet(desk, activity).people == ()
    assert activity_facts(desk, activity).people == 0
