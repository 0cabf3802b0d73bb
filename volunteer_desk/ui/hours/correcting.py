"""The line beneath the entries in which one entry gets its right time, with the reason."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from volunteer_desk.domain.durations import (
    DAY,
    Duration,
    format_clock,
    format_hours,
    parse_duration,
)
from volunteer_desk.domain.hours import HourRow, HoursNature
from volunteer_desk.ui.entries.columns import NATURES
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.widgets import SmallButton, row_layout

USUAL_REASON = "时长填错"
"""Stands there already: nine corrections in ten need no other word."""


@dataclass(frozen=True)
class Correction:
    """What stands in the place of an entry; ``nature`` and ``remark`` None stay as they are."""

    time: Duration
    reason: str
    nature: HoursNature | None = None
    remark: str | None = None


class CorrectionLine(QWidget):
    """Time and reason, nature and remark; Enter corrects, Esc gives up."""

    given = Signal(object)
    """A ``Correction``."""
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: HourRow | None = None
        self._remark = ""
        self.time = Field("改为", placeholder="3、2小时半 或 9:00-11:30")
        self.nature = ComboField(
            "性质", [(one.value, f"{NATURES[one]}时长") for one in HoursNature]
        )
        self.remark = Field("备注", placeholder="不写就没有备注")
        self.reason = Field("更正原因", placeholder="如：时长填错")
        self.confirm = SmallButton("更正", "", "原来的一条冲销，另记正确的一条（Enter）")
        first, second = row_layout(10), row_layout(10)
        first.addWidget(self.time, 2)
        first.addWidget(self.reason, 3)
        second.addWidget(self.nature, 2)
        second.addWidget(self.remark, 3)
        second.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addLayout(second)
        for field in (self.time, self.reason, self.remark):
            field.edit.installEventFilter(self)
        self.confirm.clicked.connect(self._give)
        self.hide()

    def open_for(self, row: HourRow) -> None:
        """Show an entry's time, chosen whole: the first key replaces it."""
        self._row = row
        self.time.set_text(time_text(row))
        self.reason.set_text(USUAL_REASON)
        self.nature.choose(row.nature.value)
        self._remark = "" if row.remark == row.reason else row.remark
        self.remark.set_text(self._remark)
        for field in (self.time, self.reason):
            field.show_problem("")
        self.confirm.setEnabled(True)
        self.show()
        self.time.setFocus()
        self.time.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc are the line's own."""
        if not isValid(self) or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if claim_escape(event):
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._give()
            return True
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
            return True
        return False

    def _give(self) -> None:
        if self._row is None or not self.confirm.isEnabled():
            return
        time, reason = parse_duration(self.time.text()), self.reason.text()
        self.time.show_problem("" if time else "看不懂这个时间，请写 3、2小时半 或 9:00-11:30")
        self.reason.show_problem("" if reason else "请写明为什么更正这条时长")
        if time is None:
            self.time.setFocus()
        elif not reason:
            self.reason.setFocus()
        else:
            self.confirm.setEnabled(False)
            row, remark = self._row, self.remark.text()
            nature = HoursNature(str(self.nature.key()))
            self.given.emit(
                Correction(
                    begun_alike(time, row),
                    reason,
                    None if nature is row.nature else nature,
                    remark if remark != self._remark else None,
                )
            )


def time_text(row: HourRow) -> str:
    """An entry's time as it can be read back."""
    if row.starts is None or row.ends is None:
        return format_hours(row.minutes)
    night = "次日" if row.ends <= row.starts else ""
    return f"{format_clock(row.starts)}-{night}{format_clock(row.ends % DAY)}"


def begun_alike(time: Duration, row: HourRow) -> Duration:
    """A mere length begins when the entry began, where that is known."""
    if time.starts is not None or time.shifts > 1 or row.starts is None or time.minutes > DAY:
        return time
    return Duration(time.minutes, row.starts, (row.starts + time.minutes) % DAY)
