from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.registered import register
from volunteer_desk.documents.preview import page_count, page_text
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.phone_list import (
    phone_list_path,
    read_phone_list,
    read_phone_list_in_full,
    write_phone_list,
)
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.teams import save_team
from volunteer_desk.services.units import find_unit, save_unit
from volunteer_desk.store.disclosures import list_rows


@pytest.fixture
def teams(desk: Desk) -> Desk:
    change_settings(desk, unit="朝阳街道办事处")
    save_unit(desk, UnitDraft("朝阳街道"))
    unit = find_unit(desk, "朝阳街道", None)
    (leader,) = register(desk, "李秀英", phones=["13800001111"])
    save_team(desk, TeamDraft("巾帼队", "巾帼", "李秀英", unit_id=unit, leader_id=leader))
    save_team(desk, TeamDraft("青年队", "青年", "㛃𠮷", "0512-66668888"))
    save_team(desk, TeamDraft("新队"))
    return desk


def test_phones_are_masked_until_a_reason_is_given_and_that_is_kept(teams: Desk) -> None:
    listed = read_phone_list(teams)
    shown = {line.team: line.phone for line in listed.lines}
    assert shown == {"巾帼队": "138****1111", "新队": "", "青年队": mask_phone("0512-66668888")}
    assert listed.lines[0].team == "巾帼队"
    assert listed.note == "共3支队伍，1支没有联系电话。电话已脱敏。"
    with pytest.raises(UserFacingError, match="写明理由"):
        read_phone_list_in_full(teams, "  ")
    with teams.database.reading() as connection:
        assert list_rows(connection) == []
    full = read_phone_list_in_full(teams, "防汛应急联络")
    assert {line.phone for line in full.lines} == {"13800001111", "0512-66668888", ""}
    with teams.database.reading() as connection:
        (row,) = list_rows(connection)
    assert (row.kind, row.rows, row.reason) == (DisclosureKind.EXPORT, 2, "防汛应急联络")


def test_the_workbook_holds_a_line_a_team(teams: Desk, tmp_path: Path) -> None:
    out = write_phone_list(read_phone_list_in_full(teams, "应急"), tmp_path / "通讯录.xlsx")
    rows = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["序号", "队伍", "类型", "所属单位", "负责人", "联系电话", "队员"]
    assert ["巾帼队", "巾帼", "朝阳街道", "李秀英", "13800001111", 1.0] in [r[1:] for r in rows]


def test_the_paper_repeats_its_header_and_names_its_pages(teams: Desk, tmp_path: Path) -> None:
    for number in range(60):
        save_team(teams, TeamDraft(f"第{number:02d}志愿服务队", "党员", "王建国", "13800002222"))
    listed = read_phone_list(teams)
    out = write_phone_list(listed, phone_list_path(teams, listed, ".pdf"))
    assert out.name == "队伍负责人通讯录_脱敏_2026-11-22.pdf"
    pdf = out.read_bytes()
    pages = [page_text(pdf, page) for page in range(page_count(pdf))]
    assert len(pages) > 1
    assert all("联系电话" in text and f"共 {len(pages)} 页" in text for text in pages)
    assert "138****2222" in pages[-1]
    assert "13800002222" not in "".join(pages)
