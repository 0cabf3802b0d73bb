"""The first view of 签到: activities around today, and what can be done for the chosen one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from volunteer_desk.domain.sign_sheets import SheetPeople, SheetRow, SignOccasion
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.fields import ComboField, Field, NumberField
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.signing.columns import OCCASION_COLUMNS, SHEET_ROW_COLUMNS
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import (
    Card,
    LinkButton,
    PrimaryButton,
    QuietButton,
    row_layout,
    words,
)

WHOSE = (
    (SheetPeople.EXPECTED, "计划名单"),
    (SheetPeople.TEAM, "队伍成员"),
    (SheetPeople.LAST, "上次来的人"),
    (SheetPeople.NOBODY, "空白表"),
)
BLANK, BLANK_ALONE = 5, 30
"""Blank rows below a list, and of a sheet without one."""


class SigningHome(QWidget):
    """Layout and what is asked for; ``view`` does it."""

    asked = Signal(str)
    """Enter in the line: a code was scanned, or a name typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Field("", placeholder="扫签到表的码，或打项目名找活动")
        self.line.edit.setAccessibleName("签到表编号或项目名")
        self.line.setToolTip("扫表上右上角的码直接打开那张表；扫一行的码，那一行记到场")
        self.occasions: RowsModel[SignOccasion] = RowsModel(OCCASION_COLUMNS)
        self.sheets: RowsModel[SheetRow] = RowsModel(SHEET_ROW_COLUMNS)
        self.occasion_table = FoldingTable(("state",), "project")
        self.occasion_table.show_model(self.occasions)
        self.occasion_table.setAccessibleName("活动")
        self.sheet_table = FoldingTable(("printed_at",), "code")
        self.sheet_table.show_model(self.sheets)
        self.sheet_table.setAccessibleName("打印过的签到表")
        self.unprinted = EmptyState(
            "还没有打印过", "上面选好名单，按 Ctrl P 看过再打印。", icon_name="printer"
        )
        self.unprinted.hide()
        self.facts = ElidedLabel("", "soft", asks=False)
        self.credited = LinkButton("", "Alt+D", "看这场活动登记的每一条")
        self.whose = ComboField("名单", list(WHOSE))
        self.blank = NumberField("空白行", BLANK, 0, 500)
        self.preview = QuietButton("预览打印", "Ctrl+P", "排好签到表，看过再打印", "printer")
        self.kiosk = QuietButton(
            "扫码签到", "F11", "整个屏幕签到：扫志愿者卡进出", "identification-card"
        )
        self.record = QuietButton("签到记录", "Ctrl+R", "扫码签到的人：补签退、改时间、登记时长")
        self.discard = QuietButton("作废", "", "这张表不用了（Delete）；登记过的不能作废")
        self.fill = PrimaryButton("按表录入", "Ctrl+Return", "照印好的次序填时间，或扫每行的码")
        self.nothing = EmptyState(
            "这些天没有活动", "先在“活动日历”新建一场，再回来打印签到表或扫码。", icon_name="clock"
        )
        self._lay_out()
        self.line.edit.returnPressed.connect(lambda: self.asked.emit(self.line.text()))
        self.whose.changed.connect(self._suit_blank)

    def _lay_out(self) -> None:
        left = Card("活动", "前后一个月")
        left.body.addWidget(self.line)
        left.body.addWidget(self.occasion_table, 1)
        self.about = Card("签到", " ")
        top = row_layout(10)
        top.addWidget(self.facts, 1)
        top.addWidget(self.credited)
        top.addWidget(self.record)
        top.addWidget(self.kiosk)
        self.about.body.addLayout(top)
        printing = Card("打印签到表", "每行带一个小码，事后扫码或照次序录入", role="well")
        row = row_layout(10)
        row.addWidget(self.whose, 2)
        row.addWidget(self.blank, 1)
        row.addStretch(1)
        row.addWidget(self.preview)
        printing.body.addLayout(row)
        self.about.body.addWidget(printing)
        self.about.body.addWidget(words("打印过的签到表", "card-title"))
        self.about.body.addWidget(self.sheet_table, 1)
        self.about.body.addWidget(self.unprinted, 1)
        foot = row_layout(10)
        foot.addStretch(1)
        foot.addWidget(self.discard)
        foot.addWidget(self.fill)
        self.about.body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(18)
        outer.addWidget(left, 5)
        outer.addWidget(self.about, 8)
        outer.addWidget(self.nothing, 8)
        self.nothing.hide()

    def show_occasions(self, rows: tuple[SignOccasion, ...], chosen: int | None) -> None:
        """Show activities, the chosen one chosen; ``nothing`` when there is none."""
        self.occasions.set_rows(rows)
        self.about.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if rows:
            place = next((n for n, row in enumerate(rows) if row.id == chosen), 0)
            self.occasion_table.choose_row(place)

    def show_occasion(self, row: SignOccasion) -> None:
        """What is known of the chosen activity."""
        self.about.title.setText(row.project)
        self.about.note.setText(f"{row.held_on:%Y-%m-%d} {row.times}".rstrip())
        parts = (
            row.place,
            f"负责人 {row.leader}" if row.leader else "",
            row.team,
            f"名单 {row.expected} 人" if row.expected else "没有计划名单",
        )
        self.credited.setText(f"已登记 {row.credited} 人")
        self.credited.setVisible(row.credited > 0)
        self.facts.setText(" · ".join(filter(None, parts)))
        self.record.setText(f"签到记录 {row.present}" if row.present else "签到记录")
        if not row.expected and self.whose.key() == SheetPeople.EXPECTED:
            self.whose.choose(SheetPeople.LAST)
        elif row.expected:
            self.whose.choose(SheetPeople.EXPECTED)
        self._suit_blank()

    def show_sheets(self, rows: list[SheetRow]) -> None:
        """The sheets of the chosen activity, the newest first."""
        place = max(self.sheet_table.current_row(), 0)
        self.sheets.set_rows(rows)
        self.sheet_table.setVisible(bool(rows))
        self.unprinted.setVisible(not rows)
        for button in (self.fill, self.discard):
            button.setEnabled(bool(rows))
        if rows:
            self.sheet_table.choose_row(min(place, len(rows) - 1))

    def occasion(self) -> SignOccasion | None:
        """The chosen activity."""
        return self.occasions.row(self.occasion_table.current_row())

    def sheet(self) -> SheetRow | None:
        """The chosen sheet."""
        return self.sheets.row(self.sheet_table.current_row())

    def _suit_blank(self) -> None:
        alone = self.whose.key() == SheetPeople.NOBODY
        if self.blank.value() in (BLANK, BLANK_ALONE):
            self.blank.set_value(BLANK_ALONE if alone else BLANK)
