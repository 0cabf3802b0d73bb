"""The first view's widgets and their places; what they do is said in ``entry``."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from volunteer_desk.domain.changes import Noun
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.doubt_line import DoubtLine
from volunteer_desk.ui.hours.grid import HoursGrid
from volunteer_desk.ui.hours.note_line import NoteLine
from volunteer_desk.ui.hours.occasion_bar import OccasionBar
from volunteer_desk.ui.hours.paste_card import PasteCard
from volunteer_desk.ui.hours.person_line import PersonLine
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.hours.sheet import Sheet
from volunteer_desk.ui.hours.view import HoursView
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, words


class EntryLayout(HoursView):
    """The pasted text on the left, the sheet of the occasion on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.paste = PasteCard()
        self.paste.setMaximumWidth(scaled(272))
        self.unfold = QuietButton("粘贴名单", "", "展开粘贴名单的框（Alt V）")
        self.unfold.hide()
        self.bar = OccasionBar(context.desk.today, Names(context.desk, Noun.PROJECT))
        self.grid = HoursGrid()
        self.candidates = Candidates(self, numbered=True)
        self.grid.popup = self.candidates
        self.line = PersonLine(context.desk, self)
        self.same = QuietButton("同上次", "Alt+L", "放进这个项目上次来的人")
        self.usual = QuietButton("本队常来的人", "Alt+T", "放进这个队半年里来过两次以上的人")
        self.planned = QuietButton("计划的人", "Alt+J", "放进这场活动计划名单上的人")
        self.planned.hide()
        self.says = ElidedLabel("", "small", asks=False)
        self.notes = NoteLine()
        self.doubts = DoubtLine()
        self.count = words("", "soft")
        self.bring = QuietButton("导入时长表", "Ctrl+I", "从 WPS、Excel 表导入时长")
        self.save = PrimaryButton("登记", "Ctrl+Return")
        self.nobody = EmptyState(
            "名单还是空的",
            "左边粘贴接龙，或在上面一行打名字。",
            icon_name="clipboard-text",
        )
        self._waiting = 0
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card()
        adding = row_layout(10)
        adding.addWidget(self.unfold)
        adding.addWidget(self.line, 1)
        adding.addWidget(self.planned)
        adding.addWidget(self.same)
        adding.addWidget(self.usual)
        foot = row_layout(10)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.bring)
        foot.addWidget(self.save)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.grid, 1000)
        middle.addLayout(adding)
        middle.addWidget(self.nobody, 1000)
        middle.addStretch(1)
        card.body.addWidget(self.bar)
        card.body.addLayout(middle, 1)
        card.body.addWidget(self.says)
        card.body.addWidget(self.doubts)
        card.body.addWidget(self.notes)
        card.body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(18)
        outer.addWidget(self.paste, 3)
        outer.addWidget(card, 8)

    def show_sheet(self, sheet: Sheet, blocked: str = "") -> None:
        """Show rows, count and what can be done; ``blocked`` says why nothing can be credited."""
        rows, tally = sheet.rows, sheet.tally
        self.grid.show_sheet(sheet)
        self.grid.let_speak(sheet.speaking())
        self.grid.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.count.setText(tally.words)
        self.save.setText(f"登记 {tally.settled:,} 人" if tally.settled else "登记")
        self.save.setEnabled(bool(tally.settled) and not blocked)
        self.save.setToolTip(blocked or "登记已经对上的人；要看的行留在名单里（Ctrl Enter）")
        self.line.present = sheet.people()
        self._waiting = tally.waiting
        self.doubts.show_doubts(sheet.doubted())
        self.show_says(blocked)

    def show_says(self, blocked: str = "") -> None:
        """Say in full what the current row waits for."""
        row = self.grid.people.row(self.grid.current_row())
        said = blocked or (self._words_of(row) if row is not None else "")
        settled = row is None or row.verdict.settled
        hint = "F8 到下一处要看" if self._waiting and settled and not blocked else ""
        self.says.setText(" · ".join(filter(None, (hint, said))))

    def _words_of(self, row: GridRow) -> str:
        """The verdict in full, and what columns that are folded away would say."""
        shown = {
            column.key
            for number, column in enumerate(self.grid.people.columns)
            if not self.grid.isColumnHidden(number)
        }
        more = [
            f"备注：{row.remark}" if row.remark and "remark" not in shown else "",
            f"{row.person.team}" if row.person and "team" not in shown else "",
        ]
        return " · ".join(filter(None, (row.verdict.full, *more)))

    def fold_paste(self, folded: bool) -> None:
        """Give the grid the room of the pasted text, or take it back."""
        self.paste.setVisible(not folded)
        self.unfold.setVisible(folded)

    def show_pasted_counts(self, sheet: Sheet) -> None:
        """How many of the pasted lines are certain."""
        lines = [row for row in sheet.rows if row.line]
        certain = sum(row.person is not None for row in lines)
        several = sum(row.person is None and bool(row.candidates) for row in lines)
        self.paste.show_counts(len(lines), certain, several, len(lines) - certain - several)

    def row_place(self, number: int) -> QRect:
        """Where a row of the grid stands, from the name on, in this widget's coordinates."""
        index = self.grid.people.index(number, 1)
        rect = self.grid.visualRect(index)
        corner = self.grid.viewport().mapTo(self, QPoint(rect.left(), rect.top()))
        return QRect(corner, rect.size())
