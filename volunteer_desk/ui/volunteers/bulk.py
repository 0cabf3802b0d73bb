"""The bar that appears while several people are selected: team, status, field, export, print."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerStatus
from volunteer_desk.services.bulk_fields import BULK_FIELDS
from volunteer_desk.services.volunteer_checks import CODED, LABELS
from volunteer_desk.ui.fields import ComboField, DateField, Field, FieldBox
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.offer_field import WordsField
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.printing_bar import PrintFields
from volunteer_desk.ui.widgets import Card, LinkButton, QuietButton, SmallButton, row_layout, words

_DAYS = ("consent_on", "guardian_consent_on", "registered_on")
_LISTS = {"skills": "skill", "service_categories": "service_category"}
"""Fields that hold several words of a list."""
TIGHT, TIGHTEST = 110, 130
"""Percents of text size over which room is short."""
ACTS = (("join", "加入"), ("move", "调到"), ("leave", "退出"))


class BulkBar(Card):
    """What can be done to everyone selected; each act is one batch that can be undone."""

    done = Signal(str)
    """确定 of a panel: "team", "status", "field", "export" or "print"."""
    copying = Signal()
    giving_up = Signal()

    def __init__(self, codes: CodeWords, today: Callable[[], date], teams: Finding) -> None:
        super().__init__(role="well")
        self._codes = codes
        self._today = today
        self._count = 0
        self._own: dict[int, CustomFieldRow] = {}
        self.said = words("")
        self.act = ComboField("", list(ACTS))
        self.team = PickField("队伍", teams, "写几个字或拼音")
        self.team_day = DateField("日期", today)
        self.status = ComboField(
            "改为", [(one.value, STATUS_WORDS[one]) for one in VolunteerStatus]
        )
        self.status_day = DateField("日期", today)
        self.reason = Field("原因", placeholder="如 本人申请")
        self.field = ComboField("字段", [(name, LABELS[name]) for name in BULK_FIELDS])
        self.choice = ComboField("改为")
        self.typed = Field("改为", placeholder="留空就是清空")
        self.listed = WordsField("改为", (), placeholder="按 ↓ 选，几样用、隔开", free=True)
        self.day = DateField("改为", today)
        self.masked = ComboField("", [(True, "脱敏"), (False, "不脱敏")])
        self.purpose = Field("理由", placeholder="不脱敏要写用途，会记入日志")
        self.printing = PrintFields()
        self.buttons: dict[str, SmallButton] = {}
        self.sure: dict[str, QuietButton] = {}
        self.stack = QStackedWidget()
        self._panels = {
            "team": self._panel("team", self.act, self.team, self.team_day),
            "status": self._panel("status", self.status, self.status_day, self.reason),
            "field": self._panel(
                "field", self.field, self.choice, self.typed, self.listed, self.day
            ),
            "export": self._panel("export", self.masked, self.purpose),
            "print": self._panel("print", *self.printing.parts),
        }
        self._lay_out()
        self.field.changed.connect(self._suit_value)
        self.masked.changed.connect(self._suit_purpose)
        self._suit_value()
        self._suit_purpose()
        self.stack.hide()

    def show_count(self, count: int, every: bool) -> None:
        """Say how many are selected; ``every`` when it is the whole result."""
        self._count = count
        self.said.setText(f"已选 {count:,} 人")
        self.said.setToolTip("名单里的全部" if every else "")
        tight = scaled(100) > TIGHT
        self.copy.setVisible(not tight)  # Ctrl C does it
        self.give_up.setVisible(scaled(100) <= TIGHTEST)  # Esc, or a click on a row

    def show_fields(self, own: Sequence[CustomFieldRow]) -> None:
        """Offer the fields of every card and the office's own."""
        self._own = {one.id: one for one in own}
        usual: list[tuple[object, str]] = [(name, LABELS[name]) for name in BULK_FIELDS]
        self.field.set_choices([*usual, *((one.id, one.name) for one in own)])

    def has_team(self) -> bool:
        """Whether a team was chosen; the field says so when none was."""
        found = self.team.key() is not None
        self.team.show_problem("" if found else "请从提示里选一支队伍（按 ↓ 看常用的）。")
        if not found:
            self.team.setFocus()
        return found

    def has_value(self) -> bool:
        """Whether a word was chosen where one must be; the field says so when none was."""
        found = not self.choice.isVisibleTo(self) or self.choice.key() is not None
        self.choice.show_problem("" if found else "请选要改成什么；要去掉原来的内容，选“清空”。")
        if not found:
            self.choice.setFocus()
        return found

    def value(self) -> str | date | None:
        """What the chosen field becomes."""
        if self.choice.isVisibleTo(self):
            key = self.choice.key()
            return key if isinstance(key, str) else None
        if self.day.isVisibleTo(self):
            return self.day.day()
        return (self.listed if self.listed.isVisibleTo(self) else self.typed).text()

    def open_panel(self, name: str) -> None:
        """Unfold one of the acts and put the focus into it."""
        panel = self._panels[name]
        again = self.stack.isVisible() and self.stack.currentWidget() is panel
        self.stack.setCurrentWidget(panel)
        self.stack.setVisible(not again)
        self._mark()
        if not again:
            for field in (self.team_day, self.status_day, self.day):
                field.set_day(self._today())  # the window may have stood open over night
            first = {
                "team": self.team,
                "status": self.status,
                "field": self.field,
                "print": self.printing.paper,
            }
            first.get(name, self.masked).setFocus()

    def fold(self) -> None:
        """Hide the panels."""
        self.stack.hide()
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds a panel, then gives the selection up; Enter confirms."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.stack.isVisible():
                self.fold()
            else:
                self.giving_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.stack.isVisible():
            self.done.emit(self._open_name())
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(14, 10, 14, 10)
        self.body.setSpacing(8)
        head = row_layout(8)
        head.addWidget(self.said)
        head.addStretch(1)
        for name, label, key in (
            ("team", "改队伍", "Alt+T"),
            ("status", "改状态", "Alt+S"),
            ("field", "改字段", "Alt+F"),
            ("export", "导出", "Ctrl+Shift+E"),
            ("print", "打印", "Alt+P"),
        ):
            button = SmallButton(label, key)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.open_panel(name))
            self.buttons[name] = button
            head.addWidget(button)
        self.copy = SmallButton("复制", tip="复制成表格，可以粘贴到 WPS（Ctrl C）")
        self.copy.clicked.connect(self.copying)
        self.give_up = LinkButton("取消选择", tip="Esc")
        self.give_up.clicked.connect(self.giving_up)
        head.addWidget(self.copy)
        head.addWidget(self.give_up)
        self.body.addWidget(self.stack)
        self.body.addLayout(head)

    def _panel(self, name: str, *parts: QWidget) -> QWidget:
        panel = QWidget()
        line = row_layout(8)
        for part in parts:
            line.addWidget(part, 1 if isinstance(part, Field) else 0)
        if not any(isinstance(part, Field) for part in parts):
            line.addStretch(1)
        for part in parts:
            if isinstance(part, DateField):
                part.setMinimumWidth(scaled(168))
        sure = QuietButton("确定", "Ctrl+Return")
        sure.clicked.connect(lambda _checked=False: self.done.emit(name))
        line.addWidget(sure)
        panel.setLayout(line)
        self.sure[name] = sure
        self.stack.addWidget(panel)
        self.team.setMaximumWidth(scaled(240))
        return panel

    def _open_name(self) -> str:
        shown = self.stack.currentWidget()
        return next(name for name, panel in self._panels.items() if panel is shown)

    def _mark(self) -> None:
        shown = self._open_name() if self.stack.isVisibleTo(self) else ""
        for name, button in self.buttons.items():
            button.setChecked(name == shown)

    def _values(self) -> tuple[FieldBox, ...]:
        """What a field becomes is given in one of these."""
        return self.choice, self.typed, self.listed, self.day

    def _suit_value(self) -> None:
        key = self.field.key()
        own = self._own.get(key) if isinstance(key, int) else None
        offered: list[tuple[object, str]] = []
        if own is not None:
            offered = [(one, one) for one in own.choices]
        elif key in CODED:
            offered = self._codes.choices(str(key))[1:]
        self.choice.combo.clear()  # nothing is chosen yet, of any field
        self.choice.set_choices([(None, "选一个"), *offered, ("", "清空")])
        self.choice.show_problem("")
        self.choice.setVisible(bool(offered))
        self.day.setVisible(key in _DAYS)
        listed = _LISTS.get(str(key), "")
        self.listed.setVisible(bool(listed))
        self.listed.offer_words(self._codes.words(listed) if listed else ())
        self.listed.set_text("")
        self.typed.setVisible(not offered and not listed and key not in _DAYS)

    def _suit_purpose(self) -> None:
        self.purpose.setEnabled(self.masked.key() is False)
