"""The first page of an empty desk: whose desk it is, or a look at a sample community."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, rule, words


class FirstStart(QWidget):
    """Asks for the unit's name; ``finished`` when the desk is ready."""

    finished = Signal()
    title = "欢迎"
    subtitle = "先告诉我们这是哪个单位的服务台"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "ground")
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        card = Card("单位名称")
        card.setFixedWidth(scaled(640))
        card.body.setSpacing(14)
        card.body.setContentsMargins(24, 22, 24, 22)
        card.body.addWidget(words("它会印在月报、证书和证明上，以后可以在“设置”里改。", "soft"))
        self.unit = Field("单位", placeholder="例如：幸福里社区居民委员会")
        self.unit.edit.returnPressed.connect(self._start)
        self.unit.changed.connect(self._typed)
        card.body.addWidget(self.unit)
        self._problem = words("", "problem")
        card.body.addWidget(self._problem)
        self.start = PrimaryButton("开始使用", "Ctrl+Return", "用这个单位名称开始")
        self.start.clicked.connect(self._start)
        line = row_layout()
        line.addStretch(1)
        line.addWidget(self.start)
        card.body.addLayout(line)
        card.body.addWidget(rule())
        sample = row_layout()
        sample.addWidget(
            words("只想先看看？装一个虚构的社区，有人、有活动、有一年的时长。", "soft")
        )
        sample.addStretch(1)
        self.sample = QuietButton("装入示例社区", "Ctrl+D", "装入一个虚构的社区看看")
        self.sample.clicked.connect(self._fill)
        sample.addWidget(self.sample)
        card.body.addLayout(sample)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.setFocusProxy(self.unit)

    def problem(self) -> str:
        """What is wrong with the name, "" when nothing."""
        return self._problem.text()

    def _typed(self) -> None:
        self._problem.setText("")

    def _start(self) -> None:
        unit = self.unit.text()
        if not unit:
            self._problem.setText("请写上单位名称。")
            self.unit.setFocus()
            return
        self._enable(False)
        desk = self.context.desk
        self.context.tasks.run(
            lambda _: change_settings(desk, unit=unit),
            self._named,
            label="正在准备",
            failed=self._refused,
        )

    def _named(self, changed: Changed) -> None:
        self.context.publish(Changed(changed.nouns, None, "", changed.rows))
        self.finished.emit()

    def _fill(self) -> None:
        from volunteer_desk.services.demo import fill_demo

        self._enable(False)
        desk = self.context.desk
        self.context.tasks.run(
            lambda progress: fill_demo(desk, "community", progress),
            self._filled,
            label="正在装入示例社区",
            failed=self._refused,
        )

    def _filled(self, counts: dict[str, int]) -> None:
        self.context.publish(Changed(frozenset(Noun), None, "示例社区装好了，里面的人都是虚构的。"))
        self.finished.emit()

    def _refused(self, _fault: Refusal) -> None:
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for part in (self.unit, self.start, self.sample):
            part.setEnabled(on)
