"""时长规则: how strict each rule of hours is, the minors' limits, rounding, and approval."""

from PySide6.QtWidgets import QGridLayout

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.hour_rules import Level
from volunteer_desk.domain.rounding import STEPS, RoundingWay
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services.settings import Choice, change_settings
from volunteer_desk.services.sound_settings import RULE_LEVELS
from volunteer_desk.ui.fields import ComboField, NumberField
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, words

LABEL_WIDTH = 140
"""Pixels at 100 %, so that what was chosen stands in one line."""

LEVELS = {
    Level.OFF: "不检查",
    Level.WARN: "提醒，照样登记",
    Level.REASON: "写明原因才登记",
    Level.REFUSE: "不能登记",
}

LABELS = {
    "rule_day_long": "一天超过提醒线",
    "rule_before_registration": "注册以前的服务",
    "rule_after_leaving": "暂停、注销以后的服务",
    "rule_outside_project": "项目期间以外",
    "rule_minor_limit": "未成年人超时或太晚",
    "rule_minor_consent": "缺监护人同意",
    "rule_late_hours": "已关账的月份（补录）",
}

HOURS = (
    ("minor_day_minutes", "未成年人每天最多", 1, 24, "小时"),
    ("minor_from", "不早于", 0, 23, "点"),
    ("minor_until", "不晚于", 1, 24, "点"),
)
"""Kept as minutes, shown as whole hours."""

STEP_WORDS = {0: "不取整", 15: "按15分钟", 30: "按30分钟"}
WAY_WORDS = {RoundingWay.NEAREST: "满一半进一", RoundingWay.DOWN: "不足的舍去"}


class RulesCard(Card):
    """Every choice is kept as soon as it is made."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("时长规则", "登记、导入、接龙和更正都按它检查")
        self.context = context
        self.levels: dict[str, ComboField] = {}
        self.hours: dict[str, NumberField] = {}
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, (key, label) in enumerate(LABELS.items()):
            field = ComboField(label, [(level, LEVELS[level]) for level in RULE_LEVELS[key]])
            field.label.setMinimumWidth(scaled(LABEL_WIDTH))
            field.changed.connect(lambda key=key: self._keep_level(key))
            self.levels[key] = field
            grid.addWidget(field, number, 0, 1, 6)
        row = len(LABELS)
        for number, (key, label, low, high, unit) in enumerate(HOURS):
            hours = NumberField(label, low, low, high, unit)
            hours.spin.editingFinished.connect(lambda key=key: self._keep_hours(key))
            self.hours[key] = hours
            if number:
                grid.addWidget(hours, row + 1, 3 * number - 3, 1, 3)
            else:
                grid.addWidget(hours, row, 0, 1, 6)
        self.step = ComboField("时长取整", [(step, STEP_WORDS[step]) for step in STEPS])
        self.way = ComboField("零头", [(way, WAY_WORDS[way]) for way in RoundingWay])
        self.step.changed.connect(lambda: self._keep("rounding_step", self.step.key()))
        self.way.changed.connect(lambda: self._keep("rounding_way", self.way.key()))
        grid.addWidget(self.step, row + 2, 0, 1, 3)
        grid.addWidget(self.way, row + 2, 3, 1, 3)
        self.approval = ComboField(
            "时长审核", [(False, "不用审核，登记就生效"), (True, "先待核，核准后生效")]
        )
        self.approval.label.setMinimumWidth(scaled(LABEL_WIDTH))
        self.approval.changed.connect(lambda: self._keep("approval", self.approval.key()))
        grid.addWidget(self.approval, row + 3, 0, 1, 6)
        self.body.addLayout(grid)
        self.note = words("", "soft")
        self.note.setWordWrap(True)
        self.body.addWidget(self.note)

    def show_settings(self, kept: DeskSettings) -> None:
        """Show the choices as they are kept."""
        for key, field in self.levels.items():
            field.choose(Level(getattr(kept, key)))
        for key, hours in self.hours.items():
            hours.set_value(getattr(kept, key) // 60)
        self.step.choose(kept.rounding_step)
        self.way.choose(RoundingWay(kept.rounding_way))
        self.way.setEnabled(kept.rounding_step > 0)
        self.approval.choose(kept.approval)
        rounded = (
            f"取整后至少{kept.rounding_step}分钟，实际时间另外保留；已登记的不变。"
            if kept.rounding_step
            else ""
        )
        approved = "审核打开后，新登记的时长先到“时长登记”的“待核”里。" if kept.approval else ""
        self.note.setText(
            f"日期未到、一天超过上限、同一时间两处服务，任何情况都不能登记。{rounded}{approved}"
        )

    def _keep_level(self, key: str) -> None:
        self._keep(key, self.levels[key].key())

    def _keep_hours(self, key: str) -> None:
        hours = self.hours[key].value()
        if hours != getattr(self.context.settings(), key) // 60:  # else only looked at
            self._keep(key, hours * 60)

    def _keep(self, key: str, value: object) -> None:
        chosen: Choice = value if isinstance(value, int) else str(value)
        if getattr(self.context.settings(), key) == chosen:
            return
        desk = self.context.desk
        self.context.tasks.run(
            lambda _: change_settings(desk, **{key: chosen}),
            self._kept,
            label="正在保存设置",
            failed=self._refused,
        )

    def _kept(self, changed: Changed) -> None:
        self.context.publish(changed)

    def _refused(self, _fault: Refusal) -> None:
        self.show_settings(self.context.settings())
