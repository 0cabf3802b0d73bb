"""The styled table: one delegate paints every cell; keyboard, hover, selection, copying."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from volunteer_desk.ui.cell_delegate import CellDelegate
from volunteer_desk.ui.cell_painting import CellInk
from volunteer_desk.ui.table_copy import put_table, write_table
from volunteer_desk.ui.tables import KIND_ROLE, TONE_ROLE, TableModel
from volunteer_desk.ui.tokens import Tone, scaled

Index = QModelIndex | QPersistentModelIndex


class TableView(QTableView):
    """A table of whole rows. Enter or a double click activates, Ctrl+C copies a table."""

    row_activated = Signal(int)
    """A row number: Enter, or a double click on a cell that cannot be edited."""
    row_chosen = Signal(int)
    """The current row changed; -1 when there is none."""
    heads_copied = True
    """Whether copied rows bring their headings; not where they may be pasted as people."""

    def __init__(self, model: TableModel[object] | None = None) -> None:
        super().__init__()
        self._plain: TableModel[object] | None = None
        self._painted: dict[int, object | None] | None = None
        self._headings: QItemSelectionModel | None = None
        self.hovered_row = -1
        self.ink = CellInk.of(self.font())
        self.widths: dict[str, int] = {}
        """Key → pixels at 100 % text size of columns the user made wider or narrower."""
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setSortIndicatorShown(False)
        self.doubleClicked.connect(self._activate)
        if model is not None:
            self.setModel(model)
        self._fit_rows()

    def show_model(self, model: object, sortable: bool = False) -> None:
        """Show a ``RowsModel`` or ``WindowedModel``; ``sortable`` lets headings sort."""
        assert isinstance(model, TableModel)  # noqa: S101 - narrows a generic Qt class
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setModel(model)
        self.setSortingEnabled(sortable)
        header.setSortIndicatorShown(sortable)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        if self.isVisible():
            self._fit_columns()

    def cell(self, index: Index) -> tuple[str, str, Tone]:
        """Kind, words and tone of a cell; past Qt's data() where the model has no other."""
        model = self._plain
        if model is None:
            kind = str(index.data(KIND_ROLE))
            tone = Tone(index.data(TONE_ROLE)) if kind == "pill" else Tone.PLAIN
            return kind, str(index.data(Qt.ItemDataRole.DisplayRole) or ""), tone
        column, row = model.columns[index.column()], self.row_at(index.row())
        if row is None or column.kind == "check":
            return column.kind, "", Tone.PLAIN
        tone = column.tone(row) if column.tone and column.kind == "pill" else Tone.PLAIN
        return column.kind, column.words(row), tone

    def row_at(self, number: int) -> object | None:
        """A row of the model; while cells are painted each row is asked for once."""
        model = self._plain
        if model is None:
            return None
        if self._painted is None:
            return model.row(number)
        if number not in self._painted:
            self._painted[number] = model.row(number)
        return self._painted[number]

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; one that answers data() in its own way is asked through Qt."""
        self._plain = None
        if isinstance(model, TableModel) and type(model).data is TableModel.data:
            self._plain = model
        super().setModel(model)
        if model is not None:
            self._part_headings(model)

    def _part_headings(self, model: QAbstractItemModel) -> None:
        """Give the headings a selection of their own, in which nothing ever is.

        Else they ask of every row whether its whole column is selected: 14 s in a city.
        """
        former, self._headings = self._headings, QItemSelectionModel(model, self)
        self.horizontalHeader().setSelectionModel(self._headings)
        if former is not None:
            former.deleteLater()

    def current_row(self) -> int:
        """The current row number, -1 when there is none."""
        return self.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Select a row and no other, whichever keys are held, and bring it into sight."""
        index = self.model().index(row, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as a table with its headings."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        model, across = self.model(), Qt.Orientation.Horizontal
        columns = range(model.columnCount())
        if rows:
            heads = [str(model.headerData(column, across) or "") for column in columns]
            numbers = [model.index(rows[0], at).data(KIND_ROLE) == "number" for at in columns]
            cells = [[str(model.index(row, at).data() or "") for at in columns] for row in rows]
            put_table(write_table(heads if self.heads_copied else (), cells, numbers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates, space ticks, Ctrl+C copies."""
        index = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not index.isValid():
                event.ignore()
            else:
                self.row_activated.emit(index.row())
        elif event.key() == Qt.Key.Key_Space and index.isValid() and self._tick(index.row()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in a check cell ticks it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.data(KIND_ROLE) == "check":
            self._tick(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have the rows in sight fetched at once, then paint them."""
        self.ink = CellInk.of(self.font())
        model = self.model()
        if isinstance(model, TableModel):
            last = self.rowAt(self.viewport().height() - 1)
            model.look_at(self.rowAt(0), last if last >= 0 else model.rowCount() - 1)
        self._painted = {}
        try:
            super().paintEvent(event)
        finally:
            self._painted = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left to the stretching column."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size; a table out of sight follows when it is shown."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
            if self.isVisible():
                self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what the text size and the columns have become while it was out of sight."""
        super().showEvent(event)
        self._fit_columns()

    def _tick(self, row: int) -> bool:
        model = self.model()
        for column in range(model.columnCount()):
            index = model.index(row, column)
            state = index.data(Qt.ItemDataRole.CheckStateRole)
            if index.data(KIND_ROLE) == "check" and state is not None:
                checked = Qt.CheckState(state) == Qt.CheckState.Checked
                turned = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
                return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)
        return False

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_chosen.emit(current.row() if current.isValid() else -1)

    def _activate(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_activated.emit(index.row())

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(37))

    def _fit_columns(self) -> None:
        model = self.model()
        if not isinstance(model, TableModel):
            return
        header = self.horizontalHeader()
        widths = [scaled(self.widths.get(one.key, one.width)) for one in model.columns]
        spare = self.viewport().width() - sum(widths)
        stretching = [n for n, column in enumerate(model.columns) if column.stretch]
        for n in stretching:
            widths[n] += max(0, spare // len(stretching))
        for n, width in enumerate(widths):
            if header.sectionSize(n) != width:
                header.resizeSection(n, width)
