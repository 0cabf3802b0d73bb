"""月报统计: one frozen sheet shown as figures, as paper, and as the entries behind a figure."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.monthly import MonthlySheet, SheetKind
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.fields import MonthChooser
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.preview import PdfPreview
from volunteer_desk.ui.printing import ask_printer, print_pdf
from volunteer_desk.ui.report.columns import (
    CATEGORIES,
    FIGURES,
    MonthLine,
    hours_words,
    month_lines,
)
from volunteer_desk.ui.report.entries import EntriesCard
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import (
    Card,
    PrimaryButton,
    QuietButton,
    TabButton,
    page_layout,
    row_layout,
    words,
)

KINDS = (
    (SheetKind.SUMMARY, "汇总表", "Alt+1"),
    (SheetKind.ACTIVITIES, "活动月报", "Alt+2"),
    (SheetKind.HOURS, "时长汇总", "Alt+3"),
)
ENTRY_LIMIT = 5_000


@dataclass(frozen=True)
class _Drawn:
    """A sheet and the paper made of it."""

    sheet: MonthlySheet
    pdf: bytes


@dataclass(frozen=True)
class _Behind:
    """The entries behind one line."""

    line: MonthLine
    rows: tuple[HourRow, ...]


def month_to_report(today: date) -> Month:
    """The month a desk is likely to report: last month until the 20th, then this one."""
    return Month.of(today) if today.day >= 20 else Month.of(today).before()


class ReportPage(Page):
    """Figures on the left, the paper on the right."""

    page_name = "report"
    title = "月报统计"
    subtitle = "看到的就是印出来的"
    listens = frozenset(
        {Noun.HOURS, Noun.VOLUNTEER, Noun.TEAM, Noun.PROJECT, Noun.ACTIVITY, Noun.SETTING}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.drawn: _Drawn | None = None
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
        for number, (label, key) in enumerate((("按队伍", "Alt+T"), ("按类别", "Alt+C"))):
            button = TabButton(label, key)
            button.setChecked(number == 0)
            self.by.addButton(button, number)
            head.addWidget(button)
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
        card.body.addWidget(self.figures)
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
        both.addWidget(self.right, 45)

    def reload(self) -> None:
        """Compute the month again and draw its paper."""
        desk, month, kind = self.context.desk, self.month.month(), self.kind()
        self._show_paper()
        self.context.tasks.read(lambda: _draw(desk, month, kind), self._show, key="report")

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a month (yyyymm), as a reminder names it."""
        self.month.set_month(Month(subject // 100, subject % 100), tell=True)

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
        self.kinds.idClicked.connect(self.reload)
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

    def _show(self, drawn: _Drawn) -> None:
        self.drawn = drawn
        sheet = drawn.sheet
        self._show_lines()
        seen = sheet.figures
        each = hours_words(seen.minutes // seen.people) if seen.people else "0.0"
        self.figures.setText(
            f"在册志愿者 {seen.volunteers:,} 人（本月新增 {seen.registered:,} 人，"
            f"注销 {seen.left:,} 人）；有时长 {seen.people:,} 人；人均 {each} 小时；"
            f"本年累计 {hours_words(seen.minutes_year)} 小时。"
        )
        self.preview.show_pdf(drawn.pdf, "A4 · 与打印完全一致")
        for button in (self.workbook, self.pdf, self.print):
            button.setEnabled(True)

    def _show_lines(self) -> None:
        if self.drawn is None:
            return
        by_category = self.by.checkedId() == 1
        self.model = RowsModel(
            CATEGORIES if by_category else FIGURES, month_lines(self.drawn.sheet, by_category)
        )
        self.table.show_model(self.model)

    def _explain(self, row: int) -> None:
        line = self.model.row(row)
        if line is None or self.drawn is None:
            self.context.notices.info("先在表里选一行，再看明细。")
            return
        desk, month = self.context.desk, self.drawn.sheet.head.month
        by_category = self.by.checkedId() == 1
        self.context.tasks.read(
            lambda: _behind(desk, month, line, by_category), self._show_behind, key="behind"
        )

    def _show_behind(self, behind: _Behind) -> None:
        line = behind.line
        self.entries.show_rows(line.label, behind.rows, line.minutes, ENTRY_LIMIT)
        self.right.setCurrentWidget(self.entries)
        self.entries.table.setFocus()

    def _show_paper(self) -> None:
        self.right.setCurrentIndex(0)

    def _save(self, ending: str) -> None:
        if self.drawn is None:
            return
        desk, sheet = self.context.desk, self.drawn.sheet
        self.context.tasks.run(
            lambda _: _write(desk, sheet, ending), self._saved, label="正在存月报"
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
        self.context.tasks.run(lambda _: _write(desk, sheet, ".pdf"), self._saved, label="正在存档")


def _draw(desk: Desk, month: Month, kind: SheetKind) -> _Drawn:
    from volunteer_desk.services.monthly import build_sheet, sheet_pdf_bytes

    sheet = build_sheet(desk, month, kind)
    return _Drawn(sheet, sheet_pdf_bytes(sheet))


def _write(desk: Desk, sheet: MonthlySheet, ending: str) -> Path:
    """Write the sheet into the papers folder, under a name that says what it is."""
    from volunteer_desk.services.monthly import write_sheet

    label = {kind: words for kind, words, _ in KINDS}[sheet.kind]
    name = f"志愿服务{label}_{sheet.head.month}{ending}"
    return write_sheet(desk, sheet, desk.folder.papers / "月报" / name)


def _behind(desk: Desk, month: Month, line: MonthLine, by_category: bool) -> _Behind:
    from volunteer_desk.services.monthly import entries_behind

    rows = entries_behind(desk, month, line.line, by_category=by_category, limit=ENTRY_LIMIT)
    return _Behind(line, rows)
