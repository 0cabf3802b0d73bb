from datetime import date

from volunteer_desk.documents.own_data_pdf import own_data_missing, own_data_pdf
from volunteer_desk.documents.preview import page_count, page_text
from volunteer_desk.domain.own_data import OwnData, OwnFields, OwnTable

LONG = "".join(f"第{at:04d}句话。" for at in range(600))
"""4,800 characters, as somebody may write into 备注."""
SHARES = (1.5, 1.4, 2.5, 2.0, 3.2, 2.0)


def own_data(remark: str, content: str = "") -> OwnData:
    heads = ("种类", "日期", "名称", "单位", "内容", "处理结果")
    row = ("培训", date(2026, 3, 5), "急救", "区红十字会", content, "")
    return OwnData(
        "欧阳·买买提江·吐尔逊",
        "ZY2026000001",
        "幸福里社区居民委员会",
        "010-65550000",
        date(2026, 11, 22),
        (OwnFields("志愿服务", (("注册日期", date(2026, 1, 5)), ("备注", remark), ("尾", "末"))),),
        (OwnTable("培训、表彰、评价和异议", heads, SHARES, (row,)),),
    )


def seen(pdf: bytes) -> list[str]:
    """What stands on each page, within its edges."""
    return ["".join(page_text(pdf, at).split()) for at in range(page_count(pdf))]


def lost(pages: list[str]) -> int:
    """Sentences that stand whole on no page; the turn of a page may part one."""
    return sum(all(f"第{at:04d}句话" not in page for page in pages) for at in range(600))


def test_a_long_remark_goes_on_over_the_pages_and_nothing_is_cut_off() -> None:
    pages = seen(own_data_pdf(own_data(LONG)))
    assert len(pages) > 1
    assert all(f"第{at}页共{len(pages)}页" in page for at, page in enumerate(pages, 1))
    assert lost(pages) <= len(pages)
    assert "末" in pages[-1]


def test_a_long_cell_of_a_list_goes_on_below_its_header() -> None:
    pages = seen(own_data_pdf(own_data("无", LONG)))
    assert len(pages) > 2
    assert all("处理结果" in page for page in pages[1:-1])
    assert lost(pages) <= len(pages)


def test_a_tab_out_of_a_spreadsheet_is_a_blank_and_refuses_no_paper() -> None:
    data = own_data("会开车\t有面包车")
    assert own_data_missing(data) == ()
    assert "会开车 有面包车" in page_text(own_data_pdf(data), 0)


def test_the_lines_of_a_remark_stay_lines() -> None:
    (page,) = (page_text(own_data_pdf(own_data("会开车。\n周三不来。\n\n找李秀英")), 0),)
    lines = [line.strip() for line in page.splitlines()]
    assert lines.index("周三不来。") > 0
    assert not any("会开车。周三不来" in line for line in lines)
    assert any(line.endswith("找李秀英") for line in lines)
