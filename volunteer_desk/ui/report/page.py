"""月报统计: one frozen sheet shown as figures, as paper, and as the entries behind a figure."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.monthly import Basis, MonthlySheet, SheetKind
from volunteer_desk.domain.months import MonthState
from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.fields import MonthChooser
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.preview import PdfPreview
from volunteer_desk.ui.printing import ask_printer, print_pdf
from volunteer_desk.ui.report.closing import ClosingBar
from volunteer_desk.ui.report.closings import ClosingsCard
from volunteer_desk.ui.report.columns import (
    CATEGORIES,
    FIGURES,
    UNITS,
    By,
    MonthLine,
    month_lines,
)
from volunteer_desk.ui.report.entries import EntriesCard
from volunteer_desk.ui.report.figures_words import figures_words, month_to_report
from volunteer_desk.ui.report.reading import (
    ENTRY_LIMIT,
    KINDS,
    Behind,
    Drawn,
    compute_sheet,
    draw_paper,
    read_behind,
    read_year,
    write_paper,
)
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import (
    Card,
    LinkButton,
    PrimaryButton,
    QuietButton,
    TabButton,
    page_layout,
    row_layout,
    words,
)


class ReportPage(Page):
    """Figures on the left, the paper on the right."""

    page_name = "report"
    title = "月报统计"
    subtitle = "看到的就是印出来的"
    listens = frozenset(
        {
            Noun.HOURS,
            Noun.VOLUNTEER,
            Noun.TEAM,
            Noun.PROJECT,
            Noun.ACTIVITY,
            Noun.SETTING,
            Noun.MONTH,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.sheet: MonthlySheet | None = None
        self.drawn: Drawn | None = None
        self._explaining = False
        both = row_layout()
        page_layout(self).addLayout(both)
        card = Card()
        head = row_layout(8)
        self.month = MonthChooser(month_to_report(context.desk.today()))
        for arrow, key, words_ in (
            (self.month.back, "Alt+Left", "上个月（Alt+←）"),
            (self.month.forth, "Alt+Right", "下个月（Alt+→）"),
        ):  # PgUp and PgDn turn the pages of the paper here
            arrow.setShortcut(key)
            arrow.setToolTip(words_)
        self.month.month_chosen.connect(self.reload)
        head.addWidget(self.month)
        head.addStretch(1)
        self.by = QButtonGroup(self)
        tabs = (("按队伍", "Alt+T"), ("按类别", "Alt+C"), ("按单位", "Alt+U"))
        for number, (label, key) in enumerate(tabs):
            button = TabButton(label, key)
            button.setChecked(number == 0)
            self.by.addButton(button, number)
            head.addWidget(button)
        self.by.button(By.UNIT).hide()
        self.by.idClicked.connect(self._show_lines)
        card.body.addLayout(head)
        self.model: RowsModel[MonthLine] = RowsModel(FIGURES)
        self.table = TableView()
        self.table.show_model(self.model)
        self.table.row_activated.connect(self._explain)
        self.table.setAccessibleDescription("回车看这个数怎么来的")
        card.body.addWidget(self.table, 1)
        self.figures = words("", "soft")
        self.figures.setWordWrap(True)
        told = row_layout(8)
        told.addWidget(self.figures, 1)
        self.year = LinkButton("本年明细", "Alt+Y", "本年累计是哪些记录加起来的")
        self.year.clicked.connect(self._explain_year)
        told.addWidget(self.year, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(told)
        self.closing = ClosingBar(context)
        self.closing.basis_chosen.connect(self.reload)
        self.closing.records_wanted.connect(self._show_records)
        card.body.addWidget(self.closing)
        card.body.addLayout(self._actions())
        both.addWidget(card, 55)
        self.right = QStackedWidget()
        paper = Card()
        self.preview = PdfPreview(context.tasks)
        paper.body.addLayout(self._kinds())
        paper.body.addWidget(self.preview)
        self.entries = EntriesCard()
        self.entries.closed.connect(self._show_paper)
        self.right.addWidget(paper)
        self.right.addWidget(self.entries)
        self.records = ClosingsCard()
        self.records.closed.connect(self._show_paper)
        self.right.addWidget(self.records)
        both.addWidget(self.right, 45)

    def reload(self) -> None:
        """Compute the month again; its paper is drawn when the figures are in sight."""
        desk, month, basis = self.context.desk, self.month.month(), self.closing.basis()
        self._show_paper()
        self._await_paper()
        self.context.tasks.read(lambda: compute_sheet(desk, month, basis), self._show, key="report")

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a month (yyyymm): with HOURS the entries behind it, with ACTIVITY its activities."""
        if noun is Noun.ACTIVITY:
            kinds = [kind for kind, _, _ in KINDS]
            self.kinds.button(kinds.index(SheetKind.ACTIVITIES)).setChecked(True)
        self._explaining = noun is Noun.HOURS
        if noun is not None:  # 工作台 counts by the day of service
            self.closing.choose_basis(Basis.SERVED)
        self.month.set_month(Month(subject // 100, subject % 100))
        self.reload()

    def kind(self) -> SheetKind:
        """Which paper is asked for."""
        return KINDS[self.kinds.checkedId()][0]

    def _kinds(self) -> QHBoxLayout:
        line = row_layout(8)
        self.kinds = QButtonGroup(self)
        for number, (_, label, key) in enumerate(KINDS):
            button = TabButton(label, key, f"打印{label}")
            button.setChecked(number == 0)
            self.kinds.addButton(button, number)
            line.addWidget(button)
        self.kinds.idClicked.connect(self._choose_kind)
        line.addStretch(1)
        return line

    def _actions(self) -> QHBoxLayout:
        line = row_layout(10)
        self.explain = QuietButton("这个数怎么来的", "Ctrl+E", "看选中一行的明细")
        self.workbook = QuietButton("存表格", "Ctrl+Shift+S", "存成 WPS 和 Excel 能打开的表格")
        self.pdf = QuietButton("存 PDF", "Ctrl+S", "存成 PDF")
        self.print = PrimaryButton("打印", "Ctrl+P")
        self.explain.clicked.connect(lambda: self._explain(self.table.current_row()))
        self.workbook.clicked.connect(lambda: self._save(".xlsx"))
        self.pdf.clicked.connect(lambda: self._save(".pdf"))
        self.print.clicked.connect(self._print)
        line.addWidget(self.explain)
        line.addStretch(1)
        for button in (self.workbook, self.pdf, self.print):
            button.setEnabled(False)
            line.addWidget(button)
        return line

    def _await_paper(self) -> None:
        self.drawn = None
        self.preview.clear("正在排版…")
        for button in (self.workbook, self.pdf, self.print):
            button.setEnabled(False)

    def _choose_kind(self) -> None:
        if self.sheet is None:
            self.reload()
            return
        self._show_paper()
        self._await_paper()
        self._draw(self.sheet)

    def _draw(self, sheet: MonthlySheet) -> None:
        desk, kind = self.context.desk, self.kind()
        self.context.tasks.read(
            lambda: draw_paper(desk, sheet, kind), self._show_drawn, key="report.paper", slow=True
        )

    def _show(self, sheet: MonthlySheet) -> None:
        self._show_figures(sheet)
        # drawing keeps the interpreter busy: it begins when this comes back, the figures painted
        self.context.tasks.read(lambda: sheet, self._draw, key="report.seen")
        if self._explaining:
            self._explaining = False
            self._explain(0)

    def _show_drawn(self, drawn: Drawn) -> None:
        meant = (self.month.month(), self.closing.basis())
        if (drawn.sheet.head.month, drawn.sheet.basis) != meant:
            return  # another month was chosen meanwhile
        self.drawn = drawn
        if drawn.sheet is not self.sheet:
            self._show_figures(drawn.sheet)  # one sheet is seen and printed
        self.preview.show_pdf(drawn.pdf, "A4 · 与打印完全一致")
        for button in (self.workbook, self.pdf, self.print):
            button.setEnabled(True)

    def _show_figures(self, sheet: MonthlySheet) -> None:
        self.sheet = sheet
        self.by.button(By.UNIT).setVisible(bool(sheet.by_unit))
        if not sheet.by_unit and self.by.checkedId() == By.UNIT:
            self.by.button(By.TEAM).setChecked(True)
        self._show_lines()
        self.figures.setText(figures_words(sheet))
        self.closing.show_sheet(sheet)

    def _show_lines(self) -> None:
        if self.sheet is None:
            return
        by = By(self.by.checkedId())
        self.model = RowsModel((FIGURES, CATEGORIES, UNITS)[by], month_lines(self.sheet, by))
        self.table.show_model(self.model)

    def _explain(self, row: int) -> None:
        line = self.model.row(row)
        if line is None or self.sheet is None:
            self.context.notices.info("先在表里选一行，再看明细。")
            return
        desk, month, basis = self.context.desk, self.sheet.head.month, self.sheet.basis
        by = By(self.by.checkedId())
        self.context.tasks.read(
            lambda: read_behind(desk, month, line, by, basis), self._show_behind, key="behind"
        )

    def _explain_year(self) -> None:
        sheet, desk = self.sheet, self.context.desk
        if sheet is None:
            return
        seen, month, basis = sheet.figures, sheet.head.month, sheet.basis
        line = MonthLine("本年累计", 0, 0, seen.people_year, seen.minutes_year, 0)
        self.context.tasks.read(
            lambda: read_year(desk, month, line, basis), self._show_behind, key="behind"
        )

    def _show_behind(self, behind: Behind) -> None:
        line = behind.line
        rule = self.sheet.rounding if self.sheet else ""
        self.entries.show_rows(line.label, behind.rows, line.minutes, ENTRY_LIMIT, rule)
        self.right.setCurrentWidget(self.entries)
        self.entries.table.setFocus()

    def _show_records(self) -> None:
        from volunteer_desk.services.months import months_of

        desk = self.context.desk
        self.context.tasks.read(lambda: months_of(desk), self._list_records, key="report.records")

    def _list_records(self, states: tuple[MonthState, ...]) -> None:
        self.records.show_months(states, self.context.desk.now().tzinfo)
        self.right.setCurrentWidget(self.records)
        self.records.table.setFocus()

    def _show_paper(self) -> None:
        self.right.setCurrentIndex(0)

    def _save(self, ending: str) -> None:
        if self.drawn is None:
            return
        desk, sheet = self.context.desk, self.drawn.sheet
        self.context.tasks.run(
            lambda _: write_paper(desk, sheet, ending), self._saved, label="正在存月报"
        )

    def _saved(self, out: Path) -> None:
        self.context.notices.ok(f"已存到 {out}")

    def _print(self) -> None:
        if self.drawn is None:
            return
        printer = ask_printer(self, landscape=False)
        if printer is None:
            return
        if print_pdf(self.drawn.pdf, printer) == 0:
            self.context.notices.error(
                UserFacingError("打印机没有响应。", "请检查打印机，或存成 PDF 再打印。")
            )
            return
        desk, sheet = self.context.desk, self.drawn.sheet
        self.context.tasks.run(
            lambda _: write_paper(desk, sheet, ".pdf"), self._saved, label="正在存档"
        )
