import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import valid_id
from tests.registered import a_team, an_activity
from tests.services.people import a_person, some_hours
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.own_data import OwnData
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.records import RecordDraft, RecordKind
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.attendance import hear_person
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.custom_fields import (
    custom_fields,
    define_field,
    set_custom_values,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures, reveal
from volunteer_desk.services.expected import set_expected
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.memberships import join_team
from volunteer_desk.services.own_data import export_own_data, gather_own_data
from volunteer_desk.services.proofs import issue_proof
from volunteer_desk.services.records import save_record
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.status import change_status

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def person(desk: Desk, tmp_path: Path) -> int:
    """Somebody with something in every list."""
    change_settings(desk, unit="幸福社区居委会", phone="010-65550000")
    one = a_person(
        desk,
        name="阿依古丽·买买提",
        availability="16 17",
        skills="=HYPERLINK(1)",
        consent_on=date(2026, 1, 5),
        consent_way="纸质签字",
        consent_by="本人",
    )
    define_field(desk, CustomFieldDraft("健康情况"))
    set_custom_values(desk, [one], {custom_fields(desk)[0].id: "良好"})
    join_team(desk, [one], a_team(desk, "青年队"), role="副队长", on=date(2026, 2, 1))
    change_status(desk, [one], VolunteerStatus.PAUSED, date(2026, 3, 1), "外出学习")
    change_status(desk, [one], VolunteerStatus.ACTIVE, date(2026, 9, 1), "")
    marks = RecordDraft(RecordKind.EVALUATION, date(2026, 11, 1), "十月评价", marks=(5, 4, 5, 5))
    save_record(desk, [one], marks)
    _, mistaken = some_hours(desk, one, 45, date(2026, 11, 7))
    undo_batch(desk, mistaken)
    for day in range(1, 41):
        some_hours(desk, one, 100, date(2026, 5 + day // 20, day % 20 + 1))
    issue_proof(desk, one, YEAR, tmp_path / "证明.pdf")
    reveal(desk, one, "核对保险信息")
    here = an_activity(desk, desk.today(), "今日值守")
    set_expected(desk, here, [one])
    hear_person(desk, here, one)
    return one


def _said(data: OwnData) -> str:
    return repr(data)


def test_everything_kept_is_there_in_full(desk: Desk, person: int) -> None:
    data = gather_own_data(desk, person)
    said = _said(data)
    for text in (
        "阿依古丽·买买提", valid_id(gender="2"), "13800001111", "周六上午下午", "纸质签字", "群众",
        "健康情况", "良好", "青年队", "副队长", "外出学习", "守时5分、态度4分", "核对保险信息",
        "志服明〔2026〕第0001号", "010-65550000",
    ):  # fmt: skip
        assert text in said
    hours = next(table for table in data.tables if table.title == "服务时长")
    assert len(hours.rows) == 42
    assert [row[5] for row in hours.rows].count("冲销") == 1
    assert [row[5] for row in hours.rows].count("已冲销") == 1
    assert hours.note.startswith("合计66.67小时")
    lists = {table.title: table.rows for table in data.tables}
    assert lists["报名和安排"] == ((date(2026, 11, 22), "今日值守"),)
    came = (date(2026, 11, 22), "今日值守", "2026-11-22 09:30", "", "")
    assert lists["签到签退"] == (came,)


def test_a_workbook_with_a_sheet_for_every_list(desk: Desk, person: int, tmp_path: Path) -> None:
    out = tmp_path / "本人.xlsx"
    changed = export_own_data(desk, person, out)
    assert changed.message == "已写成“本人.xlsx”，并记入日志。"
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == [
        "个人信息", "状态", "所属队伍", "服务时长", "报名和安排", "签到签退",
        "培训、表彰、评价和异议", "证书和证明", "完整信息的查看和提供",
    ]  # fmt: skip
    card = {row[0]: row[1] for row in book.get_sheet_by_index(0).to_python() if len(row) > 1}
    assert card["证件号码"] == valid_id(gender="2")
    assert card["专业技能"] == "=HYPERLINK(1)"
    assert card["出生日期"] == date(1985, 3, 5)
    rows = book.get_sheet_by_name("完整信息的查看和提供").to_python()
    assert [row[2] for row in rows[2:]] == ["本人查阅复制", "查看完整信息"]


@pytest.mark.judge
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_a_paper_with_every_page_counted(desk: Desk, person: int, tmp_path: Path) -> None:
    out = tmp_path / "本人.pdf"
    export_own_data(desk, person, out)
    text = subprocess.run(
        ["pdftotext", "-layout", str(out), "-"], check=True, capture_output=True, text=True
    ).stdout
    plain = "".join(text.split())
    for words in ("志愿者个人信息", "阿依古丽·买买提", valid_id(gender="2"), "周六上午下午",
                  "第1页共4页", "第4页共4页", "合计66.67小时", "本人查阅复制"):  # fmt: skip
        assert words in plain


def test_it_is_logged_before_the_file_is_there(desk: Desk, person: int, tmp_path: Path) -> None:
    export_own_data(desk, person, tmp_path / "本人.pdf")
    first = list_disclosures(desk, person)[0]
    assert (first.kind, first.reason) == (DisclosureKind.OWN_DATA, "本人查阅复制")


@pytest.mark.parametrize(("name", "word"), [("本人.docx", "PDF 或 Excel"), ("本人.pdf", "找不到")])
def test_a_refusal_leaves_no_file_and_no_row(
    desk: Desk, tmp_path: Path, name: str, word: str
) -> None:
    with pytest.raises(UserFacingError, match=word):
        export_own_data(desk, 99, tmp_path / name)
    assert not list(tmp_path.glob("*本人*"))
    assert list_disclosures(desk) == ()


def test_a_character_no_font_has_goes_into_a_workbook_only(desk: Desk, tmp_path: Path) -> None:
    person = a_person(desk, remark="\U0002fa1d")
    with pytest.raises(UserFacingError, match=r"xlsx"):
        export_own_data(desk, person, tmp_path / "本人.pdf")
    export_own_data(desk, person, tmp_path / "本人.xlsx")
    assert len(list_disclosures(desk)) == 1


def test_what_waits_is_there_and_counts_nothing(desk: Desk, person: int) -> None:
    before = next(t for t in gather_own_data(desk, person).tables if t.title == "服务时长")
    change_settings(desk, approval=True)
    log_occasion(desk, OccasionDraft("助餐", date(2026, 11, 21)), [HourLine(person, 60)])
    hours = next(t for t in gather_own_data(desk, person).tables if t.title == "服务时长")
    assert hours.rows[0][5:7] == ("待核", "信用")
    assert before.note.split("；")[0] == hours.note.split("；")[0]
    assert "待核和退回的不计入" in hours.note
