"""The people behind 在册, 新增 and 注销 of a month; Enter opens one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from volunteer_desk.domain.overview import RegisterPart
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerRow, VolunteerStatus
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, QuietButton, TabButton, row_layout, words
from volunteer_desk.ui.windowed_model import WindowedModel

PARTS = (
    (RegisterPart.STANDING, "期末在册", "Alt+6", "到月底没有注销的人；暂停的也在册"),
    (RegisterPart.CAME, "本月新增", "Alt+7", "本月登记的人"),
    (RegisterPart.LEFT, "本月注销", "Alt+8", "本月注销的人"),
)
_TONES = {VolunteerStatus.ACTIVE: Tone.OK, VolunteerStatus.PAUSED: Tone.WAITING}
COLUMNS: tuple[Column[VolunteerRow], ...] = (
    Column("number", "编号", width=132, kind="soft"),
    Column("name", "姓名", width=110, tip=lambda row: row.name, stretch=True),
    Column("team", "队伍", width=120, kind="soft", tip=lambda row: row.team, stretch=True),
    Column("registered_on", "注册日期", width=108, kind="soft"),
    Column(
        "status",
        "状态",
        lambda row: STATUS_WORDS[row.status],
        70,
        "pill",
        tone=lambda row: _TONES.get(row.status, Tone.PLAIN),
    ),
)


class PeopleCard(Card):
    """Stands in the place of a paper or a list; Esc leads back."""

    closed = Signal()

    def __init__(self, context: PageContext, key: str, back: str) -> None:
        super().__init__("名册怎么来的", " ")
        self._context = context
        self._key = key
        self._month: Month | None = None
        leave = QuietButton(back, "Esc", f"关闭名册，{back}", "arrow-left")
        leave.clicked.connect(self.closed)
        self.head.addWidget(leave)
        self.tabs = QButtonGroup(self)
        line = row_layout(14)
        for number, (_, label, shortcut, tip) in enumerate(PARTS):
            tab = TabButton(label, shortcut, tip)
            self.tabs.addButton(tab, number)
            line.addWidget(tab)
        line.addStretch(1)
        self.body.addLayout(line)
        self.model: WindowedModel[VolunteerRow] = WindowedModel(COLUMNS, self._lines)
        self.table = FoldingTable(("team", "number", "registered_on"), "name")
        self.table.show_model(self.model)
        self.table.setAccessibleDescription("回车打开这个人")
        self.total = words("", "soft")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.total)
        self.tabs.idClicked.connect(self._read)
        self.table.row_activated.connect(self._open)

    def explain(self, month: Month, part: RegisterPart = RegisterPart.STANDING) -> None:
        """Show the people of a month."""
        self._month = month
        number = [one[0] for one in PARTS].index(part)
        self.tabs.button(number).setChecked(True)
        self._read(number)
        self.table.setFocus()

    def _read(self, number: int) -> None:
        from volunteer_desk.services.register_people import people_of_register

        month, part, desk = self._month, PARTS[number][0], self._context.desk
        if month is not None:
            self.total.setText("正在读取…")
            self._context.tasks.read(
                lambda: people_of_register(desk, month, part), self._show, key=self._key
            )

    def _lines(self, ids: Sequence[int]) -> Sequence[VolunteerRow]:
        from volunteer_desk.services.volunteers import volunteer_rows

        return volunteer_rows(self._context.desk, ids)

    def _show(self, ids: Sequence[int]) -> None:
        self.model.set_ids(ids)
        _, label, _, tip = PARTS[self.tabs.checkedId()]
        when = self._month.words if self._month else ""
        self.title.setText(f"{label} {len(ids):,} 人")
        self.total.setText(f"{when}：{tip}。")
        if ids:
            self.table.choose_row(0)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self.model.ids):
            self._context.go("volunteers", self.model.row_id(number))
