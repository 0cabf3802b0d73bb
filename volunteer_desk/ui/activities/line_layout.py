"""The line of a new activity as it lies: the first fields, those that unfold, and the foot."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services import dictionaries
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.activities.line_fields import ActivityFields
from volunteer_desk.ui.activities.line_files import LineFiles
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, QuietButton, SmallButton, row_layout, words

NARROW = 760
"""Pixels at 100 % under which the first line's fields stand in two."""
ONE = 48
"""Pixels at 100 % of one line of fields."""
_FIRST = ("project", "day", "times", "place")
MORE = ("leader", "team", "planned", "beneficiaries", "recipients", "weather", "remark", "content")
_WIDE = {"remark": 2, "content": 4}
"""Columns of the fields that take more than one."""


class _Unfolding(QScrollArea):
    """The seldom fields; they scroll where a small window has no room for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._scrolls = False
        self.inside = QWidget()
        self.inside.setProperty("role", "scrolled")
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Room for every field."""
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """All of them, or one line of fields in sight."""
        return QSize(0, scaled(ONE)) if self._scrolls else QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields that grow, as another text size makes them, need more room."""
        if not isValid(self):  # a window taken down
            return False
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def let_scroll(self, scrolls: bool) -> None:
        """Whether it may be lower than its fields."""
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            self.updateGeometry()


class LineLayout(QWidget):
    """What the line does is said in ``new_line``."""

    grown = Signal()
    """It unfolded or folded."""

    def __init__(
        self, context: PageContext, search: Callable[[str], Sequence[VolunteerHit]]
    ) -> None:
        super().__init__()
        desk = context.desk
        lists = list(dictionaries.words(desk, "beneficiary").items())
        self.fields = ActivityFields(
            desk.today, lists, search, Names(desk, Noun.PROJECT), Names(desk, Noun.TEAM), self
        )
        self.card = Card()
        self.card.body.setContentsMargins(14, 12, 14, 12)
        self.card.body.setSpacing(8)
        self.more = SmallButton("更多", "Alt+M", "负责人、队伍、服务对象、人数、天气、内容、备注")
        self.leave = SmallButton("取消", "", "不保存（Esc）")
        self.save = QuietButton("保存", "Ctrl+Return", "保存这场活动（在任何一格按 Enter 也行）")
        self.files = LineFiles()
        self.told = ElidedLabel("", "small", asks=False)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._first = QGridLayout()
        self._first.setContentsMargins(0, 0, 0, 0)
        self._first.setSpacing(8)
        self.unfolded = _Unfolding()
        self._rest = QGridLayout(self.unfolded.inside)
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(8)
        self._narrow: bool | None = None
        self.card.body.addLayout(self._first)
        self.card.body.addWidget(self.unfolded)
        self.card.body.addWidget(self.problem)
        foot = row_layout(8)
        foot.addWidget(self.more)
        foot.addWidget(self.files)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        self.card.body.addLayout(foot)
        self._arrange(False)
        self.unfolded.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)

    def unfold(self) -> None:
        """Show the fields that are seldom needed."""
        self.unfolded.show()
        self.more.setText("收起")
        self.grown.emit()

    def fold(self) -> None:
        """Show the first line alone."""
        self.unfolded.hide()
        self.more.setText("更多")
        self.grown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines of fields where one would cut them."""
        super().resizeEvent(event)
        self._arrange(event.size().width() < scaled(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        """The foot comes after the fields; put into a window the line begins with its foot."""
        super().showEvent(event)
        self._order_tabs()

    def _arrange(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        fields = self.fields.every()
        widths = (3, 2, 0, 0) if narrow else (6, 4, 4, 5)
        for number, name in enumerate(_FIRST):
            row, column = divmod(number, 2) if narrow else (0, number)
            self._first.addWidget(fields[name], row, column)
            self._first.setColumnStretch(number, widths[number])
        columns = 2 if narrow else 4
        row = column = 0
        for name in MORE:
            span = min(_WIDE.get(name, 1), columns)
            if column + span > columns:
                row, column = row + 1, 0
            self._rest.addWidget(fields[name], row, column, 1, span)
            column += span
        for number in range(4):
            self._rest.setColumnStretch(number, 1 if number < columns else 0)
        self._order_tabs()

    def _order_tabs(self) -> None:
        fields = self.fields.every()
        order = [fields[name].edit for name in (*_FIRST, *MORE)]
        foot = (self.more, self.files.add, self.leave, self.save)
        for one, next_one in pairwise((*order, *foot)):
            QWidget.setTabOrder(one, next_one)
