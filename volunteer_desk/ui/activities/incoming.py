"""Photos and documents on their way in: dropped, pasted, or chosen in the system's window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from volunteer_desk.domain.attachments import ENDINGS, RefusedFile
from volunteer_desk.services.attachments import IncomingFile

MOST_TOLD = 4
"""Refused files told one by one; the others are counted."""


def holds_files(data: QMimeData) -> bool:
    """Whether there are local files, or a picture."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def files_of(data: QMimeData) -> list[IncomingFile]:
    """Local files of a drag or the clipboard, else its picture as PNG."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return [IncomingFile(path.name, path) for path in paths]
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    return [IncomingFile("粘贴的图片.png", data=bytes(buffer.data().data()))]


def choose_files(over: QWidget) -> list[IncomingFile]:
    """Let the user choose; none when they gave up."""
    wanted = " ".join(f"*{ending}" for ending in ENDINGS)
    names, _kind = QFileDialog.getOpenFileNames(over, "选照片和文件", "", f"照片和文件 ({wanted})")
    return [IncomingFile(Path(name).name, Path(name)) for name in names]


def refused_words(refused: Sequence[RefusedFile]) -> str:
    """Which files were not taken and why, a line each; "" where all were."""
    told = [f"{one.name}：{one.reason}" for one in refused[:MOST_TOLD]]
    if len(refused) > MOST_TOLD:
        told.append(f"还有{len(refused) - MOST_TOLD}个没有添加。")
    return "\n".join(told)
