"""The list that opens under a name: who could be meant, told apart, chosen by key or click."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.tokens import current_tokens, scaled

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = 36
SHOWN = 8
"""Rows in sight; the others are scrolled to."""


class _PeopleModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Person, ...] = ()
        self.notes: dict[int, str] = {}
        self.extra = ""

    def show(self, people: Sequence[Person], extra: str, notes: dict[int, str]) -> None:
        self.beginResetModel()
        self.people, self.extra, self.notes = tuple(people), extra, notes
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.people) + bool(self.extra)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        if index.row() >= len(self.people):
            return self.extra
        return self.people[index.row()].name


class _PersonDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, Candidates)  # noqa: S101 - made by it alone
        tokens, rect = current_tokens(), view.visualRect(index)
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(tokens.selected))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        painter.setFont(view.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        room = rect.adjusted(14, 0, -12, 0)
        people = view.people()
        if index.row() >= len(people):
            painter.setPen(QColor(tokens.info))
            painter.drawText(room, int(middle), str(index.data()))
            return
        person = people[index.row()]
        painter.setPen(QColor(tokens.faint))
        if view.numbered and index.row() < 9:
            painter.drawText(room, int(middle), str(index.row() + 1))
        room = room.adjusted(scaled(22) if view.numbered else 0, 0, 0, 0)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(room, int(middle), name)
        rest = room.adjusted(metrics.horizontalAdvance(name) + 16, 0, 0, 0)
        detail = view.note(person) or person.detail
        detail = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, rest.width())
        painter.setPen(QColor(tokens.soft))
        painter.drawText(rest, int(middle | Qt.AlignmentFlag.AlignRight), detail)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, scaled(_ROW))


class Candidates(QListView):
    """Never takes the focus: who opened it hands it the keys."""

    picked = Signal(object)
    """A ``Person``."""
    extra_picked = Signal()
    """The last line, which is no person (登记新志愿者)."""

    def __init__(self, over: QWidget, numbered: bool = False) -> None:
        super().__init__(over)
        self.numbered = numbered
        self.setObjectName("hits")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PersonDelegate(self))
        self._model = _PeopleModel()
        self.setModel(self._model)
        self.clicked.connect(self._pick)
        self.hide()

    def people(self) -> tuple[Person, ...]:
        """Who is listed."""
        return self._model.people

    def note(self, person: Person) -> str:
        """What is said of a person instead of their team."""
        return self._model.notes.get(person.id, "")

    def open_at(
        self,
        place: QRect,
        people: Sequence[Person],
        extra: str = "",
        notes: dict[int, str] | None = None,
    ) -> None:
        """Open below ``place`` (in the parent's coordinates), above where there is no room."""
        self._model.show(people, extra, notes or {})
        lines = min(self._model.rowCount(), SHOWN)
        if not lines:
            self.hide()
            return
        height = lines * scaled(_ROW) + 12
        over = self.parentWidget()
        room = over.rect() if over is not None else place
        below, above = room.bottom() - place.bottom() - 3, place.top() - 3
        if height <= below or below >= above:
            height = _whole_rows(min(height, below))
            top = place.bottom() + 3
        else:
            height = _whole_rows(min(height, above))
            top = place.top() - 3 - height
        width = min(max(place.width(), scaled(520)), room.width())
        left = min(place.left(), room.right() - width)
        self.setGeometry(left, top, width, height)
        self.setCurrentIndex(self._model.index(0, 0))
        self.scrollToTop()
        self.show()
        self.raise_()

    def take_key(self, event: QKeyEvent) -> bool:
        """↑ ↓ move, Enter picks, Esc closes, 1 to 9 pick if numbered; whether it was taken."""
        if not self.isVisible():
            return False
        key, row = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose(max(0, min(row + step, self._model.rowCount() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self._pick(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif self.numbered and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._pick(self._model.index(key - Qt.Key.Key_1, 0))
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _pick(self, index: Index) -> None:
        if not 0 <= index.row() < self._model.rowCount():
            return
        people = self._model.people
        self.hide()
        if index.row() < len(people):
            self.picked.emit(people[index.row()])
        else:
            self.extra_picked.emit()


def _whole_rows(height: int) -> int:
    """As many whole rows as there is room for, at least one."""
    return max(1, (height - 12) // scaled(_ROW)) * scaled(_ROW) + 12
