"""What an hour sheet has no column for, typed once for all its rows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.hours.entry_acts import ReasonField
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Pill, row_layout

_FIELDS = (
    ("served_on", "活动日期", "如 2026-10-18"),
    ("project", "活动名称", "标题里写的活动"),
    ("hours", "服务时长", "如 2小时、9:00-11:30"),
)
"""(field, what it is called where it lacks, an example)."""


class GivenLine(QWidget):
    """Asks for date, activity and length where a 签到表 says them in its title alone."""

    given = Signal(tuple)
    """((field, text), …): Enter was pressed in one of the fields."""
    left = Signal()
    """Esc."""

    def __init__(self) -> None:
        super().__init__()
        line = row_layout(10)
        self.setLayout(line)
        line.addWidget(Pill("整张表都按", Tone.INFO))
        self.fields: dict[str, ReasonField] = {}
        for field, label, example in _FIELDS:
            box = ReasonField(label, placeholder=example)
            box.setToolTip("每一行都按这里写的导入，Enter 重算（Alt G）")
            box.given.connect(self._give)
            box.given_up.connect(self.left)
            self.fields[field] = box
            line.addWidget(box, 1)
        self.hide()

    def show_lacking(self, lacking: Sequence[str], given: Mapping[str, str]) -> None:
        """Offer a field for each word that lacks or was given; nothing shows where none does."""
        shown = False
        for field, label, _example in _FIELDS:
            box = self.fields[field]
            wanted = label in lacking or bool(given.get(field))
            box.setVisible(wanted)
            if given.get(field) or not wanted:  # what is half typed stays
                box.set_text(given.get(field, ""))
            shown = shown or wanted
        self.setVisible(shown)

    def enter(self) -> None:
        """Go to the first field that is still blank, else to the first."""
        shown = [box for box in self.fields.values() if not box.isHidden()]
        blank = [box for box in shown if not box.text()]
        for box in (blank or shown)[:1]:
            box.setFocus()

    def _give(self) -> None:
        blank = [box for box in self.fields.values() if not box.isHidden() and not box.text()]
        if blank and not blank[0].edit.hasFocus():
            blank[0].setFocus()
            return
        said = ((field, box.text()) for field, box in self.fields.items() if not box.isHidden())
        self.given.emit(tuple((field, text) for field, text in said if text))
