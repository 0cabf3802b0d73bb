from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.documents.test_judges import ask
from volunteer_desk.documents.preview import page_count, page_size, page_text
from volunteer_desk.documents.roster_pdf import HEADERS, roster_missing, roster_pdf, roster_xlsx
from volunteer_desk.domain.errors import Cancelled
from volunteer_desk.domain.papers import RosterLine, RosterSheet

NAMES = ("王建国", "欧阳·买买提江·吐尔逊", "㛃𠮷", "阿卜杜热西提·买买提明·吐尔逊江·艾合买提江")


def make_line(name: str, at: int = 0) -> RosterLine:
    return RosterLine(
        name=name,
        gender="女",
        birth="1985-03",
        political_status="中共预备党员",
        document="110*************16",
        phone=f"138****{at:04d}",
        team="朝阳区幸福里街道新时代文明实践所巾帼志愿服务队、邻里守望志愿服务大队",
        skills="普通话、急救",
        registered_on=date(2026, 1, 5),
    )


def make_roster(people: int = 4, *, in_full: bool = False) -> RosterSheet:
    lines = tuple(make_line(NAMES[at % len(NAMES)], at) for at in range(people))
    return RosterSheet("幸福里社区居民委员会", date(2026, 11, 22), in_full, 14, lines)


def said(pdf: bytes, page: int = 0) -> str:
    return "".join(page_text(pdf, page).split())


def test_the_sheet_lies_and_says_whose_it_is_and_what_is_hidden() -> None:
    pdf = roster_pdf(make_roster())
    width, height = page_size(pdf, 0)
    assert (round(width), round(height)) == (842, 595)
    words = said(pdf)
    assert "志愿者花名册" in words
    assert "单位：幸福里社区居民委员会" in words
    assert "共4人。证件号、电话已脱敏；不满14周岁的资料不显示。" in words
    assert "2026年11月22日" in words
    assert "第1页共1页" in words
    for name in NAMES:
        assert name in words


def test_a_sheet_in_full_says_so() -> None:
    words = said(roster_pdf(make_roster(in_full=True)))
    assert "内部使用，请勿外传" in words
    assert "已脱敏" not in words


def test_every_page_repeats_the_header_and_counts_itself_and_nobody_is_lost() -> None:
    pdf = roster_pdf(make_roster(100))
    pages = page_count(pdf)
    texts = [said(pdf, page) for page in range(pages)]
    assert pages > 2
    for at, words in enumerate(texts, 1):
        assert all(header in words for header in HEADERS)
        assert f"第{at}页共{pages}页" in words
    together = "".join(texts)
    assert [together.find(f"138****{at:04d}") > 0 for at in range(100)] == [True] * 100


def test_an_empty_list_says_so() -> None:
    assert "名单里没有人" in said(roster_pdf(make_roster(0)))


def test_rare_characters_fall_back_and_unprintable_ones_are_named() -> None:
    sheet = make_roster()
    assert roster_missing(sheet) == ()
    lost = RosterSheet(sheet.unit, sheet.made_on, False, 14, (make_line("王\U0002fa1e"),))
    assert roster_missing(lost) == ("\U0002fa1e",)


def test_progress_is_told_from_the_layout_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    roster_pdf(make_roster(300), lambda done, total: told.append((done, total)))
    assert (told[0], told[-1]) == ((100, 300), (300, 300))
    assert told == sorted(told)


def test_a_roster_is_stopped_while_it_is_laid_out_and_while_it_is_written(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        roster_pdf(make_roster(200), stop)
    with pytest.raises(Cancelled):
        roster_xlsx(make_roster(1), tmp_path / "名册.xlsx", stop)
    assert list(tmp_path.iterdir()) == []


def test_the_workbook_has_the_same_people(tmp_path: Path) -> None:
    out = tmp_path / "花名册.xlsx"
    assert roster_xlsx(make_roster(), out) == 4
    rows = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert rows[1] == list(HEADERS)
    assert [row[1] for row in rows[2:]] == list(NAMES)
    assert rows[2][5:7] == ["110*************16", "138****0000"]
    assert rows[2][9] == date(2026, 1, 5)


@pytest.mark.judge
def test_judges_read_every_name_in_embedded_fonts(tmp_path: Path) -> None:
    out = tmp_path / "roster.pdf"
    out.write_bytes(roster_pdf(make_roster()))
    words = "".join(ask("pdftotext", str(out), "-").split())
    assert all(name in words for name in NAMES)
    for font in ask("pdffonts", str(out)).splitlines()[2:]:
        assert font.split()[-5:-2] == ["yes", "yes", "yes"]
