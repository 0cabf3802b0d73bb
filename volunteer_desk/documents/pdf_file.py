"""One way to begin and end a PDF: compact, without a time, the same facts give the same bytes."""

from collections.abc import Callable
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import INK, SERIF, load_font

MM = 72 / 25.4
"""Points in a millimetre."""

A4 = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)


class _Pages(Canvas):
    """A canvas that packs each page as it ends.

    ReportLab packs all of them in ``save``: a second or two of a paper of a thousand pages, in
    which no listener is asked whether to stop, and which holds every page unpacked until then.
    """

    _doc: PDFDocument

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page."""
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        if isinstance(page, PDFPage):
            filters = PDFArray([PDFName(PDFZCompress.pdfname)])
            packed = PDFZCompress.encode(page.stream)
            page.Contents = PDFStream(PDFDictionary({"Filter": filters}), packed)
            page.stream = None


def make_pdf(size: tuple[float, float], title: str, draw: Callable[[Canvas], None]) -> bytes:
    """The bytes of a PDF whose pages ``draw`` puts onto the canvas.

    Args:
        size: Page width and height in points.
        title: Document title shown by viewers.
        draw: Draws every page and ends each with ``showPage``.
    """
    sink = BytesIO()
    with INK:
        # Text armour (ASCII85) would make every stream a quarter larger, and slower.
        rl_config.useA85 = 0
        # Every page begins in some font: one of ours, or an unembedded Helvetica is listed.
        rl_config.canvas_basefontname = load_font(SERIF).fontName
        canvas = _Pages(sink, pagesize=size, pageCompression=1, invariant=1, lang="zh-CN")
        canvas.setTitle(title)
        canvas.setCreator("志愿服务台")
        canvas.setAuthor("志愿服务台")
        draw(canvas)
        canvas.save()
    return sink.getvalue()
