"""Table models: columns declared as data over frozen dataclasses, and small lists of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from volunteer_desk.ui.tokens import Tone

R = TypeVar("R")
Kind = Literal["text", "soft", "number", "pill", "mono", "check", "bold"]
Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

KIND_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column over rows of ``R``.

    Attributes:
        key: Name of the column, also the sort key handed to SQL.
        label: The heading.
        text: The cell's words; by default ``str(getattr(row, key))``.
        width: Pixels at 100 % text size; the column with ``stretch`` takes what is left.
        kind: How it is painted. ``number`` is right-aligned with tabular figures, ``pill`` a soft
            pill (nothing when the text is empty), ``soft`` secondary ink, ``check`` a check box.
        tone: The pill's tone.
        checked: The state of a ``check`` column.
        editable: F2 or a double click edits it; the model emits ``edited(row, key, text)``.
        sortable: A click on the heading asks for the order (``WindowedModel`` only).
    """

    key: str
    label: str
    text: Callable[[R], str] | None = None
    width: int = 120
    kind: Kind = "text"
    tone: Callable[[R], Tone] | None = None
    checked: Callable[[R], bool] | None = None
    tip: Callable[[R], str] | None = None
    stretch: bool = False
    editable: bool = False
    sortable: bool = True

    def words(self, row: R) -> str:
        """The cell's words for a row."""
        if self.text is not None:
            return self.text(row)
        value = getattr(row, self.key, "")
        return "" if value is None else str(value)


class TableModel(QAbstractTableModel, Generic[R]):
    """What both models share: cells out of columns."""

    edited = Signal(int, str, str)
    """(row number, column key, text typed)."""
    ticked = Signal(int, str, bool)
    """(row number, column key, checked)."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def row(self, number: int) -> R | None:
        """The row at a position, None when it is gone."""
        raise NotImplementedError

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As many as were declared."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, kind, tone, state."""
        if not index.isValid() or not 0 <= index.column() < len(self.columns):
            return None
        column = self.columns[index.column()]
        if role == KIND_ROLE:  # asked for every cell that is painted
            return column.kind
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        row = self.row(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return "" if column.kind == "check" else column.words(row)
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else Tone.PLAIN
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == Qt.ItemDataRole.CheckStateRole and column.checked is not None:
            return Qt.CheckState.Checked if column.checked(row) else Qt.CheckState.Unchecked
        return None

    def look_at(self, first: int, last: int) -> None:
        """Rows ``first`` to ``last`` are about to be painted; a list held whole has them."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Selectable; editable and checkable where declared."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.columns[index.column()]
        flags = _PLAIN
        if column.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        if column.checked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass what was typed or ticked to the page, which replaces the row."""
        if not index.isValid():
            return False
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.EditRole and column.editable:
            self.edited.emit(index.row(), column.key, str(value))
            return True
        if role == Qt.ItemDataRole.CheckStateRole and column.checked is not None:
            state = Qt.CheckState(value)
            self.ticked.emit(index.row(), column.key, state == Qt.CheckState.Checked)
            return True
        return False


class RowsModel(TableModel[R]):
    """A small list of rows held whole."""

    def __init__(self, columns: Sequence[Column[R]], rows: Sequence[R] = ()) -> None:
        super().__init__(columns)
        self._rows: list[R] = list(rows)

    @property
    def rows(self) -> tuple[R, ...]:
        """Every row, in order."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows held."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, number: int) -> R | None:
        """The row at a position."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def replace_row(self, number: int, row: R) -> None:
        """Show another row at a position."""
        self._rows[number] = row
        self.dataChanged.emit(
            self.index(number, 0), self.index(number, max(0, len(self.columns) - 1))
        )

    def append_row(self, row: R) -> None:
        """Add a row at the end."""
        end = len(self._rows)
        self.beginInsertRows(QModelIndex(), end, end)
        self._rows.append(row)
        self.endInsertRows()

    def remove_row(self, number: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(QModelIndex(), number, number)
        del self._rows[number]
        self.endRemoveRows()


def _alignment(kind: Kind) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if kind == "number" else Qt.AlignmentFlag.AlignLeft
    if kind == "check":
        side = Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter
