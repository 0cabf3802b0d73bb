import pytest
import segno

from volunteer_desk.documents.qr import MASK, qr_ink, qr_modules


def rows_of(text: str) -> list[str]:
    side, packed = qr_modules(text)
    wide = -(-side // 8)
    return [
        f"{int.from_bytes(packed[at * wide : (at + 1) * wide]):0{wide * 8}b}"[:side]
        for at in range(side)
    ]


@pytest.mark.parametrize("length", [1, 13, 14, 25, 26, 41, 61, 83, 100, 105, 121, 151, 179, 200])
def test_every_module_is_segnos(length: int) -> None:
    text = (
        ("文明〔2026〕第0043号 " * 12).encode()[:length].decode(errors="ignore").ljust(length, "z")
    )
    code = segno.make(
        text, error="m", mode="byte", encoding="utf-8", mask=MASK, micro=False, boost_error=False
    )
    assert rows_of(text) == ["".join(map(str, row)) for row in code.matrix]


def test_the_ink_is_short() -> None:
    assert len(qr_ink("志愿服务台 文明〔2026〕第0043号 7K3M9QXA", 10, 10, 70)) < 600
