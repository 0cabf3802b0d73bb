"""The dry run of a roster inside the page: its columns, and what would become of every row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from volunteer_desk.domain.imports import PlannedVolunteer, RowState
from volunteer_desk.domain.mapping import Tally
from volunteer_desk.ui.fields import ComboField
from volunteer_desk.ui.importing.foot import Offer
from volunteer_desk.ui.importing.mapping_strip import Choices
from volunteer_desk.ui.importing.row_detail import FieldLine
from volunteer_desk.ui.importing.view import DryRunView
from volunteer_desk.ui.volunteers.import_columns import COLUMNS
from volunteer_desk.ui.volunteers.import_lines import field_lines

if TYPE_CHECKING:
    from volunteer_desk.services.roster_plan import RosterPlan

_CHIPS: tuple[tuple[RowState | None, str, str], ...] = (
    (None, "全部", "Alt+1"),
    (RowState.NEW, "新增", "Alt+2"),
    (RowState.CHANGED, "变化", "Alt+3"),
    (RowState.UNCHANGED, "不变", "Alt+4"),
    (RowState.PROBLEM, "问题", "Alt+5"),
)


class ImportView(DryRunView["RosterPlan", PlannedVolunteer]):
    """Shows a plan; writes nothing itself."""

    filling = Signal(bool)
    """Whether what known people's cards say already stays, and only their blanks are filled."""

    def __init__(self) -> None:
        super().__init__(
            "导入花名册",
            _CHIPS,
            COLUMNS,
            ("phone", "document", "state", "row"),
            compared=True,
            back="什么都不写入，返回名册（Esc）",
        )
        self.filled = ComboField("已有内容", ((False, "用表里的更新"), (True, "只补空白")))
        self.filled.setToolTip("名册里已有的人：照表更新，还是只补空白、别的一概不动（Alt K）")
        self.kinds.add_choice(self.filled)
        self.filled.changed.connect(lambda: self.filling.emit(bool(self.filled.key())))
        shortcut = QShortcut(QKeySequence("Alt+K"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._turn_filling)

    def show_plan(self, plan: "RosterPlan", tally: Tally, choices: Choices) -> None:
        """Show a dry run; what to do with filled fields is asked where it means known people."""
        super().show_plan(plan, tally, choices)
        self._show_filling(plan, tally)

    def show_again(self, plan: "RosterPlan", tally: Tally) -> None:
        """Show the rows with filled fields kept, or updated."""
        super().show_again(plan, tally)
        self._show_filling(plan, tally)

    def _show_filling(self, plan: "RosterPlan", tally: Tally) -> None:
        known = tally.count(RowState.CHANGED) + tally.count(RowState.UNCHANGED)
        self.filled.setVisible(bool(known) or plan.keep_filled)
        self.filled.choose(plan.keep_filled)

    def _turn_filling(self) -> None:
        if self.filled.isVisible():
            self.filling.emit(not self.filled.key())

    def rows_of(self, plan: "RosterPlan") -> Sequence[PlannedVolunteer]:
        """The rows of a plan."""
        return plan.rows

    def lacking(self, plan: "RosterPlan") -> Sequence[str]:
        """姓名, where no column is it."""
        return () if "name" in plan.table.columns else ("姓名",)

    def lines(self, plan: "RosterPlan", place: int) -> tuple[str, Sequence[FieldLine]]:
        """Whose a row is, and its fields beside the register's."""
        from volunteer_desk.services.roster_fixing import cell_texts

        row = plan.rows[place]
        texts = cell_texts(plan, place)
        lines = field_lines(row, texts, self._labels, keep_filled=plan.keep_filled)
        return row.draft.name if row.draft else "", lines

    def offer(self, plan: "RosterPlan", tally: Tally) -> Offer:
        """What the foot says of a plan."""
        new, changed = tally.count(RowState.NEW), tally.count(RowState.CHANGED)
        problems, same = tally.count(RowState.PROBLEM), tally.count(RowState.UNCHANGED)
        said = f"新增 {new:,} 人，更新 {changed:,} 人。"
        if problems:
            said = f"{problems:,} 行有问题，按 Enter 当场改。"
        if not new + changed and plan.keep_filled and same:
            said = f"{same:,} 行的人没有可补的空白。"
        elif not new + changed:
            said = f"{same:,} 行与名册相同，没有要写入的。" if same else "没有能写入的行。"
            if not problems and same:
                said = "与名册完全相同，导入后什么都不会改变。"
        return Offer(new + changed, problems, said)
