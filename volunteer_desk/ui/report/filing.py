"""Saving and printing the sheet in sight: what was seen is what is written."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.monthly import SheetKind
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.printing import ask_printer, print_pdf
from volunteer_desk.ui.report.reading import Drawn, write_paper
from volunteer_desk.ui.widgets import PrimaryButton, QuietButton, row_layout


class FilingButtons(QWidget):
    """存表格 存 PDF 打印; enabled while there is a paper."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._drawn: Drawn | None = None
        self.workbook = QuietButton("存表格", "Ctrl+Shift+S", "存成 WPS 和 Excel 能打开的表格")
        self.pdf = QuietButton("存 PDF", "Ctrl+S", "存成 PDF")
        self.print = PrimaryButton("打印", "Ctrl+P")
        line: QHBoxLayout = row_layout(10)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        for button in (self.workbook, self.pdf, self.print):
            line.addWidget(button)
        self.workbook.clicked.connect(lambda: self._save(".xlsx", "正在存表格"))
        self.pdf.clicked.connect(lambda: self._save(".pdf", "正在存 PDF"))
        self.print.clicked.connect(self._print)
        self.offer(None)

    def offer(self, drawn: Drawn | None) -> None:
        """This paper can be filed; None while there is none."""
        self._drawn = drawn
        for button in (self.workbook, self.pdf, self.print):
            button.setEnabled(drawn is not None)

    def _save(self, ending: str, label: str) -> None:
        if self._drawn is None:
            return
        desk, sheet = self._context.desk, self._drawn.sheet
        self._context.tasks.run(
            lambda progress: write_paper(desk, sheet, ending, progress), self._saved, label=label
        )

    def _saved(self, out: Path) -> None:
        self._context.notices.ok(f"已存到 {out}")

    def _print(self) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        printer = ask_printer(self, landscape=drawn.sheet.kind is SheetKind.ACTIVITIES)
        if printer is None:
            return
        if print_pdf(drawn.pdf, printer) == 0:
            self._context.notices.error(
                UserFacingError("打印机没有响应。", "请检查打印机，或存成 PDF 再打印。")
            )
            return
        self._save(".pdf", "正在存档")
