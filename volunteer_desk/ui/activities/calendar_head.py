"""The line above the calendar: which month, week or list, and what can be made."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.widgets import QuietButton, TabButton, row_layout, words

MONTH, WEEK, LIST = range(3)
_MODES = (("月", "Alt+Y"), ("周", "Alt+Z"), ("列表", "Alt+L"))


class CalendarHead(QWidget):
    """PgUp PgDn turn, T goes to today, N makes an activity."""

    turned = Signal(int)
    """So many months or weeks on (1) or back (-1)."""
    today_asked = Signal()
    mode_chosen = Signal(int)
    """MONTH, WEEK or LIST."""
    series_asked = Signal()
    making_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = QuietButton("", "PgUp", icon_name="caret-left")
        self.forth = QuietButton("", "PgDown", icon_name="caret-right")
        self.now = QuietButton("今天", "T", "回到今天")
        self.shown = words("", "card-title")
        self.count = ElidedLabel("", "soft")
        self.tabs = QButtonGroup(self)
        for number, (label, key) in enumerate(_MODES):
            self.tabs.addButton(TabButton(label, key, f"按{label}看"), number)
        self.tabs.button(MONTH).setChecked(True)
        self.repeat = QuietButton("重复活动", "Alt+R", "排一个每周、每月重复的活动", "repeat")
        self.make = QuietButton("新建活动", "N", "在选中的这一天新建一场活动", "plus")
        line = row_layout(8)
        for part in (self.back, self.forth, self.now, self.shown):
            line.addWidget(part)
        line.addWidget(self.count, 1)
        for button in self.tabs.buttons():
            line.addWidget(button)
        line.addSpacing(10)
        line.addWidget(self.repeat)
        line.addWidget(self.make)
        self.setLayout(line)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.forth.clicked.connect(lambda: self.turned.emit(1))
        self.now.clicked.connect(self.today_asked)
        self.tabs.idClicked.connect(self.mode_chosen)
        self.repeat.clicked.connect(self.series_asked)
        self.make.clicked.connect(self.making_asked)

    def mode(self) -> int:
        """MONTH, WEEK or LIST."""
        return self.tabs.checkedId()

    def show_mode(self, number: int) -> None:
        """Offer what the mode needs."""
        self.tabs.button(number).setChecked(True)
        for part in (self.back, self.forth, self.now):
            part.setVisible(number != LIST)
        unit = "周" if number == WEEK else "月"
        for button, word, key in ((self.back, "上", "PgUp"), (self.forth, "下", "PgDn")):
            button.setToolTip(f"{word}一{unit}（{key}）")
            button.setAccessibleName(f"{word}一{unit}")

    def show_span(self, day: date, first: date, last: date) -> None:
        """Name what is shown."""
        self.count.setText("")
        if self.mode() == LIST:
            self.shown.setText("全部活动")
        elif self.mode() == MONTH:
            self.shown.setText(Month.of(day).words)
        else:
            year = "" if first.year == last.year else f"{last.year}年"
            month = "" if not year and first.month == last.month else f"{last.month}月"
            begin = f"{first.year}年{first.month}月{first.day}日"
            self.shown.setText(f"{begin}–{year}{month}{last.day}日")

    def show_count(self, count: int, unarranged: Sequence[int]) -> None:
        """Say how many activities are shown, and of which years no holidays are known."""
        years = "、".join(f"{year}年" for year in unarranged)
        lacking = f"　{years}的放假安排还没有，可在“设置”里粘贴通知" if years else ""
        self.count.setText(f"{count:,}场{lacking}")
