"""放假与调休: a year's special days, the office's own over the State Council's, a notice pasted."""

from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.office_calendar import CalendarRow
from volunteer_desk.services.calendar_days import (
    YEARS,
    clear_calendar_day,
    import_calendar,
    set_calendar_day,
    year_table,
)
from volunteer_desk.ui.fields import ComboField, DateField, Field, NumberField
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.settings.ordered_list import EntryLine, OrderedTable
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import Tone, scaled
from volunteer_desk.ui.widgets import Card, SmallButton, row_layout, words

ROWS = 7
"""Rows in sight; the list scrolls."""
_WEEKDAYS = "一二三四五六日"
_OFF, _WORK = "休息", "上班"

COLUMNS: tuple[Column[CalendarRow], ...] = (
    Column(
        "day",
        "日期",
        lambda row: f"{row.day.month}月{row.day.day}日 周{_WEEKDAYS[row.day.weekday()]}",
        128,
    ),
    Column(
        "workday",
        "",
        lambda row: _WORK if row.workday else _OFF,
        70,
        "pill",
        tone=lambda row: Tone.WAITING if row.workday else Tone.OK,
    ),
    Column("name", "名称", width=90, tip=lambda row: row.name, stretch=True),
    Column("own", "来源", lambda row: "本处" if row.own else "国务院", 76, "soft"),
)


class PasteBox(QWidget):
    """Where a notice is pasted; Ctrl+Enter takes it, Esc closes."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            "粘贴国务院办公厅的放假通知，或每行一天：\n2027-01-01 休 元旦\n2月14日（周日）上班"
        )
        self.text.setAccessibleName("放假通知")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(scaled(120))
        self.take = SmallButton("导入", "", "导入（Ctrl Enter）")
        self.leave = SmallButton("算了", "", "什么都不改（Esc）")
        foot = row_layout(8)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addLayout(foot)
        self.leave.clicked.connect(self.hide)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Esc and Ctrl+Enter typed inside are the box's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control
            if event.key() == Qt.Key.Key_Escape or entered:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes the text, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take.click()
        else:
            super().keyPressEvent(event)


class Holidays(Card):
    """Insert decides another day, F2 the chosen one, Delete lets the arrangement hold again."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("放假与调休", "工作日按它算，日历上也标出来")
        self._context = context
        self._begun = self._year = context.desk.today().year
        self.year = NumberField("年份", self._year, YEARS[0], YEARS[-1], "年")
        self.told = words("", "soft")
        self.told.setWordWrap(True)
        self.model: RowsModel[CalendarRow] = RowsModel(COLUMNS)
        self.table = OrderedTable()
        self.table.show_model(self.model)
        self.table.setFixedHeight(scaled(37) * ROWS)
        self.day = DateField("日期", context.desk.today)
        self.kind = ComboField("", [(False, _OFF), (True, _WORK)])
        self.name = Field("名称", placeholder="可不填")
        self.line = EntryLine((self.day, self.kind, self.name))
        self.paste = PasteBox()
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add = SmallButton("改一天…", "", "定下某一天休息还是上班（在表里按 Insert）")
        self.clear = SmallButton("恢复国家安排", "", "取消本处对选中一天的改动（在表里按 Delete）")
        self.bring = SmallButton("粘贴放假通知…", "", "把一年的放假通知粘贴进来")
        buttons = row_layout(8)
        for button in (self.add, self.clear, self.bring):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self.year, self.told, self.table, self.line, self.paste, self.problem):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self._connect()

    def _connect(self) -> None:
        self.year.changed.connect(self.read_days)
        self.table.row_chosen.connect(self._offer)
        self.table.adding.connect(self._begin_new)
        self.table.renaming.connect(self._begin_change)
        self.table.retiring.connect(self._clear)
        self.add.clicked.connect(self._begin_new)
        self.clear.clicked.connect(self._clear)
        self.bring.clicked.connect(self._begin_paste)
        self.line.entered.connect(self._save)
        self.line.closed.connect(self._close)
        self.paste.take.clicked.connect(self._import)

    def read_days(self) -> None:
        """Show the year's days, keeping the chosen one; a new year in place of the old."""
        today = self._context.desk.today()
        if self.year.value() == self._begun != today.year:
            self.year.set_value(today.year)
        self._begun = today.year
        kept = self.model.row(self.table.current_row())
        self._year = self.year.value()
        table = year_table(self._context.desk, self._year)
        self.told.setText(f"{self._year}年{table.told}。")
        self.model.set_rows(table.rows)
        near = kept.day if kept is not None else today
        places = [n for n, row in enumerate(table.rows) if row.day >= near]
        if table.rows:
            self.table.choose_row(places[0] if places else len(table.rows) - 1)
        self._offer(self.table.current_row())

    def _offer(self, number: int) -> None:
        row = self.model.row(number)
        self.clear.setEnabled(row is not None and row.own)

    def _begin_new(self) -> None:
        today = self._context.desk.today()
        self._begin(today if today.year == self._year else date(self._year, 1, 1), False, "")

    def _begin_change(self) -> None:
        row = self.model.row(self.table.current_row())
        if row is not None:
            self._begin(row.day, row.workday, row.name)

    def _begin(self, day: date, workday: bool, name: str) -> None:
        self._say("")
        self.paste.hide()
        self.day.set_day(day)
        self.kind.choose(workday)
        self.name.set_text(name)
        self.line.show()
        self.day.inner.setFocus()

    def _begin_paste(self) -> None:
        self._say("")
        self.line.hide()
        self.paste.text.clear()
        self.paste.show()
        self.paste.text.setFocus()

    def _save(self) -> None:
        desk, day, name = self._context.desk, self.day.day(), self.name.text()
        workday = bool(self.kind.key())
        self._context.tasks.run(
            lambda _: set_calendar_day(desk, day, workday, name),
            self._saved,
            label="正在保存",
            failed=self._refused,
            quiet=True,
        )
        self.year.set_value(day.year)

    def _clear(self) -> None:
        row, desk = self.model.row(self.table.current_row()), self._context.desk
        if row is None or not row.own:
            return
        day = row.day
        self._context.tasks.run(
            lambda _: clear_calendar_day(desk, day), self._saved, label="正在保存"
        )

    def _import(self) -> None:
        desk, year, text = self._context.desk, self._year, self.paste.text.toPlainText()
        self._context.tasks.run(
            lambda _: import_calendar(desk, year, text),
            self._saved,
            label="正在导入",
            failed=self._refused,
            quiet=True,
        )

    def _saved(self, changed: Changed) -> None:
        self._close()
        self._context.publish(changed)
        self.read_days()

    def _refused(self, fault: Refusal) -> None:
        if isinstance(fault, UserFacingError):
            self._say(f"{fault.message}{fault.remedy}")

    def _close(self) -> None:
        self._say("")
        self.line.hide()
        self.paste.hide()
        self.table.setFocus()

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
