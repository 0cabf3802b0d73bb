import re
import zlib
from datetime import date
from pathlib import Path

import pytest

from tests.documents.test_judges import ask
from volunteer_desk.documents.preview import page_count, page_size, page_text
from volunteer_desk.documents.qr import qr_modules
from volunteer_desk.documents.volunteer_card import cards_missing, volunteer_cards_pdf
from volunteer_desk.domain.papers import CardFacts, CardLayout, CardRun

MM = 72 / 25.4
NAMES = ("王建国", "欧阳·买买提江·吐尔逊", "㛃𠮷", "阿卜杜热西提·买买提明·吐尔逊江·艾合买提江")
LONG_TEAM = "朝阳区幸福里街道新时代文明实践所巾帼志愿服务队、邻里守望志愿服务大队、应急救援队"


def make_run(count: int = 4, team: str = "青年志愿服务队") -> CardRun:
    cards = (
        CardFacts(NAMES[at % len(NAMES)], f"ZY2026{at:06d}", team, date(2026, 1, 5))
        for at in range(count)
    )
    return CardRun("幸福里社区居民委员会", tuple(cards))


def said(pdf: bytes, page: int = 0) -> str:
    return "".join(page_text(pdf, page).split())


def inflate(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def test_a_single_card_has_the_size_of_a_bank_card_and_says_who() -> None:
    pdf = volunteer_cards_pdf(make_run(), CardLayout.CR80)
    assert page_count(pdf) == 4
    width, height = page_size(pdf, 1)
    assert (width / MM, height / MM) == pytest.approx((85.6, 54), abs=0.01)
    words = said(pdf, 1)
    for part in (
        "志愿者卡",
        "幸福里社区居民委员会",
        "欧阳·买买提江·吐尔逊",
        "ZY2026000001",
        "青年志愿服务队",
        "2026年1月5日",
    ):
        assert part in words


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_ten_cards_stand_on_a_sheet(count: int, pages: int) -> None:
    pdf = volunteer_cards_pdf(make_run(count), CardLayout.A4)
    assert page_count(pdf) == pages
    words = "".join(said(pdf, page) for page in range(pages))
    assert all(f"ZY2026{at:06d}" in words for at in range(count))


def test_a_long_unit_takes_two_lines_and_loses_nothing() -> None:
    unit = "幸福里街道幸福里社区居民委员会新时代文明实践站"
    run = CardRun(unit, make_run(1).cards)
    assert unit in said(volunteer_cards_pdf(run, CardLayout.CR80))


def test_a_long_team_takes_more_lines_and_loses_nothing() -> None:
    assert LONG_TEAM in said(volunteer_cards_pdf(make_run(1, LONG_TEAM), CardLayout.CR80))


def test_the_code_is_the_number_and_nothing_else() -> None:
    pdf = volunteer_cards_pdf(make_run(1), CardLayout.CR80)
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    page = next(ink for one in streams if b" /IM true" in (ink := inflate(one)))
    _side, rows = qr_modules("ZY2026000000")
    assert f"ID {rows.hex()}> EI".encode() in page


def test_a_card_without_team_or_date_leaves_no_empty_label() -> None:
    run = CardRun("幸福里社区居民委员会", (CardFacts("王建国", "ZY1", "", None),))
    words = said(volunteer_cards_pdf(run, CardLayout.CR80))
    assert "编号" in words
    assert "队伍" not in words
    assert "注册" not in words


def test_characters_no_font_has_are_named() -> None:
    assert cards_missing(make_run()) == ()
    lost = CardRun("社区", (CardFacts("王\U0002fa1e", "ZY1", "", None),))
    assert cards_missing(lost) == ("\U0002fa1e",)


@pytest.mark.judge
@pytest.mark.parametrize("layout", list(CardLayout))
def test_judges_read_every_name_in_embedded_fonts(tmp_path: Path, layout: CardLayout) -> None:
    out = tmp_path / "cards.pdf"
    out.write_bytes(volunteer_cards_pdf(make_run(), layout))
    words = "".join(ask("pdftotext", str(out), "-").split())
    assert all(name in words for name in NAMES)
    for font in ask("pdffonts", str(out)).splitlines()[2:]:
        assert font.split()[-5:-2] == ["yes", "yes", "yes"]
