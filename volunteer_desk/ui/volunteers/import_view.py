"""The dry run of a roster inside the page: every row with what would become of it."""

from collections import Counter

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from volunteer_desk.domain.imports import OnProblem, PlannedVolunteer, RowState, VolunteerImportPlan
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.elided import ElidedLabel
from volunteer_desk.ui.volunteers.fitting_table import FittingTable
from volunteer_desk.ui.volunteers.import_columns import COLUMNS
from volunteer_desk.ui.widgets import (
    Card,
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
    (RowState.CHANGED, "变化", "Alt+3"),
    (RowState.UNCHANGED, "相同", "Alt+4"),
    (RowState.PROBLEM, "问题", "Alt+5"),
)


class ImportView(Card):
    """Shows a plan; writes nothing itself."""

    committing = Signal(OnProblem)
    """The user chose to write: the good rows only, or all of them."""
    closing = Signal()
    """取消 or Esc."""

    def __init__(self) -> None:
        super().__init__("导入花名册", " ")
        self._plan: VolunteerImportPlan | None = None
        self.understood = ElidedLabel("", "soft")
        self.ignored = ElidedLabel("", "soft")
        self.ignored_pill = Pill("没用到的列", Tone.PLAIN)
        self.chips: dict[RowState | None, TabButton] = {}
        group = QButtonGroup(self)
        line = row_layout(18)
        for number, (state, _word, key) in enumerate(_CHIPS):
            chip = TabButton("", key, "只看这一类" if state else "看全部行")
            self.chips[state] = chip
            group.addButton(chip, number)
            line.addWidget(chip)
        line.addStretch(1)
        group.idToggled.connect(self._filter)
        self.rows: RowsModel[PlannedVolunteer] = RowsModel(COLUMNS)
        self.table = FittingTable(self.rows, ("phone", "document"))
        self.verdict = words("", "soft")
        self.verdict.setWordWrap(True)
        self.back = QuietButton("取消", "", "什么都不写入，返回名册（Esc）")
        self.every = QuietButton("全部导入")
        self.good = PrimaryButton("导入", "Ctrl+Return")
        used = row_layout(10)
        used.addWidget(Pill("认出的列", Tone.OK))
        used.addWidget(self.understood, 1)
        unused = row_layout(10)
        unused.addWidget(self.ignored_pill)
        unused.addWidget(self.ignored, 1)
        foot = row_layout(10)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.every)
        foot.addWidget(self.good)
        for layout in (used, unused, line):
            self.body.addLayout(layout)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self.back.clicked.connect(self.closing)
        self.every.clicked.connect(lambda: self.committing.emit(OnProblem.STOP))
        self.good.clicked.connect(self._commit)

    def show_plan(self, plan: VolunteerImportPlan) -> None:
        """Show a dry run."""
        self._plan = plan
        counts = Counter(row.state for row in plan.rows)
        self.note.setText(f"{plan.source}　试算，还没有写入")
        self.understood.setText("　".join(_column(*column) for column in plan.columns))
        self.ignored.setText("、".join(filter(None, plan.ignored)))
        self.ignored.setVisible(bool(plan.ignored))
        self.ignored_pill.setVisible(bool(plan.ignored))
        for state, word, _key in _CHIPS:
            number = len(plan.rows) if state is None else counts[state]
            self.chips[state].setText(f"{word} {number:,}")
            self.chips[state].setEnabled(state is None or number > 0)
        self._offer(counts)
        first = RowState.PROBLEM if counts[RowState.PROBLEM] else None
        self.chips[first].setChecked(True)
        self._filter()
        self.table.setFocus()

    def set_working(self, working: bool) -> None:
        """While rows are written, nothing can be pressed twice."""
        self.back.setEnabled(not working)
        if self._plan is not None and not working:
            self._offer(Counter(row.state for row in self._plan.rows))
        elif working:
            self.good.setEnabled(False)
            self.every.setEnabled(False)

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

    def _offer(self, counts: Counter[RowState]) -> None:
        problems = counts[RowState.PROBLEM]
        moving = counts[RowState.NEW] + counts[RowState.CHANGED]
        self.every.setVisible(bool(problems))
        self.every.setEnabled(False)
        self.every.setToolTip(f"有 {problems:,} 行有问题，改好文件再导入，才能全部导入")
        self.good.setVisible(bool(moving))
        self.good.setEnabled(bool(moving))
        if problems:
            self.good.setText(f"只导入没有问题的 {moving:,} 行")
            self.verdict.setText(
                f"{problems:,} 行有问题，不能全部导入；可在表格软件里改好后重新导入。"
            )
        else:
            self.good.setText(f"全部导入 {moving:,} 行")
            self.verdict.setText(
                f"新增 {counts[RowState.NEW]:,} 人，更新 {counts[RowState.CHANGED]:,} 人。"
            )
        if not moving:
            same = counts[RowState.UNCHANGED]
            self.verdict.setText(
                f"{same:,} 行与名册相同，没有要写入的。" if same else "没有能写入的行。"
            )
            if not problems and same:
                self.verdict.setText("与名册完全相同，导入后什么都不会改变。")
        self.good.setToolTip(f"{self.good.text()}（Ctrl Enter）")
        self.back.setText("取消" if moving else "返回")

    def _commit(self) -> None:
        if self._plan is not None:
            bad = any(row.state is RowState.PROBLEM for row in self._plan.rows)
            self.committing.emit(OnProblem.SKIP if bad else OnProblem.STOP)

    def _filter(self, _number: int = 0, checked: bool = True) -> None:
        if self._plan is None or not checked:
            return
        state = next((one for one, chip in self.chips.items() if chip.isChecked()), None)
        self.rows.set_rows([row for row in self._plan.rows if state is None or row.state is state])


def _column(header: str, field: str) -> str:
    label = LABELS.get(field, header)  # a running number is understood too, and has no field
    return header if header == label else f"{header} → {label}"
