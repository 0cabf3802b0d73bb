"""Photos and documents of an activity as facts: what a file is by its content, what may be kept."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_ON_SHEET = 4
"""Photos on a 活动记录表."""
MOST_PIXELS = 60_000_000
"""More pixels than any phone's picture: a file that claims them would eat the memory."""


class FileKind(StrEnum):
    """A photo can be shown and printed, a document is opened by its own program."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True)
class FileType:
    """What a file is, told by its content.

    Attributes:
        kind: Photo or document.
        media_type: As registered with IANA, or as the format's maker writes it.
        ending: The file ending its program expects, with the dot.
        word: What people call it.
    """

    kind: FileKind
    media_type: str
    ending: str
    word: str


@dataclass(frozen=True)
class AttachmentRow:
    """One photo or document of an activity; ``name`` is what its owner called it."""

    id: int
    activity_id: int
    kind: FileKind
    name: str
    stored: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    on_sheet: bool
    added_at: datetime


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not taken in, and why."""

    name: str
    reason: str


_PHOTO, _DOCUMENT = FileKind.PHOTO, FileKind.DOCUMENT
JPEG = FileType(_PHOTO, "image/jpeg", ".jpg", "JPEG照片")
PNG = FileType(_PHOTO, "image/png", ".png", "PNG图片")
WEBP = FileType(_PHOTO, "image/webp", ".webp", "WebP图片")
PDF = FileType(_DOCUMENT, "application/pdf", ".pdf", "PDF")
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = FileType(_DOCUMENT, f"{_OFFICE}wordprocessingml.document", ".docx", "Word文档")
XLSX = FileType(_DOCUMENT, f"{_OFFICE}spreadsheetml.sheet", ".xlsx", "Excel表格")
PPTX = FileType(_DOCUMENT, f"{_OFFICE}presentationml.presentation", ".pptx", "演示文稿")
OFD = FileType(_DOCUMENT, "application/ofd", ".ofd", "OFD版式文件")
DOC = FileType(_DOCUMENT, "application/msword", ".doc", "Word文档")
XLS = FileType(_DOCUMENT, "application/vnd.ms-excel", ".xls", "Excel表格")
PPT = FileType(_DOCUMENT, "application/vnd.ms-powerpoint", ".ppt", "演示文稿")
WPS = FileType(_DOCUMENT, "application/vnd.ms-works", ".wps", "WPS文字")
ET = FileType(_DOCUMENT, "application/wps-office.et", ".et", "WPS表格")
DPS = FileType(_DOCUMENT, "application/wps-office.dps", ".dps", "WPS演示")

TYPES = (JPEG, PNG, WEBP, PDF, DOCX, XLSX, PPTX, OFD, DOC, XLS, PPT, WPS, ET, DPS)
ENDINGS = (*(one.ending for one in TYPES), ".jpeg")
"""Endings a file chooser offers; what counts is the content."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("WordDocument", DOC, {".wps": WPS}),
    ("Workbook", XLS, {".et": ET}),
    ("PowerPoint Document", PPT, {".dps": DPS}),
)
"""A stream of a compound file, what it then is, and what WPS calls the same thing."""
_IN_ZIP = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("ppt/presentation.xml", PPTX),
    ("OFD.xml", OFD),
)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_TAKEN = "可以附：照片（JPEG、PNG、WebP）和文件（PDF、OFD、Word、Excel、演示文稿、WPS）"


def type_of(data: bytes, name: str) -> FileType | str:
    """What a file is by its content, or in one sentence why it cannot be kept.

    Args:
        data: All of the file.
        name: Its name; its ending tells WPS's own names of the older formats apart, no more.
    """
    if not data:
        return "这是一个空文件。"
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if b"%PDF-" in data[:1024]:
        return PDF
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return (
            "这是苹果手机的 HEIC 照片，这里打不开：请在手机的“设置·相机·格式”里选“兼容性最佳”，"
            "或先转成 JPEG。"
        )
    if data[4:8] == b"ftyp":
        return f"这是视频，不能附。{_TAKEN}。"
    if data.startswith((b"GIF8", b"BM", b"II*\0", b"MM\0*")):
        return "这种图片（GIF、BMP、TIFF）不能附，请先另存为 JPEG 或 PNG。"
    if data.startswith(_OLE):
        return _compound(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return f"这种文件不能附。{_TAKEN}。"


def _compound(data: bytes, name: str) -> FileType | str:
    ending = _ending(name)
    for stream, usual, called in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return called.get(ending, usual)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "这个文件加了密码，请先去掉密码再附。"
    return f"这种文件不能附。{_TAKEN}。"


def _zipped(data: bytes) -> FileType | str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError):
        return "这个文件已损坏，打不开。"
    if any(name.endswith("vbaProject.bin") for name in names):
        return "这个文件带有宏，不能附：请先另存为不带宏的文件。"
    for part, meant in _IN_ZIP:
        if part in names:
            return meant
    return f"压缩包不能附，请解开后再选其中的文件。{_TAKEN}。"


def _ending(name: str) -> str:
    _stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


_CAMERA = re.compile(
    r"(?i)(img|dsc|dscn|dscf|dji|mvimg|pxl|mmexport|wx_camera|screenshot|screen shot|image|photo"
    r"|p|微信图片|屏幕截图|截屏|图片|照片|qq图片|qq截图|新建(?:位图)?图像|未命名|粘贴的图片)?"
    r"[-_ .()\d]*(副本|copy)?"
)


def caption_of(name: str) -> str:
    """What stands below a printed photo: its name without the ending, unless a camera gave it."""
    stem = (name.rpartition(".")[0] or name) if _ending(name) in ENDINGS else name
    stem = stem.strip()
    return "" if _CAMERA.fullmatch(stem) else stem


def size_words(size: int) -> str:
    """``2.3 MB``, ``640 KB``."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} KB"
