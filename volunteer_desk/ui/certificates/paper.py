"""The right card: the real PDF, where it stands among the others, saving and printing it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.paper_files import papers_aside
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.preview import PdfPreview
from volunteer_desk.ui.printing import ask_printer, print_pdf
from volunteer_desk.ui.tasks import Tasks
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, QuietButton, row_layout

LANDSCAPE, PORTRAIT = "A4 横向 · 与打印完全一致", "A4 纵向 · 与打印完全一致"
ROOMY = 130
"""Per cent of text size up to which the whole caption has room."""
OFFLINE = "二维码离线可验：扫码即知真伪、是否作废"


@dataclass(frozen=True)
class Paper:
    """A document in sight.

    Attributes:
        pdf: Its bytes.
        place: "第 2 张，共 7 张"; "" counts its own pages.
        foot: What is said below it.
        landscape: How it is printed.
        name: File name it is saved under; "" for a preview, which is neither saved nor printed.
        saved: Where it lies already.
    """

    pdf: bytes
    place: str = ""
    foot: str = OFFLINE
    landscape: bool = True
    name: str = ""
    saved: Path | None = None


class PaperPreview(PdfPreview):
    """A preview that says which certificate of how many it is."""

    place = ""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self.place = ""

    def say_place(self, place: str) -> None:
        """Say where a document of one page stands among the others."""
        self.place = place
        self._tell_pages()

    def _tell_pages(self) -> None:
        super()._tell_pages()
        if self.place and self._pages == 1:
            self._count.setText(self.place)
        elif self.place:
            self._count.setText(self._count.text().replace("页", "张"))

    def place_words(self) -> str:
        """What is said left above the paper."""
        return self._count.text()


class PaperCard(Card):
    """Shows one ``Paper`` at a time."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.paper: Paper | None = None
        self.preview = PaperPreview(context.tasks)
        self.body.addWidget(self.preview, 1)
        foot = row_layout(10)
        self.foot = ElidedLabel(OFFLINE, "small", asks=False)
        self.folder = QuietButton("打开文件夹", "Ctrl+O", "打开存着这份 PDF 的文件夹")
        self.save = QuietButton("存 PDF", "Ctrl+S", "存到证书文件夹")
        self.print = QuietButton("打印", "Ctrl+P", icon_name="printer")
        self.folder.clicked.connect(self._open_folder)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self.print_paper)
        foot.addWidget(self.foot, 1)
        for button in (self.folder, self.save, self.print):
            foot.addWidget(button)
        self.body.addLayout(foot)
        self.clear()

    def show_paper(self, paper: Paper) -> None:
        """Show a document; only one with a name can be saved and printed."""
        self.paper = paper
        self.preview.place = paper.place
        caption = LANDSCAPE if paper.landscape else PORTRAIT
        if scaled(100) > ROOMY:
            caption = caption.partition(" · ")[0]
        self.preview.show_pdf(paper.pdf, caption)
        self.foot.setText(paper.foot)
        self._tell_buttons()

    def clear(self, text: str = "", foot: str = OFFLINE) -> None:
        """Show no document but these words."""
        self.paper = None
        self.preview.place = ""
        self.preview.clear(text)
        self.foot.setText(foot)
        self._tell_buttons()

    def print_paper(self) -> None:
        """Print the document in sight, with the system's own dialog."""
        paper = self.paper
        if paper is None or not paper.name:
            return
        printer = ask_printer(self, paper.landscape)
        if printer is None:
            return
        if print_pdf(paper.pdf, printer) == 0:
            self._context.notices.error(
                UserFacingError("打印机没有响应。", "请检查打印机，或打开文件夹用别的程序打印。")
            )

    def _tell_buttons(self) -> None:
        printable = self.paper is not None and bool(self.paper.name)
        saved = self.paper is not None and self.paper.saved is not None
        self.print.setVisible(printable)
        self.folder.setVisible(saved)
        self.save.setVisible(printable and not saved)

    def _save(self) -> None:
        paper = self.paper
        if paper is None or not paper.name:
            return
        out = self._context.desk.folder.papers / "证书"
        self._context.tasks.run(lambda _: _keep(out, paper), self._saved, label="正在存 PDF")

    def _saved(self, out: Path) -> None:
        self._context.notices.ok(f"已存到 {out}")

    def _open_folder(self) -> None:
        if self.paper is not None and self.paper.saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.paper.saved.parent)))


def _keep(out: Path, paper: Paper) -> Path:
    with papers_aside(out) as files:
        files.add(paper.name, paper.pdf)
        files.put_in_place()
    return out / paper.name
