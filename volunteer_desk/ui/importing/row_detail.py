"""One row of a dry run, field by field: what the register and the file say; put right here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.importing.states import STATES, PlannedRow
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, Pill, words


@dataclass(frozen=True)
class FieldLine:
    """A field of the row: ``said`` is the cell as shown, ``raw`` as it is edited."""

    field: str
    label: str
    mark: str
    tone: Tone
    old: str
    said: str
    raw: str
    problem: str


def mask_text(field: str, text: str) -> str:
    """A cell as it is shown: documents and phones masked."""
    if field == "id_number":
        return mask_document(text)
    return mask_phone(text) if field.endswith("phone") else text


class _LinesModel(RowsModel[FieldLine]):
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The cell is edited as the file has it, not masked."""
        if role == Qt.ItemDataRole.EditRole and self.columns[index.column()].editable:
            line = self.row(index.row())
            return line.raw if line else ""
        return super().data(index, role)


def _tip(line: FieldLine) -> str:
    return line.problem or line.said


_COLUMNS: tuple[Column[FieldLine], ...] = (
    Column("label", "栏目", width=104, tip=lambda line: line.label),
    Column("mark", "", width=70, kind="pill", tone=lambda line: line.tone, tip=_tip),
    Column("old", "名册里", width=84, kind="soft", tip=lambda line: line.old),
    Column("said", "文件里", width=110, editable=True, stretch=True, tip=_tip),
)


class _LinesTable(FittingTable):
    """Of somebody known the register's values, else the marks; long values need the room."""

    def __init__(self, model: RowsModel[FieldLine]) -> None:
        self._known = False
        self._lines = model
        super().__init__(model, ("mark",))

    def show_known(self, known: bool) -> None:
        """Whether the register has something to compare with."""
        if known != self._known:
            self._known = known
            self.suit()

    def suit(self) -> None:
        """Show what is worth its room, unless a cell is open."""
        gone = "mark" if self._known else "old"
        columns = tuple(column for column in _COLUMNS if column.key != gone)
        if columns != self._lines.columns and not self.editing():
            with self.swapping_columns():
                self._lines.columns = columns

    def editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState


class RowDetail(Card):
    """The chosen row; Enter or F2 edits a cell."""

    fixed = Signal(str, str)
    """(field, text) typed."""

    def __init__(self, *, compared: bool) -> None:
        super().__init__("选中的行", " ")
        self._row = 0
        self.state = Pill()
        self.head.addWidget(self.state)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.said = words("", "soft")
        self.said.setWordWrap(True)
        self.lines = _LinesModel(_COLUMNS)
        self.table = _LinesTable(self.lines)
        self._compared = compared
        self.table.setAccessibleName("选中行的各栏")
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(words("Enter 或 F2 修改，Esc 回到列表", "small"))
        self.table.row_activated.connect(self._edit)
        # Queued: the rows are shown anew only after the editor has closed.
        self.lines.edited.connect(self._typed, Qt.ConnectionType.QueuedConnection)

    def show_row(self, row: PlannedRow | None, name: str, lines: Sequence[FieldLine]) -> None:
        """Show a row, or none; the field looked at stays chosen."""
        same = row is not None and row.row == self._row
        self._row = row.row if row else 0
        self.setEnabled(row is not None)
        self.title.setText(f"第 {row.row:,} 行" if row else "没有选中的行")
        self.note.setText(name)
        self.state.show_state(*(STATES[row.state] if row else ("", Tone.PLAIN)))
        said = [problem.message for problem in row.problems] if row else []
        self.said.setText("\n".join(said))
        self.said.setVisible(bool(said))
        self.table.show_known(self._compared and any(line.old for line in lines))
        places = {line.field: at for at, line in enumerate(self.lines.rows)}
        if same and places.keys() == {line.field for line in lines}:
            for line in lines:  # in place: a cell that is being edited stays open
                self.lines.replace_row(places[line.field], line)
            return
        self.lines.set_rows(lines)
        if lines:
            self.table.choose_row(0)

    def editing(self) -> bool:
        """Whether a cell is open."""
        return self.table.editing()

    def edit_problem(self) -> None:
        """Edit the first field with a problem; the name when there is none."""
        wrong = [at for at, line in enumerate(self.lines.rows) if line.problem]
        if self.lines.rows:
            self._edit(wrong[0] if wrong else 0)

    def edit_current(self) -> None:
        """Edit the field looked at."""
        self._edit(max(0, self.table.current_row()))

    def _edit(self, line: int) -> None:
        index = self.lines.index(line, len(self.lines.columns) - 1)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _typed(self, line: int, _key: str, text: str) -> None:
        known = self.lines.row(line)
        if known is not None and text.strip() != known.raw:
            self.fixed.emit(known.field, text.strip())
