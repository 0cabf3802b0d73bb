from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.registered import a_team, register
from volunteer_desk.documents.preview import page_text
from volunteer_desk.domain.papers import DrawnPaper
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import leave_team
from volunteer_desk.services.paper_drawing import (
    draw_phone_list,
    draw_roster,
    draw_team_roster,
    file_paper,
    file_workbook,
)
from volunteer_desk.services.projects import plain_name


def said(paper: DrawnPaper) -> str:
    return plain_name(page_text(paper.pdf, 0)).replace(" ", "")


@pytest.fixture
def team(desk: Desk) -> int:
    team = a_team(desk, "青年志愿服务队")
    register(desk, "王建国", "李秀英", team_id=team)
    return team


def test_the_roster_of_a_team_says_whose_it_is(desk: Desk, team: int) -> None:
    paper = draw_team_roster(desk, team, desk.today())
    assert paper.title == "青年志愿服务队花名册"
    assert paper.name == ("名册", "青年志愿服务队花名册_脱敏_2026-11-22.pdf")
    assert paper.title in said(paper)
    assert paper.told.startswith("共2人。")


def test_the_roster_of_another_day_says_so(desk: Desk, team: int) -> None:
    (gone,) = register(desk, "张伟", team_id=team)
    leave_team(desk, [gone], team, date(2026, 6, 1))
    before = draw_team_roster(desk, team, date(2026, 3, 1))
    assert before.told.startswith("共3人（截至2026年3月1日）。")
    assert "截至2026年3月1日" in said(before)
    assert draw_team_roster(desk, team, None).told.startswith("共3人（含已退出的）。")


def test_what_was_filed_before_stays_and_the_same_is_filed_once(desk: Desk, team: int) -> None:
    one, other = (draw_roster(desk, [person]) for person in register(desk, "陈静", "赵敏"))
    first = file_paper(desk, one)
    second = file_paper(desk, other)
    assert (first.name, second.name) == (
        "志愿者花名册_脱敏_2026-11-22.pdf",
        "志愿者花名册_脱敏_2026-11-22（2）.pdf",
    )
    assert (first.read_bytes(), second.read_bytes()) == (one.pdf, other.pdf)
    assert file_paper(desk, one) == first
    assert len(list(first.parent.iterdir())) == 2


def test_a_list_that_was_seen_is_a_workbook_too(desk: Desk, team: int) -> None:
    paper = draw_team_roster(desk, team, desk.today())
    assert paper.listed is not None
    out = file_workbook(desk, paper.listed)
    assert out.name == "青年志愿服务队花名册_脱敏_2026-11-22.xlsx"
    heading, _heads, *rows = sheet_rows(out)
    assert str(heading[0]).endswith(f"青年志愿服务队花名册（2026年11月22日）{paper.told}")
    assert [row[1] for row in rows] == ["王建国", "李秀英"]
    assert file_workbook(desk, paper.listed) != out
    phones = draw_phone_list(desk)
    assert phones.listed is not None
    assert sheet_rows(file_workbook(desk, phones.listed))[2][1] == "青年志愿服务队"


def sheet_rows(out: Path) -> list[list[object]]:
    return [list(row) for row in load_workbook(str(out)).get_sheet_by_index(0).to_python()]


def test_a_team_named_with_marks_no_file_may_hold_can_be_filed(desk: Desk) -> None:
    team = a_team(desk, "党员/青年:联合队?")
    register(desk, "王建国", team_id=team)
    out = file_paper(desk, draw_team_roster(desk, team, desk.today()))
    assert out.name == "党员、青年、联合队、花名册_脱敏_2026-11-22.pdf"
