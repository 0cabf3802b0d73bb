"""月报统计: one frozen sheet shown as figures, as paper, and as the entries behind a figure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.monthly import Basis, MonthlySheet, SheetKind
from volunteer_desk.domain.months import MonthState, OpenMatters
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.sheet_entries import By
from volunteer_desk.ui.month_chooser import MonthChooser
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.report.closing import ClosingBar
from volunteer_desk.ui.report.figures import FiguresTable
from volunteer_desk.ui.report.figures_words import figures_words, month_to_report
from volunteer_desk.ui.report.filing import FilingButtons
from volunteer_desk.ui.report.lines import MonthLine, parts_of, total_line
from volunteer_desk.ui.report.paper import KEY
from volunteer_desk.ui.report.reading import compute_sheet
from volunteer_desk.ui.report.right_side import RightSide
from volunteer_desk.ui.widgets import (
    Card,
    LinkButton,
    QuietButton,
    page_layout,
    row_layout,
    words,
)

ONCE = "场次：一场活动只算在人次最多的一行里。"


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
        self._explaining: int | None = None
        """The part of 合计 to be explained once the figures are here."""
        both = row_layout()
        page_layout(self).addLayout(both)
        both.addWidget(self._left(), 55)
        self.right = RightSide(context)
        self.paper, self.preview = self.right.paper, self.right.paper.preview
        self.kinds = self.paper.kinds
        both.addWidget(self.right, 45)
        self.right.closing_explained.connect(self._explain_closing)
        self.right.logging_asked.connect(self._log)
        self.right.waiting_asked.connect(self._show_waiting)
        self.paper.kind_chosen.connect(self._choose_kind)
        self.paper.drawn_changed.connect(self._offer)

    def _left(self) -> Card:
        card = Card()
        self.table = FiguresTable()
        self.table.explained.connect(self._explain)
        card.body.addLayout(self._head())
        card.body.addWidget(self.table, 1)
        self.figures = words("", "soft")
        self.figures.setWordWrap(True)
        told = row_layout(8)
        told.addWidget(self.figures, 1)
        self.year = LinkButton("本年明细", "Alt+Y", "本年累计是哪些记录加起来的")
        self.year.clicked.connect(self._explain_year)
        self.roll = LinkButton("名册明细", "Alt+M", "在册、新增、注销的是哪些人")
        self.roll.clicked.connect(self._explain_people)
        for link in (self.roll, self.year):
            told.addWidget(link, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(told)
        self.closing = ClosingBar(self.context)
        self.closing.basis_chosen.connect(self.reload)
        self.closing.records_wanted.connect(self._show_records)
        self.closing.matters_wanted.connect(self._show_matters)
        card.body.addWidget(self.closing)
        foot = row_layout(10)
        self.explain = QuietButton("这个数怎么来的", "Ctrl+E", "看选中一行的明细")
        self.explain.clicked.connect(self._explain_chosen)
        self.filing = FilingButtons(self.context)
        foot.addWidget(self.explain)
        foot.addStretch(1)
        foot.addWidget(self.filing)
        card.body.addLayout(foot)
        return card

    def _head(self) -> QHBoxLayout:
        head = row_layout(8)
        self.month = MonthChooser(lambda: month_to_report(self.context.desk.today()))
        for arrow, key, words_ in (
            (self.month.back, "Alt+Left", "上个月（Alt+←）"),
            (self.month.forth, "Alt+Right", "下个月（Alt+→）"),
        ):  # PgUp and PgDn turn the pages of the paper here
            arrow.setShortcut(key)
            arrow.setToolTip(words_)
        self.month.month_chosen.connect(self.reload)
        head.addWidget(self.month)
        head.addStretch(1)
        self.table.put_tabs(head)
        return head

    def reload(self) -> None:
        """Compute the month again; its paper is drawn when the figures are in sight."""
        self.month.renew()
        desk, month, basis = self.context.desk, self.month.month(), self.closing.basis()
        self.right.show_paper()
        self.paper.await_sheet()
        self.context.tasks.read(lambda: compute_sheet(desk, month, basis), self._show, key="report")

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a month (yyyymm): with HOURS the entries behind it, with ACTIVITY its activities."""
        if noun is Noun.ACTIVITY:
            self.paper.choose_kind(SheetKind.ACTIVITIES)
        self._explaining = 0 if noun is Noun.HOURS else None
        if noun is not None:  # 工作台 counts by the day of service
            self.closing.choose_basis(Basis.SERVED)
        self.month.set_month(Month(subject // 100, subject % 100))
        self.reload()

    def _choose_kind(self) -> None:
        self.right.show_paper()
        if self.sheet is None:
            self.reload()
        else:
            self._lay_out(self.sheet)

    def _show(self, sheet: MonthlySheet) -> None:
        self._show_figures(sheet)
        # drawing keeps the interpreter busy: it begins when this comes back, the figures painted
        self.context.tasks.read(lambda: sheet, self._lay_out, key="report.seen")
        if self._explaining is not None:
            part, self._explaining = self._explaining, None
            self._explain(total_line(sheet), part)

    def _lay_out(self, sheet: MonthlySheet) -> None:
        """Draw the paper asked for; one with lines of its own is computed first."""
        desk, kind = self.context.desk, self.paper.kind()
        if sheet.kind is kind:
            self.paper.draw(sheet)
            return
        month, basis = sheet.head.month, sheet.basis
        self.paper.await_sheet()
        self.context.tasks.read(
            lambda: compute_sheet(desk, month, basis, kind), self._show_kind, key=KEY, slow=True
        )

    def _show_kind(self, sheet: MonthlySheet) -> None:
        if (sheet.head.month, sheet.basis) == (self.month.month(), self.closing.basis()):
            self._show_figures(sheet)  # one sheet is seen and printed
            self.context.tasks.read(lambda: sheet, self.paper.draw, key="report.seen")

    def _show_figures(self, sheet: MonthlySheet) -> None:
        self.sheet = sheet
        self.table.show_sheet(sheet)
        self.figures.setText(figures_words(sheet))
        self.closing.show_sheet(sheet)

    def _offer(self) -> None:
        self.filing.offer(self.paper.drawn)

    def _explain_chosen(self) -> None:
        line = self.table.chosen()
        if line is None:
            self.context.notices.info("先在表里选一行，再看明细。")
        else:
            self._explain(line)

    def _explain(self, line: MonthLine, part: int = 0) -> None:
        if self.sheet is None:
            return
        by = self.table.by.checkedId()
        note = ONCE if by in (By.TEAM, By.UNIT) and line.activities and line.label != "合计" else ""
        self.right.entries.explain(line.label, parts_of(line, self.sheet), part, note)
        self.right.setCurrentWidget(self.right.entries)
        self.right.entries.table.setFocus()

    def _explain_year(self) -> None:
        if self.sheet is not None:
            line = total_line(self.sheet)
            year = [part.label for part in parts_of(line, self.sheet)].index("本年累计")
            self._explain(line, year)

    def _explain_people(self) -> None:
        if self.sheet is not None:
            self.right.setCurrentWidget(self.right.people)
            self.right.people.explain(self.sheet.head.month)

    def _explain_closing(self, month: Month) -> None:
        """The entries of a month that was closed, as they count for it now."""
        self.closing.choose_basis(Basis.RECORDED)
        self._explaining = 0
        self.month.set_month(month)
        self.reload()

    def _show_matters(self, month: Month, matters: OpenMatters) -> None:
        self.right.setCurrentWidget(self.right.matters)
        self.right.matters.show_matters(month, matters)

    def _log(self, activity_id: int) -> None:
        self.context.go("hours", activity_id)

    def _show_waiting(self) -> None:
        self.context.go("hours", 0, Noun.HOURS)

    def _show_records(self) -> None:
        from volunteer_desk.services.months import months_of

        desk = self.context.desk
        self.context.tasks.read(lambda: months_of(desk), self._list_records, key="report.records")

    def _list_records(self, states: tuple[MonthState, ...]) -> None:
        self.right.records.show_months(states, self.context.desk.now().tzinfo)
        self.right.setCurrentWidget(self.right.records)
        self.right.records.table.setFocus()
