"""A dry run inside a page: the columns, what would become of every row, the chosen row's cells."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from volunteer_desk.domain.imports import OnProblem, RowState
from volunteer_desk.domain.mapping import ImportChoice, Tally
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.importing.confirm_line import ConfirmLine
from volunteer_desk.ui.importing.foot import ImportFoot, Offer
from volunteer_desk.ui.importing.kinds_line import Chip, KindsLine
from volunteer_desk.ui.importing.mapping_bar import MappingBar
from volunteer_desk.ui.importing.mapping_strip import Choices
from volunteer_desk.ui.importing.plan_model import PlanModel
from volunteer_desk.ui.importing.row_detail import FieldLine, RowDetail
from volunteer_desk.ui.importing.states import PlannedRow
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, row_layout

if TYPE_CHECKING:
    from volunteer_desk.services.problem_workbook import SheetPlan

R = TypeVar("R", bound=PlannedRow)
P = TypeVar("P", bound="SheetPlan")
_SIDE = 420


class DryRunView(Card, Generic[P, R]):
    """Shows a plan; writes nothing itself."""

    committing = Signal(OnProblem)
    """The user chose to write: the good rows only, or all of them."""
    closing = Signal()
    """取消 or Esc."""
    choosing = Signal(ImportChoice)
    """Another sheet, or other columns."""
    fixing = Signal(int, str, str)
    """(place in the plan, field, text): a cell put right."""
    keeping = Signal(object)
    """Places in the plan of the rows listed now, to be kept as a workbook."""

    def __init__(
        self,
        title: str,
        chips: Sequence[Chip],
        columns: Sequence[Column[R]],
        leaving: Sequence[str],
        *,
        compared: bool,
        back: str,
    ) -> None:
        super().__init__(title, " ")
        self._plan: P | None = None
        self._tally: Tally | None = None
        self._labels: dict[str, str] = {}
        self.bar = MappingBar()
        self.kinds = KindsLine(chips)
        self.chips, self.keep = self.kinds.chips, self.kinds.keep
        self.rows: PlanModel[R] = PlanModel(columns)
        self.table = FittingTable(self.rows, leaving)
        self.detail = RowDetail(compared=compared)
        self.foot = ImportFoot(back)
        self.good, self.every, self.back = self.foot.good, self.foot.every, self.foot.back
        self.verdict, self.problems = self.foot.verdict, self.foot.problems
        self.confirm = ConfirmLine()
        self.doubts, self.sure = self.confirm.doubts, self.confirm.sure
        self.beside = row_layout(10)
        """A line for what only one kind of file has."""
        self._lay_out()
        self._connect()

    def rows_of(self, plan: P) -> Sequence[R]:
        """The rows of a plan."""
        raise NotImplementedError

    def lacking(self, plan: P) -> Sequence[str]:
        """Columns that no row can do without and nobody chose, in words."""
        raise NotImplementedError

    def ask_for(self, lacking: Sequence[str]) -> str:
        """What to do where columns lack."""
        return f"请在上面选定哪一列是{'、'.join(f'“{word}”' for word in lacking)}。"

    def lines(self, plan: P, place: int) -> tuple[str, Sequence[FieldLine]]:
        """Whose a row is, and its fields."""
        raise NotImplementedError

    def offer(self, plan: P, tally: Tally) -> Offer:
        """What the foot says of a plan."""
        raise NotImplementedError

    def _lay_out(self) -> None:
        middle = row_layout(12)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.detail)
        self.detail.setFixedWidth(min(scaled(_SIDE), 500))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.kinds)
        self.body.addLayout(middle, 1)
        self.body.addLayout(self.beside)
        self.body.addWidget(self.confirm)
        self.body.addWidget(self.foot)

    def _connect(self) -> None:
        self.bar.choosing.connect(self.choosing)
        self.bar.toggle.toggled.connect(lambda shown: self.detail.setVisible(not shown))
        self.table.row_chosen.connect(self._show_row)
        self.table.row_activated.connect(lambda _row: self._edit())
        self.detail.fixed.connect(self._fix)
        self.confirm.changed.connect(self._offer)
        self.kinds.turned.connect(self._filter)
        self.keep.clicked.connect(lambda: self.keeping.emit(self.rows.places))
        self.back.clicked.connect(self.closing)
        self.every.clicked.connect(lambda: self.committing.emit(OnProblem.STOP))
        self.good.clicked.connect(self._commit)
        for keys, pressed in (
            ("Alt+S", self.bar.enter_sheets),
            ("Alt+Y", self.sure.toggle),
            ("F2", self._edit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(pressed)

    def show_plan(self, plan: P, tally: Tally, choices: Choices) -> None:
        """Show a dry run; ``choices`` are the fields a column may be taken for."""
        moved = self._plan is None or self._plan.table.source != plan.table.source
        self._plan, self._tally = plan, tally
        self._labels = dict(choices)
        self.note.setText(f"{plan.source}　试算，还没有写入")
        lacking = self.lacking(plan)
        self.bar.show_mapping(plan.mapping, choices, lacking, first=moved)
        self.confirm.ask(tally.doubts)
        self.kinds.count(tally)
        self._offer()
        first = RowState.PROBLEM if tally.count(RowState.PROBLEM) and not lacking else None
        self.chips[first].setChecked(True)
        self._filter()
        if moved:
            self.table.setFocus()

    def show_fixed(self, plan: P, tally: Tally) -> None:
        """Show the same rows after a cell was put right."""
        self._plan, self._tally = plan, tally
        rows = self.rows_of(plan)
        self.rows.show_again(rows)
        self.confirm.ask(tally.doubts)
        self.kinds.count(tally)
        self._offer()
        self._show_row(self.table.current_row())
        place = self.rows.place(self.table.current_row())
        solved = place < 0 or rows[place].state is not RowState.PROBLEM
        if not self.detail.editing():
            (self.table if solved else self.detail.table).setFocus()

    def show_again(self, plan: P, tally: Tally) -> None:
        """Show the same file under another choice for all its rows; the kind listed stays."""
        self._plan, self._tally = plan, tally
        self.confirm.ask(tally.doubts)
        self.kinds.count(tally)
        self._offer()
        if not self.kinds.places(tally):
            self.chips[None].setChecked(True)
        self._filter()

    def clear(self) -> None:
        """Let go of a plan."""
        self._plan = self._tally = None
        self.rows.show_places((), ())

    def set_working(self, working: bool) -> None:
        """While rows are read or written, nothing can be pressed twice."""
        self.back.setEnabled(not working)
        if working:
            self.good.setEnabled(False)
            self.every.setEnabled(False)
        else:
            self._offer()

    def event(self, event: QEvent) -> bool:
        """Esc typed here is the view's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the row to the list, and from the list back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.detail.table.hasFocus() or self.bar.isAncestorOf(self.focusWidget()):
            self.table.setFocus()
        elif self.back.isEnabled():
            self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The row's card grows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "detail"):
            self.detail.setFixedWidth(min(scaled(_SIDE), 500))

    def _offer(self) -> None:
        if self._plan is None or self._tally is None:
            return
        lacking = self.lacking(self._plan)
        self.foot.offer(
            replace(
                self.offer(self._plan, self._tally),
                held_back=self.ask_for(lacking) if lacking else "",
                doubtful=self.confirm.waits,
            )
        )

    def _commit(self) -> None:
        if self._tally is not None:
            bad = self._tally.count(RowState.PROBLEM)
            self.committing.emit(OnProblem.SKIP if bad else OnProblem.STOP)

    def _edit(self) -> None:
        self.bar.toggle.setChecked(False)
        if self.detail.table.hasFocus():
            self.detail.edit_current()
        else:
            self.detail.edit_problem()

    def _fix(self, field: str, text: str) -> None:
        place = self.rows.place(self.table.current_row())
        if place >= 0:
            self.fixing.emit(place, field, text)

    def _show_row(self, number: int) -> None:
        place = self.rows.place(number)
        if self._plan is None or place < 0:
            self.detail.show_row(None, "", ())
            return
        name, lines = self.lines(self._plan, place)
        self.detail.show_row(self.rows_of(self._plan)[place], name, lines)

    def _filter(self) -> None:
        if self._plan is None or self._tally is None:
            return
        places = self.kinds.places(self._tally)
        self.rows.show_places(self.rows_of(self._plan), places)
        self.keep.setEnabled(bool(places))
        if places:
            self.table.choose_row(0)
        else:
            self._show_row(-1)
