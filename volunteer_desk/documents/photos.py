"""Photos as pixels: whether one is sound, a small one to show, one sized for paper."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from volunteer_desk.domain.attachments import MOST_PIXELS
from volunteer_desk.domain.errors import UserFacingError

_FORMATS = ("JPEG", "PNG", "WEBP")
_DAMAGED = UserFacingError("这张照片已损坏，打不开。", "请换一张。")
_TOO_LARGE = UserFacingError(
    f"这张照片超过{MOST_PIXELS // 10_000}万像素。", "请先把它缩小，再添加。"
)


def measure_photo(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as a person sees it (its EXIF turn applied).

    The whole picture is decoded, so that one cut short is found now and not at the printer.

    Raises:
        UserFacingError: It is damaged, or claims more pixels than can be meant.
    """
    with _opened(data) as image:
        _load(image)
        width, height = image.size
        return (height, width) if image.getexif().get(0x0112, 1) >= 5 else (width, height)


def shrink_photo(data: bytes, width: int, height: int, quality: int = 82) -> bytes:
    """A JPEG of at most so many pixels, upright, on white, without what a camera noted (GPS).

    Raises:
        UserFacingError: It is damaged, or claims more pixels than can be meant.
    """
    with _opened(data) as image:
        side = max(width, height)
        image.draft("RGB", (side, side))  # a JPEG is decoded at an eighth, a quarter or a half
        _load(image)
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((width, height), Image.Resampling.LANCZOS)
        sink = BytesIO()
        _on_white(upright).save(sink, "JPEG", quality=quality, optimize=True)
        return sink.getvalue()


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _TOO_LARGE from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise _DAMAGED from fault
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise _TOO_LARGE
    return image


def _load(image: Image.Image) -> None:
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, MemoryError) as fault:
        raise _DAMAGED from fault


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: paper has none, and JPEG neither."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("RGB")
    return image.convert("RGB")
