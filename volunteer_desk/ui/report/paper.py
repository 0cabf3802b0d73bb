"""The right card: which paper, the paper itself, how far its drawing is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.monthly import MonthlySheet, SheetKind
from volunteer_desk.ui.drawing_line import DrawingLine
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.preview import PdfPreview
from volunteer_desk.ui.report.reading import KINDS, Drawn, draw_paper
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.widgets import Card, SmallButton, TabButton, row_layout

KEY = "report.paper"


class SheetPaper(Card):
    """Draws one sheet at a time; another one, or 取消, stops the drawing."""

    kind_chosen = Signal()
    drawn_changed = Signal()
    """``drawn`` is another paper, or none."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._sheet: MonthlySheet | None = None
        self.drawn: Drawn | None = None
        line = row_layout(8)
        self.kinds = QButtonGroup(self)
        for number, (_, label, key) in enumerate(KINDS):
            button = TabButton(label, key, f"打印{label}")
            button.setChecked(number == 0)
            self.kinds.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self.again = SmallButton("排版", "F5", "重新排版这张表")
        self.again.hide()
        line.addWidget(self.again)
        self.body.addLayout(line)
        self.drawing = DrawingLine()
        self.body.addWidget(self.drawing)
        self.preview = PdfPreview(context.tasks)
        self.body.addWidget(self.preview, 1)
        self.kinds.idClicked.connect(self.kind_chosen)
        self.drawing.stopped.connect(self.stop)
        self.again.clicked.connect(self._draw_again)
        context.tasks.broke.connect(self._broke)

    def kind(self) -> SheetKind:
        """Which paper is asked for."""
        return KINDS[self.kinds.checkedId()][0]

    def choose_kind(self, kind: SheetKind) -> None:
        """Ask for another paper from now on; who asked reads it."""
        self.kinds.button([one[0] for one in KINDS].index(kind)).setChecked(True)

    def await_sheet(self) -> None:
        """Another sheet is being computed: the paper in sight is not it."""
        self._context.tasks.stop(KEY)
        self._sheet = None
        self.drawing.begin("正在统计")
        self._show_none("正在排版…")

    def draw(self, sheet: MonthlySheet) -> None:
        """Draw a sheet; what is being drawn is given up."""
        self._sheet = sheet
        self._show_none("正在排版…")
        self.drawing.begin("正在排版")

        def work(progress: Progress) -> Drawn:
            return draw_paper(sheet, progress)

        self._context.tasks.draw(
            work,
            self._show,
            key=KEY,
            told=self.drawing.tell,
            failed=self._refused,
        )

    def stop(self) -> None:
        """Give the drawing up; the figures stay."""
        self._context.tasks.stop(KEY)
        self.drawing.end()
        self._show_none("已停下，按“排版”再来一次")
        self.again.setVisible(self._sheet is not None)

    def _draw_again(self) -> None:
        if self._sheet is not None:
            self.draw(self._sheet)

    def _show_none(self, text: str) -> None:
        self.again.hide()
        self.drawn = None
        self.preview.clear(text)
        self.drawn_changed.emit()

    def _show(self, drawn: Drawn) -> None:
        if drawn.sheet is not self._sheet:
            return  # another month was chosen meanwhile
        self.drawing.end()
        self.drawn = drawn
        self.preview.show_pdf(drawn.pdf, "A4 · 与打印完全一致")
        self.drawn_changed.emit()

    def _broke(self, _bug: object) -> None:
        self.drawing.end()

    def _refused(self, _fault: Refusal) -> None:
        self.drawing.end()
        self._show_none("没有排出来，原因见右上角")
        self.again.setVisible(self._sheet is not None)
