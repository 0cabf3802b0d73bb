"""Headings dragged elsewhere or made wider by mouse: told once they are let go."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.tables import TableModel
from volunteer_desk.ui.tokens import scaled

PAUSE = 200
"""Milliseconds without a move until a heading counts as let go."""


class HeaderDrags(QObject):
    """Watches one table; the header's own order is put back, for the model's is to follow."""

    shaped = Signal(list, dict)
    """(keys in their new order, key → pixels at 100 % text size of those dragged wider)."""

    def __init__(self, table: FittingTable) -> None:
        super().__init__(table)
        self._table = table
        self._settling = False
        self._dragged: dict[str, int] = {}
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(PAUSE)
        self._let_go.timeout.connect(self._tell)
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionMoved.connect(self._move)
        header.sectionResized.connect(self._widen)

    def shown(self) -> tuple[str, ...]:
        """The keys of the columns shown now, in order."""
        model = self._table.model()
        return tuple(one.key for one in model.columns) if isinstance(model, TableModel) else ()

    def _move(self) -> None:
        if not self._settling:
            self._let_go.start()

    def _widen(self, section: int, _old: int, width: int) -> None:
        header = self._table.horizontalHeader()
        by_mouse = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if by_mouse and header.underMouse():
            self._dragged[self.shown()[section]] = width * 100 // scaled(100)
            self._let_go.start()

    def _tell(self) -> None:
        header, shown = self._table.horizontalHeader(), self.shown()
        keys = [shown[header.logicalIndex(place)] for place in range(header.count())]
        self._settling = True  # the model takes the order over, so that the two never differ
        for section in range(header.count()):
            header.moveSection(header.visualIndex(section), section)
        self._settling = False
        dragged, self._dragged = self._dragged, {}
        self.shaped.emit(keys, dragged)
