from datetime import date

import pytest

from volunteer_desk.documents.preview import page_count, page_text
from volunteer_desk.documents.proof import proof_missing, proof_pdf
from volunteer_desk.domain.certificates import ProofFacts, ProofLine


def make_proof(lines: int = 2, name: str = "欧阳·买买提江·吐尔逊") -> ProofFacts:
    return ProofFacts(
        number="志服明〔2026〕第0007号",
        name=name,
        id_type="居民身份证",
        id_number="110*************3X",
        volunteer_number="ZY000123",
        from_on=date(2026, 1, 1),
        to_on=date(2026, 12, 5),
        minutes=150 * lines,
        attendances=lines,
        lines=tuple(
            ProofLine(date(2026, 1, 1 + at % 28), "清洁家园", "实践站", "清扫楼道", 150)
            for at in range(lines)
        ),
        issuer="幸福里社区居民委员会",
        head="",
        handler="李秀英",
        contact="0571-88001111",
        issued_on=date(2026, 12, 5),
        verify_text="志愿服务台 志服明〔2026〕第0007号 7K3M9QXA",
    )


def said(pdf: bytes, page: int = 0) -> str:
    return "".join(page_text(pdf, page).split())


def test_a_proof_says_what_order_67_asks() -> None:
    words = said(proof_pdf(make_proof()))
    for part in (
        "志愿服务记录证明",
        "证明编号：志服明〔2026〕第0007号",
        "欧阳·买买提江·吐尔逊",
        "110*************3X",
        "2026年1月1日至2026年12月5日",
        "累计服务时长5.0小时",
        "“谁记录、谁证明”",
        "不代表国家或其他机构的认证",
        "不收取任何费用",
        "出具单位（盖章）：幸福里社区居民委员会",
        "经办人：李秀英",
        "联系方式：0571-88001111",
        "二〇二六年十二月五日",
    ):
        assert part in words


@pytest.mark.parametrize("lines", [28, 30, 33, 70, 80])
def test_a_long_record_runs_over_pages_with_its_header(lines: int) -> None:
    pdf = proof_pdf(make_proof(lines))
    pages = page_count(pdf)
    assert pages > 1
    for page in range(pages):
        assert "服务日期" in said(pdf, page)
        assert f"第{page + 1}页共{pages}页" in said(pdf, page)
    assert "清洁家园" in said(pdf, pages - 1).split("合计")[0]


def test_a_character_no_font_has_is_named() -> None:
    assert proof_missing(make_proof(name="王\U000311a0")) == ("\U000311a0",)
    assert proof_missing(make_proof()) == ()
