"""The condition of an issue as fields: which certificate, for how many hours, in which period."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.periods import Span
from volunteer_desk.ui.certificates.candidates import Condition
from volunteer_desk.ui.certificates.columns import TEMPLATES
from volunteer_desk.ui.certificates.period import PeriodFields
from volunteer_desk.ui.fields import ComboField, NumberField
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import row_layout

WRONG_PERIOD = "期间的结束日期早于开始日期。"


class ConditionFields(QWidget):
    """Template, hours, and the two ends of the period."""

    asked = Signal()
    """A field changed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        least = context.settings().star_hours[0]
        self.template = ComboField("模板", TEMPLATES)
        self.hours = NumberField("不少于", least, 1, 100_000, "小时")
        self.period = PeriodFields(context.desk.today)
        self.first, self.last = self.period.first, self.period.last
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(10)
        for pair in ((self.template, self.hours), (self.first, self.last)):
            line = row_layout(10)
            for field in pair:
                field.changed.connect(self.asked)
                line.addWidget(field, 1)
            both.addLayout(line)

    def renew(self) -> None:
        """In a new year ask for that one, where no other period was chosen."""
        self.period.renew()

    def condition(self) -> Condition | None:
        """What the fields ask; None, and a mark, when the period ends before it begins."""
        span = Span(self.first.day(), self.last.day())
        wrong = WRONG_PERIOD if span.last < span.first else ""
        self.last.show_problem(wrong)
        if wrong:
            return None
        return Condition(str(self.template.key()), self.hours.value() * 60, span)
