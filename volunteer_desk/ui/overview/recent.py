"""最近操作: the last batches, each with 撤销 while it can be taken back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from volunteer_desk.domain.batches import HOUR_KINDS, BatchRow
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, LinkButton, rule, words

SHOWN = 4


class OpeningLabel(ElidedLabel):
    """A line that opens what stands behind it: a click, or Enter where Tab leads to it."""

    pressed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text, asks=False)
        self.setToolTip(f"{text}\n点一下或回车，看每一条")
        self.setAccessibleName(f"{text}，回车看每一条")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Look as what can be pressed."""
        super().enterEvent(event)
        self._underline(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Look as the others."""
        super().leaveEvent(event)
        self._underline(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self._underline(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self._underline(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def _underline(self, on: bool) -> None:
        font = self.font()
        font.setUnderline(on)
        self.setFont(font)


class RecentCard(Card):
    """The last batches; ``undo_pressed`` with a batch id."""

    undo_pressed = Signal(int)
    entries_pressed = Signal(int)
    """An act on hours, by its id: its entries are wanted."""

    def __init__(self) -> None:
        super().__init__("最近操作")
        self.body.setSpacing(4)
        self.undos: list[LinkButton] = []
        self.opens: list[OpeningLabel] = []
        self._inner: QWidget | None = None

    def show_batches(self, batches: Sequence[BatchRow], now: datetime) -> None:
        """Show the newest few."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.undos, self.opens = [], []
        for batch in batches[:SHOWN]:
            column.addWidget(self._line(batch, now))
            column.addWidget(rule())
        if not batches:
            column.addWidget(words("还没有操作过。", "soft"))
        column.addStretch(1)
        self.body.addWidget(self._inner, 1)

    def _line(self, batch: BatchRow, now: datetime) -> QWidget:
        line = QWidget()
        line.setFixedHeight(scaled(37))
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(10)
        row.addWidget(self._label(batch), 5)
        row.addWidget(ElidedLabel(when_words(batch.made_at, now), "soft", asks=False), 3)
        if batch.undoable:
            undo = LinkButton("撤销", "", f"撤销：{batch.label}")
            undo.clicked.connect(lambda: self.undo_pressed.emit(batch.id))
            self.undos.append(undo)
            last: QWidget = undo
        else:
            last = words("已撤销" if batch.undone else "", "soft")
            last.setContentsMargins(0, 0, 6, 0)
        place = QWidget()
        place.setFixedWidth(scaled(58))
        inside = QHBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(last, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(place)
        return line

    def _label(self, batch: BatchRow) -> QWidget:
        """What was done; an act on hours opens its entries."""
        if batch.kind not in HOUR_KINDS:
            return ElidedLabel(batch.label, asks=False)
        label = OpeningLabel(batch.label)
        label.pressed.connect(lambda: self.entries_pressed.emit(batch.id))
        self.opens.append(label)
        return label


def when_words(made_at: datetime, now: datetime) -> str:
    """An instant as people say it: "今天 08:40", "昨天", "11月19日"."""
    local = made_at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0:
        return f"今天 {local:%H:%M}"
    if days == 1:
        return f"昨天 {local:%H:%M}"
    year = "" if local.year == now.year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日"
