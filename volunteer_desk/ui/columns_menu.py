"""The inline panel 列: which columns a list shows, in which order, how wide; by keyboard too."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from volunteer_desk.services.list_views import ShownColumn
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, SmallButton, row_layout, words

_WIDTH = Qt.ItemDataRole.UserRole + 1
_STEP = 10
_HINT = "空格 显示或隐藏 · Ctrl ↑ ↓ 移动 · Ctrl ← → 宽窄 · Esc 收起"


class Headed(Protocol):
    """A column a list may show."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def label(self) -> str:
        """Its heading."""

    @property
    def width(self) -> int:
        """Pixels at 100 % text size."""


class ColumnList(QListWidget):
    """The columns with their ticks."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("列")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.model().rowsMoved.connect(self.changed)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with an arrow moves the column or changes its width."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if key == Qt.Key.Key_Up else 1)
        elif control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.widen_current(-_STEP if key == Qt.Key.Key_Left else _STEP)
        else:
            super().keyPressEvent(event)

    def move_current(self, by: int) -> None:
        """Move the current column."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + by < self.count():
            blocked = self.blockSignals(True)
            item = self.takeItem(row)
            self.insertItem(row + by, item)
            self.setCurrentRow(row + by)
            self.blockSignals(blocked)
            self.changed.emit()

    def widen_current(self, by: int) -> None:
        """Make the current column wider or narrower."""
        item = self.currentItem()
        if item is not None:
            item.setData(_WIDTH, max(40, int(item.data(_WIDTH)) + by))


class ColumnsMenu(Card):
    """Every column; each change is shown at once and remembered."""

    chosen = Signal(list)
    """``ShownColumn`` in their order; none for the usual ones."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("列", _HINT, role="well")
        self.note.setWordWrap(True)
        self.head.setStretchFactor(self.note, 1000)  # the whole line, or it wraps early
        self.list = ColumnList()
        self.up = SmallButton("前移", tip="Ctrl ↑")
        self.down = SmallButton("后移", tip="Ctrl ↓")
        self.usual = SmallButton("恢复默认")
        self.done = SmallButton("收起", tip="Esc")
        foot = row_layout(8)
        for part in (self.up, self.down, self.usual):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(words("", "small"))
        foot.addWidget(self.done)
        self.body.addWidget(self.list)
        self.body.addLayout(foot)
        self.body.setContentsMargins(14, 10, 14, 10)
        self.body.setSpacing(8)
        self.list.changed.connect(self._tell)
        self.list.left.connect(self.closed)
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.usual.clicked.connect(lambda: self.chosen.emit([]))
        self.done.clicked.connect(self.closed)

    def take_focus(self) -> None:
        """Stand on the first column."""
        self.list.setFocus()

    def show_columns(self, every: Sequence[Headed], shown: Sequence[ShownColumn]) -> None:
        """List the shown columns in their order, then the others."""
        widths = {one.key: one.width for one in shown}
        known = {one.key: one for one in every}
        order = [one.key for one in shown if one.key in known]
        order += [one.key for one in every if one.key not in widths]
        kept = self.list.currentRow()
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for key in order:
            item = QListWidgetItem(known[key].label)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setData(_WIDTH, widths.get(key) or known[key].width)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            ticked = Qt.CheckState.Checked if key in widths else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        self.list.setCurrentRow(max(kept, 0))
        self._usual = {key: known[key].width for key in order}
        self.list.setGridSize(QSize(scaled(128), scaled(27)))
        self.list.setFixedHeight(scaled(27) * 6 + 8)

    def _tell(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        shown = []
        for item in items:
            if item.checkState() == Qt.CheckState.Checked:
                key, width = str(item.data(Qt.ItemDataRole.UserRole)), int(item.data(_WIDTH))
                shown.append(ShownColumn(key, 0 if width == self._usual[key] else width))
        if shown:  # a list without columns would be no list
            self.chosen.emit(shown)
