from tests.documents.sheets import PEOPLE, make_sheet
from volunteer_desk.documents.preview import page_count, page_text
from volunteer_desk.documents.sheet_pdf import sheet_pdf
from volunteer_desk.domain.monthly import SheetKind


def said(pdf: bytes, page: int = 0) -> str:
    return "".join(page_text(pdf, page).split())


def test_a_summary_has_heads_tables_totals_figures_and_sign_off() -> None:
    words = said(sheet_pdf(make_sheet()))
    for part in (
        "志愿服务月度汇总表",
        "填报单位（盖章）：幸福里社区居委会",
        "统计月份：2026年10月",
        "填报日期：2026年11月3日",
        "党员志愿服务队3503013.5−10%94.5",
        "合计1820611557.0−5%399.0",
        "本月共有志愿服务队4支，开展活动18场，参与206人次，服务时长57.0小时",
        "月末在册志愿者1,948人（本月新增23人，注销2人）",
        "填报人：李秀英",
        "审核人：",
        "负责人：王建国",
        "联系电话：057188001111",
        "第1页共1页",
    ):
        assert part in words


def test_people_in_two_teams_are_explained() -> None:
    assert "只计一次" in said(sheet_pdf(make_sheet(shared=5)))
    assert "只计一次" not in said(sheet_pdf(make_sheet(shared=0)))


def test_forty_teams_repeat_the_header_and_keep_the_total_with_the_last_row() -> None:
    pdf = sheet_pdf(make_sheet(teams=40))
    assert page_count(pdf) == 2
    assert "第1页共2页" in said(pdf, 0)
    assert "本年累计(小时)" in said(pdf, 1).split("合计")[0]
    assert "分队" in said(pdf, 1).split("合计")[0]


def test_an_empty_month_says_so() -> None:
    words = said(sheet_pdf(make_sheet(teams=0)))
    assert "本月没有记录" in words
    assert "合计0000.0–0.0" in words


def test_minutes_without_an_end_are_explained() -> None:
    assert "四舍五入" in said(sheet_pdf(make_sheet(minutes=800)))
    assert "四舍五入" not in said(sheet_pdf(make_sheet(minutes=813)))
    assert "13.55" in said(sheet_pdf(make_sheet(minutes=813)))


def test_activities_and_persons_are_told_whole() -> None:
    acts = said(sheet_pdf(make_sheet(SheetKind.ACTIVITIES)))
    assert "志愿服务活动月报表" in acts
    assert "“我们的节日·重阳”敬老爱老慰问演出暨义诊活动" in acts
    hours = said(sheet_pdf(make_sheet(SheetKind.HOURS)))
    assert all(name in hours for name in PEOPLE)
    assert "二星" in hours


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert sheet_pdf(make_sheet()) == sheet_pdf(make_sheet())
