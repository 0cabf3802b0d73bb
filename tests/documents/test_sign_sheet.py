import re
from datetime import date, datetime

import pytest
import segno

from tests.conftest import CHINA
from tests.documents.test_qr import rows_of
from volunteer_desk.documents.preview import page_count, page_size, page_text
from volunteer_desk.documents.qr import MASK, qr_ink
from volunteer_desk.documents.sign_sheet import (
    HEADERS,
    ROW_QR,
    sign_sheet_missing,
    sign_sheet_pdf,
)
from volunteer_desk.domain.sign_codes import row_code, sheet_code, spaced_code
from volunteer_desk.domain.sign_sheets import SignLine, SignOccasion, SignSheet

CODE = sheet_code(482913)
NAMES = ("王建国", "欧阳·买买提江·吐尔逊", "㛃䶮𠮷", "阿卜杜热西提·买买提明·吐尔逊江·艾合买提江")
MM = 72 / 25.4


def a_paper(people: int = 4, blank: int = 3) -> SignSheet:
    named = [
        SignLine(at, row_code(CODE, at), at, NAMES[(at - 1) % len(NAMES)], "138****1111")
        for at in range(1, people + 1)
    ]
    empty = [SignLine(at, row_code(CODE, at)) for at in range(people + 1, people + blank + 1)]
    here = SignOccasion(
        1,
        "周末清洁家园",
        date(2026, 11, 28),
        540,
        690,
        "幸福里小区南门",
        "王建国",
        "红袖章志愿服务队",
    )
    printed = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)
    return SignSheet(1, CODE, "幸福里社区居民委员会", here, printed, (*named, *empty))


def said(pdf: bytes, page: int = 0) -> str:
    return "".join(page_text(pdf, page).split())


def test_it_stands_on_a4_and_says_what_it_is_for() -> None:
    pdf = sign_sheet_pdf(a_paper())
    width, height = page_size(pdf, 0)
    assert (round(width / MM), round(height / MM)) == (210, 297)
    text = said(pdf)
    for words in (
        "志愿服务签到表",
        "活动：周末清洁家园",
        "2026年11月28日",
        "09:00–11:30",
        "地点：幸福里小区南门",
        "负责人：王建国",
        "幸福里社区居民委员会",
        "红袖章志愿服务队",
        "名单4人，空白3行",
        "第1页共1页",
    ):
        assert words in text, words
    assert "".join(HEADERS) in text


def test_rows_stand_in_their_order_with_their_codes() -> None:
    sheet = a_paper()
    text = said(sign_sheet_pdf(sheet))
    places = [text.index("".join(spaced_code(line.code).split())) for line in sheet.lines]
    assert places == sorted(places)
    for line in sheet.lines[:3]:
        assert line.name in text.replace("⼀", "一")
    assert text.count("138****1111") == 4


def test_every_page_has_the_sheets_code_and_the_header() -> None:
    sheet = a_paper(60, 0)
    pdf = sign_sheet_pdf(sheet)
    pages = page_count(pdf)
    assert pages == 4
    for page in range(pages):
        text = said(pdf, page)
        assert "".join(spaced_code(CODE).split()) in text
        assert "".join(HEADERS) in text
        assert f"第{page + 1}页共{pages}页" in text


def test_every_row_is_on_exactly_one_page() -> None:
    sheet = a_paper(75, 5)
    pdf = sign_sheet_pdf(sheet)
    text = "".join(said(pdf, page) for page in range(page_count(pdf)))
    for line in sheet.lines:
        assert text.count("".join(spaced_code(line.code).split())) == 1


@pytest.mark.parametrize("text", [CODE, row_code(CODE, 12), row_code(CODE, 500)])
def test_the_codes_are_segnos_and_wide_enough_to_scan(text: str) -> None:
    code = segno.make(
        text, error="m", mode="byte", encoding="utf-8", mask=MASK, micro=False, boost_error=False
    )
    assert rows_of(text) == ["".join(map(str, row)) for row in code.matrix]
    assert ROW_QR / len(code.matrix) > 0.4 * MM  # a usual scanner reads 0.25 mm


def test_the_same_sheet_is_the_same_paper_and_holds_its_codes() -> None:
    sheet = a_paper(1, 0)
    assert sign_sheet_pdf(sheet) == sign_sheet_pdf(sheet)
    ink = qr_ink(sheet.lines[0].code, 0, 0, ROW_QR)
    assert re.search(r"/W 21 /H 21", ink)


def test_a_character_no_font_has_is_named() -> None:
    assert sign_sheet_missing(a_paper()) == ()
    sheet = a_paper()
    strange = SignLine(1, row_code(CODE, 1), 1, "王\U0001f99c")
    assert sign_sheet_missing(
        SignSheet(1, CODE, sheet.unit, sheet.occasion, sheet.printed_at, (strange,))
    ) == ("\U0001f99c",)
