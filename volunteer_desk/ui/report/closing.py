"""关账: whether the month is closed, closing it with a word, opening it again for a reason."""

from datetime import tzinfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.monthly import Basis, MonthlySheet
from volunteer_desk.domain.months import MonthAction, MonthEvent
from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.report.reading import MonthNow, read_month
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import LinkButton, Pill, QuietButton, TabButton, row_layout, words

BASES = (
    (Basis.RECORDED, "按登记月份", "Alt+R", "补录算在登记的月份；已关账的月份不变"),
    (Basis.SERVED, "按服务月份", "Alt+S", "补录算在服务的月份"),
)


def event_words(event: MonthEvent, zone: tzinfo | None) -> str:
    """``11月3日 09:30 李秀英解锁：街道要求``, in the desk's own time."""
    at = event.at.astimezone(zone)
    did = "关账" if event.action is MonthAction.LOCK else "解锁"
    why = f"：{event.reason}" if event.reason else ""
    return f"{at.month}月{at.day}日 {at:%H:%M} {event.by}{did}{why}"


class ClosingBar(QWidget):
    """One line beneath the figures; asking for a word or a reason takes its place."""

    basis_chosen = Signal()
    matters_wanted = Signal(object, object)
    """What is open in this ``Month``, its ``OpenMatters``, is to be listed."""
    records_wanted = Signal()
    """关账记录 was asked for."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._month: Month | None = None
        self._now: MonthNow | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self.difference = words("", "problem")
        self.difference.setWordWrap(True)
        self.difference.hide()
        outer.addWidget(self.difference)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._quiet())
        self.steps.addWidget(self._asking())
        self.steps.addWidget(self._reasoning())
        outer.addWidget(self.steps)
        self._turn(0)

    def basis(self) -> Basis:
        """Which month a 补录 counts for."""
        return BASES[self.bases.checkedId()][0]

    def choose_basis(self, basis: Basis) -> None:
        """Show the figures by service or by recording from now on; who asked reads them."""
        self.bases.button([one[0] for one in BASES].index(basis)).setChecked(True)

    def show_sheet(self, sheet: MonthlySheet) -> None:
        """Show a month's state; what is still open is read beside the window."""
        month = sheet.head.month
        if month != self._month:
            self._turn(0)
        self._month = month
        self.pill.show_state(*(("已锁定", Tone.OK) if sheet.closed else ("未关账", Tone.PLAIN)))
        self.close_month.setVisible(not sheet.closed)
        self.reopen.setVisible(sheet.closed)
        self.difference.setText(sheet.difference)
        self.difference.setVisible(bool(sheet.difference))
        desk = self.context.desk
        self.context.tasks.read(lambda: read_month(desk, month), self._show_now, key="report.month")

    def _turn(self, number: int) -> None:
        """Show one of the lines, which alone asks for room."""
        for at in range(self.steps.count()):
            up = QSizePolicy.Policy.Preferred if at == number else QSizePolicy.Policy.Ignored
            self.steps.widget(at).setSizePolicy(QSizePolicy.Policy.Preferred, up)
        self.steps.setCurrentIndex(number)

    def _quiet(self) -> QWidget:
        box = QWidget()
        line = row_layout(8)
        line.setContentsMargins(0, 0, 0, 0)
        box.setLayout(line)
        self.pill = Pill("未关账")
        self.close_month = LinkButton(
            "关账…", "Alt+K", "锁定本月：时长不再变动，以后登记的记为补录"
        )
        self.reopen = LinkButton("解锁…", "Alt+K", "写明原因后解锁本月")
        self.records = LinkButton("关账记录", "Alt+J", "看哪些月份关过账、解过锁，原因是什么")
        self.close_month.clicked.connect(self._ask)
        self.reopen.clicked.connect(self._reason)
        self.records.clicked.connect(self.records_wanted)
        self.reopen.hide()
        for widget in (self.pill, self.close_month, self.reopen, self.records):
            line.addWidget(widget)
        line.addStretch(1)
        self.bases = QButtonGroup(self)
        for number, (_basis, label, key, tip) in enumerate(BASES):
            button = TabButton(label, key, tip)
            button.setChecked(number == 0)
            self.bases.addButton(button, number)
            line.addWidget(button)
        self.bases.idClicked.connect(lambda _number: self.basis_chosen.emit())
        return box

    def _asking(self) -> QWidget:
        box = _Strip()
        box.left.connect(self._back)
        line = row_layout(8)
        both = QVBoxLayout(box)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(6)
        self.question = words("")
        self.question.setWordWrap(True)
        self.sure = QuietButton("确认关账", "", "锁定这个月份")
        self.sure.clicked.connect(self._close)
        leave = QuietButton("先不关", "", "返回（Esc）")
        leave.clicked.connect(self._back)
        self.matters = LinkButton("看是哪些", "Alt+V", "还没有登记、还待核的是哪些")
        self.matters.clicked.connect(self._list_matters)
        both.addWidget(self.question)
        both.addLayout(line)
        line.addWidget(self.matters)
        line.addStretch(1)
        line.addWidget(leave)
        line.addWidget(self.sure)
        return box

    def _reasoning(self) -> QWidget:
        box = _Strip()
        box.left.connect(self._back)
        line = row_layout(8)
        line.setContentsMargins(0, 0, 0, 0)
        box.setLayout(line)
        self.reason = Field("解锁原因", placeholder="会一直保留，例如：街道要求补登签到表")
        self.reason.edit.returnPressed.connect(self._open)
        self.unlock = QuietButton("解锁", "", "解锁这个月份")
        self.unlock.clicked.connect(self._open)
        leave = QuietButton("取消", "", "返回（Esc）")
        leave.clicked.connect(self._back)
        line.addWidget(self.reason, 1)
        line.addWidget(leave)
        line.addWidget(self.unlock)
        return box

    def _show_now(self, now: MonthNow) -> None:
        if now.state.month != self._month:
            return
        self._now = now
        latest = now.state.events[0] if now.state.events else None
        zone = self.context.desk.now().tzinfo
        self.pill.setToolTip(event_words(latest, zone) if latest else "还没有关过账")
        self.records.setVisible(now.ever_closed)

    def _ask(self) -> None:
        if self._month is None or self._now is None:
            return
        said = f"{self._month.words}关账后不再变动，晚交的时长记为补录。"
        self.question.setText(f"{self._now.matters.words}{said}")
        open_ = self._now.matters
        self.matters.setVisible(open_.unrecorded > 0 or open_.waiting > 0)
        self._turn(1)
        self.sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_matters(self) -> None:
        if self._month is not None and self._now is not None:
            self.matters_wanted.emit(self._month, self._now.matters)

    def _reason(self) -> None:
        self.reason.set_text("")
        self.reason.show_problem("")
        self._turn(2)
        self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._turn(0)
        button = self.reopen if self.reopen.isVisibleTo(self) else self.close_month
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        from volunteer_desk.services.months import close_month

        desk, month = self.context.desk, self._month
        if month is None:
            return
        self.sure.setEnabled(False)
        self.context.tasks.run(
            lambda _: close_month(desk, month, confirmed=True),
            self._done,
            label="正在关账",
            failed=self._refused,
        )

    def _open(self) -> None:
        from volunteer_desk.services.months import reopen_month

        desk, month, reason = self.context.desk, self._month, self.reason.text()
        if month is None:
            return
        if not reason.strip():
            self.reason.show_problem("请写明为什么要解锁")
            return
        self.context.tasks.run(
            lambda _: reopen_month(desk, month, reason),
            self._done,
            label="正在解锁",
            failed=self._refused,
        )

    def _done(self, changed: Changed) -> None:
        self.sure.setEnabled(True)
        self._turn(0)
        self.context.publish(changed)

    def _refused(self, _fault: Refusal) -> None:
        self.sure.setEnabled(True)


class _Strip(QWidget):
    """A line that Esc leaves."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the line's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
