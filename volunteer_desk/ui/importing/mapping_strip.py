"""The columns of a brought file side by side: heading, samples, and the field each one fills."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from volunteer_desk.domain.mapping import FileColumn, FileMapping, MappingOrigin
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.fields import ComboField
from volunteer_desk.ui.tokens import scaled

Choices = Sequence[tuple[str, str]]
_WIDTH = 168
_MOST = 80
"""Columns shown; a sheet has more only by mistake, and they are left out."""


def mapping_words(mapping: FileMapping) -> str:
    """How the columns came to their fields, and how many are left out."""
    used = sum(1 for one in mapping.columns if one.field)
    left = [one.header or f"第{one.index + 1}列" for one in mapping.columns if not one.field]
    if not mapping.has_headings:
        return f"这张表没有表头，已选定 {used} 列" if used else "这张表没有表头，请选定每一列是什么"
    said = {
        MappingOrigin.MATCHED: f"按表头认出 {used} 列",
        MappingOrigin.REMEMBERED: f"沿用上次为这种表选定的 {used} 列",
        MappingOrigin.CHOSEN: f"按您选定的 {used} 列，导入后记住，下次同样的表直接沿用",
    }[mapping.origin]
    if mapping.lists > 1:
        said = f"{said}；{mapping.lists} 栏并排，已接成一份"
    return f"{said}；不导入：{'、'.join(left)}" if left else f"{said}，没有遗漏"


class _FileColumn(QFrame):
    """One column of the file."""

    def __init__(self, column: FileColumn, choices: Choices) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.column = column
        name = column.header or f"第{column.index + 1}列"
        self.header = ElidedLabel(name, "card-title", asks=False)
        self.samples = [
            ElidedLabel(text, "small", asks=False) for text in (*column.samples, "", "", "")[:3]
        ]
        self.field = ComboField("", [("", "不导入"), *choices])
        self.field.combo.setAccessibleName(f"“{name}”列导入到")
        self.field.combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.field.choose(column.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(2)
        layout.addWidget(self.header)
        for sample in self.samples:
            layout.addWidget(sample)
        layout.addSpacing(4)
        layout.addWidget(self.field)
        self.suit()

    def suit(self) -> None:
        """Follow the text size; large text leaves the rows below room by showing fewer samples."""
        self.setFixedWidth(scaled(_WIDTH))
        most = 3 if scaled(100) < 120 else 2 if scaled(100) < 140 else 1
        for at, sample in enumerate(self.samples):
            sample.setVisible(at < most)


class MappingStrip(QScrollArea):
    """Every column of the file with its field; Tab walks through them."""

    chosen = Signal()
    """The user took a column for another field."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("文件的列")
        self.parts: list[_FileColumn] = []
        self._shape: object = None
        self._lent: tuple[_FileColumn, _FileColumn, str] | None = None

    def show_mapping(self, mapping: FileMapping, choices: Choices) -> None:
        """Show what the columns are taken for; boxes stay where the file is the same."""
        columns = mapping.columns[:_MOST]
        shape = (choices, [(one.index, one.header, one.samples) for one in columns])
        if shape != self._shape:
            self._shape, self._lent = shape, None
            self._build(columns, choices)
        for part, column in zip(self.parts, columns, strict=True):
            part.column = column
            part.field.choose(column.field)

    def fields(self) -> tuple[tuple[int, str], ...]:
        """(column, field) of every column that is taken for something."""
        return tuple(
            (part.column.index, str(part.field.key())) for part in self.parts if part.field.key()
        )

    def enter(self) -> None:
        """Go to the first column nobody understood, else to the first."""
        if self.parts:
            unknown = [part for part in self.parts if not part.field.key()]
            (unknown or self.parts)[0].field.combo.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the box that has the focus into sight; a wheel scrolls, it chooses nothing."""
        if not isValid(self):  # a window taken down
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._lent = None
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, scaled(_WIDTH), 0)
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        if event.type() == QEvent.Type.Wheel and watched is not self.widget():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for part in self.parts:
                part.suit()
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the columns have in this text size."""
        super().showEvent(event)
        for part in self.parts:
            part.suit()
        self._fit()

    def _build(self, columns: Sequence[FileColumn], choices: Choices) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.parts = [_FileColumn(column, choices) for column in columns]
        for part in self.parts:
            line.addWidget(part)
            part.field.combo.installEventFilter(self)
            part.field.changed.connect(self._take)
        line.addStretch(1)
        self.setWidget(inside)
        inside.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        inside = self.widget()
        if inside is not None:
            bar = self.horizontalScrollBar().sizeHint().height()
            self.setFixedHeight(inside.sizeHint().height() + bar + 2)

    def _take(self) -> None:
        """A field can have one column only: the other one lets it go.

        Arrow keys pass over fields that other columns have; those get them back.
        """
        box = self.sender()
        taken = next((part for part in self.parts if part.field is box), None)
        if taken is None:
            return
        if self._lent is not None:
            lender, borrower, field = self._lent
            if borrower is taken and not lender.field.key():
                lender.field.choose(field)
        self._lent = None
        wanted = str(taken.field.key())
        for part in self.parts:
            if part is not taken and wanted and part.field.key() == wanted:
                part.field.choose("")
                self._lent = part, taken, wanted
        self.chosen.emit()
