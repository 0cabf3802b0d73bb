"""The widgets of a 签到表 on the screen and their places; ``sheet_view`` says what they do."""

from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.signing.sheet_grid import SheetGrid
from volunteer_desk.ui.widgets import Card, Pill, PrimaryButton, QuietButton, row_layout, words

HOW = (
    "填签到、签退或时长，Enter 下一行；引号键照抄上一人；空格记到场；"
    "也可扫每行右边的码。空着就是没来。"
)


class SheetLayout(Card):
    """The rows, what is said of the current one, and the sum."""

    def __init__(self) -> None:
        super().__init__("按表录入", " ")
        self.grid = SheetGrid()
        self.state = Pill()
        self.says = ElidedLabel(HOW, "soft", asks=False)
        self.total = words("", "soft")
        self.entries = QuietButton("看登记的明细", "Ctrl+D", "打开这场活动登记过的每一条")
        self.leave = QuietButton("返回", "", "回到活动，填了的还在（Esc）")
        self.save = PrimaryButton("登记", "Ctrl+Return", "把到场的人登记成一批")
        self.head.addWidget(self.state)
        self.head.addWidget(self.entries)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.says)
        foot = row_layout(10)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
