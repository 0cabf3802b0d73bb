import pytest
from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents import pdf_file
from volunteer_desk.documents.fonts import SERIF
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.pdf_file import A4, make_pdf
from volunteer_desk.documents.preview import page_count, page_text


class Packing:
    """ReportLab's filter, counting the pages it packs."""

    pdfname = PDFZCompress.pdfname

    def __init__(self) -> None:
        self.packed = 0

    def encode(self, text: str) -> bytes:
        self.packed += 1
        packed: bytes = PDFZCompress.encode(text)
        return packed


def test_a_page_is_packed_when_it_ends_not_with_the_last_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packing, told = Packing(), list[int]()
    monkeypatch.setattr(pdf_file, "PDFZCompress", packing)

    def draw(canvas: Canvas) -> None:
        for page in range(3):
            for line in range(2_000):
                canvas.drawString(40, 800 - line / 4, f"{page} {line}")
            canvas.showPage()
            told.append(packing.packed)

    pdf = make_pdf(A4, "名册", draw)
    assert told == [1, 2, 3]
    assert packing.packed == 3
    assert page_count(pdf) == 3
    assert len(pdf) < 150_000


def test_pages_of_one_paper_keep_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        for name in ("欧阳·买买提江·吐尔逊", "㛃"):
            draw_text(canvas, 40, 800, name, SERIF, 12)
            canvas.showPage()

    pdf = make_pdf(A4, "名册", draw)
    assert [page_text(pdf, page).strip() for page in range(2)] == ["欧阳·买买提江·吐尔逊", "㛃"]
    assert pdf == make_pdf(A4, "名册", draw)
