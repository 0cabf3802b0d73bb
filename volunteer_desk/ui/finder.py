"""Ctrl+K: anyone by name, pinyin, phone or last four; teams, projects, units by name, pinyin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from volunteer_desk.domain.changes import Noun
from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tasks import Tasks
from volunteer_desk.ui.tokens import current_tokens, scaled
from volunteer_desk.ui.widgets import rule, words

if TYPE_CHECKING:
    from volunteer_desk.services.desk import Desk

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
PEOPLE = 8
OTHERS = 4
_KINDS = {
    Noun.TEAM: ("队伍", "users-three"),
    Noun.PROJECT: ("项目", "squares-four"),
    Noun.UNIT: ("单位", "tree-structure"),
}


@dataclass(frozen=True)
class Hit:
    """One line of the finder and where it leads."""

    page: str
    subject: int
    noun: Noun
    icon: str
    title: str
    detail: str
    sure: bool = False
    """Its name begins with what was typed, so that it stands before people found otherwise."""


class _HitDelegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = self.parent()
        assert isinstance(view, QListView)  # noqa: S101 - made by it alone
        hit: Hit = index.data(HIT_ROLE)
        tokens, rect = current_tokens(), view.visualRect(index)
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(tokens.selected))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        side = scaled(18)
        place = QRect(rect.left() + 12, rect.center().y() - side // 2, side, side)
        paint_icon(painter, place, hit.icon, QColor(tokens.soft))
        painter.setFont(view.font())
        painter.setPen(QColor(tokens.ink))
        room = rect.adjusted(12 + side + 10, 0, -12, 0)
        metrics = painter.fontMetrics()
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), title)
        left = metrics.horizontalAdvance(title) + 16
        painter.setPen(QColor(tokens.soft))
        rest = room.adjusted(left, 0, 0, 0)
        detail = metrics.elidedText(hit.detail, Qt.TextElideMode.ElideRight, rest.width())
        side_flag = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rest, int(side_flag), detail)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, scaled(38))


class Finder(QFrame):
    """The finder's panel over the window; ``picked`` with a ``Hit``."""

    picked = Signal(object)

    def __init__(self, over: QWidget, desk: Desk | None, tasks: Tasks) -> None:
        super().__init__(over)
        self.setObjectName("finder")
        self._desk = desk
        self._tasks = tasks
        self._people: list[Hit] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(6)
        self.line = QLineEdit()
        self.line.setPlaceholderText("姓名、拼音、电话、后四位，或队伍、项目、单位")
        self.line.setAccessibleName("找人、队伍、项目、单位")
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.hits = QListView()
        self.hits.setObjectName("hits")
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setItemDelegate(_HitDelegate(self.hits))
        self.hits.setModel(QStandardItemModel(self.hits))
        self.hits.clicked.connect(self._pick)
        self._says = words("", "small")
        self._says.setContentsMargins(8, 0, 8, 0)
        for part in (self.line, rule(), self.hits, self._says):
            layout.addWidget(part)
        self.hide()

    def receive(self, desk: Desk) -> None:
        """Search in this desk from now on, and at once for what was typed before it was open."""
        self._desk = desk
        if self.line.text().strip():
            self._search(self.line.text())

    def open_at(self, place: QRect) -> None:
        """Open under ``place`` (in the window's coordinates), empty."""
        self.line.clear()
        self._show_hits([])
        self._says.setText("↑ ↓ 选，Enter 打开，Esc 关")
        width, height = scaled(560), scaled(440)
        over = self.parentWidget()
        self.setGeometry(place.right() - width + 1, place.top() - 4, width, height)
        if self.x() < 8 and over is not None:
            self.move(8, self.y())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shown_hits(self) -> list[Hit]:
        """What is listed now."""
        model = self.hits.model()
        return [model.index(n, 0).data(HIT_ROLE) for n in range(model.rowCount())]

    def says(self) -> str:
        """The line below the hits."""
        return self._says.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move, Enter opens, Esc and a click elsewhere close."""
        if not (isValid(self) and isValid(self.hits)):  # a window taken down
            return False
        if event.type() == QEvent.Type.FocusOut and not self.hits.underMouse():
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row = self.hits.currentIndex().row()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._choose(max(0, min(row + step, self.hits.model().rowCount() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.hits.currentIndex())
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        desk = self._desk
        if desk is None:
            self._says.setText("正在打开数据，马上就找…")
            return
        from volunteer_desk.services.volunteers import search_volunteers

        text = text.strip()
        self._people = []
        if text:
            for found in search_volunteers(desk, text, PEOPLE):
                known = [found.team, found.number]
                known += [f"尾号{found.phone_tail}"] if found.phone_tail else []
                detail = " · ".join(filter(None, known))
                self._people.append(
                    Hit("volunteers", found.id, Noun.VOLUNTEER, "user", found.name, detail)
                )
        self._show_hits(self._people)
        self._says.setText("" if not text else "正在找队伍、项目和单位…")
        self._tasks.read(lambda: _others(desk, text), self._add_others, key="finder")

    def _add_others(self, others: list[Hit]) -> None:
        hits = [hit for hit in others if hit.sure] + self._people
        hits += [hit for hit in others if not hit.sure]
        if others:
            self._show_hits(hits, max(0, self.hits.currentIndex().row()))
        typed = bool(self.line.text().strip())
        self._says.setText(
            "没有找到。换个写法：姓名、拼音首字母、电话、后四位都行。"
            if typed and not hits
            else "↑ ↓ 选，Enter 打开，Esc 关"
        )

    def _show_hits(self, hits: list[Hit], row: int = 0) -> None:
        model = self.hits.model()
        assert isinstance(model, QStandardItemModel)  # noqa: S101 - set above
        model.clear()
        for hit in hits:
            item = QStandardItem(f"{hit.title} {hit.detail}")
            item.setData(hit, HIT_ROLE)
            item.setEditable(False)
            model.appendRow(item)
        if hits:
            self._choose(row)

    def _choose(self, row: int) -> None:
        index = self.hits.model().index(row, 0)
        self.hits.setCurrentIndex(index)
        self.hits.scrollTo(index)

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            hit = index.data(HIT_ROLE)
            self.hide()
            self.picked.emit(hit)


def _others(desk: Desk, text: str) -> list[Hit]:
    """Teams, projects and units that answer the text."""
    from volunteer_desk.services.naming import find_names

    if not text:
        return []
    hits = []
    for one in find_names(desk, text, OTHERS):
        word, icon = _KINDS[one.noun]
        detail, sure = " · ".join((word, *one.details)), one.name.startswith(text)
        hits.append(Hit("projects", one.id, one.noun, icon, one.name, detail, sure))
    return hits
