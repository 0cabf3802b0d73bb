"""A paper of the register seen before it is printed or filed, in place of the page's list."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import DrawnPaper
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.preview import PdfPreview
from volunteer_desk.ui.printing import ask_printer, print_pdf
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.widgets import (
    Card,
    PrimaryButton,
    QuietButton,
    SmallButton,
    row_layout,
    words,
)

Drawing = Callable[[str, Progress], DrawnPaper]
"""Draws a paper on a worker; called with the reason, "" for the masked paper."""

_LAYOUTS = {
    "landscape": "A4 横向 · 与打印完全一致",
    "portrait": "A4 纵向 · 与打印完全一致",
    "card": "85.6 × 54 毫米 · 与打印完全一致",
}
CARD_SIZE = (85.6, 54.0)
"""Millimetres of a card for a card printer (CR80)."""


class PaperView(Card):
    """Draws beside the window's thread, then shows itself; Esc leads back."""

    shown = Signal()
    """A paper was drawn: put this view in sight."""
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._drawing: Drawing | None = None
        self.paper: DrawnPaper | None = None
        self.title = ElidedLabel("打印预览", "card-title")
        self.preview = PdfPreview(context.tasks)
        self.told = ElidedLabel("", "soft", asks=False)
        self.reason = Field("用途", placeholder="如 上门走访联系，会记入日志")
        self.problem = words("", "problem")
        self.problem.hide()
        self.in_full = QuietButton(
            "不脱敏", "Alt+U", "显示完整的证件号和电话，要写用途，会记入日志"
        )
        self.leave = SmallButton("返回", "", "不打印，返回（Esc）")
        self.save = QuietButton("存 PDF", "Ctrl+S", "存到数据文件夹，以后可以再打印")
        self.book = QuietButton("存表格", "Ctrl+Shift+S", "同一份名单存成 WPS、Excel 表格")
        self.print = PrimaryButton("打印", "Ctrl+P")
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.leave)
        self.body.addLayout(self.head)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.reason)
        foot = row_layout(10)
        foot.addWidget(self.in_full)
        foot.addStretch(1)
        for button in (self.save, self.book, self.print):
            foot.addWidget(button)
        self.body.addLayout(foot)
        self.reason.edit.returnPressed.connect(self._ask_full)
        self.in_full.clicked.connect(self._ask_full)
        self.leave.clicked.connect(self.closed)
        self.save.clicked.connect(self._save)
        self.book.clicked.connect(self._save_workbook)
        self.print.clicked.connect(self._print)

    def draw(self, drawing: Drawing, reason: str = "") -> None:
        """Draw a paper and show it; with a reason in full."""
        self._drawing = drawing
        self.problem.hide()
        self._context.tasks.run(
            partial(drawing, reason), self._show, label="正在排版", failed=self._refuse
        )

    def clear(self) -> None:
        """Forget the paper: it may hold personal data in full."""
        self.paper, self._drawing = None, None
        self.preview.clear()

    def take_focus(self) -> None:
        """Stand on 打印: Enter prints, the page keys turn pages."""
        self.print.setFocus()

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the view's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the question for the reason, then the view."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.reason.isVisible():
            self.reason.hide()
            self.problem.hide()
            self.take_focus()
        else:
            self.closed.emit()

    def _show(self, paper: DrawnPaper) -> None:
        self.paper = paper
        self.title.setText(f"打印预览 · {paper.title}")
        self.told.setText(paper.told)
        self.in_full.setVisible(paper.in_full is False)
        self.book.setVisible(paper.listed is not None)
        self.reason.hide()
        self.reason.set_text("")
        self.shown.emit()
        self.preview.show_pdf(paper.pdf, _LAYOUTS[paper.layout])
        self.take_focus()

    def _refuse(self, fault: Refusal) -> None:
        if self.isVisible() and isinstance(fault, UserFacingError):
            self._say(f"{fault.message}{fault.remedy}")

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()

    def _ask_full(self) -> None:
        if self.reason.isHidden():
            self.reason.show()
            self.reason.edit.setFocus()
        elif not self.reason.text():
            self.reason.show_problem("请写明用途。")
            self._say("不脱敏要写明用途，它会记入日志。")
            self.reason.edit.setFocus()
        elif self._drawing is not None:
            self.reason.show_problem("")
            self.draw(self._drawing, self.reason.text())

    def _save(self) -> None:
        paper, desk = self.paper, self._context.desk
        if paper is not None:
            from volunteer_desk.services.paper_drawing import file_paper

            self._context.tasks.run(
                lambda _: file_paper(desk, paper), self._saved, label="正在存 PDF"
            )

    def _save_workbook(self) -> None:
        paper, desk = self.paper, self._context.desk
        listed = None if paper is None else paper.listed
        if listed is not None:
            from volunteer_desk.services.paper_drawing import file_workbook

            self._context.tasks.run(
                lambda progress: file_workbook(desk, listed, progress),
                self._saved,
                label="正在存表格",
            )

    def _saved(self, out: Path) -> None:
        self._context.notices.ok(f"已存到 {out}")

    def _print(self) -> None:
        paper, desk = self.paper, self._context.desk
        if paper is None:
            return
        size = CARD_SIZE if paper.layout == "card" else None
        printer = ask_printer(self, paper.layout == "landscape", size)
        if printer is None:
            return
        if print_pdf(paper.pdf, printer, size[0] if size else None) == 0:
            self._context.notices.error(
                UserFacingError("打印机没有响应。", "请检查打印机，或存成 PDF 再打印。")
            )
            return
        from volunteer_desk.services.paper_drawing import note_paper

        self._context.tasks.run(
            lambda _: note_paper(desk, paper), self._printed, label="正在记录", quiet=True
        )

    def _printed(self, _done: None) -> None:
        self._context.notices.ok("已送到打印机。")
