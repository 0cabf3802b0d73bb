"""编号规则: how a 志愿者编号 is written, chosen by example or written as a pattern."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from volunteer_desk.domain.cards import NUMBER_PATTERN, number_head, pattern_problem
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.widgets import Card, row_layout, words

PATTERNS = (
    (NUMBER_PATTERN, "前缀+年份+6位流水"),
    ("{prefix}{year}{serial:04d}", "前缀+年份+4位流水"),
    ("{prefix}{yy}{serial:05d}", "前缀+两位年份+5位流水"),
    ("{prefix}{serial:06d}", "前缀+6位流水，不分年"),
)


def example_number(pattern: str, prefix: str, year: int) -> str:
    """The first number of a year, or why there is none."""
    problem = pattern_problem(pattern)
    if problem:
        return problem
    head, width = number_head(pattern, prefix, year)
    return f"{head}{1:0{width}d}"


class NumberPattern(Card):
    """A choice of usual patterns, and a line for another one."""

    chosen = Signal(str)
    """A pattern."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("志愿者编号规则", "编号不重复，注销后也不再用")
        self._today = today
        self._prefix = ""
        self.usual = ComboField("规则", PATTERNS)
        self.own = Field(
            "自己写", tip="{prefix} 前缀　{year} 年份　{yy} 两位年份　{serial:06d} 流水号"
        )
        self.example = words("", "soft")
        self.example.setWordWrap(True)
        line = row_layout(10)
        line.addWidget(self.usual, 1)
        line.addWidget(self.own, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.example)
        self.usual.changed.connect(lambda: self.chosen.emit(str(self.usual.key())))
        self.own.changed.connect(self._show_example)
        self.own.entered.connect(lambda: self.chosen.emit(self.own.text()))

    def show_settings(self, kept: DeskSettings) -> None:
        """Show the pattern in use."""
        self._prefix = kept.number_prefix
        known = any(kept.number_pattern == pattern for pattern, _ in PATTERNS)
        other = [] if known else [(kept.number_pattern, "自己写的规则")]
        self.usual.set_choices([*PATTERNS, *other])
        self.usual.choose(kept.number_pattern)
        if not self.own.edit.hasFocus() or not self.own.edit.isModified():
            self.own.set_text(kept.number_pattern)
        self._show_example()

    def _show_example(self) -> None:
        shown = example_number(self.own.text(), self._prefix, self._today().year)
        self.example.setText(f"今年第一个：{shown}" if shown[-1:].isdigit() else shown)
