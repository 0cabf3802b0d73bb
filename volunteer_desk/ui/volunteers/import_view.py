"""The dry run of a roster inside the page: its columns, and what would become of every row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from volunteer_desk.domain.imports import PlannedVolunteer, RowState
from volunteer_desk.domain.mapping import Tally
from volunteer_desk.ui.importing.foot import Offer
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
    (RowState.UNCHANGED, "相同", "Alt+4"),
    (RowState.PROBLEM, "问题", "Alt+5"),
)


class ImportView(DryRunView["RosterPlan", PlannedVolunteer]):
    """Shows a plan; writes nothing itself."""

    def __init__(self) -> None:
        super().__init__(
            "导入花名册",
            _CHIPS,
            COLUMNS,
            ("phone", "document", "state", "row"),
            compared=True,
            back="什么都不写入，返回名册（Esc）",
        )

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
        return row.draft.name if row.draft else "", field_lines(row, texts, self._labels)

    def offer(self, plan: "RosterPlan", tally: Tally) -> Offer:
        """What the foot says of a plan."""
        new, changed = tally.count(RowState.NEW), tally.count(RowState.CHANGED)
        problems, same = tally.count(RowState.PROBLEM), tally.count(RowState.UNCHANGED)
        said = f"新增 {new:,} 人，更新 {changed:,} 人。"
        if problems:
            said = f"{problems:,} 行有问题，按 Enter 当场改。"
        if not new + changed:
            said = f"{same:,} 行与名册相同，没有要写入的。" if same else "没有能写入的行。"
            if not problems and same:
                said = "与名册完全相同，导入后什么都不会改变。"
        return Offer(new + changed, problems, said)
