"""Several of many: cells in a grid that is one stop of the keyboard; arrows move, space chooses."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from volunteer_desk.domain.availability import (
    DAYS,
    PARTS,
    Slot,
    read_availability,
    write_availability,
)
from volunteer_desk.ui.tokens import Tone, current_tokens, scaled

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_HIGH = 28
_GAP = 6


class ChoiceGrid(QWidget):
    """Words of which any number may be chosen, in ``columns`` columns."""

    changed = Signal()
    """The user chose or dropped a word."""

    def __init__(
        self,
        columns: int,
        words: Sequence[str] = (),
        row_heads: Sequence[str] = (),
        name: str = "",
    ) -> None:
        super().__init__()
        self._columns = columns
        self._words = list(words)
        self._row_heads = list(row_heads)
        self._chosen: set[int] = set()
        self._here = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip("方向键移动，空格选上或去掉")

    def set_words(self, words: Sequence[str], chosen: Collection[str]) -> None:
        """Offer these words, those of ``chosen`` chosen."""
        self._words = list(words)
        self._chosen = {at for at, word in enumerate(self._words) if word in chosen}
        self._here = 0
        self.updateGeometry()
        self.update()

    def set_chosen(self, places: Collection[int]) -> None:
        """Choose by place, without ``changed``."""
        self._chosen = set(places)
        self._here = 0
        self.update()

    def chosen(self) -> tuple[int, ...]:
        """The places chosen, in order."""
        return tuple(sorted(self._chosen))

    def chosen_words(self) -> tuple[str, ...]:
        """The words chosen, in order."""
        return tuple(self._words[at] for at in self.chosen())

    def toggle(self, place: int) -> None:
        """Choose a word, or drop it again."""
        self._chosen ^= {place}
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        """Its rows' height."""
        rows = -(-len(self._words) // self._columns)
        return QSize(scaled(300), rows * (scaled(_HIGH) + _GAP))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its rows."""
        return QSize(scaled(200), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, space chooses; everything else is the form's."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None:
            row, column = divmod(self._here, self._columns)
            row, column = row + move[0], column + move[1]
            place = row * self._columns + column
            if 0 <= column < self._columns and 0 <= place < len(self._words):
                self._here = place
                self.update()
        elif event.key() == Qt.Key.Key_Space and self._words:
            self.toggle(self._here)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        place = self._place_at(event.position())
        if place is not None:
            self._here = place
            self.toggle(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where it stands."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint heads and cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        font = painter.font()
        font.setPixelSize(scaled(14))
        painter.setFont(font)
        painter.setPen(QColor(tokens.soft))
        for row, word in enumerate(self._row_heads):
            cell = self._cell(row * self._columns)
            head = QRectF(0, cell.top(), self._left() - 8, cell.height())
            painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), word)
        for place, word in enumerate(self._words):
            self._paint_cell(painter, place, word)

    def _paint_cell(self, painter: QPainter, place: int, word: str) -> None:
        tokens, cell = current_tokens(), self._cell(place)
        on = place in self._chosen
        ink, ground = tokens.pair(Tone.OK)
        edge = QColor(tokens.line) if not on else ground
        here = self.hasFocus() and place == self._here
        painter.setPen(QPen(QColor(tokens.info) if here else edge, 2 if here else 1))
        painter.setBrush(ground if on else QColor(tokens.panel))
        painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(ink if on else QColor(tokens.soft))
        said = f"✓ {word}" if on else word
        shown = painter.fontMetrics().elidedText(
            said, Qt.TextElideMode.ElideRight, int(cell.width()) - 6
        )
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), shown)

    def _left(self) -> float:
        return scaled(52) if self._row_heads else 0

    def _cell(self, place: int) -> QRectF:
        row, column = divmod(place, self._columns)
        high = scaled(_HIGH)
        wide = (self.width() - self._left() - _GAP * (self._columns - 1)) / self._columns
        left = self._left() + column * (wide + _GAP)
        return QRectF(left, row * (high + _GAP), wide, high)

    def _place_at(self, point: QPointF) -> int | None:
        for place in range(len(self._words)):
            if self._cell(place).contains(point):
                return place
        return None


class AvailabilityGrid(ChoiceGrid):
    """星期 × 上午 下午 晚上; words that are no grid ("寒暑假") are kept beside it."""

    def __init__(self) -> None:
        super().__init__(
            len(DAYS),
            [f"{day.removeprefix('周')}" for _ in PARTS for day in DAYS],
            PARTS,
            "可服务时间",
        )
        self._other = ""

    def show_text(self, text: str | None) -> str:
        """Show what is stored; returns words that are no grid."""
        slots = read_availability(text)
        self._other = (text or "") if slots is None else ""
        self.set_chosen([part * len(DAYS) + day - 1 for day, part in slots or ()])
        return self._other

    def slots(self) -> tuple[Slot, ...]:
        """(day, part) chosen."""
        return tuple((place % len(DAYS) + 1, place // len(DAYS)) for place in self.chosen())

    def text(self) -> str:
        """As it is stored; the words that were there while nothing is chosen."""
        return write_availability(self.slots()) or self._other
