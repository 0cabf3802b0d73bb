from concurrent.futures import ThreadPoolExecutor

from tests.documents.test_certificate import make_facts
from volunteer_desk.documents.certificate import certificate_pdf
from volunteer_desk.documents.preview import page_count, page_size, render_page


def test_a_page_is_rendered_as_wide_as_asked() -> None:
    pdf = certificate_pdf([make_facts()])
    image = render_page(pdf, 0, 648)
    assert image.width == 648
    assert abs(image.height - 648 * 210 / 297) <= 1
    assert image.stride >= 4 * image.width
    assert len(image.bgra) == image.stride * image.height
    assert len(set(image.bgra)) > 20
    assert page_count(pdf) == 1
    assert [round(side) for side in page_size(pdf, 0)] == [842, 595]


def test_threads_may_draw_and_render_at_once() -> None:
    def draw(at: int) -> bytes:
        return render_page(certificate_pdf([make_facts("欧阳·买买提江", 5)]), 0, 200 + 0 * at).bgra

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(draw, range(8)))) == 1
