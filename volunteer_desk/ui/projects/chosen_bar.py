"""The bar that appears while several projects, teams or units are chosen."""

from PySide6.QtCore import Signal

from volunteer_desk.ui.widgets import Card, LinkButton, SmallButton, words


class ChosenBar(Card):
    """Says how many are chosen; copies them, or gives the choice up."""

    copying = Signal()
    giving_up = Signal()

    def __init__(self) -> None:
        super().__init__(role="well")
        self.body.setContentsMargins(14, 8, 14, 8)
        self.said = words("")
        self.copy = SmallButton("复制", tip="复制成表格，可以粘贴到 WPS（Ctrl C）")
        self.give_up = LinkButton("取消选择", tip="Esc")
        self.head.addWidget(self.said, 1)
        self.head.addWidget(self.copy)
        self.head.addWidget(self.give_up)
        self.body.addLayout(self.head)
        self.copy.clicked.connect(self.copying)
        self.give_up.clicked.connect(self.giving_up)

    def show_count(self, count: int, counted: str, every: bool) -> None:
        """Say how many of what are chosen; ``every`` when it is the whole list."""
        self.said.setText(f"已选{'全部' if every else ''} {count:,} {counted}")
