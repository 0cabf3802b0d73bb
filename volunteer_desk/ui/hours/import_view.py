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
from volunteer_desk.ui.hours.given_line import GivenLine
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
    (RowState.UNCHANGED, "不变", "Alt+3"),
    (RowState.PROBLEM, "问题", "Alt+4"),
)


class HoursImportView(DryRunView["HoursPlan", PlannedHours]):
    """Shows a plan; writes nothing itself."""

    reason_given = Signal(str)
    """Why rows that wait for a reason are taken in; "" asks for it again."""
    values_given = Signal(tuple)
    """((field, text), …) for all rows, where no column says it."""

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
        self.given = GivenLine()
        self.body.insertWidget(self.body.indexOf(self.bar) + 1, self.given)
        self.given.given.connect(self.values_given)
        self.given.left.connect(self.table.setFocus)
        self.reason.given.connect(lambda: self.reason_given.emit(self.reason.text()))
        self.reason.given_up.connect(self.table.setFocus)
        for keys, pressed in (("Alt+R", self.reason.setFocus), ("Alt+G", self.given.enter)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(pressed)

    def rows_of(self, plan: "HoursPlan") -> Sequence[PlannedHours]:
        """The rows of a plan."""
        return plan.rows

    def lacking(self, plan: "HoursPlan") -> Sequence[str]:
        """Columns that no row can do without and nobody chose."""
        return plan.lacking

    def ask_for(self, lacking: Sequence[str]) -> str:
        """A column, or what the sheet's title says for all rows."""
        said = "、".join(f"“{word}”" for word in lacking)
        if set(lacking) <= {"活动日期", "活动名称", "服务时长"}:
            return f"请选定哪一列是{said}，或在上面填一次，整张表都按它（Alt G）。"
        return super().ask_for(lacking)

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
        self.given.show_lacking(plan.lacking, dict(plan.given))
        if plan.given and not plan.lacking:
            self.bar.toggle.setChecked(False)  # nothing more to choose: the rows have the room
        self._show_beside(plan)

    def show_fixed(self, plan: "HoursPlan", tally: Tally) -> None:
        """Show the same rows after a cell was put right."""
        super().show_fixed(plan, tally)
        self._show_beside(plan)

    def clear(self) -> None:
        """Let go of a plan, and of what was typed for all its rows."""
        super().clear()
        self.given.show_lacking((), {})

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
