"""The dry run of an hour sheet inside the page: every row with what would become of it."""

from collections import Counter

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import HoursImportPlan, OnProblem, PlannedHours, RowState
from volunteer_desk.ui.hours.folding_table import FoldingTable
from volunteer_desk.ui.hours.import_columns import IMPORT_COLUMNS
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import (
    Card,
    ElidedLabel,
    Pill,
    PrimaryButton,
    QuietButton,
    TabButton,
    row_layout,
    words,
)

_CHIPS: tuple[tuple[RowState | None, str, str], ...] = (
    (None, "全部", "Alt+1"),
    (RowState.NEW, "新增", "Alt+2"),
    (RowState.UNCHANGED, "相同", "Alt+3"),
    (RowState.PROBLEM, "问题", "Alt+4"),
)


class HoursImportView(Card):
    """Shows a plan; writes nothing itself."""

    committing = Signal(OnProblem)
    """The user chose to write: the good rows only, or all of them."""
    closing = Signal()
    """取消 or Esc."""

    def __init__(self) -> None:
        super().__init__("导入时长表", " ")
        self._plan: HoursImportPlan | None = None
        self.projects = ElidedLabel("", "soft")
        self.projects_pill = Pill("会新建的项目", Tone.INFO)
        self.ignored = ElidedLabel("", "soft")
        self.ignored_pill = Pill("没用到的列", Tone.PLAIN)
        self.chips: dict[RowState | None, TabButton] = {}
        group = QButtonGroup(self)
        chips = row_layout(18)
        for number, (state, _word, key) in enumerate(_CHIPS):
            chip = TabButton("", key, "只看这一类" if state else "看全部行")
            self.chips[state] = chip
            group.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        group.idToggled.connect(self._filter)
        self.rows: RowsModel[PlannedHours] = RowsModel(IMPORT_COLUMNS)
        self.table = FoldingTable(("served_on", "minutes"), "what")
        self.table.show_model(self.rows)
        self.verdict = words("", "soft")
        self.verdict.setWordWrap(True)
        self.back = QuietButton("取消", "", "什么都不写入，返回登记（Esc）")
        self.good = PrimaryButton("导入", "Ctrl+Return")
        for pill, told in (
            (self.projects_pill, self.projects),
            (self.ignored_pill, self.ignored),
        ):
            line = row_layout(10)
            line.addWidget(pill)
            line.addWidget(told, 1)
            self.body.addLayout(line)
        foot = row_layout(10)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.good)
        self.body.addLayout(chips)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self.back.clicked.connect(self.closing)
        self.good.clicked.connect(self._commit)

    def show_plan(self, plan: HoursImportPlan) -> None:
        """Show a dry run."""
        self._plan = plan
        counts = Counter(row.state for row in plan.rows)
        self.note.setText(f"{plan.source}　试算，还没有写入")
        for shown, pill, told in (
            (plan.new_projects, self.projects_pill, self.projects),
            (tuple(filter(None, plan.ignored)), self.ignored_pill, self.ignored),
        ):
            told.setText("、".join(shown))
            told.setVisible(bool(shown))
            pill.setVisible(bool(shown))
        for state, word, _key in _CHIPS:
            number = len(plan.rows) if state is None else counts[state]
            self.chips[state].setText(f"{word} {number:,}")
            self.chips[state].setEnabled(state is None or number > 0)
        self._offer(plan, counts)
        first = RowState.PROBLEM if counts[RowState.PROBLEM] else None
        self.chips[first].setChecked(True)
        self._filter()
        self.table.setFocus()

    def set_working(self, working: bool) -> None:
        """While rows are written, nothing can be pressed twice."""
        self.back.setEnabled(not working)
        self.good.setEnabled(not working)

    def event(self, event: QEvent) -> bool:
        """Esc typed here is the view's own, not the window's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and self.back.isEnabled():
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self, plan: HoursImportPlan, counts: Counter[RowState]) -> None:
        new, problems = counts[RowState.NEW], counts[RowState.PROBLEM]
        minutes = sum(row.minutes or 0 for row in plan.rows if row.state is RowState.NEW)
        self.good.setVisible(bool(new))
        self.good.setEnabled(bool(new))
        self.good.setText(f"只导入没有问题的 {new:,} 行" if problems else f"导入 {new:,} 行")
        self.good.setToolTip(f"{self.good.text()}（Ctrl Enter）")
        self.back.setText("取消" if new else "返回")
        parts = [f"{new:,} 行，共 {format_hours(minutes)} 小时"] if new else ["没有能写入的行"]
        if problems:
            parts.append(f"{problems:,} 行有问题，可在表格软件里改好后再导入")
        if not new and not problems and plan.rows:
            parts = ["这些时长都已登记过，导入后什么都不会改变"]
        self.verdict.setText("；".join(parts) + "。")

    def _commit(self) -> None:
        if self._plan is not None:
            bad = any(row.state is RowState.PROBLEM for row in self._plan.rows)
            self.committing.emit(OnProblem.SKIP if bad else OnProblem.STOP)

    def _filter(self, _number: int = 0, checked: bool = True) -> None:
        if self._plan is None or not checked:
            return
        state = next((one for one, chip in self.chips.items() if chip.isChecked()), None)
        self.rows.set_rows([row for row in self._plan.rows if state is None or row.state is state])
