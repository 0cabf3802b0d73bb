import re
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.documents.test_judges import ask
from tests.services.pictures_made import a_photo
from volunteer_desk.documents.activity_sheet import DOTS, PHOTO_PIXELS, sheet_pdf
from volunteer_desk.documents.photos import measure_photo, shrink_photo
from volunteer_desk.documents.preview import page_count, page_size, page_text
from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.activity_facts import (
    ActivityFacts,
    ActivitySheet,
    SheetPerson,
    SheetPhoto,
)

NAMES = ("王建国", "欧阳·买买提江·吐尔逊", "㛃小雨", "𠮷田")


def facts(**changes: Any) -> ActivityFacts:
    made = ActivityFacts(
        id=7,
        project_id=1,
        project="周末清洁家园",
        team_id=1,
        team="青年志愿服务队",
        unit="幸福社区青年志愿服务队",
        held_on=date(2026, 11, 14),
        starts=time(9),
        ends=time(11, 30),
        place="小区南门",
        leader="欧阳·买买提江·吐尔逊",
        content="清理楼道杂物",
        recipients="老年人、城镇居民",
        weather="晴",
        remark="提前结束",
        planned_people=30,
        beneficiaries=1200,
        state=ActivityState.RECORDED,
        cancel_reason="",
        filed_on=None,
        checked_on=None,
        checked_by="",
        series_id=None,
        series_day=None,
        people=4,
        attendances=5,
        minutes=600,
        waiting_people=0,
        waiting_minutes=0,
        recorders="李秀英",
        expected=0,
        photos=0,
        documents=0,
    )
    return replace(made, **changes)


def photo(caption: str = "", width: int = 2000, height: int = 1500) -> SheetPhoto:
    jpeg = shrink_photo(a_photo(width, height), *PHOTO_PIXELS)
    return SheetPhoto(jpeg, *measure_photo(jpeg), caption)


def a_sheet(people: int = 4, photos: tuple[SheetPhoto, ...] = (), **changes: Any) -> ActivitySheet:
    lines = tuple(
        SheetPerson(NAMES[at % 4], f"ZY2026{at:06d}", "09:00-11:30", 150) for at in range(people)
    )
    return ActivitySheet(facts(**changes), lines, photos, "李秀英", date(2026, 11, 22))


def said(pdf: bytes, page: int = 0) -> str:
    return "".join(page_text(pdf, page).split())


def test_the_sheet_says_everything_a_service_record_needs() -> None:
    pdf = sheet_pdf(a_sheet())
    words = said(pdf)
    for part in (
        "志愿服务活动记录表",
        "活动名称周末清洁家园",
        "2026年11月14日星期六",
        "09:00–11:30",
        "小区南门",
        "组织单位幸福社区青年志愿服务队",
        "活动负责人欧阳·买买提江·吐尔逊",
        "老年人、城镇居民",
        "受益人次1,200人次",
        "4人（5人次），计划30人",
        "时长合计10小时",
        "清理楼道杂物",
        "天气晴",
        "服务评价",
        "备注提前结束",
        "记录人李秀英",
        "参加人员（4人）",
        "记录人（签字）",
        "第1页共1页",
    ):
        assert part in words, part
    for name in NAMES:
        assert name in words
    width, height = page_size(pdf, 0)
    assert (round(width), round(height)) == (595, 842)


def test_an_empty_record_keeps_room_to_be_written_by_hand() -> None:
    blank = a_sheet(0, content="", place="", starts=None)
    assert "还没有登记时长" in said(sheet_pdf(blank))


def test_a_cancelled_activity_says_so_and_why() -> None:
    cancelled = a_sheet(0, state=ActivityState.CANCELLED, cancel_reason="下雨改期", remark="")
    assert "已取消：下雨改期。" in said(sheet_pdf(cancelled))


def test_many_people_go_on_with_the_header_repeated() -> None:
    pdf = sheet_pdf(a_sheet(190))
    pages = page_count(pdf)
    assert pages >= 4
    words = [said(pdf, page) for page in range(pages)]
    assert all("志愿者编号" in page for page in words)
    assert "记录表（续）" in words[1]
    everybody = "".join(words)
    assert all(f"ZY2026{at:06d}" in everybody for at in range(190))
    assert f"第{pages}页共{pages}页" in words[-1]


def test_a_long_content_goes_on_on_the_next_page_and_loses_nothing() -> None:
    content = "".join(f"第{number}步做好。" for number in range(700))
    pdf = sheet_pdf(a_sheet(2, content=content))
    everything = "".join(said(pdf, page) for page in range(page_count(pdf)))
    # labels stand in the middle of what they are beside, and a page may end within a sentence
    everything = re.sub("服务内容|（续）", "", everything)
    everything = re.sub("第.页共.页志愿服务活动记录表周末清洁家园2026年11月14日", "", everything)
    assert all(f"第{number}步做好" in everything for number in range(700))


@pytest.mark.parametrize(("people", "pages"), [(6, 1), (28, 2)])
def test_four_photos_stand_together_beside_few_people_or_on_their_own_page(
    people: int, pages: int
) -> None:
    captions = ("清理楼道", "", "在门口合影", "欧阳·买买提江·吐尔逊在登记")
    pdf = sheet_pdf(a_sheet(people, tuple(photo(one) for one in captions)))
    assert page_count(pdf) == pages
    last = said(pdf, pages - 1)
    for caption in ("活动照片", *captions, "记录人（签字）"):
        assert caption in last


def test_an_endless_caption_ends_in_dots() -> None:
    words = said(sheet_pdf(a_sheet(2, (photo("扫地" * 80),))))
    assert "…" in words


def test_photos_are_printed_small_and_the_same_facts_give_the_same_bytes() -> None:
    noisy = BytesIO()
    Image.effect_noise((3000, 2250), 60).convert("RGB").save(noisy, "JPEG", quality=95)
    jpeg = shrink_photo(noisy.getvalue(), *PHOTO_PIXELS)
    width, height = measure_photo(jpeg)
    assert 150 <= DOTS <= 200
    assert width <= PHOTO_PIXELS[0]
    assert height <= PHOTO_PIXELS[1]
    four = tuple(SheetPhoto(jpeg, width, height, "") for _ in range(4))
    pdf = sheet_pdf(a_sheet(4, four))
    assert len(pdf) < len(noisy.getvalue()) / 2
    assert pdf == sheet_pdf(a_sheet(4, four))


@pytest.mark.judge
def test_every_photo_is_embedded_as_jpeg_at_the_dots_meant(tmp_path: Path) -> None:
    out = tmp_path / "记录表.pdf"
    out.write_bytes(sheet_pdf(a_sheet(40, (photo("一"), photo("二")))))
    images = [line.split() for line in ask("pdfimages", "-list", str(out)).splitlines()[2:]]
    assert len(images) == 2
    for image in images:
        # page, num, type, width, height, color, comp, bpc, enc, interp, object, ID, x-ppi, y-ppi …
        assert image[8] == "jpeg"
        assert 150 <= int(image[12]) <= 200
