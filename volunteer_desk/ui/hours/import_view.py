"""The dry run of an hour sheet inside the page: its columns, and what would become of every row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import PlannedHours, RowState
from volunteer_desk.domain.mapping import Tally
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.hours.entry_acts import ReasonField
from volunteer_desk.ui.hours.import_columns import IMPORT_COLUMNS
from volunteer_desk.ui.hours.import_lines import field_lines
from volunteer_desk.ui.importing.foot import Offer
from volunteer_desk.ui.importing.mapping_strip import Choices
from volunteer_desk.ui.importing.row_detail import FieldLine
from volunteer_desk.ui.importing.view import DryRunView
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Pill

if TYPE_CHECKING:
    from volunteer_desk.services.hours_import import HoursPlan

_CHIPS: tuple[tuple[RowState | None, str, str], ...] = (
    (None, "全部", "Alt+1"),
    (RowState.NEW, "新增", "Alt+2"),
    (RowState.UNCHANGED, "相同", "Alt+3"),
    (RowState.PROBLEM, "问题", "Alt+4"),
)


class HoursImportView(DryRunView["HoursPlan", PlannedHours]):
    """Shows a plan; writes nothing itself."""

    reason_given = Signal(str)
    """Why rows that wait for a reason are taken in; "" asks for it again."""

    def __init__(self) -> None:
        super().__init__(
            "导入时长表",
            _CHIPS,
            IMPORT_COLUMNS,
            ("served_on", "minutes", "project"),
            compared=False,
            back="什么都不写入，返回登记（Esc）",
        )
        self.projects_pill = Pill("会新建的项目", Tone.INFO)
        self.projects = ElidedLabel("", "soft", asks=False)
        self.reason = ReasonField("照样登记的原因", placeholder="Enter 把等原因的行一并导入")
        self.beside.addWidget(self.projects_pill)
        self.beside.addWidget(self.projects, 1)
        self.beside.addWidget(self.reason, 2)
        self.reason.given.connect(lambda: self.reason_given.emit(self.reason.text()))
        self.reason.given_up.connect(self.table.setFocus)
        shortcut = QShortcut(QKeySequence("Alt+R"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.reason.setFocus)

    def rows_of(self, plan: "HoursPlan") -> Sequence[PlannedHours]:
        """The rows of a plan."""
        return plan.rows

    def lacking(self, plan: "HoursPlan") -> Sequence[str]:
        """Columns that no row can do without and nobody chose."""
        return plan.lacking

    def lines(self, plan: "HoursPlan", place: int) -> tuple[str, Sequence[FieldLine]]:
        """Whose a row is, and its fields."""
        from volunteer_desk.services.fixed_cells import cell_texts

        row = plan.rows[place]
        return row.name, field_lines(row, cell_texts(plan, place), self._labels)

    def offer(self, plan: "HoursPlan", tally: Tally) -> Offer:
        """What the foot says of a plan."""
        new, problems = tally.count(RowState.NEW), tally.count(RowState.PROBLEM)
        minutes = sum(plan.rows[place].minutes or 0 for place in tally.places[RowState.NEW])
        parts = [f"{new:,} 行，共 {format_hours(minutes)} 小时"] if new else ["没有能写入的行"]
        if problems:
            parts.append(f"{problems:,} 行有问题：Enter 当场改，或导出改好再导入")
        if not new and not problems and plan.rows:
            parts = ["这些时长都已登记过，导入后什么都不会改变"]
        return Offer(new, problems, f"{'；'.join(parts)}。", "导入")

    def show_plan(self, plan: "HoursPlan", tally: Tally, choices: Choices) -> None:
        """Show a dry run, the projects it would make, and whether a reason is wanted."""
        super().show_plan(plan, tally, choices)
        self._show_beside(plan)

    def show_fixed(self, plan: "HoursPlan", tally: Tally) -> None:
        """Show the same rows after a cell was put right."""
        super().show_fixed(plan, tally)
        self._show_beside(plan)

    def _show_beside(self, plan: "HoursPlan") -> None:
        self.projects.setText("、".join(plan.new_projects))
        for part in (self.projects, self.projects_pill):
            part.setVisible(bool(plan.new_projects))
        waiting = sum(
            1 for row in plan.rows if row.problems and all(one.waivable for one in row.problems)
        )
        self.reason.setVisible(bool(waiting or plan.reason))
        self.reason.set_text(plan.reason)
        self.reason.setToolTip(
            f"{waiting:,} 行写明原因就能导入，原因会留在每一条里（Alt R）"
            if waiting
            else "这些行按这个原因导入；清空后 Enter 收回（Alt R）"
        )
