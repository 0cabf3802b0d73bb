from datetime import date

from volunteer_desk.documents.certificate import certificate_missing, certificate_pdf
from volunteer_desk.documents.preview import page_count, page_text
from volunteer_desk.documents.templates import load_template, word_certificate
from volunteer_desk.domain.certificates import CertificateFacts, TemplateName
from volunteer_desk.domain.periods import Span

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def make_facts(
    name: str = "王建国", at: int = 43, template: str = "honour", minutes: int = 18_300
) -> CertificateFacts:
    design = load_template(template)
    return CertificateFacts(
        template=template,
        title=design.title,
        name=name,
        salutation=design.salutation,
        body=word_certificate(design, YEAR, minutes, unit="幸福里社区居委会", star="三星级"),
        closing=design.closing,
        issuer="幸福里社区居民委员会",
        issued_on=date(2026, 12, 5),
        number=f"文明〔2026〕第{at:04d}号",
        verify_text=f"志愿服务台 文明〔2026〕第{at:04d}号 7K3M9QXA",
    )


def test_a_certificate_says_everything_that_was_asked() -> None:
    said = "".join(page_text(certificate_pdf([make_facts()]), 0).split())
    for words in (
        "文明〔2026〕第0043号",
        "荣誉证书",
        "王建国同志：",
        "在2026年度志愿服务工作中表现突出，累计服务305小时，被评为“优秀志愿者”。",
        "特发此证，以资鼓励。",
        "幸福里社区居民委员会",
        "二〇二六年十二月五日",
    ):
        assert words in said


def test_the_same_facts_give_the_same_bytes_and_other_facts_do_not() -> None:
    first = certificate_pdf([make_facts(), make_facts("㛃某", 44)])
    assert certificate_pdf([make_facts(), make_facts("㛃某", 44)]) == first
    assert certificate_pdf([make_facts(), make_facts("㛃某", 45)]) != first


def test_rare_and_long_names_are_on_paper_whole() -> None:
    names = ["㛃䶮𠮷", "欧阳·买买提江·吐尔逊", "阿卜杜热西提·" * 8 + "努尔"]
    pdf = certificate_pdf([make_facts(name, at) for at, name in enumerate(names, 1)])
    assert page_count(pdf) == 3
    for at, name in enumerate(names):
        assert name in page_text(pdf, at).replace("\r\n", "")


def test_a_character_no_font_has_is_named() -> None:
    assert certificate_missing(make_facts("王\U000311a0")) == ("\U000311a0",)
    assert certificate_missing(make_facts("㛃䶮𠮷")) == ()


def test_every_template_draws_and_progress_reaches_the_end() -> None:
    seen: list[tuple[int, int]] = []
    facts = [make_facts(template=name, at=at) for at, name in enumerate(TemplateName, 1)]
    pdf = certificate_pdf(facts, lambda done, total: seen.append((done, total)))
    assert page_count(pdf) == 4
    assert seen[-1] == (4, 4)
