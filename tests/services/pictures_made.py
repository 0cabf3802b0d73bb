"""Invented photos and documents as bytes, for tests of attachments."""

from io import BytesIO
from zipfile import ZipFile

from PIL import Image, ImageDraw


def a_photo(
    width: int = 640, height: int = 480, colour: str = "#3b7", form: str = "JPEG", turn: int = 1
) -> bytes:
    """A picture with a darker upper left corner; ``turn`` is its EXIF orientation."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="#124")
    exif = Image.Exif()
    exif[0x0112] = turn
    sink = BytesIO()
    image.save(sink, form, **({"exif": exif} if turn != 1 else {}))
    return sink.getvalue()


def a_zip(*names: str) -> bytes:
    """A zip archive of files with these names."""
    sink = BytesIO()
    with ZipFile(sink, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return sink.getvalue()


def a_docx() -> bytes:
    """Enough of a Word document to be taken for one."""
    return a_zip("[Content_Types].xml", "word/document.xml")


def a_compound(stream: str) -> bytes:
    """Enough of a compound file (.doc, .xls, .wps) to be taken for one."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le")
