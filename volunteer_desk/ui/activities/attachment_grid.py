"""Photos and documents as tiles: thumbnails, names below, a mark on what the sheet prints."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QListWidget, QListWidgetItem

from volunteer_desk.domain.attachments import AttachmentRow, FileKind, size_words
from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tokens import current_tokens, scaled

_ID = int(Qt.ItemDataRole.UserRole)
WIDE, HIGH = 116, 87
"""Pixels of a tile's picture at 100 %."""


class AttachmentGrid(QListWidget):
    """Arrow keys move, Enter opens, space prints or not, F2 names, Delete removes."""

    opened = Signal(int)
    """An attachment's id."""
    ticked = Signal(int)
    """Space: whether the sheet prints it is to be turned."""
    removed = Signal(list)
    """Ids."""
    named = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AttachmentRow, ...] = ()
        self._images: dict[int, QImage] = {}
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("照片和文件")
        self.itemDoubleClicked.connect(self._open)
        self.itemChanged.connect(self._name)
        self._fit()

    def show_rows(self, rows: Sequence[AttachmentRow], images: Mapping[int, QImage]) -> None:
        """Show these, keeping the current one where it is still there."""
        kept = self.current_id()
        self.rows = tuple(rows)
        self._images = dict(images)
        blocked = self.blockSignals(True)
        self.clear()
        for row in self.rows:
            item = QListWidgetItem(row.name)
            item.setData(_ID, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(_told(row))
            item.setIcon(self._icon(row))
            self.addItem(item)
            if row.id == kept:
                self.setCurrentItem(item)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)
        self.blockSignals(blocked)

    def current_id(self) -> int | None:
        """The current attachment."""
        item = self.currentItem()
        return None if item is None else int(item.data(_ID))

    def chosen_ids(self) -> list[int]:
        """The selected attachments, the current one where none is selected."""
        found = [int(item.data(_ID)) for item in self.selectedItems()]
        here = self.current_id()
        return found or ([here] if here is not None else [])

    def attachment(self, attachment_id: int) -> AttachmentRow | None:
        """One of those shown."""
        return next((one for one in self.rows if one.id == attachment_id), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, space, Delete; the rest is Qt's."""
        here = self.current_id()
        if here is None or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(here)
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit(here)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.chosen_ids())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size and theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
            self.show_rows(self.rows, self._images)

    def _fit(self) -> None:
        wide, high = scaled(WIDE), scaled(HIGH)
        self.setIconSize(QSize(wide, high))
        self.setGridSize(QSize(wide + 12, high + scaled(32)))
        tokens, palette = current_tokens(), self.palette()
        for role, colour in (
            (QPalette.ColorRole.Highlight, tokens.selected),
            (QPalette.ColorRole.HighlightedText, tokens.ink),
            (QPalette.ColorRole.Base, tokens.panel),
            (QPalette.ColorRole.Text, tokens.ink),
        ):
            palette.setColor(role, QColor(colour))
        if palette != self.palette():
            self.setPalette(palette)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(int(item.data(_ID)))

    def _name(self, item: QListWidgetItem) -> None:
        row = self.attachment(int(item.data(_ID)))
        if row is not None and item.text().strip() and item.text() != row.name:
            self.named.emit(row.id, item.text())
        elif row is not None and item.text() != row.name:
            item.setText(row.name)

    def _icon(self, row: AttachmentRow) -> QIcon:
        """The tile, the same whether it is chosen or not: Qt would tint a photo."""
        picture, made = self._picture(row), QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(picture, mode)
        return made

    def _picture(self, row: AttachmentRow) -> QPixmap:
        """The tile: the photo fitted, or the document's icon; a mark where it is printed."""
        ratio = self.devicePixelRatioF()
        size = QSize(scaled(WIDE), scaled(HIGH))
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        tokens = current_tokens()
        picture.fill(QColor(tokens.ground))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRect(0, 0, size.width(), size.height())
        image = self._images.get(row.id)
        if image is not None and not image.isNull():
            shown = image.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, shown.width(), shown.height())
            place.moveCenter(whole.center())
            painter.drawImage(place, image)
        else:
            side = scaled(34)
            place = QRect(0, 0, side, side)
            place.moveCenter(whole.center())
            paint_icon(painter, place, _icon_of(row), QColor(tokens.soft))
        if row.on_sheet:
            side = scaled(20)
            mark = QRect(size.width() - side - 3, 3, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(mark)
            inner = mark.adjusted(4, 4, -4, -4)
            paint_icon(painter, inner, "printer", QColor(tokens.on_accent))
        painter.end()
        return picture


def _icon_of(row: AttachmentRow) -> str:
    if row.kind is FileKind.PHOTO:
        return "image"
    return "file-pdf" if row.media_type == "application/pdf" else "file-text"


def _told(row: AttachmentRow) -> str:
    pixels = f"，{row.width}×{row.height}" if row.width else ""
    printed = "\n印在活动记录表上" if row.on_sheet else ""
    return f"{row.name}\n{size_words(row.size)}{pixels}{printed}"
