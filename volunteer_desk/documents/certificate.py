"""Certificates onto paper: A4 landscape, one page a person, the same facts the same bytes."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.certificate_body import Body, set_body
from volunteer_desk.documents.certificate_ground import colour, draw_ground
from volunteer_desk.documents.fonts import KAI, SERIF, missing_characters, text_width
from volunteer_desk.documents.lettering import draw_text, fit_size, put_text
from volunteer_desk.documents.pdf_file import A4_LANDSCAPE, MM, make_pdf
from volunteer_desk.documents.qr import qr_ink
from volunteer_desk.documents.templates import load_template
from volunteer_desk.domain.certificates import CertificateFacts
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.dates import chinese_date

WIDTH, HEIGHT = A4_LANDSCAPE
LEFT = 38 * MM
MEASURE = WIDTH - 2 * LEFT

NAME_SIZE, NAME_BASE = 29.0, HEIGHT - 82 * MM
BODY_TOP = NAME_BASE - 17 * MM
BODY_BOTTOM = 62 * MM
SIGN_CENTRE, SIGN_WIDTH = WIDTH - 76 * MM, 96 * MM
QR_SIDE, QR_X, QR_Y = 24 * MM, 26 * MM, 25 * MM


def certificate_pdf(facts: Sequence[CertificateFacts], progress: Progress = no_progress) -> bytes:
    """One PDF with a page for each certificate, in the order given.

    Args:
        facts: At least one certificate.
        progress: Told (pages drawn, pages in all) every 25 pages.
    """
    title = facts[0].title if facts else "证书"

    def draw(canvas: Canvas) -> None:
        for at, one in enumerate(facts):
            if at % 25 == 0:
                progress(at, len(facts))
            draw_certificate(canvas, one)
            canvas.showPage()
        progress(len(facts), len(facts))

    return make_pdf(A4_LANDSCAPE, title, draw)


def certificate_missing(facts: CertificateFacts) -> tuple[str, ...]:
    """The characters of a certificate that no font has; it must not be printed with any."""
    return missing_characters(
        facts.title,
        facts.name,
        facts.salutation,
        *facts.body,
        facts.closing,
        facts.issuer,
        facts.number,
    )


def draw_certificate(canvas: Canvas, facts: CertificateFacts) -> None:
    """Draw one certificate on the canvas's current A4 landscape page; the caller ends the page.

    What all certificates of a document share is drawn once as a form and only named here.
    """
    body = set_body(facts.body, MEASURE, BODY_TOP - BODY_BOTTOM, 1 if facts.closing else 0)
    canvas.doForm(_shared_form(canvas, facts, body))
    ink = canvas.beginText()
    ink.setFillColor(colour(load_template(facts.template).palette.ink))
    size = fit_size(facts.number, SERIF, 13.0, 100 * MM)
    number_left = WIDTH - 26 * MM - text_width(facts.number, SERIF, size)
    put_text(ink, number_left, HEIGHT - 24.5 * MM, facts.number, SERIF, size)
    addressed = f"{facts.name} {facts.salutation}" if facts.name else facts.salutation
    put_text(ink, LEFT, NAME_BASE, addressed, KAI, fit_size(addressed, KAI, NAME_SIZE, MEASURE))
    for at, line in enumerate(body.lines):
        base = BODY_TOP - at * body.leading
        put_text(ink, LEFT + line.indent, base, line.text, SERIF, body.size, line.spacing)
    canvas.drawText(ink)
    if facts.verify_text:
        canvas.addLiteral(qr_ink(facts.verify_text, QR_X, QR_Y, QR_SIDE))


def _shared_form(canvas: Canvas, facts: CertificateFacts, body: Body) -> str:
    """The name of the form that holds everything certificates of this kind have in common."""
    closing_base = BODY_TOP - len(body.lines) * body.leading
    issued_on = _write_date(facts.issued_on)
    coded = bool(facts.verify_text)
    name = _name_form(
        facts.template,
        facts.title,
        facts.closing,
        facts.issuer,
        issued_on,
        coded,
        closing_base,
        body.size,
    )
    if canvas.hasForm(name):
        return name
    palette = load_template(facts.template).palette
    canvas.beginForm(name)
    draw_ground(canvas, palette, facts.title)
    canvas.setFillColor(colour(palette.ink))
    closing_left = LEFT + 2 * body.size
    draw_text(
        canvas, closing_left, closing_base, facts.closing, SERIF, body.size, width=MEASURE - 60
    )
    # Issuer over date on one axis: the seal, pressed by hand, rides over both.
    for base, text in ((47 * MM, facts.issuer), (34 * MM, issued_on)):
        draw_text(canvas, SIGN_CENTRE, base, text, SERIF, 20.0, align="centre", width=SIGN_WIDTH)
    if coded:
        draw_text(canvas, QR_X + QR_SIDE + 3 * MM, QR_Y + 1 * MM, "扫码可核验真伪", SERIF, 9.0)
    canvas.endForm()
    return name


_write_date = lru_cache(maxsize=64)(chinese_date)


@lru_cache(maxsize=256)
def _name_form(*parts: str | float) -> str:
    """A name for the form with these contents, the same in every run."""
    return f"ground-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"
