import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.services.pictures_made import a_photo
from volunteer_desk.documents.photos import measure_photo, shrink_photo
from volunteer_desk.domain.errors import UserFacingError


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_photo_is_measured_upright() -> None:
    assert measure_photo(a_photo(640, 480)) == (640, 480)
    assert measure_photo(a_photo(640, 480, turn=6)) == (480, 640)


def test_a_turned_photo_is_shown_upright() -> None:
    # turned a quarter to the right, the dark corner comes from the upper left to the upper right
    small = opened(shrink_photo(a_photo(640, 480, turn=6), 160, 160))
    assert small.size == (120, 160)
    pixel = small.convert("L").getpixel
    assert isinstance(upper := pixel((110, 10)), int)
    assert isinstance(lower := pixel((10, 150)), int)
    assert upper < 60 < lower


def test_what_the_camera_noted_is_left_out() -> None:
    small = opened(shrink_photo(a_photo(640, 480, turn=6), 100, 100))
    assert not small.getexif()


def test_a_see_through_picture_lies_on_white() -> None:
    sink = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(sink, "PNG")
    small = opened(shrink_photo(sink.getvalue(), 20, 20))
    assert small.convert("L").getpixel((10, 10)) == 255


def test_a_small_picture_is_not_blown_up() -> None:
    assert opened(shrink_photo(a_photo(50, 40), 500, 500)).size == (50, 40)


def test_a_photo_cut_short_is_refused() -> None:
    with pytest.raises(UserFacingError, match="损坏"):
        measure_photo(a_photo(640, 480)[:2000])
    with pytest.raises(UserFacingError, match="损坏"):
        measure_photo(b"\xff\xd8\xff\xe0 no picture")


@pytest.mark.parametrize("side", [8_000, 10_000, 40_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    with pytest.raises(UserFacingError, match="万像素"):
        measure_photo(bomb)
