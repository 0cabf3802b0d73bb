from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook
from sqlalchemy import text

from tests.registered import a_team, register
from tests.services.people import a_person
from volunteer_desk.documents.preview import page_count, page_text
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services import register_papers
from volunteer_desk.services.card_papers import card_run, cards_path, write_cards
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.erasing import erase_volunteer
from volunteer_desk.services.memberships import join_team
from volunteer_desk.services.register_papers import (
    roster_path,
    roster_pdf_bytes,
    roster_sheet,
    write_roster,
)
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.status import change_status

PHONE, CHILD_PHONE = "13800001111", "13900002222"


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    change_settings(desk, unit="幸福里社区居民委员会")
    return {
        "grown": a_person(desk, 1, name="欧阳·买买提江", phone=PHONE, skills="急救", team="青年队"),
        "child": a_person(
            desk, 2, name="赵小宝", birth=date(2016, 3, 5), phone=CHILD_PHONE, guardian_name="赵一"
        ),
        "other": a_person(desk, 3, name="㛃𠮷", phone="13700003333"),
    }


def said(pdf: bytes) -> str:
    return "".join("".join(page_text(pdf, page).split()) for page in range(page_count(pdf)))


def test_a_roster_prints_in_the_order_given_and_masked(desk: Desk, people: dict[str, int]) -> None:
    wish = [people["other"], people["grown"], people["child"], 999_999]
    sheet = roster_sheet(desk, wish)
    assert [line.name for line in sheet.lines] == ["㛃𠮷", "欧阳·买买提江", "赵小宝"]
    grown, child = sheet.lines[1], sheet.lines[2]
    assert (grown.gender, grown.birth, grown.phone) == ("女", "1985-03", "138****1111")
    assert grown.document.startswith("110****")
    assert (grown.team, grown.skills) == ("青年队", "急救")
    assert (child.birth, child.document, child.phone) == ("", "******", "******")
    words = said(roster_pdf_bytes(sheet))
    assert "138****1111" in words
    assert PHONE not in words
    assert CHILD_PHONE not in words
    assert list_disclosures(desk) == ()


def test_a_roster_in_full_needs_a_reason_is_logged_and_still_hides_children(
    desk: Desk, people: dict[str, int]
) -> None:
    with pytest.raises(UserFacingError, match="理由"):
        roster_sheet(desk, [people["grown"]], reason="  ")
    assert list_disclosures(desk) == ()
    sheet = roster_sheet(desk, [people["grown"], people["child"]], reason="办理保险")
    grown, child = sheet.lines
    assert (grown.phone, len(grown.document)) == (PHONE, 18)
    assert "*" not in grown.document
    assert (child.birth, child.document, child.phone) == ("", "******", "******")
    (row,) = list_disclosures(desk)
    assert (row.kind, row.rows, row.reason) == (DisclosureKind.PRINT, 2, "办理保险")
    words = said(roster_pdf_bytes(sheet))
    assert PHONE in words
    assert CHILD_PHONE not in words
    assert "2016" not in words


def test_the_age_of_a_child_is_the_desks(desk: Desk, people: dict[str, int]) -> None:
    change_settings(desk, sensitive_under=8)
    (child,) = roster_sheet(desk, [people["child"]]).lines
    assert (child.birth, child.phone) == ("2016-03", "139****2222")


def test_a_roster_is_written_by_its_ending(
    desk: Desk, people: dict[str, int], tmp_path: Path
) -> None:
    sheet = roster_sheet(desk, list(people.values()))
    out = write_roster(desk, sheet, roster_path(desk, sheet))
    assert out.relative_to(desk.folder.papers) == Path("名册/志愿者花名册_脱敏_2026-11-22.pdf")
    assert out.read_bytes() == roster_pdf_bytes(sheet)
    book = write_roster(desk, sheet, tmp_path / "花名册.xlsx")
    rows = load_workbook(str(book)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[2:]] == [line.name for line in sheet.lines]
    assert rows[2][6] == "138****1111"
    with pytest.raises(UserFacingError, match=r"\.doc"):
        write_roster(desk, sheet, tmp_path / "花名册.doc")
    with desk.database.reading() as connection:
        audits = connection.execute(
            text("SELECT detail FROM audit_row WHERE action = 'write_roster'")
        ).all()
    assert len(audits) == 2


def test_a_character_no_font_has_stops_the_paper_but_not_the_workbook(
    desk: Desk, tmp_path: Path
) -> None:
    ids = register(desk, "王\U0002fa1e", "李秀英")
    sheet = roster_sheet(desk, ids)
    with pytest.raises(UserFacingError, match=r"U\+2FA1E"):
        write_roster(desk, sheet, tmp_path / "花名册.pdf")
    assert list(tmp_path.glob("花名册*")) == []
    assert write_roster(desk, sheet, tmp_path / "花名册.xlsx").exists()


def test_too_many_people_are_sent_to_the_workbook(
    desk: Desk, people: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_papers, "MOST_ON_PAPER", 2)
    with pytest.raises(UserFacingError, match="3人"):
        roster_pdf_bytes(roster_sheet(desk, list(people.values())))


def test_cards_go_to_who_is_registered_and_the_others_are_named(
    desk: Desk, people: dict[str, int]
) -> None:
    change_status(desk, [people["other"]], VolunteerStatus.PAUSED, date(2026, 11, 1), "外出")
    erase_volunteer(desk, people["child"], "本人要求")
    (strange,) = register(desk, "王\U0002fa1e")
    ids = [strange, *people.values()]
    run = write_cards(desk, ids, cards_path(desk))
    assert [card.name for card in run.cards] == ["欧阳·买买提江"]
    why = {one.name: one.reason for one in run.left_out}
    assert why["㛃𠮷"] == "已暂停"
    assert "U+2FA1E" in why["王\U0002fa1e"]
    assert len(why) == 3
    words = said(cards_path(desk).read_bytes())
    assert "欧阳·买买提江" in words
    assert "青年队" in words
    assert PHONE not in words


def test_single_cards_are_a_page_each(desk: Desk, people: dict[str, int], tmp_path: Path) -> None:
    out = tmp_path / "卡.pdf"
    run = write_cards(desk, list(people.values()), out, layout="cr80")
    assert (len(run.cards), page_count(out.read_bytes())) == (3, 3)
    assert run == card_run(desk, list(people.values()))


def test_a_card_names_the_first_team_and_how_many_there_are(
    desk: Desk, people: dict[str, int]
) -> None:
    join_team(desk, [people["grown"]], a_team(desk, "应急、救援队"), on=date(2026, 11, 2))
    join_team(desk, [people["other"]], a_team(desk, "文艺、宣讲队"), on=date(2026, 11, 2))
    run = card_run(desk, list(people.values()))
    assert [card.team for card in run.cards] == ["青年队 等2支队伍", "", "文艺、宣讲队"]


def test_nobody_to_print_is_said_and_nothing_written(desk: Desk, tmp_path: Path) -> None:
    gone = register(desk, "王建国", status="left")
    with pytest.raises(UserFacingError, match="已注销"):
        write_cards(desk, gone, tmp_path / "卡.pdf")
    assert list(tmp_path.glob("卡*")) == []
    with pytest.raises(UserFacingError, match="PDF"):
        write_cards(desk, gone, tmp_path / "卡.xlsx")
