"""One day beside the calendar: its activities, the clocks of the chosen one, what can be done."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from volunteer_desk.domain.activities import STAGE_TONES, STAGE_WORDS, Stage, span_words
from volunteer_desk.domain.office_calendar import DayMark
from volunteer_desk.ui.activities.button_row import ButtonRow
from volunteer_desk.ui.activities.calendar_asking import CalendarAsking, Question
from volunteer_desk.ui.activities.calendar_reading import DayList, DayRow, row_words
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, Pill, SmallButton, words
from volunteer_desk.ui.wrap_row import WrapRow

WEEKDAYS = "一二三四五六日"


def _tip(one: DayRow) -> str:
    said = (one.row.project, row_words(one.row), "　".join(clock.words for clock in one.clocks))
    return "\n".join(filter(None, said))


DAY_COLUMNS: tuple[Column[DayRow], ...] = (
    Column("starts", "时间", lambda one: span_words(one.row.starts, None), 64, "soft"),
    Column("project", "活动", lambda one: one.row.project, 110, tip=_tip, stretch=True),
    Column(
        "stage",
        "状态",
        lambda one: STAGE_WORDS[one.stage],
        84,
        "pill",
        tone=lambda one: Tone(STAGE_TONES[one.stage]),
    ),
)


def day_words(day: date, mark: DayMark | None) -> tuple[str, str]:
    """``11月22日 周日`` and ``小雪``, ``国庆节 休``."""
    title = f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"
    return title, "" if mark is None else " ".join(filter(None, (mark.word, mark.tag)))


class DayPanel(Card):
    """Enter opens an activity; the buttons below act on the chosen one."""

    opened = Signal(int)
    """An activity's whole detail is wanted."""
    logging_asked = Signal(int)
    filing_asked = Signal(int, object)
    """(activity, the day it was filed, or None to take that back)."""
    checking_asked = Signal(int)
    resuming_asked = Signal(int)
    reason_given = Signal(object, str, str, object)
    """(the ``DayRow``, the question, the reason, the day of a move)."""
    series_asked = Signal(object)
    """The repetition of an activity (its ``DayRow``) is to be made or changed."""
    left = Signal()
    """Esc: back to the calendar."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(" ", " ")
        self.setProperty("role", "card")
        self._today = today
        self._wanted: int | None = None
        self.model: RowsModel[DayRow] = RowsModel(DAY_COLUMNS)
        self.table = FittingTable(self.model, ("starts",))
        self.none = EmptyState("这一天没有活动", "按 N 新建一场。", icon_name="calendar-blank")
        self.facts = words("", "soft")
        self.facts.setWordWrap(True)
        self.why = words("", "soft")
        self.why.setWordWrap(True)
        self.pills = WrapRow()
        self._make_buttons()
        self.asking = CalendarAsking(today)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        for part in (self.facts, self.pills, self.why, self.asking, self.buttons):
            self.body.addWidget(part)
        self.table.row_chosen.connect(self._tell)
        self.table.row_activated.connect(self._open)
        self.asking.answered.connect(self._answer)
        self.asking.closed.connect(self.table.setFocus)

    def _make_buttons(self) -> None:
        self.log = SmallButton("登时长", "Ctrl+H", "为选中的活动登记时长")
        self.file = SmallButton("报备", "Ctrl+B", "记下今天已报备；再按一次取消报备")
        self.check = SmallButton("核对", "Ctrl+J", "已记录的活动核对无误")
        self.cancel = SmallButton("取消…", "Ctrl+Del", "这一场不办了，写明原因")
        self.move_day = SmallButton("改期…", "Ctrl+M", "重复活动的这一场改到另一天")
        self.series = SmallButton("重复…", "Ctrl+R", "让它每周、每月重复，或改重复规则")
        self.buttons = ButtonRow(
            (self.log, self.file, self.check, self.cancel, self.move_day, self.series)
        )
        self.log.clicked.connect(self._log)
        self.file.clicked.connect(self._file)
        self.check.clicked.connect(self._check)
        self.cancel.clicked.connect(self._cancel)
        self.move_day.clicked.connect(self._move)
        self.series.clicked.connect(self._series)

    def show_day(self, found: DayList) -> None:
        """Show a day, keeping the chosen activity where it is still there."""
        kept = self._wanted or self._chosen_id()
        self._wanted = None
        title, note = day_words(found.day, found.mark)
        self.title.setText(title)
        self.note.setText(f"{note}　{len(found.rows)}场" if found.rows else note)
        self.model.set_rows(found.rows)
        self.table.setVisible(bool(found.rows))
        self.none.setVisible(not found.rows)
        self.asking.hide()
        places = [n for n, one in enumerate(found.rows) if one.row.id == kept]
        if found.rows:
            self.table.choose_row(places[0] if places else 0)
        self._tell(self.table.current_row())

    def choose_activity(self, activity_id: int) -> None:
        """Choose an activity, now or as soon as its day is shown."""
        for number, one in enumerate(self.model.rows):
            if one.row.id == activity_id:
                self.table.choose_row(number)
                return
        self._wanted = activity_id

    def chosen(self) -> DayRow | None:
        """The activity chosen."""
        return self.model.row(self.table.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the calendar."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc is the panel's own while it has the focus."""
        return claim_escape(event) or super().event(event)

    def _chosen_id(self) -> int | None:
        one = self.chosen()
        return None if one is None else one.row.id

    def _tell(self, number: int) -> None:
        one = self.model.row(number)
        for part in (self.facts, self.pills, self.why, self.buttons):
            part.setVisible(one is not None)
        if one is None:
            return
        row, stage = one.row, one.stage
        span = span_words(row.starts, row.ends)
        when = "" if row.series_day in (None, row.held_on) else "已改期"
        told = "　".join(filter(None, (span, when, row_words(row))))
        self.facts.setText(f"{row.project}\n{told}".strip())
        self.pills.set_parts([Pill(clock.words, Tone(clock.tone)) for clock in one.clocks])
        self.pills.setVisible(bool(one.clocks))
        said = "取消原因" if stage is Stage.CANCELLED else "退回核对"
        self.why.setText(f"{said}：{row.cancel_reason}" if row.cancel_reason else "")
        self.why.setVisible(bool(row.cancel_reason))
        open_ = stage in (Stage.PLANNED, Stage.RUNNING)
        self.log.setVisible(stage is not Stage.CANCELLED)
        self.file.setVisible(stage is not Stage.CANCELLED)
        self.file.setText("报备" if row.filed_on is None else "取消报备")
        self.check.setVisible(stage in (Stage.RECORDED, Stage.CHECKED))
        self.check.setText("核对" if stage is Stage.RECORDED else "退回核对…")
        self.cancel.setVisible(open_ or stage is Stage.CANCELLED)
        self.cancel.setText("恢复" if stage is Stage.CANCELLED else "取消…")
        self.move_day.setVisible(open_ and row.series_id is not None)
        self.series.setText("重复…" if row.series_id is None else "改重复…")
        self.buttons.arrange()

    def _open(self, number: int) -> None:
        one = self.model.row(number)
        if one is not None:
            self.opened.emit(one.row.id)

    def _log(self) -> None:
        one = self.chosen()
        if one is not None:
            self.logging_asked.emit(one.row.id)

    def _file(self) -> None:
        one = self.chosen()
        if one is not None:
            on = self._today() if one.row.filed_on is None else None
            self.filing_asked.emit(one.row.id, on)

    def _check(self) -> None:
        one = self.chosen()
        if one is None:
            return
        if one.stage is Stage.RECORDED:
            self.checking_asked.emit(one.row.id)
        else:
            self.asking.ask(Question.UNCHECK)

    def _cancel(self) -> None:
        one = self.chosen()
        if one is None:
            return
        if one.stage is Stage.CANCELLED:
            self.resuming_asked.emit(one.row.id)
        else:
            self.asking.ask(Question.CANCEL)

    def _move(self) -> None:
        one = self.chosen()
        if one is not None:
            self.asking.ask(Question.MOVE, one.row.held_on + timedelta(days=1))

    def _series(self) -> None:
        one = self.chosen()
        if one is not None:
            self.series_asked.emit(one)

    def _answer(self, question: str, reason: str, day: object) -> None:
        one = self.chosen()
        if one is not None:
            self.reason_given.emit(one, question, reason, day)
