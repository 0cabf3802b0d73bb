"""The row of certificates: a thousand in one PDF, against ReportLab drawing the same strings."""

import io
from datetime import date
from random import Random

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.bench.measure import Row, median_of, words
from volunteer_desk.documents.certificate import certificate_pdf
from volunteer_desk.domain.certificates import CertificateFacts
from volunteer_desk.domain.invented import invent_name
from volunteer_desk.paths import resource

_COUNT = 1_000


def certificates() -> Row:
    """Fonts are loaded before the clock starts, for both."""
    facts = _facts()
    pdfmetrics.registerFont(TTFont("bare", str(resource("fonts", "NotoSerifSC-Regular.ttf"))))
    limit = median_of(3, lambda: _draw_bare(facts))
    mine = median_of(3, lambda: certificate_pdf(facts))
    kilobytes = len(certificate_pdf(facts)) / _COUNT / 1000
    return Row(
        "1,000 certificates in one PDF",
        words(limit),
        words(mine),
        f"{mine / limit:.2f}",
        "≤1.3×, 5 KB a page",
        mine <= 1.3 * limit and kilobytes <= 5,
        f"{kilobytes:.1f} KB a page; the bare drawing has no ground, border or QR code",
    )


def _facts() -> list[CertificateFacts]:
    rng = Random(7)
    return [
        CertificateFacts(
            template="honour",
            title="荣誉证书",
            name=invent_name(rng, "2"),
            salutation="同志：",
            body=(
                f"在2026年度志愿服务工作中表现突出，累计服务{20 + serial % 180}小时，"
                "被评为“优秀志愿者”。",
            ),
            closing="特发此证，以资鼓励。",
            issuer="幸福里社区居委会",
            issued_on=date(2026, 11, 22),
            number=f"志服证〔2026〕第{serial:04d}号",
            verify_text=f"志服证〔2026〕第{serial:04d}号 K7QM{serial:04d}",
        )
        for serial in range(1, _COUNT + 1)
    ]


def _draw_bare(facts: list[CertificateFacts]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    for one in facts:
        canvas.setFont("bare", 20)
        lines = (
            one.number, one.title, f"{one.name} {one.salutation}", *one.body, one.closing,
            one.issuer, "二〇二六年十一月二十二日", one.verify_text,
        )  # fmt: skip
        for turn, line in enumerate(lines):
            canvas.drawString(80, 500 - 40 * turn, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
