"""A PDF as it will be printed, one page in sight; rendered beside the window's thread."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from volunteer_desk.services.preview import PageImage, render
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.tasks import Tasks
from volunteer_desk.ui.tokens import current_tokens
from volunteer_desk.ui.widgets import QuietButton, words


class _Paper(QFrame):
    """The page, centred and fitted."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.image: QImage | None = None
        self.words = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page on the well."""
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = current_tokens()
        room = QRectF(self.rect()).adjusted(14, 14, -14, -14)
        if self.image is None:
            painter.setPen(QColor(tokens.soft))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self.words)
            return
        factor = min(room.width() / self.image.width(), room.height() / self.image.height())
        width, height = self.image.width() * factor, self.image.height() * factor
        place = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.image)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(place)


class PdfPreview(QWidget):
    """Shows PDF bytes page by page; ``rendered`` when a page is in sight."""

    rendered = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._pdf = b""
        self._page = 0
        self._pages = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(6)
        self._count = words("", "soft")
        self.caption = ElidedLabel(role="soft")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._back = self._turner("caret-left", "上一页（PgUp）", "PgUp", -1)
        self._forth = self._turner("caret-right", "下一页（PgDn）", "PgDown", 1)
        head.addWidget(self._count)
        head.addWidget(self.caption, 1)
        head.addWidget(self._back)
        head.addWidget(self._forth)
        self._paper = _Paper()
        layout.addLayout(head)
        layout.addWidget(self._paper, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._render)
        self.clear("这里会显示要打印的样子")

    def show_pdf(self, pdf: bytes, caption: str = "", page: int = 0) -> None:
        """Show a document from ``page`` (0-based) on; ``caption`` names paper and purpose."""
        self._pdf, self._page = pdf, page
        self.caption.setText(caption)
        self._render()

    def clear(self, text: str = "") -> None:
        """Show no page but these words."""
        self._pdf, self._page, self._pages = b"", 0, 0
        self._paper.image, self._paper.words = None, text
        self._tell_pages()
        self.caption.setText("")
        self._paper.update()

    def pages(self) -> int:
        """Pages of the document in sight."""
        return self._pages

    def image(self) -> QImage | None:
        """The page in sight."""
        return self._paper.image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render sharply at the new size, once it settles."""
        super().resizeEvent(event)
        if self._pdf:
            self._timer.start()

    def _turner(self, name: str, tip: str, key: str, step: int) -> QuietButton:
        button = QuietButton("", key, icon_name=name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self._turn(step))
        return button

    def _turn(self, step: int) -> None:
        if self._pdf and 0 <= self._page + step < self._pages:
            self._page += step
            self._render()

    def _render(self) -> None:
        pdf, page = self._pdf, self._page
        if not pdf:
            return
        width = max(400, int(self._paper.width() * self.devicePixelRatioF()))
        self._tasks.read(lambda: render(pdf, page, width), self._show, key=f"preview-{id(self)}")

    def _show(self, image: PageImage) -> None:
        if not self._pdf:
            return
        self._pages, self._page = image.pages, image.page
        self._paper.image = QImage(
            image.bgra, image.width, image.height, image.stride, QImage.Format.Format_RGB32
        ).copy()
        self._tell_pages()
        self._paper.update()
        self.rendered.emit()

    def _tell_pages(self) -> None:
        several = self._pages > 1
        self._count.setText(f"第 {self._page + 1} 页，共 {self._pages} 页" if self._pages else "")
        self._back.setVisible(several)
        self._forth.setVisible(several)
        self._back.setEnabled(self._page > 0)
        self._forth.setEnabled(self._page + 1 < self._pages)
