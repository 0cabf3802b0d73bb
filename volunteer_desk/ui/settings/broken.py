"""Choices that cannot be read: named at the top of 设置, mended at the user's word."""

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.settings import DeskSettings, broken_words
from volunteer_desk.services.settings import repair_settings
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import Card, QuietButton, row_layout, words


class BrokenCard(Card):
    """Hidden while every choice can be read."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("有设置读不出来", "改正以前，用到它的工作都停着，不会按猜的值做")
        self.context = context
        line = row_layout(10)
        self.said = words("", "problem")
        self.said.setWordWrap(True)
        self.mend = QuietButton("恢复成默认值", "", "把读不出来的设置改回默认值，别的不动")
        self.mend.clicked.connect(self._mend)
        line.addWidget(self.said, 1)
        line.addWidget(self.mend)
        self.body.addLayout(line)
        self.hide()

    def show_settings(self, kept: DeskSettings) -> None:
        """Name what is broken."""
        listed = "、".join(f"“{word}”" for word in broken_words(kept.broken))
        self.said.setText(f"{listed}在数据文件里已经损坏，下面显示的是默认值。")
        self.setVisible(bool(kept.broken))

    def _mend(self) -> None:
        desk = self.context.desk
        self.context.tasks.run(lambda _: repair_settings(desk), self._mended, label="正在保存设置")

    def _mended(self, changed: Changed) -> None:
        self.context.publish(changed)
